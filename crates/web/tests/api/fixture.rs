//! A store with somebody for every act, and a way to ask its service.
#![allow(clippy::unwrap_used)] // a test may panic

use std::{
    path::Path,
    sync::{Arc, LazyLock, Mutex, OnceLock},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, Response, StatusCode, header},
};
use calendar::Profile;
use http_body_util::BodyExt as _;
use kernel::{Actor, ApiKey, Consent, Part, SubjectId, Way, jurisdiction};
use mail::{MailError, Mailer, Message};
use office::{Founding, KeyChoice, NewPerson, Office};
use policy::{ActKind, Edition, Permission, Scope, load::load_dir};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;
use web::{App, Ways};

use crate::person::Person;

/// A service over a store of its own.
pub(crate) struct Fixture {
    pub(crate) office: Arc<Office>,
    pub(crate) everybody: Actor,
    me: OnceLock<Person>,
    visit: OnceLock<Visit>,
    #[allow(dead_code, reason = "another test does not read them")]
    pub(crate) letters: Arc<Letters>,
    app: Arc<App>,
    key: String,
    _dir: TempDir,
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    /// A machine that may do all that machines may.
    Machine,
    /// A machine that may do all but this.
    NotAllowed(ActKind),
    /// A member of staff with every role, signed in.
    Staff,
    /// A member of staff, signed in, of whom no role allows this.
    StaffWithout(ActKind),
    /// Somebody on a visit to what is held on themself.
    Subject,
    /// Nobody.
    Nobody,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<Vec<u8>>,
}

impl Ask {
    /// Without a body.
    pub(crate) fn bare(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body: None }
    }

    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { method: Method::POST, path: path.into(), headers, body: Some(body.to_string().into_bytes()) }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }
}

/// A visit.
#[allow(dead_code, reason = "another test does not use it")]
pub(crate) struct Visit {
    pub(crate) subject: SubjectId,
    pub(crate) token: String,
}

/// Letters that were sent.
#[derive(Default)]
pub(crate) struct Letters(pub(crate) Mutex<Vec<(String, String)>>);

impl Mailer for Letters {
    fn send(&self, message: &Message) -> Result<(), MailError> {
        self.0.lock().unwrap().push((message.to().expose().to_owned(), message.text().to_owned()));
        Ok(())
    }

    fn ready(&self) -> Result<(), MailError> {
        Ok(())
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// The first pack with its profile's text; read once.
static PACK: LazyLock<(Edition, String)> = LazyLock::new(|| {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let text = std::fs::read_to_string(packs.join("profiles/kz.toml")).unwrap();
    let known = jurisdiction(&Profile::parse(&text).unwrap());
    (load_dir(&packs.join("bitrix-kz"), &|_| Some(known.clone())).unwrap(), text)
});

impl Fixture {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (edition, profile) = PACK.clone();
        let founding = Founding {
            edition,
            profile,
            staff: None,
            key: KeyChoice::File(dir.path().join("root.key")),
            rehearsal: Some("2026-03-02T07:00:00Z".parse().unwrap()),
        };
        let office = Office::create(dir.path().join("store"), founding).unwrap();
        let world = office.world();
        let (first, _) = world.staff.first_key_value().unwrap();
        let officer = Actor::Staff(first.clone());
        office.acknowledge(&officer).unwrap();
        let roles = world.edition().unwrap().pack().roles.iter().map(|role| role.id.clone()).collect();
        office.add_staff(&officer, "everybody".parse().unwrap(), roles).unwrap();
        let everybody = Actor::Staff("everybody".parse().unwrap());
        office.acknowledge(&everybody).unwrap();
        let key = made(&office, &everybody, "machine", |_| true);
        let office = Arc::new(office);
        let letters = Arc::new(Letters::default());
        let post = Some(Arc::clone(&letters) as Arc<dyn Mailer>);
        let app = App::with(Arc::clone(&office), Ways { post, ..Ways::default() });
        Self { office, everybody, me: OnceLock::new(), visit: OnceLock::new(), letters, app, key, _dir: dir }
    }

    /// Somebody else who may do what takes two, and has read the edition in force.
    pub(crate) fn second(&self) -> Actor {
        let world = self.office.world();
        let second =
            Actor::Staff(world.edition().unwrap().pack().responsible.as_ref().unwrap().staff.clone());
        self.office.acknowledge(&second).unwrap();
        second
    }

    /// Puts an edition in force.
    pub(crate) fn activate(&self, edition: policy::Edition) {
        let proposed = self.office.propose_edition(&self.everybody, edition).unwrap();
        self.office.approve(&self.second(), proposed.proposal).unwrap();
    }

    /// The key of the machine that may do all that machines may.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// What answers.
    pub(crate) fn router(&self) -> Router {
        web::router(&self.app)
    }

    /// Sends a body as it comes, and waits for the whole answer.
    #[allow(dead_code, reason = "another test does not")]
    pub(crate) async fn send_body(&self, by: By, path: &str, kind: &str, body: Body) -> Sent {
        let ask = Ask::bare(Method::POST, path).header("content-type", kind);
        self.send_with(by, ask, body).await
    }

    /// Asks, and waits for the whole answer.
    pub(crate) async fn send(&self, by: By, mut ask: Ask) -> Sent {
        let body = ask.body.take().map_or_else(Body::empty, Body::from);
        self.send_with(by, ask, body).await
    }

    /// Asks a service that was started anew over the same store.
    #[allow(dead_code, reason = "another test does not")]
    pub(crate) async fn send_anew(&self, by: By, mut ask: Ask) -> Sent {
        let body = ask.body.take().map_or_else(Body::empty, Body::from);
        let router = web::router(&App::new(Arc::clone(&self.office)));
        self.send_to(router, by, ask, body).await
    }

    async fn send_with(&self, by: By, ask: Ask, body: Body) -> Sent {
        self.send_to(self.router(), by, ask, body).await
    }

    async fn send_to(&self, router: Router, by: By, ask: Ask, body: Body) -> Sent {
        let bearer = |key: String| Some((header::AUTHORIZATION, format!("Bearer {key}")));
        let cookie = |of: &Person| Some((header::COOKIE, format!("__Host-qorgau-session={}", of.token)));
        let proof = match by {
            By::Machine => bearer(self.key().to_owned()),
            By::NotAllowed(act) => bearer(self.key_without(act)),
            By::Staff => cookie(self.me()),
            By::StaffWithout(act) => cookie(&self.somebody_without(act)),
            By::Subject => Some((header::COOKIE, format!("__Host-qorgau-visit={}", self.visit().token))),
            By::Nobody => None,
        };
        let mut request = Request::builder().method(ask.method).uri(ask.path).header("host", "localhost");
        if let Some((name, value)) = proof {
            request = request.header(name, value);
        }
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).unwrap();
        let answer: Response<Body> = router.oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Sent { status: parts.status, headers: parts.headers, body }
    }

    /// What Prometheus is told.
    pub(crate) async fn metrics(&self) -> String {
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let answer = web::watch::router(&self.app).oneshot(request).await.unwrap();
        String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }

    /// Counts what waits to be done until it is dropped.
    pub(crate) fn keep_counting(&self) -> impl Future<Output = ()> + Send + 'static {
        web::watch::keep_counting(Arc::clone(&self.app))
    }

    /// The number of entries in the log.
    pub(crate) fn entries(&self) -> u64 {
        let checkpoint = self.office.checkpoint().unwrap();
        checkpoint.lines().nth(1).unwrap().parse().unwrap()
    }

    /// Somebody taken in.
    pub(crate) fn person(&self) -> office::Collected {
        self.taken_in("Ahmetova Asel", "asel@example.com")
    }

    /// Somebody else taken in.
    pub(crate) fn stranger(&self) -> office::Collected {
        self.taken_in("Serikov Daniyar", "daniyar@example.com")
    }

    /// Somebody with whom a contract stands until the organisation ends.
    pub(crate) fn counterparty(&self) -> office::Collected {
        let person = NewPerson {
            purpose: "contracts".parse().unwrap(),
            category: "counterparty".parse().unwrap(),
            choice: Some("until-liquidation".parse().unwrap()),
            items: vec![("full-name".parse().unwrap(), "Serikov Daniyar".to_owned())],
            consent: None,
            proof: None,
            exception: None,
            at: None,
        };
        self.office.collect(&self.everybody, &person).unwrap()
    }

    fn taken_in(&self, name: &str, email: &str) -> office::Collected {
        let at = "2026-03-01T07:00:00Z".parse().unwrap();
        let person = NewPerson {
            purpose: "recruitment".parse().unwrap(),
            category: "candidate".parse().unwrap(),
            choice: None,
            items: [("full-name", name), ("email", email)]
                .map(|(item, value)| (item.parse().unwrap(), value.to_owned()))
                .into(),
            consent: Some(Consent::to_processing(Way::WebForm, at)),
            proof: None,
            exception: None,
            at: None,
        };
        self.office.collect(&self.everybody, &person).unwrap()
    }

    /// A member of staff with every role, who has signed in.
    pub(crate) fn me(&self) -> &Person {
        self.me.get_or_init(|| Person::sign_in(&self.office, &self.everybody, "everybody"))
    }

    /// Somebody who is held, on a visit; the same as long as the fixture lasts.
    pub(crate) fn visit(&self) -> &Visit {
        self.visit.get_or_init(|| {
            let subject = self.subscriber();
            let source = std::net::Ipv4Addr::LOCALHOST.into();
            let (attempt, code) = self.office.begin_visit("asel@example.com", source).unwrap();
            let (_, code) = code.letter().unwrap();
            let office::Visited::In { token, .. } = self.office.enter_visit(attempt, code.expose()).unwrap()
            else {
                panic!("a right code")
            };
            Visit { subject, token: token.to_string() }
        })
    }

    /// Somebody who agreed to mailings, and to the mailing service's having their address.
    pub(crate) fn subscriber(&self) -> SubjectId {
        let at = "2026-03-01T07:00:00Z".parse().unwrap();
        let parts = [Part::Processing, Part::ThirdParties].into_iter().collect();
        let person = NewPerson {
            purpose: "mailings".parse().unwrap(),
            category: "participant".parse().unwrap(),
            choice: None,
            items: vec![("email".parse().unwrap(), "asel@example.com".to_owned())],
            consent: Some(Consent { parts, ..Consent::to_processing(Way::WebForm, at) }),
            proof: None,
            exception: None,
            at: None,
        };
        self.office.collect(&self.everybody, &person).unwrap().subject
    }

    /// Has whoever asks sign in before anything is counted.
    pub(crate) fn is_there(&self, by: By) {
        match by {
            By::Staff => drop(self.me()),
            By::Subject => drop(self.visit()),
            _ => {}
        }
    }

    fn somebody_without(&self, act: ActKind) -> Person {
        let world = self.office.world();
        let roles = &world.edition().unwrap().pack().roles;
        // who may do what takes two may propose, approve and decline it
        let act = match act {
            ActKind::Propose | ActKind::Approve | ActKind::Decline => ActKind::EnterProfile,
            other => other,
        };
        let lacks = |role: &&policy::Role| !role.may.iter().any(|one| one.acts.contains(&act));
        // Confirming the edition in force is everyone's duty: whoever left can't.
        let Some(role) = roles.iter().find(lacks) else { return self.somebody_who_left() };
        let name = "somebody";
        self.office.add_staff(&self.everybody, name.parse().unwrap(), vec![role.id.clone()]).unwrap();
        self.office.acknowledge(&Actor::Staff(name.parse().unwrap())).unwrap();
        Person::sign_in(&self.office, &self.everybody, name)
    }

    fn somebody_who_left(&self) -> Person {
        let (name, role) = ("somebody".parse().unwrap(), "hr".parse().unwrap());
        self.office.add_staff(&self.everybody, name, vec![role]).unwrap();
        let person = Person::sign_in(&self.office, &self.everybody, "somebody");
        self.office.remove_staff(&self.everybody, "somebody".parse().unwrap()).unwrap();
        person
    }

    fn key_without(&self, act: ActKind) -> String {
        self.office.acknowledge(&self.everybody).unwrap(); // what was asked before may have brought an edition
        made(&self.office, &self.everybody, "lacking", |kind| kind != act)
    }
}

/// A key for every act that keys can hold and that its owner may do, of those wanted.
fn made(office: &Office, owner: &Actor, name: &str, wanted: impl Fn(ActKind) -> bool) -> String {
    let (world, now) = (office.world(), office.clock().now());
    let rights = kernel::Rights::of(&world, owner, now).unwrap();
    let acts =
        ActKind::ALL.iter().copied().filter(|act| ApiKey::can_hold(*act) && rights.may(*act) && wanted(*act));
    let scope = Permission { acts: acts.collect(), purposes: Scope::All, items: Scope::All };
    let until = "2026-12-31T00:00:00Z".parse().unwrap();
    let (_, key) = office.add_key(owner, name.parse().unwrap(), scope, until).unwrap();
    key.to_string()
}
