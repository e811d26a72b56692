//! Deliveries and the outbox against simple models, over random histories.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::collections::{BTreeMap, BTreeSet};

use hooks::{
    Answer, Attempt, Condition, Delivery, Endpoint, Event, Failure, Jitter, MemoryOutbox, Networks, Outbox,
    RetryAfter, Secret, Secrets, State, Target, Wants, Why, settle,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// The specification's table, in seconds.
const WAITS: [i64; 9] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const DAY: i64 = 86_400;

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_718_618_400 + seconds).unwrap()
}

fn seconds(time: Timestamp) -> f64 {
    time.duration_since(self::time(0)).as_secs_f64()
}

fn endpoint(id: &str) -> Endpoint {
    let target = Target::parse("https://example.kz/", &Networks::public()).unwrap();
    let secret = Secret::generate(&mut |out| out.fill(7));
    Endpoint::new(id.parse().unwrap(), target, Wants::All, Secrets::new(secret))
}

fn event(id: u32) -> Event {
    Event::new(format!("e{id:03}").parse().unwrap(), "a.b".parse().unwrap(), time(0), "{}").unwrap()
}

fn attempts() -> impl Strategy<Value = Attempt> {
    let status = prop_oneof![
        Just(200),
        Just(204),
        Just(299),
        Just(301),
        Just(400),
        Just(410),
        Just(429),
        Just(500),
        Just(503),
        100..600_u16
    ];
    let retry_after = prop::option::of(prop_oneof![
        (0..200_000_u32).prop_map(RetryAfter::Seconds),
        (-1000..2_000_000_i64).prop_map(|at| RetryAfter::At(time(at))),
    ]);
    prop_oneof![
        4 => (status, retry_after)
            .prop_map(|(status, retry_after)| Attempt::Answered(Answer { status, retry_after })),
        2 => Just(Attempt::Failed(Failure::Unreachable)),
        1 => Just(Attempt::Failed(Failure::Timeout)),
    ]
}

/// Failures alone, without 410: what makes histories long.
fn failures() -> impl Strategy<Value = Attempt> {
    attempts().prop_map(|attempt| match attempt {
        Attempt::Answered(Answer { status: 200..=299 | 410, .. }) => Attempt::Failed(Failure::Tls),
        other => other,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One delivery and its endpoint, attempted some time after each is due.
    #[test]
    fn a_delivery_goes_as_the_model_says(
        history in prop::collection::vec((prop_oneof![3 => failures(), 1 => attempts()], 0..200_000_i64, any::<u32>()), 1..14),
    ) {
        let (mut endpoint, mut now) = (endpoint("ep"), 0);
        let mut delivery = Delivery::new(endpoint.id.clone(), event(1).id().clone(), time(0));
        let (mut failed, mut since, mut over) = (0, None, false);
        let (mut paused, mut disabled) = (false, false);
        for (attempt, late, jitter) in history {
            now += late;
            let before = (delivery.state(), endpoint.condition());
            let settled = settle(&mut endpoint, &mut delivery, &attempt, time(now), Jitter(jitter));
            prop_assert_eq!(settled.delivery, delivery.state());
            prop_assert_eq!(settled.endpoint.is_some(), endpoint.condition() != before.1);

            let status = match attempt { Attempt::Answered(answer) => answer.status, Attempt::Failed(_) => 0 };
            if (200..300).contains(&status) {
                since = None;
                if !matches!(before.0, State::Delivered { .. }) {
                    prop_assert_eq!(delivery.state(), State::Delivered { at: time(now) });
                }
                over = true;
            } else if status == 410 {
                disabled = true;
                if !over {
                    prop_assert_eq!(delivery.state(), State::GivenUp { at: time(now), why: Why::Disabled });
                }
                over = true;
            } else {
                let begun = *since.get_or_insert(now);
                paused |= !disabled && now - begun >= 5 * DAY;
                failed += 1;
                if over {
                    prop_assert_eq!(delivery.state(), before.0);
                } else if failed == 10 {
                    prop_assert_eq!(delivery.state(), State::GivenUp { at: time(now), why: Why::Exhausted });
                    over = true;
                } else {
                    let State::Retry { at } = delivery.state() else { panic!("{:?}", delivery.state()) };
                    let asked = match attempt {
                        Attempt::Answered(Answer { status: 429 | 503, retry_after: Some(after) }) => match after {
                            RetryAfter::Seconds(wait) => i64::from(wait).min(DAY),
                            RetryAfter::At(at) => at.duration_since(time(now)).as_secs().clamp(0, DAY),
                        },
                        _ => 0,
                    };
                    // The wait is lengthened by up to a fifth, in proportion to the random number.
                    let usual = WAITS[failed - 1] as f64 * (1.0 + 0.2 * f64::from(jitter) / 2_f64.powi(32));
                    let want = now as f64 + usual.max(asked as f64);
                    prop_assert!((seconds(at) - want).abs() < 0.01, "{} instead of {want}", seconds(at));
                    let active = !paused && !disabled;
                    prop_assert!(asked == 0 || endpoint.ready(time(now + asked)) == active);
                    prop_assert!(asked == 0 || !endpoint.ready(time(now + asked - 1)));
                    now = at.duration_since(time(0)).as_secs() + 1;
                }
            }
            prop_assert_eq!(delivery.due().is_none(), over);
            prop_assert_eq!(endpoint.failing_since(), since.map(time));
            match endpoint.condition() {
                Condition::Disabled { .. } => prop_assert!(disabled),
                Condition::Paused { .. } => prop_assert!(paused && !disabled),
                Condition::Active => prop_assert!(!paused && !disabled),
            }
        }
    }
}

/// What may happen to an outbox.
#[derive(Debug, Clone)]
enum Step {
    Put(u32),
    Wait(i64),
    Take(usize),
    /// One of those that are out is recorded.
    Record(prop::sample::Index, Attempt),
    /// Whoever took one of those that are out dies.
    Lose(prop::sample::Index),
    Resume(bool),
    Disable(bool),
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..40_u32).prop_map(Step::Put),
        3 => prop_oneof![0..400_i64, 0..100_000_i64].prop_map(Step::Wait),
        6 => (0..4_usize).prop_map(Step::Take),
        6 => (any::<prop::sample::Index>(), prop_oneof![3 => failures(), 3 => attempts()])
            .prop_map(|(which, attempt)| Step::Record(which, attempt)),
        1 => any::<prop::sample::Index>().prop_map(Step::Lose),
        1 => any::<bool>().prop_map(Step::Resume),
        1 => prop::bool::weighted(0.5).prop_map(Step::Disable),
    ]
}

/// How long a delivery is out.
const OUT: i64 = 60;

/// What the model knows of one waiting delivery: since when it is due, and until when it is out.
type Waiting = BTreeMap<(String, String), (Option<Timestamp>, Option<i64>)>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Two endpoints: who is handed out is what a plain reading of the contract says, and nothing is lost.
    #[test]
    fn an_outbox_hands_out_what_the_model_says(steps in prop::collection::vec(steps(), 1..120)) {
        let outbox = MemoryOutbox::new();
        let ids = ["a", "b"];
        ids.iter().for_each(|id| outbox.add(endpoint(id)));
        let (mut now, mut waiting) = (0, Waiting::new());
        let mut out: Vec<(String, String)> = Vec::new();
        let end = |waiting: &mut Waiting, id: &str| {
            waiting.iter_mut().filter(|((of, _), _)| of == id).for_each(|(_, (due, _))| *due = None);
        };
        for step in steps {
            match step {
                Step::Wait(seconds) => now += seconds,
                Step::Put(number) => {
                    let event = event(number);
                    outbox.put(&event, time(now));
                    for id in ids {
                        let disabled = outbox.endpoint(&id.parse().unwrap()).unwrap().condition();
                        if !matches!(disabled, Condition::Disabled { .. }) {
                            let key = (id.to_owned(), event.id().to_string());
                            waiting.entry(key).or_insert((Some(time(now)), None));
                        }
                    }
                }
                Step::Take(most) => {
                    let mut want = Vec::new();
                    for id in ids {
                        let theirs = || waiting.iter().filter(|((of, _), _)| of == id);
                        let busy = theirs().any(|(_, (_, until))| until.is_some_and(|until| now < until));
                        let next = theirs().find(|(_, (due, _))| due.is_some_and(|due| due <= time(now)));
                        if let (Some((key, (due, _))), false) = (next, busy)
                            && outbox.endpoint(&id.parse().unwrap()).unwrap().ready(time(now))
                        {
                            want.push((due.unwrap(), key.1.clone(), key.0.clone()));
                        }
                    }
                    want.sort();
                    want.truncate(most);
                    let got = outbox.take(time(now), time(now + OUT), most).unwrap();
                    let got: Vec<_> = got
                        .iter()
                        .map(|job| (job.endpoint.id.to_string(), job.event.id().to_string()))
                        .collect();
                    prop_assert_eq!(&got, &want.into_iter().map(|(_, event, of)| (of, event)).collect::<Vec<_>>());
                    for key in got {
                        waiting.get_mut(&key).unwrap().1 = Some(now + OUT);
                        out.retain(|other| *other != key);
                        out.push(key);
                    }
                }
                Step::Lose(which) if !out.is_empty() => drop(out.remove(which.index(out.len()))),
                Step::Record(which, attempt) if !out.is_empty() => {
                    let key = out.remove(which.index(out.len()));
                    let (of, event) = (key.0.parse().unwrap(), key.1.parse().unwrap());
                    let settled = outbox.record(&of, &event, &attempt, time(now), Jitter(0)).unwrap();
                    let due = match settled.delivery {
                        State::Pending { since: at } | State::Retry { at } => Some(at),
                        State::Delivered { .. } | State::GivenUp { .. } => None,
                    };
                    waiting.insert(key.clone(), (due, None));
                    if let Some(Condition::Disabled { .. }) = settled.endpoint {
                        end(&mut waiting, &key.0);
                    }
                }
                Step::Resume(first) => {
                    let id = ids[usize::from(first)].parse().unwrap();
                    outbox.change(&id, time(now), Endpoint::resume).unwrap();
                }
                Step::Disable(first) => {
                    let id = ids[usize::from(first)];
                    let at = time(now);
                    outbox.change(&id.parse().unwrap(), at, |endpoint| endpoint.disable(at)).unwrap();
                    end(&mut waiting, id);
                }
                Step::Lose(_) | Step::Record(..) => {}
            }
            // Everything put in is there, and waits exactly when the model says so.
            let there: BTreeSet<_> = outbox
                .deliveries()
                .iter()
                .map(|one| (one.endpoint().to_string(), one.event().to_string(), one.due()))
                .collect();
            let want = waiting.iter().map(|((of, event), (due, _))| (of.clone(), event.clone(), *due)).collect();
            prop_assert_eq!(there, want);
        }
    }
}

#[test]
fn ten_attempts_are_made_in_three_days_and_a_half_hour_over_three() {
    let (mut endpoint, mut now) = (endpoint("ep"), time(0));
    let mut delivery = Delivery::new(endpoint.id.clone(), event(1).id().clone(), now);
    let mut made = Vec::new();
    while let Some(due) = delivery.due() {
        now = due;
        made.push(now.duration_since(time(0)).as_secs());
        settle(&mut endpoint, &mut delivery, &Attempt::Failed(Failure::Name), now, Jitter(0));
    }
    // The specification's column "time since start".
    let at = |hours: i64, minutes: i64, seconds: i64| hours * 3600 + minutes * 60 + seconds;
    let want = [
        at(0, 0, 0),
        at(0, 0, 5),
        at(0, 5, 5),
        at(0, 35, 5),
        at(2, 35, 5),
        at(7, 35, 5),
        at(17, 35, 5),
        at(31, 35, 5),
        at(51, 35, 5),
        at(75, 35, 5),
    ];
    assert_eq!(made, want);
    assert_eq!(delivery.attempts(), 10);
    assert_eq!(delivery.state(), State::GivenUp { at: now, why: Why::Exhausted });
    delivery.again(now);
    assert_eq!((delivery.attempts(), delivery.due()), (0, Some(now)));
}

#[test]
fn an_endpoint_is_paused_after_five_days_of_failures_and_resumed_by_hand() {
    let mut endpoint = endpoint("ep");
    let fail = |endpoint: &mut Endpoint, day: f64| {
        let now = time((day * 86_400.0) as i64);
        let mut delivery = Delivery::new(endpoint.id.clone(), event(1).id().clone(), now);
        settle(endpoint, &mut delivery, &Attempt::Failed(Failure::Timeout), now, Jitter(0)).endpoint
    };
    assert_eq!(fail(&mut endpoint, 1.0), None);
    assert_eq!(fail(&mut endpoint, 5.99), None);
    let paused = Condition::Paused { since: time(6 * DAY) };
    assert_eq!(fail(&mut endpoint, 6.0), Some(paused));
    assert!(!endpoint.ready(time(7 * DAY)) && endpoint.takes(&"a.b".parse().unwrap()));
    endpoint.resume();
    assert!(endpoint.ready(time(7 * DAY)) && endpoint.failing_since().is_none());
    assert_eq!(fail(&mut endpoint, 11.0), None);
}

#[test]
fn a_delivery_is_stored_as_it_serialises() {
    let mut delivery = Delivery::new("ep".parse().unwrap(), event(1).id().clone(), time(0));
    let mut seen = BTreeSet::new();
    for attempt in
        [Attempt::Failed(Failure::Tls), Attempt::Answered(Answer { status: 410, retry_after: None })]
    {
        let text = serde_json::to_string(&delivery).unwrap();
        assert_eq!(serde_json::from_str::<Delivery>(&text).unwrap(), delivery);
        assert!(seen.insert(text));
        settle(
            &mut endpoint("ep"),
            &mut delivery,
            &attempt,
            time(5) + SignedDuration::from_millis(5),
            Jitter(9),
        );
    }
    let text = r#"{"endpoint":"ep","event":"e001","attempts":2,"state":{"is":"given-up","at":"2024-06-17T10:00:05.005Z","why":"disabled"}}"#;
    assert_eq!(serde_json::to_string(&delivery).unwrap(), text);
}
