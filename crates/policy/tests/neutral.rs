//! The code speaks of no country, no company and no one policy: those words stand in packs and profiles, and in the
//! kinds of items. Comments may cite where a rule comes from; what the program says or compares may not.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Words of one jurisdiction or organisation, in lower case. A word with a letter or digit beside it is another word.
const WORDS: &[&str] = &[
    // Organisations and their products.
    "bitrix",
    "bitrix24",
    "1c",
    "битрикс",
    "битрикс24",
    "1с",
    "linden",
    // Packs' and profiles' own ids.
    "kz",
    "gdpr",
    "clinic",
    "152fz",
    // Countries, cities, nations, in the languages of the texts.
    "kazakhstan",
    "kazakh",
    "almaty",
    "astana",
    "казахстан",
    "казахстанский",
    "алматы",
    "қазақстан",
    "қазақстандық",
    "germany",
    "german",
    "berlin",
    "russia",
    "euratom",
    // Laws, and numbers that one state gives.
    "94-v",
    "395/нқ",
    "dsgvo",
    "bgb",
    "1182/71",
    "iin",
    "bin",
    "жсн",
    "бсн",
    "иин",
    "бин",
];

/// Where such words may stand, and why. A path ends with `/` where a folder is meant.
const ALLOWED: &[(&str, &str)] = &[
    ("policy/src/kind/", "kinds of items are where a country's numbers are known"),
    ("policy/src/sample/", "a small pack to test with: as much a pack as those in `packs/`"),
    ("policy/src/schema/", "examples that the author of a pack is shown, as a pack would have them"),
    ("access/src/password/common.rs", "words that people make passwords of, in three languages"),
    ("documents/src/phrases", "what kinds of numbers and states are called, in three languages"),
    ("clerk/src/breach.rs", "advice by the kind of number that got out"),
    ("clerk/src/texts/answers", "what the languages of the texts are called"),
    ("pdf/src/hyphen.rs", "where words of the Kazakh language break"),
    ("qorgau/src/pack/embedded.rs", "the one place that names the pack and the profiles inside the binary"),
    ("qorgau/src/demo/", "a rehearsal of the embedded pack: its people are made up for it"),
    ("qorgau/src/bench/people.rs", "people made up for the embedded pack"),
];

struct Line {
    path: String,
    number: usize,
    text: String,
}

#[test]
fn no_word_of_one_country_or_company_stands_in_the_code() {
    let found: Vec<_> = (code().iter())
        .flat_map(|line| WORDS.iter().filter(|word| has(&line.text, word)).map(move |word| told(line, word)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_clause_of_one_policy_and_no_article_of_one_law_stands_in_the_code() {
    let found: Vec<_> = code()
        .iter()
        .filter_map(|line| Some(told(line, &clause(&line.text).or_else(|| article(&line.text))?)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// An exception that nothing needs any more hides the next mistake.
#[test]
fn every_exception_is_needed() {
    for (path, why) in ALLOWED {
        let said = lines(|at| at.starts_with(path));
        let needed = said.iter().any(|line| WORDS.iter().any(|word| has(&line.text, word)));
        assert!(needed, "nothing in {path} needs an exception any more: {why}");
    }
}

#[test]
fn the_test_sees_what_it_looks_for() {
    let rust = "// kz\n/* kz\nkz */ let a = \"// kz\"; let b = 'k'; // GDPR\nfn x<'a>() { \"\\\" iin\"; }\n\n#[cfg(test)]\nmod tests { const KZ: &str = \"kz\"; }\n";
    let kept = without_comments(rust);
    assert_eq!(kept.matches("kz").count(), 1, "{kept}");
    assert!(has(&kept, "kz") && has(&kept, "iin") && !has(&kept, "gdpr"), "{kept}");
    assert!(
        has("name@example.kz", "kz")
            && has("PROFILE_KZ", "kz")
            && !has("kzz", "kz")
            && !has("combining", "bin")
    );
    assert!(has("a 94-V b", "94-v") && has("ИИН / БИН", "бин") && !has("словами", "ами"));
    for text in ["\"3.5.1(4)\"", "(пункт 3.1.1)", "clause 3.1/1", "(3.1.1-тармақ)", "3.6.1(3)"] {
        assert!(clause(text).is_some(), "{text}");
    }
    for text in ["192.0.2.1", "0.2 s", "1.5 (or so)", "[0.25, 2.0]", "x.0.1"] {
        assert_eq!(clause(text), None, "{text}");
    }
    assert!(
        article("see Art. 12(3)").is_some() && article("art.9").is_some() && article("статья 8").is_some()
    );
    assert!(
        article("start. 5").is_none() && article("an article 5").is_some() && article("part of 3").is_none()
    );
}

fn told(line: &Line, word: &str) -> String {
    format!("crates/{}:{}: `{word}` in: {}", line.path, line.number, line.text.trim())
}

/// Every line of the code, comments left out and exceptions too.
fn code() -> Vec<Line> {
    lines(|path| !ALLOWED.iter().any(|(allowed, _)| path.starts_with(allowed)))
}

fn lines(wanted: impl Fn(&str) -> bool) -> Vec<Line> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&crates).unwrap().map(|e| e.unwrap().path().join("src")).collect();
    let mut all = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let at = path.strip_prefix(&crates).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if at.ends_with(".snap") {
                continue; // what a test saw of a pack
            } else if wanted(&at) && !at.ends_with("/tests.rs") && !at.contains("/tests/") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let text = if at.ends_with(".rs") { without_comments(&text) } else { without_hashes(&text) };
                let numbered = (1..).zip(text.lines());
                all.extend(numbered.map(|(number, text)| Line {
                    path: at.clone(),
                    number,
                    text: text.to_owned(),
                }));
            }
        }
    }
    assert!(!all.is_empty(), "nothing was read");
    all
}

/// Rust without its comments, up to the tests that end a file.
fn without_comments(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let (mut out, mut rest) = (String::new(), text);
    while let Some(next) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            out.extend(rest[..end].chars().filter(|c| *c == '\n'));
            end
        } else {
            let end = if next == '"' { string(rest) } else { next.len_utf8() };
            // A quoted double quote opens no string.
            let end = if rest.starts_with("'\"'") { 3 } else { end };
            out += &rest[..end];
            end
        };
        rest = &rest[length..];
    }
    out
}

/// How long the string is that begins here, its quotes included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Fluent and TOML without the lines that are comments.
fn without_hashes(text: &str) -> String {
    let kept = text.lines().map(|line| if line.trim_start().starts_with('#') { "" } else { line });
    kept.collect::<Vec<_>>().join("\n")
}

/// Whether a text has the word: what stands beside it is no letter and no digit.
fn has(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(word).any(|(at, _)| {
        let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !beside(text[..at].chars().next_back()) && !beside(text[at + word.len()..].chars().next())
    })
}

/// A number as clauses have it: of two parts and more, with a part in brackets or behind a slash, or of three parts.
fn clause(text: &str) -> Option<String> {
    let numbers = text.split(|c: char| c.is_whitespace() || "\"'`,;:[]-".contains(c));
    let numbers = numbers.map(|word| word.trim_start_matches('(').trim_end_matches(['.', ')']));
    numbers.filter(|word| is_clause(word)).map(str::to_owned).next()
}

fn is_clause(word: &str) -> bool {
    let end = word.find(['(', '/']).unwrap_or(word.len());
    let parts: Vec<&str> = word[..end].split('.').collect();
    let small = |part: &&str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    let more = word.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit);
    parts.iter().all(small) && (parts.len() == 3 && end == word.len() || parts.len() >= 2 && more)
}

/// An article of a law by its number.
fn article(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    ["art.", "art", "article", "ст.", "статья", "статьи", "бап", "бабы"].iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].trim_start();
            let whole = !before.is_some_and(char::is_alphanumeric);
            (whole && after.starts_with(|c: char| c.is_ascii_digit()))
                .then(|| format!("{word} {}", after.get(..1).unwrap_or("")))
        })
    })
}
