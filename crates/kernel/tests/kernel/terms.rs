//! Terms: from what happened to the day of destruction, on the first policy and its jurisdiction.

use jiff::Timestamp;
use kernel::*;
use policy::{ActKind, EventId};
use proptest::prelude::*;

use crate::house::{House, at, engagement, id, ids, kz, kz_with_2027, person, real, taking, under};

/// Somebody taken in under a purpose of the first policy, on a day.
fn taken(purpose: &str, choice: Option<&str>, on: &str) -> House {
    let mut house = House::of(real());
    let mut collecting = taking(&house, person(1), 1, purpose);
    let now = at(on);
    collecting.consent = collecting.consent.map(|consent| Consent { at: now, ..consent });
    collecting.choice = choice.map(id);
    let deed = Deed::Collect(collecting);
    crate::house::permitted(house.perform("officer", person(1), None, Some(now), deed));
    house
}

fn happens(house: &mut House, event: &str, on: &str) {
    let (purpose, _) = house.row(house.only(person(1)));
    let target = under(purpose.id.as_str());
    let deed = Deed::RecordEvent { target, event: id(event), opens: engagement(2) };
    house.now = house.now.max(at(on));
    crate::house::permitted(house.perform("officer", person(1), None, Some(at(on)), deed));
}

fn due(house: &House) -> Option<(Timestamp, bool)> {
    house.only(person(1)).due.map(|due| (due.at, due.exact))
}

fn fate_at(house: &House, now: &str) -> Fate {
    fate(&house.world, &house.people[&person(1)], house.only(person(1)), at(now))
}

#[test]
fn a_contract_of_five_years_is_due_where_the_calendar_says() {
    for (ended, end) in [
        ("2020-02-03T12:00", "2025-02-04T00:00"), // Monday
        ("2020-02-29T12:00", "2025-03-01T00:00"), // no 29 February: Friday, the 28th
        ("2020-02-08T12:00", "2025-02-11T00:00"), // a Saturday: the next working day
    ] {
        let mut house = taken("contracts", Some("term-5-years"), "2019-06-03T10:00");
        happens(&mut house, "contract-ended", ended);
        assert_eq!(due(&house), Some((at(end), true)));
    }
    let mut house = taken("contracts", Some("term-10-years"), "2019-06-03T10:00");
    happens(&mut house, "contract-ended", "2020-02-03T12:00");
    assert_eq!(due(&house).map(|(_, exact)| exact), Some(false), "the table of 2030 is not there yet");
}

#[test]
fn a_refused_candidate_goes_after_thirty_days() {
    let mut house = taken("recruitment", None, "2026-01-12T10:00");
    happens(&mut house, "refused", "2026-02-02T10:00");
    assert_eq!(due(&house), Some((at("2026-03-05T00:00"), true)));
    assert_eq!(fate_at(&house, "2026-03-04T23:59"), Fate::NotDue);
    assert!(matches!(fate_at(&house, "2026-03-05T00:00"), Fate::Destroy(_)));
}

#[test]
fn until_liquidation_is_never_due_before_it() {
    let mut house = taken("contracts", Some("until-liquidation"), "2019-06-03T10:00");
    happens(&mut house, "contract-ended", "2020-02-03T12:00");
    assert_eq!((due(&house), house.only(person(1)).phase), (None, Phase::Storage));
    assert_eq!(fate_at(&house, "2099-01-01T00:00"), Fate::NotDue);
    happens(&mut house, "liquidated", "2026-03-02T12:00");
    assert_eq!(due(&house), Some((at("2026-03-04T00:00"), true)));
}

#[test]
fn liquidation_without_an_ended_contract_ends_nothing_yet() {
    let mut house = taken("contracts", Some("until-liquidation"), "2019-06-03T10:00");
    happens(&mut house, "liquidated", "2026-02-03T12:00");
    assert_eq!((due(&house), house.only(person(1)).phase), (None, Phase::Active));
    happens(&mut house, "contract-ended", "2026-03-02T12:00");
    assert_eq!(due(&house), Some((at("2026-03-04T00:00"), true)), "from the later of the two");
}

#[test]
fn a_withdrawal_stops_use_at_once_and_destroys_within_fifteen_working_days() {
    let mut house = taken("products", None, "2026-02-02T10:00");
    house.employ("sales", &["sales"], 1);
    let read = Deed::Read { target: under("products"), items: ids(&["email"]) };
    house.permit("sales", person(1), read.clone());
    happens(&mut house, "consent-withdrawn", "2026-04-24T12:00");
    assert_eq!(house.refuse("sales", person(1), read).code, RefusalCode::StorageOnly);
    assert_eq!(due(&house), Some((at("2026-05-21T00:00"), true)));
    house.now = at("2026-05-21T00:00");
    house.sweep();
    assert!(house.people.is_empty(), "the five years notwithstanding");
}

#[test]
fn a_day_that_cannot_be_computed_is_kept_and_finished_when_the_year_is_entered() {
    let mut house = taken("recruitment", None, "2026-02-02T10:00");
    happens(&mut house, "refused", "2026-12-15T12:00");
    assert_eq!(due(&house), Some((at("2027-01-15T00:00"), false)));
    assert_eq!(fate_at(&house, "2027-01-14T23:00"), Fate::NotDue);
    assert_eq!(fate_at(&house, "2027-02-01T00:00"), Fate::NotBefore(2027));
    house.now = at("2027-02-01T00:00");
    house.sweep();
    assert!(!house.people.is_empty(), "not destroyed before it is certain");
    let read = Deed::Read { target: under("recruitment"), items: ids(&["email"]) };
    assert_eq!(house.refuse("officer", person(1), read.clone()).code, RefusalCode::TermOver, "nor used");
    assert!(matches!(fate_at(&house, "2027-03-15T00:00"), Fate::Destroy(_)), "whatever the holidays of 2027");
    house.world.profile = kz_with_2027();
    let moved = DueAt { at: at("2027-01-15T00:00"), exact: true, ending: 1 };
    assert_eq!(fate_at(&house, "2027-01-14T23:00"), Fate::Moved(Some(moved)));
    assert_eq!(fate_at(&house, "2027-02-01T00:00"), Fate::Destroy(moved));
    assert_eq!(house.refuse("officer", person(1), read).code, RefusalCode::TermOver);
    house.sweep();
    assert!(house.people.is_empty());
}

#[test]
fn collecting_is_never_refused_for_a_year_that_is_not_entered() {
    let mut house = House::of(real());
    house.now = at("2027-02-02T10:00");
    let mut collecting = taking(&house, person(1), 1, "sites");
    collecting.consent = collecting.consent.map(|consent| Consent { at: at("2026-01-20T10:00"), ..consent });
    house.decide("officer", person(1), Deed::Collect(collecting.clone()));
    assert!(matches!(
        house.decide("officer", person(1), Deed::Collect(collecting.clone())),
        Decision::Permit(_)
    ));
    // a term that is over whatever the holidays were is over
    let mut old = collecting.clone();
    old.consent = old.consent.map(|consent| Consent { at: at("1990-05-01T10:00"), ..consent });
    assert_eq!(house.refuse("officer", person(1), Deed::Collect(old)).code, RefusalCode::AlreadyDue);
    house.world.profile = kz_with_2027();
    assert_eq!(house.refuse("officer", person(1), Deed::Collect(collecting)).code, RefusalCode::AlreadyDue);
}

#[test]
fn a_bound_never_hides_that_a_term_is_certainly_over() {
    let mut house = taken("recruitment", None, "2018-03-01T10:00");
    happens(&mut house, "refused", "2018-06-01T12:00"); // no table of 2018
    assert!(!due(&house).unwrap().1);
    assert!(
        matches!(fate_at(&house, "2026-02-05T00:00"), Fate::Destroy(due) if !due.exact),
        "certainly by then"
    );
    happens(&mut house, "court-decision", "2018-06-04T12:00");
    assert!(
        matches!(fate_at(&house, "2026-02-05T00:00"), Fate::Destroy(due) if due.ending != 1),
        "the earliest"
    );
}

#[test]
fn an_event_before_the_first_version_of_a_rule_falls_under_the_first() {
    let mut house = taken("recruitment", None, "2025-01-13T10:00");
    happens(&mut house, "consent-withdrawn", "2025-02-03T12:00"); // the term is of 2026
    assert_eq!(due(&house), Some((at("2025-02-25T00:00"), true)));
    let text = include_str!("../../../../packs/profiles/kz.toml");
    let later =
        "[[deadline]]\nname = \"withdrawal\"\namount = \"3 working days\"\neffective-from = 2026-06-01\n";
    let both =
        calendar::Profile::parse(&format!("{text}\n{later}source = \"a test\"\nconfidence = \"statute\"\n"));
    let list = house.row(house.only(person(1))).1;
    let stands = standing(&both.unwrap(), list, None, &house.only(person(1)).events, None);
    assert_eq!(stands.due.map(|due| due.at), Some(at("2025-02-25T00:00")));
}

#[test]
fn a_wrong_event_is_taken_back_within_the_pause_and_everything_is_as_before() {
    let mut house = taken("recruitment", None, "2026-01-12T10:00");
    let before = house.only(person(1)).clone();
    happens(&mut house, "refused", "2026-01-13T10:00"); // known only now: already over by then
    house.now = at("2026-03-10T10:00");
    happens(&mut house, "court-decision", "2026-01-14T10:00");
    let pause = at("2026-03-12T00:00");
    assert_eq!(fate_at(&house, "2026-03-11T23:59"), Fate::Paused(pause));
    assert!(matches!(fate_at(&house, "2026-03-12T00:00"), Fate::Destroy(_)));
    for event in ["refused", "court-decision"] {
        let deed = Deed::RevokeEvent { target: under("recruitment"), event: id(event) };
        house.permit("officer", person(1), deed);
    }
    let after = house.only(person(1));
    assert_eq!((after.phase, after.due, after.events), (before.phase, before.due, before.events));
    house.now = at("2026-03-20T10:00");
    house.sweep();
    assert_eq!(house.only(person(1)).id, before.id);
}

#[test]
fn nothing_is_destroyed_on_a_bound_whose_row_is_not_loaded() {
    let mut house = taken("recruitment", None, "2026-02-02T10:00");
    happens(&mut house, "refused", "2026-12-15T12:00");
    house.world.editions.clear();
    assert!(matches!(fate_at(&house, "2029-01-01T00:00"), Fate::NotBefore(_)));
}

#[test]
fn every_row_ends_for_every_choice() {
    let edition = real();
    for (_, purpose, list) in edition.rows() {
        let options = list.choice.as_ref().map_or(1, |choice| choice.options.len());
        assert!(events_of(list).len() <= 6, "{}", purpose.id);
        for option in 0..options {
            let choice = list.choice.is_some().then_some(u8::try_from(option).unwrap());
            let stands = standing(&kz(), list, choice, &[Some(at("2020-02-03T12:00")); 6], None);
            assert!(stands.due.is_some() && stands.phase == Phase::Storage, "{}", purpose.id);
        }
    }
}

proptest! {
    /// What happened more never un-stores and never postpones.
    #[test]
    fn an_event_more_only_shortens(row in 0..12u16, choice in 0..3u8, days in prop::array::uniform6(prop::option::of(0..3000i64)), more in 0..6usize, day in 0..3000i64) {
        let edition = real_once();
        let Some((_, list)) = edition.row(row) else { return Ok(()) };
        let moment = |day: i64| at("2019-01-07T12:00") + jiff::SignedDuration::from_hours(24 * day);
        let some: [Option<Timestamp>; 6] = days.map(|day| day.map(moment));
        let mut all = some;
        all[more] = all[more].or(Some(moment(day)));
        let choice = list.choice.is_some().then_some(choice);
        let (fewer, more) = (standing(&kz(), list, choice, &some, None), standing(&kz(), list, choice, &all, None));
        prop_assert!(fewer.phase == Phase::Active || more.phase == Phase::Storage);
        let (soon, sooner) = (fewer.due.map(|due| due.at), more.due.map(|due| due.at));
        prop_assert!(soon.is_none() || (sooner.is_some() && sooner <= soon));
        prop_assert!(more.certain.is_none_or(|certain| more.due.is_some_and(|due| due.at <= certain.at)));
    }
}

fn real_once() -> &'static policy::Edition {
    static REAL: std::sync::OnceLock<std::sync::Arc<policy::Edition>> = std::sync::OnceLock::new();
    REAL.get_or_init(real)
}

#[test]
fn what_collecting_records_is_not_entered_by_hand() {
    let house = taken("mailings", None, "2026-02-02T10:00");
    let event: EventId = id("consent-given");
    let deeds = [
        Deed::RecordEvent { target: under("mailings"), event: event.clone(), opens: engagement(2) },
        Deed::RevokeEvent { target: under("mailings"), event },
    ];
    for deed in deeds {
        let refusal = house.refuse("officer", person(1), deed);
        assert_eq!(refusal.code, RefusalCode::EventAutomatic);
        assert!([ActKind::RecordEvent, ActKind::RevokeEvent].contains(&refusal.act));
    }
}
