//! Limits against the plainest model, and what they promise.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::{
    AccessKey, Tag,
    testing::{at, key, rng},
};

const DAY: Duration = Duration::from_secs(86_400);
/// Two addresses of one network, one of another, one of IPv6.
const ADDRESSES: [&str; 4] = ["192.0.2.1", "192.0.2.2", "198.51.100.1", "2001:db8::1"];
const ACCOUNTS: [&str; 3] = ["asel", "berik", "nobody"];

fn who(account: &str, address: &str, device: Option<&Device>) -> Who {
    Who::new(&key(), account, address.parse().unwrap(), device)
}

fn device(key: &AccessKey, account: &str, seed: u64) -> Option<Device> {
    let token = DeviceToken::issue(key, account, at(0), DAY * 400, &mut rng(seed));
    Device::recognise(key, account, &token, at(0))
}

fn seconds(n: u64) -> Answer {
    Answer::Wait(Duration::from_secs(n))
}

#[test]
fn an_account_waits_from_the_fifth_failure_on() {
    let mut throttle = Throttle::new(&Limits::default());
    let asel = who("asel", ADDRESSES[0], None);
    let mut time = 0;
    for wait in [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512] {
        assert_eq!(throttle.ask(&asel, at(time)), Answer::Go);
        if wait > 0 {
            assert_eq!(throttle.ask(&asel, at(time)), seconds(wait));
            assert_eq!(
                throttle.ask(&asel, at(time + wait as i64 - 1)),
                seconds(1),
                "asking in vain prolongs nothing"
            );
        }
        time += wait as i64;
    }
    // Known or not, from elsewhere the same account waits as well; another account there does not.
    assert!(matches!(throttle.ask(&who("asel", ADDRESSES[2], None), at(time - 1)), Answer::Wait(_)));
    assert_eq!(throttle.ask(&who("berik", ADDRESSES[2], None), at(time - 1)), Answer::Go);
}

#[test]
fn a_source_that_tries_many_accounts_waits_and_so_does_its_network() {
    let mut throttle = Throttle::new(&Limits::default());
    let go = |throttle: &mut Throttle, account: u32, address: &str| {
        throttle.ask(&who(&account.to_string(), address, None), at(0)) == Answer::Go
    };
    assert_eq!((0..50).filter(|n| go(&mut throttle, *n, "192.0.2.1")).count(), 20);
    assert!(go(&mut throttle, 1000, "192.0.2.2"), "a neighbour");
    let rest = (3..=200).flat_map(|host| (0..50).map(move |n| (host, n)));
    let passed =
        rest.filter(|(host, n)| go(&mut throttle, host * 1000 + n, &format!("192.0.2.{host}"))).count();
    assert_eq!(passed, 79, "a hundred for the network");
    assert!(go(&mut throttle, 1, "198.51.100.1"), "elsewhere");
}

#[test]
fn an_office_behind_one_address_signs_in() {
    // A hundred people, a tenth of whom mistype once, within half an hour, from devices seen for the first time.
    let mut throttle = Throttle::new(&Limits::default());
    for n in 0..100_i64 {
        let person = who(&n.to_string(), ADDRESSES[0], None);
        for time in (0..=i64::from(n % 10 == 0)).map(|again| at(18 * n + 10 * again)) {
            assert_eq!(throttle.ask(&person, time), Answer::Go, "{n}");
        }
        throttle.succeeded(&person, at(18 * n + 15));
    }
}

#[test]
fn a_flood_of_names_from_one_source_pushes_no_account_out() {
    let small = |free| Rule::new(free, DAY / 96, DAY / 24, 64).unwrap();
    let limits = Limits { pair: small(4), account: small(4), ..Limits::default() };
    let mut throttle = Throttle::new(&limits);
    let victim = who("asel", ADDRESSES[2], None);
    (0..5).for_each(|_| assert_eq!(throttle.ask(&victim, at(0)), Answer::Go));
    assert_eq!(throttle.ask(&victim, at(0)), seconds(1));
    for n in 0..100_000 {
        throttle.ask(&who(&n.to_string(), ADDRESSES[0], None), at(0));
    }
    assert_eq!(
        throttle.ask(&who("asel", ADDRESSES[3], None), at(0)),
        seconds(1),
        "the account's counter is there"
    );
    assert_eq!(throttle.accounts.len(), 21);
    // Nor do many sources, unless they fail as often with each name.
    for n in 0..1000 {
        throttle.ask(&who(&n.to_string(), &format!("10.{}.{}.1", n / 250, n % 250), None), at(0));
    }
    assert_eq!(throttle.accounts.len(), 64);
    assert_eq!(throttle.ask(&who("asel", ADDRESSES[3], None), at(0)), seconds(1));
}

#[test]
fn a_known_device_has_its_own_failures_which_end_with_its_success() {
    let mut throttle = Throttle::new(&Limits::default());
    let [mine, other] = [1, 2].map(|seed| who("asel", ADDRESSES[0], device(&key(), "asel", seed).as_ref()));
    assert!(mine.is_known());
    (0..5).for_each(|_| assert_eq!(throttle.ask(&mine, at(0)), Answer::Go));
    assert_eq!(throttle.ask(&mine, at(0)), seconds(1));
    assert_eq!(throttle.ask(&other, at(0)), Answer::Go);
    assert_eq!(throttle.ask(&mine, at(1)), Answer::Go);
    throttle.succeeded(&mine, at(1));
    (0..5).for_each(|_| assert_eq!(throttle.ask(&mine, at(1)), Answer::Go));
}

#[test]
fn a_device_of_another_account_or_key_is_unknown() {
    let theirs = device(&key(), "berik", 1);
    assert!(!who("asel", ADDRESSES[0], theirs.as_ref()).is_known());
    assert!(!who("asel", ADDRESSES[0], device(&AccessKey::new(&[8; 32]), "asel", 1).as_ref()).is_known());
}

#[test]
fn a_clock_set_back_loosens_nothing() {
    let mut throttle = Throttle::new(&Limits::default());
    let asel = who("asel", ADDRESSES[0], None);
    (0..5).for_each(|_| {
        throttle.ask(&asel, at(1_000_000));
    });
    for back in [999_990, 900_000, 0] {
        assert_eq!(throttle.ask(&asel, at(back)), seconds(1));
    }
    assert_eq!(throttle.ask(&asel, at(1)), Answer::Go);
    throttle.ask(&asel, Timestamp::MAX);
    throttle.ask(&asel, Timestamp::MIN);
}

/// One counter, as the times at which each of its failures is forgotten.
#[derive(Default, Clone)]
struct Model {
    forgotten_at: Vec<u64>,
    next: u64,
}

impl Model {
    fn count(&mut self, rule: &Rule, now: u64) {
        self.forgotten_at.retain(|time| *time > now);
        self.forgotten_at.push(self.forgotten_at.last().copied().unwrap_or(now) + rule.leak);
        if self.forgotten_at.len() as u64 > rule.full() {
            self.forgotten_at = (1..=rule.full()).map(|n| now + n * rule.leak).collect();
        }
        self.next = now + Self::wait(rule, self.forgotten_at.len());
    }

    fn take_back(&mut self, rule: &Rule, now: u64) {
        self.forgotten_at.retain(|time| *time > now);
        self.forgotten_at.pop();
        self.next = self.next.min(now + Self::wait(rule, self.forgotten_at.len()));
        if self.forgotten_at.is_empty() {
            self.next = now;
        }
    }

    fn wait(rule: &Rule, failures: usize) -> u64 {
        let mut wait = 0;
        for _ in rule.free as usize..failures {
            wait = (wait * 2).clamp(1000, rule.most);
        }
        wait
    }
}

fn limits() -> Limits {
    let rule = |free, most, leak| {
        Rule::new(free, Duration::from_secs(most), Duration::from_secs(leak), 1000).unwrap()
    };
    Limits {
        pair: rule(2, 16, 20),
        account: rule(3, 30, 30),
        address: rule(5, 20, 7),
        network: rule(8, 10, 3),
        device: rule(2, 20, 20),
    }
}

/// Account, address, device (0 and 1 are the account's own, others unknown), milliseconds before, whether it succeeds.
fn tries() -> impl Strategy<Value = Vec<(usize, usize, u64, i64, bool)>> {
    prop::collection::vec((0..3_usize, 0..4_usize, 0..5_u64, 0..9000_i64, prop::bool::weighted(0.2)), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("QORGAU_LONG").is_some() { 20_000 } else { 500 }))]

    #[test]
    fn it_is_the_plain_model(tries in tries()) {
        let limits = limits();
        let mut throttle = Throttle::new(&limits);
        let mut models = HashMap::<(u8, Tag), Model>::new();
        let (mut now, begin) = (0, at(0).as_millisecond());
        let mut first = None;
        for (account, address, device_no, step, succeeds) in tries {
            now += step;
            let known = (device_no < 2).then(|| device(&key(), ACCOUNTS[account], device_no)).flatten();
            let who = who(ACCOUNTS[account], ADDRESSES[address], known.as_ref());
            let counters = match &who.device {
                Some(device) => vec![(4, *device, &limits.device)],
                None => vec![
                    (0, who.pair, &limits.pair), (1, who.account, &limits.account),
                    (2, who.address, &limits.address), (3, who.network, &limits.network),
                ],
            };
            // A throttle begins at its first reading.
            let passed = (now - *first.get_or_insert(now)) as u64;
            let wait = counters.iter().filter_map(|(kind, tag, _)| models.get(&(*kind, *tag)))
                .map(|model| model.next.saturating_sub(passed)).max().unwrap_or(0);
            let expected = if wait == 0 { Answer::Go } else { Answer::Wait(Duration::from_millis(wait)) };
            let time = Timestamp::from_millisecond(begin + now).unwrap();
            // It is stored and read between any two tries.
            let json = serde_json::to_string(&throttle.snapshot()).unwrap();
            throttle = Throttle::restore(&limits, &serde_json::from_str(&json).unwrap());
            prop_assert_eq!(throttle.ask(&who, time), expected);
            if wait > 0 {
                continue;
            }
            for (kind, tag, rule) in &counters {
                models.entry((*kind, *tag)).or_default().count(rule, passed);
            }
            if succeeds {
                throttle.succeeded(&who, time);
                for (kind, tag, rule) in &counters {
                    match kind {
                        0 | 4 => { models.remove(&(*kind, *tag)); }
                        _ => models.get_mut(&(*kind, *tag)).unwrap().take_back(rule, passed),
                    }
                }
            }
        }
    }

    /// Whatever an attacker does without the owner's device, also from the owner's own address, with devices of other
    /// accounts and with successes of their own: the owner's device never waits.
    #[test]
    fn no_attacker_delays_a_known_device(tries in tries(), capacity in 1..20_usize) {
        let tight = |rule: Rule| Rule { capacity, ..rule };
        let of = limits();
        let limits = Limits {
            pair: tight(of.pair), account: tight(of.account), address: tight(of.address), network: tight(of.network),
            device: of.device,
        };
        let mut throttle = Throttle::new(&limits);
        let owner = device(&key(), "asel", 77);
        let mut time = 0;
        for (account, address, device_no, step, succeeds) in tries {
            time += step;
            let now = Timestamp::from_millisecond(at(0).as_millisecond() + time).unwrap();
            let stolen = device(&key(), ACCOUNTS[1 + account % 2], device_no);
            let attacker = who(ACCOUNTS[account], ADDRESSES[address], stolen.as_ref());
            if throttle.ask(&attacker, now) == Answer::Go && succeeds && account > 0 {
                throttle.succeeded(&attacker, now);
            }
            let owner = who("asel", ADDRESSES[address], owner.as_ref());
            prop_assert_eq!(throttle.ask(&owner, now), Answer::Go);
            throttle.succeeded(&owner, now);
        }
    }

    /// The owner's success takes nothing from what others failed: all counters but the owner's own are what they would
    /// be without it, and nobody waits for less.
    #[test]
    fn a_success_resets_the_owners_alone(tries in tries(), mine in 1..4_usize, address in 0..4_usize, known: bool) {
        // Rules under which nobody waits and no counter is full: a full one counts no more, and so has less to give back.
        let wide = |rule: Rule| Rule { free: 1000, most: 1000, ..rule };
        let of = limits();
        let limits = Limits {
            pair: wide(of.pair), account: wide(of.account), address: wide(of.address), network: wide(of.network), device: wide(of.device),
        };
        let mut throttle = Throttle::new(&limits);
        let device = if known { device(&key(), "asel", 77) } else { None };
        let owner = who("asel", ADDRESSES[address], device.as_ref());
        let mut time = 0;
        for (account, address, _, step, _) in tries {
            time += step;
            let now = Timestamp::from_millisecond(at(0).as_millisecond() + time).unwrap();
            throttle.ask(&who(ACCOUNTS[account], ADDRESSES[address], None), now);
        }
        let now = Timestamp::from_millisecond(at(0).as_millisecond() + time).unwrap();
        let before = throttle.clone();
        (0..mine).for_each(|_| assert_eq!(throttle.ask(&owner, now), Answer::Go));
        throttle.succeeded(&owner, now);
        let passed = throttle.time.passed;
        let all = |throttle: &Throttle| -> HashMap<(usize, Tag), u64> {
            throttle.tables().into_iter().enumerate()
                .flat_map(|(kind, table)| table.counters(passed).map(move |(tag, counter)| ((kind, *tag), counter.empty)))
                .collect()
        };
        let (mut expected, after) = (all(&before), all(&throttle));
        // Their own counters are gone; of those they share with others only their own earlier failures are left.
        if !known {
            expected.remove(&(0, owner.pair));
            for (kind, tag, rule) in
                [(1, owner.account, limits.account), (2, owner.address, limits.address), (3, owner.network, limits.network)]
            {
                let failed = (mine - 1) as u64 * rule.leak;
                if failed > 0 || expected.contains_key(&(kind, tag)) {
                    *expected.entry((kind, tag)).or_insert(passed) += failed;
                }
            }
        }
        prop_assert_eq!(after, expected);
    }

    #[test]
    fn any_snapshot_can_be_used(
        passed: u64, highest: Option<i64>, rows in prop::collection::vec((any::<[u8; 16]>(), any::<u64>(), any::<u64>()), 0..30),
    ) {
        let rows: Vec<_> = rows.iter().map(|(tag, empty, next)| (hex::encode(tag), empty, next)).collect();
        let json = serde_json::json!({
            "passed": passed, "highest": highest,
            "pairs": rows, "accounts": rows, "addresses": rows, "networks": rows, "devices": rows,
        });
        let mut throttle = Throttle::restore(&limits(), &serde_json::from_value(json).unwrap());
        for now in [at(0), Timestamp::MIN, Timestamp::MAX] {
            match throttle.ask(&who("asel", ADDRESSES[0], None), now) {
                Answer::Go => throttle.succeeded(&who("asel", ADDRESSES[0], None), now),
                Answer::Wait(wait) => prop_assert!(wait <= Duration::from_secs(30)),
            }
        }
    }
}

#[test]
fn nothing_is_shown() {
    let mut throttle = Throttle::new(&Limits::default());
    throttle.ask(&who("asel", ADDRESSES[0], None), at(0));
    assert_eq!(format!("{throttle:?} {:?}", throttle.snapshot()), "Throttle(4 tags) Snapshot(..)");
    assert_eq!((throttle.len(), throttle.is_empty()), (4, false));
    let json = serde_json::to_string(&throttle.snapshot()).unwrap();
    assert!(!json.contains("asel") && !json.contains("192.0"));
}
