//! The policy, its editions and the profile.

use std::{collections::BTreeMap, path::Path};

use axum::http::Method;
use calendar::Profile;
use kernel::jurisdiction;
use policy::{
    Edition,
    load::{SourceFile, load},
};
use serde_json::{Value, json};

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case { operation: "policy", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/policy") },
    Case { operation: "register", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/register") },
    Case { operation: "editions", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/editions") },
    Case { operation: "edition", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/editions/1") },
    Case {
        operation: "differences",
        by: By::Nobody,
        ask: |fixture| {
            let edition = newer("publication   = false", "publication   = true");
            fixture.activate(edition);
            Ask::bare(Method::GET, "/v1/editions/2/differences/1")
        },
    },
    Case {
        operation: "overview",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::GET, "/v1/overview")
        },
    },
    Case {
        operation: "propose-edition",
        by: By::Staff,
        ask: |_| {
            Ask::post(
                "/v1/editions",
                json!({ "files": listed(files("publication   = false", "publication   = true")) }),
            )
        },
    },
    Case {
        operation: "propose-profile",
        by: By::Staff,
        ask: |_| Ask { method: Method::PUT, ..Ask::post("/v1/profile", json!({ "profile": profile() })) },
    },
];

fn packs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

pub(super) fn profile() -> String {
    std::fs::read_to_string(packs().join("profiles/kz.toml")).expect("a profile")
}

/// The files of a newer edition of the first pack, with one line of every file changed.
fn files(from: &str, to: &str) -> BTreeMap<String, String> {
    let folder = std::fs::read_dir(packs().join("bitrix-kz")).expect("a pack");
    let paths = folder.map(|file| file.expect("a file").path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        let text = if name == "pack.toml" { text.replace("2024-06-17", "2026-03-01") } else { text };
        (name, text.replace(from, to))
    };
    paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).map(read).collect()
}

fn listed(files: BTreeMap<String, String>) -> Value {
    files.into_iter().map(|(path, text)| json!({ "path": path, "text": text })).collect()
}

/// The same, loaded.
pub(super) fn newer(from: &str, to: &str) -> Edition {
    let files: Vec<_> = files(from, to).into_iter().map(|(path, text)| SourceFile { path, text }).collect();
    let known = jurisdiction(&Profile::parse(&profile()).expect("a profile"));
    load(&files, &|_| Some(known.clone())).expect("a sound pack")
}
