//! Names as people write them: without regard to case, spaces and signs.

use std::collections::HashMap;

use policy::{Kind, Lang, Text, kind::normalise};

/// The letters and digits of a name in lower case; a name of signs alone stays as it is.
pub(super) fn fold(name: &str) -> String {
    // What is too long or odd to be composed is no name that anybody gave; it is compared as it stands.
    let composed =
        normalise(&Kind::Text, name, "").map(|normal| normal.text).unwrap_or_else(|_| name.to_owned());
    let plain: String =
        composed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if plain.is_empty() { composed } else { plain }
}

/// What words stand for: ids, and their names in every language.
pub(super) struct Words<I>(HashMap<String, I>);

impl<I: Clone> Words<I> {
    pub(super) fn new<'a>(all: impl Iterator<Item = (&'a I, &'a str, &'a Text)> + Clone) -> Self
    where
        I: 'a,
    {
        let ids = all.clone().flat_map(|(one, id, _)| [(id.to_owned(), one), (fold(id), one)]);
        let names = all.flat_map(|(one, _, name)| Lang::ALL.map(|lang| (fold(name.get(lang)), one)));
        let mut words = HashMap::new();
        for (word, one) in ids.chain(names) {
            words.entry(word).or_insert_with(|| one.clone());
        }
        Self(words)
    }

    pub(super) fn get(&self, said: &str) -> Option<I> {
        self.0.get(said).or_else(|| self.0.get(&fold(said))).cloned()
    }
}

/// The one of `known` that was probably meant.
pub(super) fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().take(64).collect();
    let best =
        known.map(|name| (distance(&word, &fold(name)), name)).min_by_key(|(distance, _)| *distance)?;
    (best.0 * 3 <= word.len()).then_some(best.1)
}

/// How many letters have to be put in, taken out or replaced (Levenshtein).
fn distance(one: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (line, letter) in other.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], line + 1);
        for (at, known) in one.iter().enumerate() {
            let replaced = corner + usize::from(*known != letter);
            corner = row[at + 1];
            row[at + 1] = replaced.min(corner + 1).min(row[at] + 1);
        }
    }
    row[one.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_signs() {
        assert_eq!(fold(" Ф.И.О. "), fold("Ф. И. О."));
        assert_eq!(fold("E-mail"), fold("email"));
        assert_eq!(fold("ЖСН / БСН"), "жснбсн");
        assert_eq!(fold("Есими\u{306}"), fold("Есимй")); // decomposed, as some systems write it
        assert_eq!(fold("№"), "№");
    }

    #[test]
    fn the_closest_name_is_close() {
        let known = || ["phone", "email", "full-name"].into_iter();
        assert_eq!(closest("fone", known()), None);
        assert_eq!(closest("phon", known()), Some("phone"));
        assert_eq!(closest("Fullname", known()), Some("full-name"));
        assert_eq!(closest("emial", known()), None);
        assert_eq!(closest("e-mial!", known()), None);
        assert_eq!(closest("emaill", known()), Some("email"));
        assert_eq!(closest("", known()), None);
    }
}
