//! Limits against the plainest model: a list of all passes.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::time::Duration;

use identity::{Answer, BadBytes, BadRules, IdentityKey, Limiter, Limits, Rate, Tag, Window};
use jiff::Timestamp;
use proptest::prelude::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn rate(windows: &[(u8, u64)], capacity: usize) -> Rate {
    let window = |&(most, seconds): &(u8, u64)| Window { most, within: Duration::from_secs(seconds) };
    Rate::new(windows.iter().map(window).collect(), capacity).unwrap()
}

fn tag(n: u8) -> Tag {
    [n; 16]
}

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[test]
fn an_address_gets_three_in_a_quarter_and_ten_a_day() {
    let mut limiter = Limiter::new(&Limits::default());
    let (mut granted, mut source) = (Vec::new(), 0);
    for minute in 0..24 * 60 + 1 {
        source = (source + 1) % 100; // a crowd
        if limiter.ask(&tag(1), &tag(100 + source), at(60 * minute)) == Answer::Granted {
            granted.push(minute);
        }
    }
    assert_eq!(granted, [0, 1, 2, 15, 16, 17, 30, 31, 32, 45, 1440]);
}

#[test]
fn a_source_gets_twenty_an_hour() {
    let mut limiter = Limiter::new(&Limits::default());
    for n in 0..20 {
        assert_eq!(limiter.ask(&tag(n), &tag(100), at(i64::from(n))), Answer::Granted);
    }
    assert_eq!(limiter.ask(&tag(99), &tag(100), at(60)), Answer::Source { wait: seconds(3540) });
    assert_eq!(
        limiter.ask(&tag(99), &tag(101), at(60)),
        Answer::Granted,
        "what the source asked in vain costs the address nothing"
    );
    assert_eq!(limiter.ask(&tag(99), &tag(100), at(3600)), Answer::Granted);
}

#[test]
fn an_address_refused_costs_the_source_nothing() {
    let mut limiter = Limiter::new(&Limits::default());
    for _ in 0..3 {
        assert_eq!(limiter.ask(&tag(1), &tag(100), at(0)), Answer::Granted);
    }
    for _ in 0..50 {
        assert_eq!(limiter.ask(&tag(1), &tag(100), at(10)), Answer::Address { wait: seconds(890) });
    }
    assert_eq!(limiter.ask(&tag(2), &tag(100), at(10)), Answer::Granted);
}

#[test]
fn what_bears_on_answers_is_never_forgotten() {
    let limits = Limits { address: rate(&[(2, 100)], 3), source: rate(&[(200, 100)], 3) };
    let mut limiter = Limiter::new(&limits);
    for n in 0..3 {
        assert_eq!(limiter.ask(&tag(n), &tag(100), at(i64::from(n))), Answer::Granted);
    }
    assert_eq!(limiter.ask(&tag(9), &tag(100), at(3)), Answer::Full);
    assert_eq!(limiter.ask(&tag(0), &tag(100), at(3)), Answer::Granted, "who is known goes on");
    assert_eq!(limiter.ask(&tag(9), &tag(100), at(100)), Answer::Full, "tag 1's pass at 1 is still inside");
    assert_eq!(limiter.ask(&tag(9), &tag(100), at(101)), Answer::Granted);
    assert_eq!(limiter.ask(&tag(0), &tag(100), at(101)), Answer::Granted);
    assert_eq!(
        limiter.ask(&tag(0), &tag(100), at(102)),
        Answer::Address { wait: seconds(1) },
        "tag 0 is remembered"
    );
    assert_eq!(limiter.len(), (3, 1));
}

#[test]
fn a_clock_set_back_never_loosens_and_heals() {
    let limits = Limits { address: rate(&[(1, 100)], 9), source: rate(&[(200, 100)], 9) };
    let mut limiter = Limiter::new(&limits);
    let year = 365 * 86_400;
    assert_eq!(limiter.ask(&tag(1), &tag(100), at(year)), Answer::Granted);
    for back in [year - 30, year - 59, 0, 50] {
        assert!(matches!(limiter.ask(&tag(1), &tag(100), at(back)), Answer::Address { .. }), "{back}");
    }
    assert_eq!(limiter.ask(&tag(1), &tag(100), at(100)), Answer::Granted, "a window later it's over");
    // A clock that trembles gains nothing.
    let mut limiter = Limiter::new(&limits);
    assert_eq!(limiter.ask(&tag(1), &tag(100), at(0)), Answer::Granted);
    for n in 0..1000 {
        assert!(matches!(limiter.ask(&tag(1), &tag(100), at(50 - 50 * (n % 2))), Answer::Address { .. }));
    }
}

#[test]
fn configurations_are_sane() {
    let window = |most, seconds| Window { most, within: Duration::from_secs(seconds) };
    for windows in [
        vec![],
        vec![window(0, 60)],
        vec![window(1, 0)],
        vec![window(1, 32 * 86_400)],
        vec![window(1, 60); 5],
    ] {
        assert_eq!(Rate::new(windows, 10), Err(BadRules::Window));
    }
    for capacity in [0, (1 << 20) + 1] {
        assert_eq!(Rate::new(vec![window(1, 60)], capacity), Err(BadRules::Capacity));
    }
}

#[test]
fn tags_and_counts_are_not_shown() {
    let mut limiter = Limiter::new(&Limits::default());
    limiter.ask(&IdentityKey::new(&[1; 32]).address_tag("asel@example.kz"), &tag(1), at(0));
    assert_eq!(format!("{limiter:?}"), "Limiter { addresses: 1, sources: 1, .. }");
}

/// All passes of everybody, in milliseconds that passed.
#[derive(Default)]
struct Model {
    passes: Vec<(bool, Tag, u64)>,
    elapsed: u64,
    highest: Option<i64>,
}

impl Model {
    fn wait(&self, is_source: bool, tag: Tag, windows: &[(u8, u64)]) -> Option<Duration> {
        let blocked = |after: u64| {
            windows.iter().any(|&(most, within)| {
                let inside = |pass: &&(bool, Tag, u64)| {
                    pass.0 == is_source && pass.1 == tag && pass.2 + within * 1000 > self.elapsed + after
                };
                self.passes.iter().filter(inside).count() >= usize::from(most)
            })
        };
        // The times at which anything can change, tried one by one.
        let mut changes: Vec<u64> = windows
            .iter()
            .flat_map(|w| self.passes.iter().map(move |pass| pass.2 + w.1 * 1000))
            .filter_map(|time| time.checked_sub(self.elapsed))
            .collect();
        changes.sort_unstable();
        blocked(0).then(|| Duration::from_millis(changes.into_iter().find(|after| !blocked(*after)).unwrap()))
    }

    fn ask(
        &mut self,
        address: Tag,
        source: Tag,
        now: i64,
        addresses: &[(u8, u64)],
        sources: &[(u8, u64)],
    ) -> Answer {
        match self.highest {
            Some(highest) if now <= highest && now >= highest - 60_000 => {}
            Some(highest) => {
                self.elapsed += (now - highest).max(0) as u64;
                self.highest = Some(now);
            }
            None => self.highest = Some(now),
        }
        if let Some(wait) = self.wait(true, source, sources) {
            return Answer::Source { wait };
        }
        if let Some(wait) = self.wait(false, address, addresses) {
            return Answer::Address { wait };
        }
        self.passes.extend([(true, source, self.elapsed), (false, address, self.elapsed)]);
        Answer::Granted
    }
}

fn windows() -> impl Strategy<Value = Vec<(u8, u64)>> {
    prop::collection::vec((1..6_u8, 1..300_u64), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("QORGAU_LONG").is_some() { 20_000 } else { 1_000 }))]

    #[test]
    fn it_is_the_plain_model(
        addresses in windows(), sources in windows(),
        asks in prop::collection::vec((0..4_u8, 0..3_u8, prop_oneof![4 => 0..90_000_i64, 1 => -200_000..0_i64]), 0..80),
    ) {
        let limits = Limits { address: rate(&addresses, 100), source: rate(&sources, 100) };
        let (mut limiter, mut model) = (Limiter::new(&limits), Model::default());
        let mut now = 1_800_000_000_000;
        for (address, source, step) in asks {
            now += step;
            limiter = Limiter::from_bytes(&limiter.to_bytes(), &limits).unwrap();
            let answer = limiter.ask(&tag(address), &tag(source), Timestamp::from_millisecond(now).unwrap());
            prop_assert_eq!(answer, model.ask(tag(address), tag(source), now, &addresses, &sources));
        }
    }

    /// With a small table answers only differ by being `Full`, and the table never outgrows itself.
    #[test]
    fn a_small_table_is_only_ever_stricter(
        asks in prop::collection::vec((0..12_u8, 0..9_u8, 0..40_000_i64), 0..120), capacity in 1..6_usize,
    ) {
        let windows = [(2, 60), (4, 200)];
        let limits = Limits { address: rate(&windows, capacity), source: rate(&windows, capacity) };
        let (mut limiter, mut granted, mut now) = (Limiter::new(&limits), Vec::<(u8, u8, i64)>::new(), 0);
        for (address, source, step) in asks {
            now += step;
            if limiter.ask(&tag(address), &tag(source), Timestamp::from_millisecond(now).unwrap()) == Answer::Granted {
                granted.push((address, source, now));
            }
            let (a, s) = limiter.len();
            prop_assert!(a <= capacity && s <= capacity);
        }
        for (most, within) in windows {
            for last in &granted {
                let inside = |time: i64| (last.2 - (within as i64) * 1000 + 1..=last.2).contains(&time);
                let addresses = granted.iter().filter(|g| g.0 == last.0 && inside(g.2)).count();
                let sources = granted.iter().filter(|g| g.1 == last.1 && inside(g.2)).count();
                prop_assert!(addresses <= usize::from(most) && sources <= usize::from(most));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let limits = Limits::default();
        for bytes in [bytes.clone(), [vec![1], bytes].concat()] {
            if let Ok(limiter) = Limiter::from_bytes(&bytes, &limits) {
                prop_assert_eq!(limiter.to_bytes(), bytes);
            }
        }
    }

    /// Changed bytes read as something that writes the same bytes, or not at all; and it can be used.
    #[test]
    fn changed_bytes_are_read_or_refused(
        asks in prop::collection::vec((0..6_u8, 0..6_u8), 0..20), place in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let limits = Limits::default();
        let mut limiter = Limiter::new(&limits);
        for (n, (address, source)) in asks.into_iter().enumerate() {
            limiter.ask(&tag(address), &tag(source), at(n as i64 * 100));
        }
        let bytes = limiter.to_bytes();
        for cut in [0, bytes.len() / 2, bytes.len() - 1] {
            prop_assert!(Limiter::from_bytes(&bytes[..cut], &limits).is_err());
        }
        prop_assert_eq!(Limiter::from_bytes(&[&bytes[..], &[0]].concat(), &limits), Err(BadBytes::Length));
        let mut changed = bytes.clone();
        changed[place.index(bytes.len())] = to;
        if let Ok(mut limiter) = Limiter::from_bytes(&changed, &limits) {
            prop_assert_eq!(limiter.to_bytes(), changed);
            limiter.ask(&tag(1), &tag(1), Timestamp::MAX);
            limiter.ask(&tag(1), &tag(1), Timestamp::MIN);
        }
    }
}

#[test]
fn stricter_limits_drop_the_oldest_passes() {
    let wide = Limits { address: rate(&[(5, 100)], 9), source: rate(&[(5, 100)], 9) };
    let mut limiter = Limiter::new(&wide);
    for n in 0..5 {
        limiter.ask(&tag(1), &tag(2), at(n));
    }
    let narrow = Limits { address: rate(&[(2, 100)], 9), source: rate(&[(2, 100)], 9) };
    let mut limiter = Limiter::from_bytes(&limiter.to_bytes(), &narrow).unwrap();
    assert_eq!(limiter.ask(&tag(1), &tag(2), at(5)), Answer::Source { wait: seconds(98) });
    let tiny = Limits { address: rate(&[(2, 100)], 9), source: rate(&[(2, 100)], 1) };
    limiter.ask(&tag(3), &tag(4), at(6));
    assert_eq!(Limiter::from_bytes(&limiter.to_bytes(), &tiny), Err(BadBytes::Field));
}
