//! A rehearsal of each pack with one person of whom everything is held that can be.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)] // each test uses a part, and may panic

pub(crate) mod tongue;

use std::path::{Path, PathBuf};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{
    Actor, Channel, Consent, PaperId, Part, Parts, Representative, RepresentedBy, Step, SubjectId, Target,
    Way, jurisdiction,
};
use office::{Decision, Founding, Grant, KeyChoice, NewPerson, Office, RequestForm};
use policy::{Edition, Ground, IdentityLevel, ItemId, Lang, RequestKind, load::load_dir};

/// A working Monday, noon in Kazakhstan.
pub const START: &str = "2026-03-02T07:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

pub fn staff(id: &str) -> Actor {
    id.parse().unwrap()
}

pub fn target(purpose: &str) -> Target {
    Target { purpose: purpose.parse().unwrap(), engagement: None }
}

pub fn items(names: &[&str]) -> Vec<ItemId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

pub fn responsible(office: &Office) -> Actor {
    office.world().edition().unwrap().pack().responsible.as_ref().unwrap().staff.clone().into()
}

/// The clock put on by an hour and a minute, so that no two moments read alike.
pub fn later(office: &Office) {
    office.set_clock(office.clock().now() + jiff::SignedDuration::from_mins(61)).unwrap();
}

/// A store under a pack whose `public` purpose lets data be made public too.
pub fn found(dir: &Path, pack: &str, profile: &str, public: &str) -> Office {
    let text = std::fs::read_to_string(packs().join(format!("profiles/{profile}.toml"))).unwrap();
    let known = jurisdiction(&Profile::parse(&text).unwrap());
    let edition = load_dir(&packs().join(pack), &|id| (id == profile).then(|| known.clone())).unwrap();
    let mut pack = edition.pack().clone();
    let purpose = pack.purposes.iter_mut().find(|one| one.id == *public).unwrap();
    let Ground::Consent(particulars) = &mut purpose.ground else { panic!("not on consent") };
    particulars.publication = true;
    let first = Actor::Staff(pack.responsible.as_ref().unwrap().staff.clone());
    let roles: Vec<_> = pack.roles.iter().map(|role| role.id.clone()).collect();
    let founding = Founding {
        edition: Edition::freeze(pack),
        profile: text,
        staff: None,
        key: KeyChoice::File(dir.join("store/root.key")),
        rehearsal: Some(at(START)),
    };
    let office = Office::create(dir.join("store"), founding).unwrap();
    office.acknowledge(&first).unwrap();
    for role in roles.into_iter().filter(|role| role.as_str() != first.to_string()) {
        let id = staff(role.as_str());
        office.add_staff(&first, id.staff().unwrap().clone(), vec![role]).unwrap();
        office.acknowledge(&id).unwrap();
    }
    office
}

pub fn person(purpose: &str, category: &str, items: &[(&str, &str)], agreed: &[Part]) -> NewPerson {
    let mut consent = Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"));
    consent.parts = agreed.iter().copied().collect();
    NewPerson {
        exception: None,
        proof: Some(format!("form 17/{purpose}")),
        purpose: purpose.parse().unwrap(),
        category: category.parse().unwrap(),
        choice: None,
        items: items.iter().map(|(item, value)| (item.parse().unwrap(), (*value).to_owned())).collect(),
        consent: (!agreed.is_empty()).then_some(consent),
        at: None,
    }
}

pub fn form(kind: RequestKind, subject: SubjectId, text: &str) -> RequestForm {
    RequestForm {
        kind,
        channel: Channel::Paper,
        identity: IdentityLevel::StaffCheck,
        subject: Some(subject),
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: "Алматы, Абай даңғылы, 1".to_owned(),
        text: text.to_owned(),
    }
}

pub fn granted(office: &Office, request: PaperId, reasons: &str) -> office::Decided {
    let grant = Grant { reasons: reasons.to_owned(), ..Grant::default() };
    office.decide_request(&responsible(office), request, Decision::Grant(grant)).unwrap()
}

/// A person of whom everything is held, and what they asked.
pub struct Rich {
    pub dir: tempfile::TempDir,
    pub office: Office,
    pub who: SubjectId,
    /// Of values that only this person has.
    pub information: PaperId,
    /// Refused: a law keeps.
    pub erase: PaperId,
}

/// Which pack, and what it calls things.
pub struct Pack {
    pub pack: &'static str,
    pub profile: &'static str,
    pub consented: (&'static str, &'static str),
    pub kept: (&'static str, &'static str),
    pub kept_items: &'static [(&'static str, &'static str)],
    pub recipient: &'static str,
    pub agreed: &'static [Part],
}

pub const BITRIX: Pack = Pack {
    pack: "bitrix-kz",
    profile: "kz",
    consented: ("mailings", "participant"),
    kept: ("employment", "employee"),
    kept_items: &[("full-name", "Әсел Ғұмарқызы"), ("iin", "880215300112"), ("email", "asel@example.org")],
    recipient: "mailing-service",
    agreed: &[Part::Processing, Part::ThirdParties, Part::Publication],
};

pub const CLINIC: Pack = Pack {
    pack: "clinic-eu",
    profile: "gdpr",
    consented: ("newsletter", "subscriber"),
    kept: ("treatment", "patient"),
    kept_items: &[
        ("full-name", "Grete Test"),
        ("birth-date", "1961-05-04"),
        ("patient-number", "P 2026-17"),
        ("email", "asel@example.org"),
        ("health-record", "Nothing but a test, | and *marks* <b>."),
    ],
    recipient: "newsletter-service",
    agreed: &Part::ALL,
};

/// Makes one.
pub fn rich(pack: &Pack) -> Rich {
    let dir = tempfile::tempdir().unwrap();
    let (consented, category) = pack.consented;
    let office = found(dir.path(), pack.pack, pack.profile, consented);
    let boss = responsible(&office);
    let agreed = pack.agreed;
    let given = [("email", "asel@example.org"), ("full-name", "Әсел Ғұмарқызы")];
    let who = office.collect(&boss, &person(consented, category, &given, agreed)).unwrap().subject;
    later(&office);
    let kept = office.collect(&boss, &person(pack.kept.0, pack.kept.1, pack.kept_items, &[])).unwrap();
    let who =
        if kept.subject == who { who } else { office.merge(&boss, who, kept.subject).map(|_| who).unwrap() };
    later(&office);
    let email = items(&["email"]);
    office.disclose(&boss, who, target(consented), &pack.recipient.parse().unwrap(), &email).unwrap();
    later(&office);
    office
        .publish(&boss, who, target(consented), &items(&["full-name"]), "https://example.org/winners")
        .unwrap();
    later(&office);
    let name = [("full-name".parse().unwrap(), "Әсел Ғұмарқызы Өтеген".to_owned())];
    office.rectify(&boss, who, target(consented), &name).unwrap();
    later(&office);
    let (_, notice) =
        office.notice(&consented.parse().unwrap(), &category.parse().unwrap(), Lang::Kk).unwrap();
    let mut anew = Consent::to_processing(Way::WebForm, office.clock().now());
    anew.parts = agreed.iter().copied().collect();
    anew.notice = Some(notice);
    anew.until = Some(at("2027-06-30T19:00:00Z"));
    office.give_consent(&boss, who, target(consented), anew, Some("web form 4411")).unwrap();
    later(&office);
    let third = [Part::ThirdParties].into_iter().collect::<Parts>();
    office.withdraw_consent(&boss, None, who, target(consented), third).unwrap();
    later(&office);
    office
        .answer_demand(&boss, who, target(pack.kept.0), &items(&["full-name"]), "Court letter 5/26")
        .unwrap();
    later(&office);
    office.register_carrier(&boss, who, target(pack.kept.0), "contract", None, "Safe 3").unwrap();
    let stranger = office.read(&staff("nobody"), who, target(consented), &email);
    assert!(stranger.is_err(), "an act refused");
    later(&office);
    let erase = RequestForm {
        representative: Some(Representative {
            by: RepresentedBy::PowerOfAttorney,
            until: Some(at("2026-12-31T19:00:00Z")),
        }),
        represented_by: "Адвокат Қ. Бекұлы, сенімхат 12".to_owned(),
        target: Some(target(pack.kept.0)),
        ..form(RequestKind::Erase, who, "Деректерімді жойыңыз.\nБәрін. Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і")
    };
    let erase = office.receive_request(&boss, None, &erase).unwrap().request;
    later(&office);
    office.attach(&boss, erase, b"a scan").unwrap();
    office.move_request(&boss, erase, Step::Note, "Called, no answer").unwrap();
    later(&office);
    granted(&office, erase, "Өкілге түсіндірілді.");
    later(&office);
    let asked = form(RequestKind::Information, who, "Не сақтайсыз? What do you hold, | exactly? 漢");
    let information = office.receive_request(&boss, None, &asked).unwrap().request;
    office.make_code(&boss, information, "asel@example.org", std::net::IpAddr::from([127, 0, 0, 1])).unwrap();
    later(&office);
    granted(&office, information, "");
    later(&office);
    office.hold(&boss, who, "Court of Almaty, case 2-114/26").unwrap();
    later(&office);
    office.block(&boss, who).unwrap();
    later(&office);
    Rich { dir, office, who, information, erase }
}

/// A document as its Markdown reads, without the marks that keep words from being markup.
pub fn plain(doc: &documents::Doc) -> String {
    let text = documents::markdown::text(doc).replace('\\', "");
    tongue::in_its_language(doc.lang, &text);
    text
}
