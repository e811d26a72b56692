//! Consent as a state machine, against a model that knows nothing of the kernel: per purpose what was agreed to, under
//! which edition, until when, and what of it was taken back.

use jiff::{SignedDuration, Timestamp};
use kernel::*;
use proptest::{collection::vec, option, prelude::*};

use crate::{
    house::{House, at, id, ids, kz_with_2027, person, taking, under},
    rules,
};

/// What the model knows of one purpose.
#[derive(Debug, Clone, Default)]
struct Agreed {
    edition: u32,
    at: Timestamp,
    parts: [bool; 4],
    withdrawn: [Option<Timestamp>; 4],
    until: Option<Timestamp>,
    phone: bool,
}

/// The whole of the model.
#[derive(Debug, Clone)]
struct Model {
    now: Timestamp,
    in_force: u32,
    blocked: bool,
    agreed: [Agreed; 2],
}

const PURPOSES: [&str; 2] = ["mailings", "recruitment"];
const PROCESSING: usize = 0;
const PUBLICATION: usize = 1;
const THIRD: usize = 2;
const BORDER: usize = 3;

#[derive(Debug, Clone)]
enum Move {
    Give { of: usize, parts: u8, until: Option<u16>, back: u16 },
    Withdraw { of: usize, parts: u8, by_event: bool },
    Revoke { of: usize },
    Wait { days: u16 },
    Edition,
    Block,
    Unblock,
    AddPhone { of: usize },
    Disclose { of: usize, to: usize, phone: bool },
    Publish { of: usize, phone: bool },
}

fn moves() -> impl Strategy<Value = Move> {
    let of = || prop_oneof![4 => Just(0usize), 1 => Just(1usize)];
    let parts = || prop_oneof![2 => Just(15u8), 1 => Just(1u8), 2 => 0..16u8];
    prop_oneof![
        4 => (of(), parts(), option::of(0..300u16), prop_oneof![3 => Just(0u16), 1 => 0..60u16])
            .prop_map(|(of, parts, until, back)| Move::Give { of, parts, until, back }),
        4 => (of(), parts(), any::<bool>())
            .prop_map(|(of, parts, by_event)| Move::Withdraw { of, parts, by_event }),
        1 => of().prop_map(|of| Move::Revoke { of }),
        3 => prop_oneof![4 => 0..20u16, 1 => 0..200u16].prop_map(|days| Move::Wait { days }),
        2 => Just(Move::Edition),
        1 => Just(Move::Block),
        2 => Just(Move::Unblock),
        2 => of().prop_map(|of| Move::AddPhone { of }),
        4 => (of(), 0..TO.len(), any::<bool>()).prop_map(|(of, to, phone)| Move::Disclose { of, to, phone }),
        2 => (of(), any::<bool>()).prop_map(|(of, phone)| Move::Publish { of, phone }),
    ]
}

const TO: [&str; 4] = ["mailer", "far", "near", "late"];

impl Agreed {
    fn stands(&self, part: usize, now: Timestamp) -> bool {
        let given = |part: usize| self.parts[part] && self.withdrawn[part].is_none();
        given(PROCESSING) && given(part) && self.until.is_none_or(|until| now < until)
    }
}

impl Model {
    fn lists_phone(of: usize, edition: u32) -> bool {
        if of == 0 { [2, 4, 5].contains(&edition) } else { edition != 2 }
    }

    fn ends(&self, of: usize) -> Vec<Timestamp> {
        let one = &self.agreed[of];
        let moment = |span, from| rules::moment(&kz_with_2027(), span, from).ok();
        let year = (of == 0).then(|| moment("1 year", one.at)).flatten();
        let taken = one.withdrawn[PROCESSING].and_then(|at| moment("15 working days", at));
        year.into_iter().chain(taken).chain(one.until).collect()
    }

    fn over(&self, of: usize) -> bool {
        self.ends(of).iter().any(|end| *end <= self.now)
    }

    fn reached(&self, of: usize) -> bool {
        !self.blocked && !self.over(of) && self.agreed[of].stands(PROCESSING, self.now)
    }

    /// Whether the item stands in the consent's edition and in the one in force.
    fn covered(&self, of: usize, phone: bool) -> bool {
        !phone || [self.agreed[of].edition, self.in_force].iter().all(|no| Self::lists_phone(of, *no))
    }

    fn reads(&self, of: usize, phone: bool) -> bool {
        !self.blocked && !self.over(of) && self.covered(of, phone)
    }

    fn lists(&self, of: usize, phone: bool) -> bool {
        self.reached(of) && self.covered(of, phone)
    }

    fn has(&self, of: usize, phone: bool) -> bool {
        self.lists(of, phone) && (!phone || self.agreed[of].phone)
    }

    fn publishes(&self, of: usize, phone: bool) -> bool {
        of == 0 && self.has(of, phone) && self.agreed[of].stands(PUBLICATION, self.now)
    }

    fn discloses(&self, of: usize, to: usize, phone: bool) -> bool {
        let one = &self.agreed[of];
        let clause = (self.in_force, one.edition) == (4, 4); // the next one takes it back
        let there = match to {
            0 => !phone,
            1 => one.stands(BORDER, self.now),
            2 => !phone && (clause || one.stands(BORDER, self.now)),
            _ => false, // its undertaking ended
        };
        of == 0 && there && self.has(of, phone) && one.stands(THIRD, self.now)
    }

    fn gives(&self, of: usize, parts: u8, until: Option<Timestamp>, at: Timestamp) -> bool {
        let before = &self.agreed[of];
        let fits = if of == 0 { parts & 1 == 1 } else { parts == 1 };
        let newer =
            |part: usize| parts >> part & 1 == 0 || before.withdrawn[part].is_none_or(|taken| taken <= at);
        let mut after = self.clone();
        after.agreed[of] = Agreed { at, until, ..Agreed::default() };
        let lasts = !after.over(of);
        !self.blocked && !self.over(of) && fits && lasts && before.at <= at && (0..4).all(newer)
    }
}

fn start() -> (House, Model) {
    let mut house = House::sample();
    house.world.profile = kz_with_2027();
    for (n, purpose) in (1..).zip(PURPOSES) {
        let mut collecting = taking(&house, person(1), n, purpose);
        collecting.items.retain(|item| *item != *"phone");
        house.permit("officer", person(1), Deed::Collect(collecting));
    }
    let parts = [true, false, false, false];
    let agreed = Agreed { edition: 1, at: house.now, parts, ..Agreed::default() };
    let model = Model { now: house.now, in_force: 1, blocked: false, agreed: [agreed.clone(), agreed] };
    (house, model)
}

fn day(days: u16) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

fn item(phone: bool) -> Vec<policy::ItemId> {
    ids(&[if phone { "phone" } else { "email" }])
}

/// Takes the step in both; says what both said of it.
fn take(house: &mut House, model: &mut Model, step: &Move) -> (bool, bool) {
    let does = |house: &mut House, deed: Deed| {
        matches!(house.perform("officer", person(1), None, None, deed), Decision::Permit(_))
    };
    match *step {
        Move::Give { of, parts, until, back } => {
            let (given, until) = (model.now - day(back), until.map(|days| model.now + day(days)));
            let bits = Parts::from_bits(parts).unwrap();
            let consent = Consent { parts: bits, until, ..Consent::to_processing(Way::WebForm, given) };
            let former = house.next(PaperId::from_bytes);
            let may = model.gives(of, parts, until, given);
            let done = does(house, Deed::GiveConsent { target: under(PURPOSES[of]), consent, former });
            if done {
                let phone = model.agreed[of].phone && Model::lists_phone(of, model.in_force);
                let parts = std::array::from_fn(|part| parts >> part & 1 == 1);
                let edition = model.in_force;
                model.agreed[of] = Agreed { edition, at: given, parts, until, phone, withdrawn: [None; 4] };
            }
            (done, may)
        }
        Move::Withdraw { of, parts, by_event } => {
            let parts = if by_event { 1 } else { parts };
            let one = &mut model.agreed[of];
            let open =
                |part: &usize| parts >> part & 1 == 1 && one.parts[*part] && one.withdrawn[*part].is_none();
            let taken: Vec<usize> = (0..4).filter(open).collect();
            taken.iter().for_each(|part| one.withdrawn[*part] = Some(model.now));
            let target = under(PURPOSES[of]);
            let deed = match by_event {
                true => {
                    let opens = house.next(EngagementId::from_bytes);
                    Deed::RecordEvent { target, event: id("consent-withdrawn"), opens }
                }
                false => Deed::WithdrawConsent { target, parts: Parts::from_bits(parts).unwrap() },
            };
            let done = does(house, deed);
            if done {
                told(house, of, &taken);
            }
            (done, !taken.is_empty())
        }
        Move::Revoke { of } => {
            let may = !model.blocked && model.agreed[of].withdrawn[PROCESSING].is_some();
            if may {
                model.agreed[of].withdrawn[PROCESSING] = None;
            }
            let event = id("consent-withdrawn");
            (does(house, Deed::RevokeEvent { target: under(PURPOSES[of]), event }), may)
        }
        Move::Wait { days } => {
            model.now += day(days);
            house.now = model.now;
            (true, true)
        }
        Move::Edition => {
            let from = ["2026-03-01", "2026-06-01", "2026-09-01", "2026-10-01"];
            let next = from.get(model.in_force as usize - 1);
            let may = next.is_some_and(|day| at(&format!("{day}T00:00")) <= model.now);
            let done = does(house, Deed::ActivateEdition { edition: model.in_force + 1 });
            if done {
                model.in_force += 1;
                does(house, Deed::AcknowledgeEdition);
            }
            (done, may)
        }
        Move::Block => {
            let may = !std::mem::replace(&mut model.blocked, true);
            (does(house, Deed::Block), may)
        }
        Move::Unblock => {
            let may = std::mem::replace(&mut model.blocked, false);
            (does(house, Deed::Unblock { outcome: Outcome::Unfounded }), may)
        }
        Move::AddPhone { of } => {
            let may = model.reads(of, true);
            model.agreed[of].phone |= may;
            (does(house, Deed::Rectify { target: under(PURPOSES[of]), items: item(true) }), may)
        }
        Move::Disclose { of, to, phone } => {
            let (target, recipient, items) = (under(PURPOSES[of]), id(TO[to]), item(phone));
            let paper = house.next(PaperId::from_bytes);
            (does(house, Deed::Disclose { target, recipient, items, paper }), model.discloses(of, to, phone))
        }
        Move::Publish { of, phone } => {
            let paper = house.next(PaperId::from_bytes);
            let deed = Deed::Publish { target: under(PURPOSES[of]), items: item(phone), paper };
            (does(house, deed), model.publishes(of, phone))
        }
    }
}

/// Everyone who had the data is to be told, and what was made public is to be taken back.
fn told(house: &House, of: usize, taken: &[usize]) {
    let state = &house.people[&person(1)];
    let meant = state.engagements.iter().find(|e| house.row(e).0.id == *PURPOSES[of]).unwrap();
    let whole = taken.contains(&PROCESSING);
    let one_day = rules::moment(&house.world.profile, "1 working day", house.now).unwrap();
    for paper in state.papers.iter().filter(|paper| paper.engagement() == Some(meant.id)) {
        match &paper.matter {
            Matter::Disclosure(one)
                if whole || taken.contains(&THIRD) || taken.contains(&BORDER) && one.abroad =>
            {
                assert!(one.tell.open().is_some(), "{one:?}");
            }
            Matter::Publication(one) if whole || taken.contains(&PUBLICATION) => {
                assert!(one.removal.due.is_some_and(|due| due <= one_day), "{one:?}");
            }
            _ => {}
        }
    }
}

/// What both say of every use, for every purpose.
fn agree(house: &House, model: &Model) {
    let state = &house.people[&person(1)];
    let may = |deed| matches!(house.decide("officer", person(1), deed), Decision::Permit(_));
    let paper = PaperId::from_bytes([0xFE; 16]);
    for (of, purpose) in PURPOSES.into_iter().enumerate() {
        let e = state.engagements.iter().find(|e| house.row(e).0.id == *purpose).unwrap();
        assert_eq!(reached(&house.world, state, e, house.now), model.reached(of), "{purpose} {model:?}");
        assert_eq!(e.edition, model.agreed[of].edition);
        for phone in [false, true] {
            let items = || item(phone);
            let target = || under(purpose);
            let list = Deed::List { purpose: id(purpose), engagement: e.id, items: items() };
            assert_eq!(may(Deed::Read { target: target(), items: items() }), model.reads(of, phone));
            assert_eq!(may(list), model.lists(of, phone), "{purpose} {phone} {model:?}");
            let publish = Deed::Publish { target: target(), items: items(), paper };
            assert_eq!(may(publish), model.publishes(of, phone), "{purpose} {phone} {model:?}");
            for (to, recipient) in TO.into_iter().enumerate() {
                let (target, recipient) = (target(), id(recipient));
                let disclose = Deed::Disclose { target, recipient, items: items(), paper };
                assert_eq!(may(disclose), model.discloses(of, to, phone), "{to} {phone} {model:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_consent_lets_just_what_the_model_lets(steps in vec(moves(), 1..40)) {
        let (mut house, mut model) = start();
        for step in &steps {
            let before = model.clone();
            let (done, may) = take(&mut house, &mut model, step);
            prop_assert_eq!(done, may, "{:?} {:?}", step, before);
            agree(&house, &model);
        }
    }
}

/// The property would hold of a kernel that refuses everything.
#[test]
fn the_moves_reach_what_consents_let() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let (mut house, mut model) = start();
        for step in vec(moves(), 40).new_tree(&mut runner).unwrap().current() {
            let again = model.agreed[0].withdrawn[PROCESSING].is_some();
            if !take(&mut house, &mut model, &step).0 {
                continue;
            }
            seen.insert(match step {
                Move::Give { .. } if again => "given again".to_owned(),
                Move::Give { .. } if model.in_force > 3 => "given to the wider edition".to_owned(),
                Move::Disclose { to, phone, .. } => format!("disclosed {} {phone}", TO[to]),
                Move::Publish { phone, .. } => format!("published {phone}"),
                Move::Revoke { .. } => "revoked".to_owned(),
                _ => continue,
            });
        }
    }
    let all = [
        "disclosed far false",
        "disclosed far true",
        "disclosed mailer false",
        "disclosed near false",
        "given again",
        "given to the wider edition",
        "published false",
        "published true",
        "revoked",
    ];
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

#[test]
fn a_later_edition_narrows_what_may_cross_the_border_and_widens_it_for_nobody_who_agreed_before() {
    let (mut house, _) = start();
    let give = |house: &mut House| {
        let parts = Parts::PROCESSING.with(Part::ThirdParties);
        let consent = Consent { parts, ..Consent::to_processing(Way::Written, house.now) };
        let former = house.next(PaperId::from_bytes);
        house.permit("officer", person(1), Deed::GiveConsent { target: under("mailings"), consent, former });
    };
    let near = |house: &House| {
        let (target, recipient) = (under("mailings"), id("near"));
        let paper = PaperId::from_bytes([0xFE; 16]);
        house.decide("officer", person(1), Deed::Disclose { target, recipient, items: item(false), paper })
    };
    let refused = |decision| crate::house::refused(decision).code;
    give(&mut house);
    house.now = at("2026-10-02T10:00");
    for (edition, agreed, permits) in [(4, false, false), (4, true, true), (5, false, false)] {
        if edition != house.world.in_force {
            house.permit("officer", person(0), Deed::ActivateEdition { edition });
            house.permit("officer", person(0), Deed::AcknowledgeEdition);
        }
        if agreed {
            give(&mut house);
        }
        match permits {
            true => assert!(matches!(near(&house), Decision::Permit(_))),
            false => assert_eq!(refused(near(&house)), RefusalCode::NotAcrossBorder),
        }
    }
}

#[test]
fn a_withdrawal_stops_use_whatever_the_row_says_of_the_time_until_then() {
    let mut pack = policy::sample::pack();
    let ends = &mut pack.purposes[0].lists[0].ends;
    ends.iter_mut().for_each(|end| end.until_due = policy::UntilDue::Use);
    let mut house = House::of(policy::Edition::freeze(pack).into());
    house.employ("anna", &["hr"], 1);
    let collecting = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(collecting));
    let parts = Parts::PROCESSING;
    house.permit("officer", person(1), Deed::WithdrawConsent { target: under("recruitment"), parts });
    let read = Deed::Read { target: under("recruitment"), items: item(false) };
    assert_eq!(house.refuse("anna", person(1), read).code, RefusalCode::StorageOnly);
}
