use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// Values near to good ones, and values that are anything.
fn raw() -> impl Strategy<Value = String> {
    let good: Vec<String> = kinds().iter().map(good).collect();
    let near = (prop::sample::select(good), any::<prop::sample::Index>(), ".{0,3}", 0..3_u8).prop_map(
        |(good, at, more, how)| {
            let mut letters: Vec<char> = good.chars().collect();
            let at = at.index(letters.len() + 1);
            match how {
                0 => {}
                1 => letters.truncate(at),
                _ => drop(letters.splice(at..at, more.chars())),
            }
            letters.into_iter().collect::<String>()
        },
    );
    prop_oneof![
        4 => near,
        1 => "\\PC{0,40}",
        1 => any::<String>(),
        1 => "[A-Za-zÀ-žА-яӘәІіҢңҒғҮүҰұҚқӨөҺһёйİıǰŉß\u{301}\u{308}\u{306}\u{212A} .,'’ʼ\u{2011}№/-]{0,30}",
        1 => "\\+?[0-9 ()-]{3,20}",
        1 => "[A-Za-z0-9.!#+_\"-]{1,12}@[A-Za-z0-9.а-я-]{1,20}",
        1 => "[0-9]{12}",
        1 => "[0-9a-f:.]{2,20}",
    ]
}

/// Every kind but the password, whose cost bounds make a hash of each case needless.
fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(kinds())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    #[test]
    fn kind_never_panics_and_has_a_fixed_point(kind in kind(), raw in raw(), region in "[A-Z]{2}|KZ|.{0,3}") {
        let Ok(once) = normalise(&kind, &raw, &region) else { return Ok(()) };
        prop_assert!(!once.text.is_empty());
        let twice = normalise(&kind, &once.text, &region);
        prop_assert_eq!(twice.as_ref().map(|normal| &normal.text), Ok(&once.text));
        prop_assert_eq!(twice.map(|normal| (normal.domain, normal.blind)), Ok((once.domain, once.blind)));
    }

    #[test]
    fn kind_does_not_tell_nfc_from_nfd(kind in kind(), raw in raw()) {
        let of = |text: String| normalise(&kind, &text, "KZ").map(|normal| (normal.text, normal.domain, normal.blind));
        let composed = of(raw.nfc().collect());
        prop_assert_eq!(&of(raw.nfd().collect()), &composed);
        prop_assert_eq!(&of(raw), &composed);
    }

    #[test]
    fn kind_refusals_and_debug_hold_no_value(kind in kind(), raw in "[A-Z0-9@]{9,20}") {
        let shown = match normalise(&kind, &raw, "KZ") {
            Ok(normal) => format!("{normal:?}"),
            Err(bad) => format!("{bad:?} {bad} {}", crate::Lang::ALL.map(|lang| bad.say(lang)).join(" ")),
        };
        prop_assert!(!shown.contains(&raw), "{}", shown);
    }

    #[test]
    fn kind_case_is_no_other_value(kind in prop::sample::select(vec![Kind::FullName, Kind::Email]), raw in raw()) {
        let index = |text: &str| normal(&kind, text).map(|normal| normal.index().map(|(domain, text)| (domain, text.to_owned())));
        if let (Ok(as_is), Ok(lower)) = (index(&raw), index(&raw.to_lowercase())) {
            prop_assert_eq!(as_is, lower);
        }
    }
}

#[test]
fn kind_takes_its_good_value_and_only_indexed_kinds_have_a_domain() {
    for kind in kinds() {
        let normal = normalise(&kind, &good(&kind), "KZ").unwrap_or_else(|bad| panic!("{kind:?}: {bad:?}"));
        assert_eq!(normal.domain.is_some(), kind.can_find(), "{kind:?}");
        let twice = normalise(&kind, &normal.text, "KZ").unwrap();
        assert!(twice == normal, "{kind:?} has no fixed point");
    }
}

#[test]
fn kind_bounds_what_it_looks_at() {
    for kind in kinds() {
        assert!(normal(&kind, &"7".repeat(10_001)).is_err(), "{kind:?}");
        assert_eq!(
            normal(&kind, &"а\u{306}".repeat(200_000)).unwrap_err(),
            BadValueCode::TooLong,
            "{kind:?}"
        );
        assert_eq!(normal(&kind, " \u{A0}\n").unwrap_err(), BadValueCode::Empty, "{kind:?}");
    }
    assert_eq!(text(&Kind::Text, &"ы".repeat(10_000)).unwrap().chars().count(), 10_000);
}
