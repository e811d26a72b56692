//! Whether a text stands in its reader's language where it cites a law, and calls no law a clause.

use policy::Lang;

/// What citations look like in packs and profiles, and in no Kazakh or Russian sentence.
const FOREIGN: [&str; 13] = [
    "Law ", "law ", "Act ", "Code", "Rules ", "Order of", "art. ", "Art. ", " p. ", " item ", "clause",
    "in force", "set no",
];

/// An article that is told as a clause of the policy: the number of neither is ever followed, or led, by these.
const MISTAKEN: [&str; 8] = [
    "-бап-тармақ",
    "баптар-тармақ",
    "тармақша-тармақ",
    "тармақ-тармақ",
    "пункт Закон",
    "пункт Общий",
    "пункт №",
    "статьи-тармақ",
];

/// Every line of a text that is not in its language, each with what was found in it.
pub(crate) fn strange(lang: Lang, text: &str) -> Vec<String> {
    if lang == Lang::En {
        return Vec::new();
    }
    let found = |line: &str| FOREIGN.iter().chain(&MISTAKEN).copied().find(|one| line.contains(one));
    text.lines().filter_map(|line| Some(format!("{lang} `{}`: {line}", found(line)?))).collect()
}

/// Fails with the lines that are not in their language.
pub(crate) fn in_its_language(lang: Lang, text: &str) {
    let strange = strange(lang, text);
    assert!(strange.is_empty(), "{}", strange.join("\n"));
}
