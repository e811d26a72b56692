//! A consent with everything in it, and a log that holds it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::Path;

use jiff::Timestamp;
use ledger::{LogFolder, TlogProof, entry_commitment, note::SigningKey, part_hash};
use policy::Lang;
use receipts::{
    ConsentFacts, Event, Happened, Notice, Part, Party, ProofFacts, Purpose, Recipient, Role, Withdrawal,
    digest, record,
};
use serde_json::json;

pub(crate) fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

pub(crate) fn facts() -> ConsentFacts {
    let party = |number: &str, name: &str, role| Party {
        number: number.into(),
        name: name.into(),
        address: "Алматы қ., Үлгі к-сі, 1".into(),
        email: "privacy@example.kz".into(),
        role,
    };
    let purpose = |id: &str, name: &str, parts: &[(Part, bool)]| Purpose {
        id: id.into(),
        name: name.into(),
        clause: "3.1/1".into(),
        items: vec![("full-name".into(), "Тегі, аты".into()), ("email".into(), "Электрондық пошта".into())],
        parts: parts.to_vec(),
        recipients: vec![Recipient { name: "«Пошта» АҚ".into(), country: "KZ".into() }],
        storage: vec!["KZ".into()],
        retention: "Бас тартылған күннен бастап 30 күн".into(),
    };
    let event =
        |time: &str, what| Event { at: at(time), what, way: "one-time-code".into(), validity: "P1Y".into() };
    let mut newsletter = purpose("newsletter", "Жаңалықтар", &[(Part::Processing, true)]);
    newsletter.recipients.clear();
    ConsentFacts {
        record: "019a9f3e-0000-7000-8000-000000000001".parse().unwrap(),
        subject: "019a9f3e-0000-7000-8000-0000000000aa".parse().unwrap(),
        language: Lang::Kk,
        parties: vec![
            party("123456789012", "«Үлгі» ЖШС \"A\\B\"\u{1}", Role::Controller),
            party("210987654321", "«Өңдеуші» ЖШС", Role::Processor),
        ],
        jurisdiction: "KZ".into(),
        legal_basis: "94-V, 8-бап".into(),
        notice: Notice {
            address: "https://example.kz/policy/kk".into(),
            shown: Some((Lang::Kk, [1; 32])),
            edition: "2024-06-17".into(),
            edition_sha256: [2; 32],
        },
        purposes: vec![
            purpose(
                "recruitment",
                "Үміткерлерді іріктеу",
                &[
                    (Part::Processing, true),
                    (Part::Publication, false),
                    (Part::ThirdPartyTransfer, true),
                    (Part::CrossBorderTransfer, true),
                ],
            ),
            newsletter,
        ],
        withdrawal: Withdrawal {
            text: "Порталда немесе хатпен".into(),
            address: Some("https://example.kz/withdraw".into()),
        },
        events: vec![
            event("2026-11-01T10:00:00Z", Happened::Answered),
            event(
                "2026-11-05T10:00:00.5Z",
                Happened::Withdrawn(vec![("recruitment".into(), Part::CrossBorderTransfer)]),
            ),
            event(
                "2026-11-09T10:00:00Z",
                Happened::Superseded("019a9f3e-0000-7000-8000-000000000002".parse().unwrap()),
            ),
        ],
        evidence: "19/2026".into(),
    }
}

pub(crate) fn key() -> SigningKey {
    SigningKey::generate("log.example.kz/acts", &[7; 32]).unwrap()
}

/// Puts the consent among other entries of a log, and proves it.
pub(crate) fn proved(facts: &ConsentFacts, folder: &Path) -> ProofFacts {
    let key = key();
    let operational = json!({
        "time": "2026-11-01T10:00:01Z", "actor": "portal", "act": "collect", "verdict": "permitted",
        "clause": "3.1/1", "edition": 1, "digest": hex::encode(digest(&record(facts))), "subject": true
    })
    .to_string();
    let (salt, subject_hash) = ([3; 32], part_hash(&[4; 32], b"about whom"));
    let ours = entry_commitment(&part_hash(&salt, operational.as_bytes()), &subject_hash);
    let log = LogFolder::create(folder, &key).unwrap();
    let tree = log.extend((0..41).map(|n| if n == 17 { ours } else { [n; 32] })).unwrap();
    let checkpoint = log.publish(&key, tree.size(), &tree.root()).unwrap();
    let proof = TlogProof::new(log.tiles(), 17, &checkpoint, &key.verifier()).unwrap().to_string();
    ProofFacts { operational, salt, subject_hash, log: "log.example.kz/acts".into(), proof }
}
