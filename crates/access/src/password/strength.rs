//! How many guesses a password takes, and what makes them so few.

use zeroize::Zeroizing;
use zxcvbn::{Score, feedback::Warning, matching::patterns::MatchPattern, zxcvbn};

use super::{
    WeaknessCode,
    common::{WORDS, other_layout},
};

/// The most hints, and the longest, in characters.
const HINTS: (usize, usize) = (32, 64);

/// How many characters the estimator is shown: what it takes grows with their square and more, and a password whose
/// beginning is strong is strong.
const LOOKED_AT: usize = 48;

/// The fewest letters and digits beside the owner's own words.
const REST: usize = 6;

/// Why the password is weak, if it is.
///
/// The estimator knows English and Latin keyboards. So it is also shown the password as the same keys give it on the
/// other layout, and words that Kazakh and Russian speakers use; the weaker of both estimates counts.
pub(super) fn weakness(password: &str, account: &str, hints: &[&str]) -> Option<WeaknessCode> {
    let own: Vec<String> =
        std::iter::once(account).chain(hints.iter().copied().take(HINTS.0)).flat_map(words).collect();
    if mostly(password, &own) {
        return Some(WeaknessCode::AboutYou);
    }
    let all: Vec<&str> = own.iter().map(String::as_str).chain(WORDS.iter().copied()).collect();
    let other = Zeroizing::new(other_layout(password));
    let found = estimate(password, &own, &all);
    if *other == password {
        return found;
    }
    found.or_else(|| estimate(&other, &own, &all))
}

/// Whether little is left of the password without these words: the estimator takes a guesser to know each of them, but
/// not that they go together.
fn mostly(password: &str, own: &[String]) -> bool {
    let mut rest = Zeroizing::new(password.to_lowercase());
    let whole = rest.len();
    let mut longest_first: Vec<&String> = own.iter().collect();
    longest_first.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    for word in longest_first {
        rest = Zeroizing::new(rest.replace(word.as_str(), " "));
    }
    rest.len() < whole && rest.chars().filter(|c| c.is_alphanumeric()).count() < REST
}

/// A hint as a whole and in its words, in lower case.
fn words(hint: &str) -> Vec<String> {
    let hint: String = hint.chars().take(HINTS.1).flat_map(char::to_lowercase).collect();
    let parts = hint.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    let mut words: Vec<String> = parts.chain([hint.clone()]).filter(|w| w.chars().count() > 2).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn estimate(password: &str, own: &[String], all: &[&str]) -> Option<WeaknessCode> {
    let begin: Zeroizing<String> = Zeroizing::new(password.chars().take(LOOKED_AT).collect());
    let entropy = zxcvbn(&begin, all);
    if entropy.score() >= Score::Three {
        return None;
    }
    let is_own = |found: &zxcvbn::Match| match &found.pattern {
        MatchPattern::Dictionary(word) => own.contains(&word.matched_word),
        _ => false,
    };
    if entropy.sequence().iter().any(is_own) {
        return Some(WeaknessCode::AboutYou);
    }
    let warning = entropy.feedback().and_then(|feedback| feedback.warning());
    Some(warning.map_or(WeaknessCode::Guessable, code))
}

fn code(warning: Warning) -> WeaknessCode {
    use Warning::*;
    match warning {
        StraightRowsOfKeysAreEasyToGuess | ShortKeyboardPatternsAreEasyToGuess => WeaknessCode::Keyboard,
        RepeatsLikeAaaAreEasyToGuess | RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => WeaknessCode::Repeats,
        ThisIsATop10Password | ThisIsATop100Password | ThisIsACommonPassword => WeaknessCode::Common,
        ThisIsSimilarToACommonlyUsedPassword => WeaknessCode::LikeCommon,
        SequencesLikeAbcAreEasyToGuess => WeaknessCode::Sequence,
        RecentYearsAreEasyToGuess | DatesAreOftenEasyToGuess => WeaknessCode::Date,
        AWordByItselfIsEasyToGuess => WeaknessCode::Word,
        NamesAndSurnamesByThemselvesAreEasyToGuess | CommonNamesAndSurnamesAreEasyToGuess => {
            WeaknessCode::Name
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_of_three_is_enough_and_of_two_is_not() {
        for (password, score) in [
            ("horsebattery", Score::Two),
            ("correcthorse", Score::Two),
            ("kuvbhwzqxd", Score::Three),
            ("tangoyellow7", Score::Three),
        ] {
            assert_eq!(zxcvbn(password, &[]).score(), score, "{password}");
            assert_eq!(weakness(password, "", &[]).is_some(), score < Score::Three, "{password}");
        }
    }

    /// Letters that stand for others are what the estimator is slowest at. The bound is loose, for busy machines.
    #[test]
    fn a_password_made_to_be_slow_is_judged_in_bearable_time() {
        let slow = "4@8({[<369!|1!|70$5+7%2".repeat(11);
        let shortest = (0..3).map(|_| {
            let start = std::time::Instant::now();
            weakness(&slow, "asel", &[]);
            start.elapsed()
        });
        assert!(shortest.min().unwrap() < std::time::Duration::from_secs(5));
    }
}
