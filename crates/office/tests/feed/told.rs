//! Which act tells what.

use kernel::{Channel, EraseReason, Parts};
use office::{EVENT_TYPES, RequestForm};
use policy::{IdentityLevel, RequestKind};

use super::{common::*, delivered, hear, heard, kinds, line, sound};

#[test]
fn an_act_tells_its_event_with_ids_and_codes_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let who = candidate(&office, "Айдана Сұлтан", "aidana@example.kz");
    let news = [("phone".parse().unwrap(), "+7 702 345 67 89".to_owned())];
    office.rectify(&staff("hr"), who, target("recruitment"), &news).unwrap();
    office.block(&responsible(), who).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["data.collected", "item.rectified", "subject.blocked"]);
    let rectified = &events[1]["data"];
    assert_eq!(rectified["subject"], who.to_string());
    assert_eq!(rectified["purpose"], "recruitment");
    assert_eq!(rectified["items"], serde_json::json!(["phone"]));
    let entry = rectified["entry"].as_u64().unwrap();
    assert_eq!(events[2]["data"]["entry"].as_u64().unwrap(), entry + 1, "each names its log entry");
    assert_eq!(events[1]["timestamp"], START);
    for event in &events {
        let text = event.to_string();
        for value in ["Айдана", "aidana@", "702", "345", "1990"] {
            assert!(!text.contains(value), "{text}");
        }
    }
    sound(&office);
}

#[test]
fn looking_tells_nothing_and_a_refusal_tells_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let who = candidate(&office, "Some Body", "some@example.kz");
    assert_eq!(kinds(&delivered(&office, "crm")), ["data.collected"]);
    office.read(&staff("hr"), who, target("recruitment"), &["email".parse().unwrap()]).unwrap();
    office.find(&staff("hr"), &"email".parse().unwrap(), "some@example.kz").unwrap();
    office.export(&responsible(), who).unwrap();
    assert!(office.block(&staff("accountant"), who).is_err(), "no permission");
    assert!(office.rectify(&staff("hr"), who, target("mailings"), &[]).is_err());
    assert_eq!(delivered(&office, "crm"), Vec::<serde_json::Value>::new());
}

#[test]
fn who_asked_for_some_types_hears_of_those() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    hear(&office, "mail", &["consent.withdrawn", "request.received"]);
    let who = candidate(&office, "Some Body", "some@example.kz");
    let form = RequestForm {
        kind: RequestKind::Information,
        channel: Channel::Paper,
        identity: IdentityLevel::StaffCheck,
        subject: Some(who),
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: "some@example.kz".to_owned(),
        text: "what is held?".to_owned(),
    };
    office.receive_request(&responsible(), None, &form).unwrap();
    office.withdraw_consent(&responsible(), None, who, target("recruitment"), Parts::PROCESSING).unwrap();
    assert_eq!(line(&office, "mail").waiting, 2);
    let events = delivered(&office, "mail");
    assert_eq!(kinds(&events), ["request.received", "consent.withdrawn"]);
    assert_eq!(events[0]["data"]["request"], "information");
}

#[test]
fn a_split_and_a_merge_name_both_people() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let (who, other) =
        (candidate(&office, "Some Body", "a@example.kz"), candidate(&office, "Any Body", "b@example.kz"));
    office.merge(&responsible(), who, other).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["data.collected", "data.collected", "subject.merged"], "nobody was erased");
    assert_eq!(events[2]["data"]["subject"], who.to_string());
    assert_eq!(events[2]["data"]["other"], other.to_string());
    let held = office.export(&responsible(), who).unwrap();
    let engagement = held.engagements[0].id;
    let (_, new) = office.split(&responsible(), who, vec![engagement]).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["subject.split"]);
    assert_eq!(events[0]["data"]["other"], new.to_string());
    office.erase(&responsible(), new, None, EraseReason::Demand).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["data.destroyed", "subject.erased"]);
    assert!(kinds(&events).iter().all(|kind| EVENT_TYPES.contains(kind)));
    sound(&office);
}
