//! The answer to a request for information is complete: under every pack, for every row of its register, whatever was
//! put in and whatever the tables and the log hold of the person stands in the dossier.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kernel::{Consent, Parts, Phase, Way};
use office::NewPerson;
use policy::{CategoryId, Ground, ItemId, Kind, List, Pack, Purpose, Recipient, well_known};
use serde_json::Value;

use super::{raw::Raw, told::missing, values::value, *};
use crate::common::paperwork::{Held, Words, file_everything};

/// One row of a register with the person taken in under it.
pub(crate) struct Story {
    pub(crate) pack: Pack,
    pub(crate) purpose: Purpose,
    pub(crate) list: List,
    pub(crate) category: CategoryId,
    /// Items with what was given last; none for what is kept as a one-way hash.
    pub(crate) given: Vec<(ItemId, Option<String>)>,
    /// What must be nowhere: a hash, a value that was replaced.
    pub(crate) nowhere: Vec<String>,
    /// Every text that was said.
    pub(crate) said: Vec<String>,
    pub(crate) raw: Raw,
    pub(crate) dossier: Value,
}

/// The pack as it is, but that somebody may have what is held under every purpose, and that every consent asks for
/// everything: so that each row can have papers of every kind.
fn generous(pack: &mut Pack, region: &str) {
    let first: Recipient = pack.recipients[0].clone();
    let readable = pack.items.iter().filter(|item| item.kind != Kind::Password);
    pack.recipients.push(Recipient {
        id: "everybody".parse().unwrap(),
        state: region.to_owned(),
        purposes: pack.purposes.iter().map(|purpose| purpose.id.clone()).collect(),
        items: readable.map(|item| item.id.clone()).collect(),
        ..first
    });
    for purpose in &mut pack.purposes {
        if let Ground::Consent(asks) = &mut purpose.ground {
            (asks.third_parties, asks.cross_border, asks.publication) = (true, true, true);
            asks.transfer_notice = true;
        }
    }
}

/// Tells one row's story.
fn story(office: &Office, pack: &Pack, purpose: &Purpose, list: &List, category: usize, row: u64) -> Story {
    let boss = kernel::Actor::from(pack.responsible.as_ref().unwrap().staff.clone());
    let kind = |item: &ItemId| &pack.item(item).unwrap().kind;
    let mut given: Vec<(ItemId, String)> =
        (list.items.iter().zip(row * 100..)).map(|(item, n)| (item.clone(), value(kind(item), n))).collect();
    let words = Words::of(&format!("row {row} of {}:", pack.id));
    let consent = match &purpose.ground {
        Ground::Consent(asks) => Some(Parts::asked(asks)),
        _ => None,
    };
    let category = list.categories[category].clone();
    let begun = office.log_size().unwrap();
    let person = NewPerson {
        purpose: purpose.id.clone(),
        category: category.clone(),
        choice: list.choice.as_ref().map(|choice| choice.options[0].id.clone()),
        items: given.clone(),
        consent: consent.map(|parts| Consent {
            parts,
            ..Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"))
        }),
        proof: Some(words.at(Words::PROOF)),
        exception: None,
        at: Some(at("2026-03-01T09:00:00Z")),
    };
    let who = office.collect(&boss, &person).unwrap().subject;
    let here = || target(purpose.id.as_str());
    let open = list.items.iter().filter(|item| *kind(item) != Kind::Password).cloned();
    let open: Vec<ItemId> = open.collect();
    let mut nowhere: Vec<String> = given
        .iter()
        .filter(|(item, _)| *kind(item) == Kind::Password)
        .map(|(_, hash)| hash.clone())
        .collect();

    office.read(&boss, who, here(), &open).unwrap();
    let (item, old) = given.iter_mut().find(|(item, _)| *kind(item) != Kind::Password).unwrap();
    let new = value(kind(item), row * 100 + 99);
    office.rectify(&boss, who, here(), &[(item.clone(), new.clone())]).unwrap();
    nowhere.push(std::mem::replace(old, new));
    let email = given.iter().find(|(item, _)| *kind(item) == Kind::Email);
    let held = Held {
        purpose: purpose.id.clone(),
        category: category.clone(),
        items: open.clone(),
        consent,
        recipient: Some("everybody".parse().unwrap()),
        email: email.map_or("nobody@example.org", |(_, address)| address).to_owned(),
    };
    office.set_clock(office.clock().now() + SignedDuration::from_mins(1)).unwrap();
    let filed = file_everything(office, &boss, who, &held, &words, row as u16);
    assert_eq!(filed.code.is_some(), email.is_some(), "a code goes where an address is held");
    office.block(&boss, who).unwrap();
    office.check(&boss, who, here(), &open[..1]).unwrap();
    office.unblock(&boss, who, None).unwrap();
    let happens = list.ends.iter().find(|ending| {
        let known = [well_known::CONSENT_GIVEN, well_known::CONSENT_WITHDRAWN, well_known::COLLECTED];
        ending.opens.is_none() && !known.contains(&ending.on.as_str())
    });
    office.record_event(&boss, None, who, here(), happens.unwrap().on.clone()).unwrap();
    let password: ItemId = "password".parse().unwrap();
    office.read(&boss, who, here(), &[password]).unwrap_err(); // a refusal is told too
    office.block(&boss, who).unwrap();
    let dossier = serde_json::to_value(office.export(&boss, who).unwrap()).unwrap();

    let secret = |(item, value): (ItemId, String)| {
        let hidden = *kind(&item) == Kind::Password;
        (item, (!hidden).then_some(value))
    };
    Story {
        pack: pack.clone(),
        purpose: purpose.clone(),
        list: list.clone(),
        category,
        given: given.into_iter().map(secret).collect(),
        nowhere,
        said: words.all(&held),
        raw: Raw::of(office.layout().dir(), who, begun..office.log_size().unwrap()),
        dossier,
    }
}

fn stories(pack: &str, profile: &str, region: &str) -> Vec<Story> {
    let dir = tempfile::tempdir().unwrap();
    let edition = edition_of(pack, profile);
    let edition = patched_from(&edition, edition.pack().edition.as_str(), |pack| generous(pack, region));
    let office = found_under(dir.path(), edition.clone(), profile_of(profile));
    let mut out = Vec::new();
    for purpose in &edition.pack().purposes {
        for list in &purpose.lists {
            for category in 0..list.categories.len() {
                let row = out.len() as u64 + 1;
                out.push(story(&office, edition.pack(), purpose, list, category, row));
            }
        }
    }
    is_well(&office);
    out
}

#[test]
fn a_dossier_holds_whatever_is_held_under_every_row_of_every_pack() {
    for (pack, profile, region, rows) in [("bitrix-kz", "kz", "KZ", 14), ("clinic-eu", "gdpr", "DE", 5)] {
        let stories = stories(pack, profile, region);
        assert_eq!(stories.len(), rows, "{pack}");
        for story in &stories {
            let missing = missing(story, &story.dossier);
            assert_eq!(missing, Vec::<String>::new(), "{pack}, {}, {}", story.purpose.id, story.category);
            // and the tables hold what a story puts in
            let kinds: BTreeSet<&str> = story.raw.papers.iter().map(|(paper, _)| paper.kind()).collect();
            let consents = matches!(story.purpose.ground, Ground::Consent(_));
            assert_eq!(kinds.len(), if consents { 7 } else { 5 }, "{kinds:?}");
            let (e, texts) = &story.raw.engagements[0];
            let proofs = usize::from(consents);
            assert_eq!((story.raw.engagements.len(), texts.len()), (1, story.list.items.len() + proofs));
            assert_eq!((e.phase, story.raw.holds.len()), (Phase::Storage, 1));
            assert_eq!(story.raw.entries.len(), if consents { 23 } else { 21 });
        }
        // Left out, each of it is missed.
        let rich = stories.iter().find(|story| story.purpose.id == *"products").unwrap_or(&stories[3]);
        let (mut unnoticed, mut left_out) = (BTreeSet::new(), 0);
        without_each(&rich.dossier, &mut |path, dossier| {
            left_out += 1;
            if missing(rich, dossier).is_empty() {
                unnoticed.insert(path.to_owned());
            }
        });
        assert!(left_out > 200, "{left_out}");
        assert_eq!(unnoticed, OF_THE_POLICY.map(str::to_owned).into(), "{pack}: left out, and not missed");
    }
}

/// What a dossier says besides what is held: the pack's own words, the moment at which it was asked for, and the kinds of
/// the acts, each of which is looked for by itself.
const OF_THE_POLICY: [&str; 16] = [
    "/at",
    "/engagements/*/clause",
    "/engagements/*/cross_border",
    "/engagements/*/ground",
    "/engagements/*/recipients",
    "/engagements/*/recipients/*",
    "/engagements/*/recipients/*/id",
    "/engagements/*/recipients/*/name",
    "/engagements/*/recipients/*/name/en",
    "/engagements/*/recipients/*/name/kk",
    "/engagements/*/recipients/*/name/ru",
    "/engagements/*/recipients/*/state",
    "/engagements/*/terms",
    "/engagements/*/terms/*",
    "/engagements/*/ways",
    "/engagements/*/ways/*",
];

/// Hands out copies of a document, each without one element of a list or one field.
fn without_each(whole: &Value, each: &mut dyn FnMut(&str, &Value)) {
    fn walk(whole: &Value, here: &str, path: &str, each: &mut dyn FnMut(&str, &Value)) {
        let part = whole.pointer(here).unwrap();
        let keys: Vec<String> = match part {
            Value::Object(fields) => fields.keys().cloned().collect(),
            Value::Array(list) => (0..list.len()).rev().map(|n| n.to_string()).collect(),
            _ => return,
        };
        for key in keys {
            let mut less = whole.clone();
            match less.pointer_mut(here).unwrap() {
                Value::Object(fields) => drop(fields.remove(&key)),
                Value::Array(list) => drop(list.remove(key.parse().unwrap())),
                _ => unreachable!(),
            }
            let shown = if part.is_array() { "*" } else { &key };
            let (there, path) = (format!("{here}/{key}"), format!("{path}/{shown}"));
            each(&path, &less);
            walk(whole, &there, &path, each);
        }
    }
    walk(whole, "", "", each);
}
