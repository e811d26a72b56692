//! Requests as a state machine, against a model that knows nothing of the kernel; and what they bring with them.

use std::sync::{Arc, OnceLock};

use calendar::{PauseReason, Profile};
use jiff::{SignedDuration, Timestamp};
use kernel::*;
use policy::{IdentityLevel as Level, RequestKind as Kind};
use proptest::{collection::vec, prelude::*};

use crate::{
    house::{House, kz, person, taking},
    rules,
};

const GDPR: &str = include_str!("../../../../packs/profiles/gdpr.toml");

fn gdpr() -> Arc<Profile> {
    static PROFILE: OnceLock<Arc<Profile>> = OnceLock::new();
    PROFILE.get_or_init(|| Profile::parse(GDPR).unwrap().into()).clone()
}

#[derive(Debug, Clone, PartialEq)]
enum At {
    Open,
    Decided,
    Closed(Timestamp),
}

/// What the model knows of one request.
#[derive(Debug, Clone)]
struct One {
    id: PaperId,
    kind: Kind,
    same: u8,
    level: usize,
    at: At,
    deadline: Timestamp,
    paused: Option<Timestamp>,
    extended: bool,
    codes: Vec<(PaperId, Timestamp)>,
    files: usize,
    again: u16,
}

/// Of each person what was asked; the second is somebody of whom nothing else is held.
struct Model {
    european: bool,
    now: Timestamp,
    asked: [Vec<One>; 2],
}

#[derive(Debug, Clone)]
enum Move {
    Receive { who: usize, kind: usize, same: u8, level: usize },
    Confirm { who: usize, which: usize, level: usize },
    Pause { who: usize, which: usize, identity: bool },
    Resume { who: usize, which: usize },
    Extend { who: usize, which: usize },
    PassOn { who: usize, which: usize },
    Attach { who: usize, which: usize },
    Send { who: usize, which: usize, hours: u16 },
    Try { who: usize, which: usize, code: usize, passed: bool, spent: bool },
    Note { who: usize, which: usize },
    Decide { who: usize, which: usize, outcome: usize },
    Answer { who: usize, which: usize },
    Wait { hours: u16 },
}

fn moves() -> impl Strategy<Value = Move> {
    let one = || (0..2usize, 0..4usize);
    prop_oneof![
        6 => (0..2usize, 0..7usize, 0..2u8, 0..4usize)
            .prop_map(|(who, kind, same, level)| Move::Receive { who, kind, same, level }),
        2 => (one(), 0..4usize).prop_map(|((who, which), level)| Move::Confirm { who, which, level }),
        3 => (one(), any::<bool>()).prop_map(|((who, which), identity)| Move::Pause { who, which, identity }),
        3 => one().prop_map(|(who, which)| Move::Resume { who, which }),
        2 => one().prop_map(|(who, which)| Move::Extend { who, which }),
        1 => one().prop_map(|(who, which)| Move::PassOn { who, which }),
        1 => one().prop_map(|(who, which)| Move::Attach { who, which }),
        3 => (one(), 0..72u16).prop_map(|((who, which), hours)| Move::Send { who, which, hours }),
        4 => (one(), 0..3usize, any::<bool>(), any::<bool>())
            .prop_map(|((who, which), code, passed, spent)| Move::Try { who, which, code, passed, spent }),
        1 => one().prop_map(|(who, which)| Move::Note { who, which }),
        5 => (one(), 0..3usize).prop_map(|((who, which), outcome)| Move::Decide { who, which, outcome }),
        4 => one().prop_map(|(who, which)| Move::Answer { who, which }),
        3 => prop_oneof![0..48u16, 0..400u16].prop_map(|hours| Move::Wait { hours }),
    ]
}

/// How long each kind has at home; abroad it is a month for each.
fn days_at_home(kind: Kind) -> &'static str {
    match kind {
        Kind::Information | Kind::Complaint | Kind::Object => "3 working days",
        Kind::Rectify | Kind::Block | Kind::Erase => "1 working day",
        Kind::Withdraw => "15 working days",
    }
}

impl Model {
    fn pauses(&self, kind: Kind) -> bool {
        self.european && ![Kind::Erase, Kind::Withdraw].contains(&kind)
    }

    fn extends(&self, kind: Kind) -> bool {
        self.european && ![Kind::Complaint, Kind::Withdraw].contains(&kind)
    }

    fn deadline(&self, profile: &Profile, kind: Kind, months: &str, from: Timestamp) -> Timestamp {
        let span = if self.european { months } else { days_at_home(kind) };
        rules::moment(profile, span, from).unwrap_or_else(|bound| bound)
    }

    /// Closes; the person of whom nothing else is held goes with the last.
    fn close(&mut self, who: usize, which: usize) {
        let one = &mut self.asked[who][which];
        one.at = At::Closed(self.now);
        one.codes.clear();
        let done = |one: &One| matches!(one.at, At::Closed(_));
        if who == 1 && self.asked[1].iter().all(done) {
            self.asked[1].clear();
        }
    }
}

fn start(european: bool) -> (House, Model) {
    let mut house = House::sample();
    house.world.profile = if european { gdpr() } else { kz() };
    let collecting = taking(&house, person(1), 1, "mailings");
    house.permit("officer", person(1), Deed::Collect(collecting));
    let model = Model { european, now: house.now, asked: [Vec::new(), Vec::new()] };
    (house, model)
}

/// Takes the step in both; says what both said of it.
fn take(house: &mut House, m: &mut Model, step: &Move) -> (bool, bool) {
    let persons = [person(1), person(2)];
    let profile = house.world.profile.clone();
    let nobody = PaperId::from_bytes([0xFE; 16]);
    // a request by its place, or one that nobody knows
    let pick = |m: &Model, who: usize, which: usize| {
        let at = which % m.asked[who].len().max(1);
        (at, m.asked[who].get(at).cloned())
    };
    let id_of = |one: &Option<One>| one.as_ref().map_or(nobody, |one| one.id);
    let is = |one: &Option<One>, at: At| one.as_ref().is_some_and(|one| one.at == at);
    let does = |house: &mut House, who: usize, deed: Deed| {
        matches!(house.perform("officer", persons[who], None, None, deed), Decision::Permit(_))
    };
    match *step {
        Move::Receive { who, kind, same, level } => {
            let paper = house.next(PaperId::from_bytes);
            let kind = Kind::ALL[kind];
            let twin =
                |one: &&mut One| one.kind == kind && one.same == same && !matches!(one.at, At::Closed(_));
            let deadline = m.deadline(&profile, kind, "1 month", m.now);
            match m.asked[who].iter_mut().find(twin) {
                Some(known) => (known.again, known.level) = (known.again + 1, known.level.max(level)),
                None => m.asked[who].push(One {
                    id: paper,
                    kind,
                    same,
                    level,
                    at: At::Open,
                    deadline,
                    paused: None,
                    extended: false,
                    codes: Vec::new(),
                    files: 0,
                    again: 0,
                }),
            }
            let receiving = Receiving {
                paper,
                subject: persons[who],
                kind,
                channel: Channel::Portal,
                identity: Level::ALL[level],
                target: None,
                parts: Parts::default(),
                representative: None,
                fingerprint: [same; 16],
            };
            (does(house, who, Deed::ReceiveRequest(receiving)), true)
        }
        Move::Confirm { who, which, level } => {
            let (at, one) = pick(m, who, which);
            let may = is(&one, At::Open);
            if may {
                m.asked[who][at].level = m.asked[who][at].level.max(level);
            }
            let deed = Deed::ConfirmIdentity { request: id_of(&one), level: Level::ALL[level] };
            (does(house, who, deed), may)
        }
        Move::Decide { who, which, outcome } => {
            let (at, one) = pick(m, who, which);
            let state = house.people.get(&person(who as u8 + 1));
            let held = state.is_some_and(|state| !state.engagements.is_empty());
            let known = |one: &One| {
                let free = [Kind::Block, Kind::Complaint].contains(&one.kind);
                let blocked = one.kind != Kind::Block || held; // nobody's data can't be said to be blocked
                one.paused.is_none() && (outcome == 2 || (free || one.level >= 1) && blocked)
            };
            let may = is(&one, At::Open) && one.as_ref().is_some_and(known);
            if may {
                m.asked[who][at].at = At::Decided;
            }
            let outcome = RequestOutcome::ALL[outcome];
            (does(house, who, Deed::DecideRequest { request: id_of(&one), outcome, done: false }), may)
        }
        Move::Answer { who, which } => {
            let (at, one) = pick(m, who, which);
            let may = is(&one, At::Decided);
            if may {
                m.close(who, at);
            }
            (does(house, who, Deed::AnswerRequest { request: id_of(&one) }), may)
        }
        Move::Wait { hours } => {
            m.now += SignedDuration::from_hours(i64::from(hours));
            house.now = m.now;
            (true, true)
        }
        Move::Pause { who, which, .. }
        | Move::Resume { who, which }
        | Move::Extend { who, which }
        | Move::PassOn { who, which }
        | Move::Attach { who, which }
        | Move::Send { who, which, .. }
        | Move::Try { who, which, .. }
        | Move::Note { who, which } => {
            let (at, one) = pick(m, who, which);
            let request = id_of(&one);
            let (step, may) = handled(house, m, &profile, step, (who, at), one);
            (does(house, who, Deed::HandleRequest { request, step }), may)
        }
    }
}

/// A step between receiving and deciding, as the kernel's, and whether the model lets it; taken in the model.
fn handled(
    house: &mut House,
    m: &mut Model,
    profile: &Profile,
    step: &Move,
    (who, at): (usize, usize),
    one: Option<One>,
) -> (Step, bool) {
    let open = one.as_ref().is_some_and(|one| one.at == At::Open);
    let kind = one.as_ref().map(|one| one.kind);
    let now = m.now;
    let (pauses, extends) =
        (kind.is_some_and(|kind| m.pauses(kind)), kind.is_some_and(|kind| m.extends(kind)));
    let longer = one.as_ref().map(|one| {
        let received = house.people[&person(who as u8 + 1)].papers.iter().find(|paper| paper.id == one.id);
        let received = received.and_then(Paper::as_request).unwrap().received;
        let reckon = |months| m.deadline(profile, one.kind, months, received);
        reckon("3 months") + one.deadline.duration_since(reckon("1 month"))
    });
    let mut none = One {
        id: PaperId::from_bytes([0; 16]),
        kind: Kind::Object,
        same: 0,
        level: 0,
        at: At::Decided,
        deadline: now,
        paused: None,
        extended: false,
        codes: Vec::new(),
        files: 0,
        again: 0,
    };
    let here = m.asked[who].get_mut(at).unwrap_or(&mut none);
    match *step {
        Move::Pause { identity, .. } => {
            let may = open && pauses && here.paused.is_none();
            here.paused = if may { Some(now) } else { here.paused };
            let reason = if identity { PauseReason::Identity } else { PauseReason::Clarification };
            (Step::Pause(reason), may)
        }
        Move::Resume { .. } => {
            let since = here.paused.filter(|_| open);
            if let Some(since) = since {
                here.deadline += now.duration_since(since);
                here.paused = None;
            }
            (Step::Resume, since.is_some())
        }
        Move::Extend { .. } => {
            let may = open && extends && !here.extended && now <= here.deadline;
            if may {
                (here.extended, here.deadline) = (true, longer.unwrap());
            }
            (Step::Extend, may)
        }
        Move::PassOn { .. } => {
            if open {
                m.close(who, at);
            }
            (Step::PassOn, open)
        }
        Move::Attach { .. } => {
            here.files += usize::from(open);
            let evidence = house.next(PaperId::from_bytes);
            (Step::Attach { evidence, digest: [3; 32] }, open)
        }
        Move::Send { hours, .. } => {
            let (code, expires) =
                (house.next(PaperId::from_bytes), now + SignedDuration::from_hours(hours.into()));
            if open {
                here.codes = vec![(code, expires)]; // it takes the place of the one before it
            }
            (Step::SendCode { code, expires }, open)
        }
        Move::Try { code, passed, spent, .. } => {
            let place = code % here.codes.len().max(1);
            let known = here.codes.get(place).copied();
            let may = open && known.is_some_and(|(_, expires)| !passed || now < expires);
            if may && (passed || spent) {
                here.codes.remove(place);
                here.level = if passed { here.level.max(1) } else { here.level };
            }
            let code = known.map_or(PaperId::from_bytes([0xFD; 16]), |(code, _)| code);
            (Step::TryCode { code, passed, spent }, may)
        }
        _ => (Step::Note, open),
    }
}

fn agree(house: &House, m: &Model) {
    for (who, asked) in [person(1), person(2)].into_iter().zip(&m.asked) {
        let papers = house.people.get(&who).map_or(&[][..], |state| state.papers.as_slice());
        let beside: usize = asked.iter().map(|one| one.codes.len() + one.files).sum();
        assert_eq!(papers.len(), asked.len() + beside);
        assert_eq!(house.people.contains_key(&who), who == person(1) || !asked.is_empty(), "nobody is left");
        for one in asked {
            let paper = papers.iter().find(|paper| paper.id == one.id).unwrap();
            let request = paper.as_request().unwrap();
            assert_eq!(request.identity, Level::ALL[one.level]);
            assert_eq!(
                (request.paused, request.extended, request.again),
                (one.paused, one.extended, one.again)
            );
            assert_eq!(request.deadline.at, one.deadline, "{one:?}");
            let (watch, closed) = (paper.watch().unwrap(), request.closed.map(|closed| closed.at));
            match one.at {
                At::Open => assert_eq!((request.status, closed), (Status::Open, None)),
                At::Decided => assert_eq!((request.status, closed), (Status::Decided, None)),
                At::Closed(then) => {
                    assert_eq!(closed, Some(then));
                    let kept = rules::moment(&house.world.profile, "3 years", then);
                    assert_eq!(watch, (Watch::Destruction, kept.unwrap_or_else(|bound| bound)));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_request_moves_just_as_the_model_moves(european: bool, steps in vec(moves(), 1..40)) {
        let (mut house, mut model) = start(european);
        let mut deadlines = std::collections::BTreeMap::new();
        for step in &steps {
            let (done, may) = take(&mut house, &mut model, step);
            prop_assert_eq!(done, may, "{:?}", step);
            agree(&house, &model);
            for one in model.asked.iter().flatten() {
                let before = deadlines.insert(one.id, one.deadline);
                prop_assert!(before.is_none_or(|before| before <= one.deadline), "a deadline never moves earlier");
                prop_assert!(european || before.is_none_or(|before| before == one.deadline), "at home it stays");
            }
        }
    }
}
