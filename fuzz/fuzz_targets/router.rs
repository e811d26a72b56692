//! What a machine, or nobody, may ask of the service: a method, a path, headers, a body. Nothing makes it fail, and every
//! refusal is a problem in words.
#![no_main]

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use axum::{
    body::Body,
    http::{HeaderValue, Request, header},
};
use calendar::Profile;
use http_body_util::BodyExt as _;
use kernel::{Actor, ApiKey, jurisdiction};
use libfuzzer_sys::fuzz_target;
use office::{Founding, KeyChoice, Office};
use policy::{ActKind, Permission, Scope, load::load_dir};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;
use web::App;

struct Service {
    app: Arc<App>,
    key: HeaderValue,
    runtime: Runtime,
    _folder: TempDir,
}

static SERVICE: LazyLock<Service> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let profile = std::fs::read_to_string(packs.join("profiles/kz.toml")).expect("a profile");
    let known = jurisdiction(&Profile::parse(&profile).expect("a profile"));
    let founding = Founding {
        edition: load_dir(&packs.join("bitrix-kz"), &|_| Some(known.clone())).expect("a pack"),
        profile,
        staff: None,
        key: KeyChoice::File(folder.path().join("root.key")),
        rehearsal: Some("2026-03-02T07:00:00Z".parse().expect("a time")),
    };
    let office = Office::create(folder.path().join("store"), founding).expect("a store");
    let owner = Actor::Staff(office.world().staff.keys().next().expect("the first").clone());
    office.acknowledge(&owner).expect("read");
    let world = office.world();
    let rights = kernel::Rights::of(&world, &owner, office.clock().now()).expect("rights");
    let acts = ActKind::ALL.iter().copied().filter(|act| ApiKey::can_hold(*act) && rights.may(*act));
    let scope = Permission { acts: acts.collect(), purposes: Scope::All, items: Scope::All };
    let until = "2026-12-31T00:00:00Z".parse().expect("a time");
    let (_, key) = office.add_key(&owner, "fuzz".parse().expect("a name"), scope, until).expect("a key");
    let key = HeaderValue::try_from(format!("Bearer {}", &*key)).expect("a header");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    Service { app: App::new(Arc::new(office)), key, runtime, _folder: folder }
});

/// A first line `METHOD path`, with `+` in front where a machine's key comes along; headers; an empty line; the body.
fn read(input: &[u8]) -> Option<Request<Body>> {
    let end = input.windows(2).position(|two| two == b"\n\n")?;
    let mut lines = std::str::from_utf8(&input[..end]).ok()?.lines();
    let first = lines.next()?;
    let (method, path) = first.trim_start_matches('+').split_once(' ')?;
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
    if first.starts_with('+') {
        request = request.header(header::AUTHORIZATION, &SERVICE.key);
    }
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    request.body(Body::from(input[end + 2..].to_vec())).ok()
}

fuzz_target!(|input: &[u8]| {
    let Some(request) = read(input) else { return };
    let (said, router) = (request.method() == "HEAD", web::router(&SERVICE.app));
    SERVICE.runtime.block_on(async move {
        let Ok(answer) = router.oneshot(request).await;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.expect("a whole answer").to_bytes();
        let status = parts.status.as_u16();
        assert!(status < 500 || status == 503, "{status}: {}", String::from_utf8_lossy(&body));
        assert_eq!(parts.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        if status >= 400 && !said {
            assert_eq!(parts.headers[header::CONTENT_TYPE], "application/problem+json", "{status}");
        }
    });
});
