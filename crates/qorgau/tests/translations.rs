//! A document that stands in Kazakh and Russian as well says the same in each: its headings and its code are equal.

#![allow(clippy::unwrap_used)] // a test may stop

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const LANGS: [&str; 2] = ["kk", "ru"];

/// Shorter in translation on purpose: they say what a person and the desk need, and name the English text for the rest.
const SHORTER: [&str; 1] = ["rights"];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// What has to be equal in every language.
#[derive(Debug, PartialEq)]
struct Shape {
    /// The level of each heading, in their order.
    headings: Vec<usize>,
    /// Each block with its language, without comments.
    blocks: Vec<String>,
}

fn shape(text: &str) -> Shape {
    let mut shape = Shape { headings: Vec::new(), blocks: Vec::new() };
    let mut block: Option<String> = None;
    for line in text.lines() {
        match (&mut block, line.starts_with("```")) {
            (None, true) => block = Some(line.to_owned()),
            (Some(_), true) => shape.blocks.extend(block.take()),
            (Some(block), false) => {
                block.push('\n');
                block.push_str(bare(line));
            }
            (None, false) => {
                let level = line.bytes().take_while(|byte| *byte == b'#').count();
                if level > 0 && line[level..].starts_with(' ') {
                    shape.headings.push(level);
                }
            }
        }
    }
    shape.blocks.extend(block);
    shape
}

/// A line of code without the comment at its end: `# …` or `// …` after a space, or at the start.
fn bare(line: &str) -> &str {
    let starts = |at: usize| line[..at].is_empty() || line[..at].ends_with(' ');
    let comment = ["# ", "// "].iter().flat_map(|mark| line.match_indices(mark)).map(|(at, _)| at);
    line[..comment.filter(|at| starts(*at)).min().unwrap_or(line.len())].trim_end()
}

/// What is wrong with the translations of one document.
fn faults(name: &str, of: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let file = |lang: &str| if lang == "en" { format!("{name}.md") } else { format!("{name}.{lang}.md") };
    let mut texts = Vec::new();
    for lang in ["en"].into_iter().chain(LANGS) {
        match of(&file(lang)) {
            Some(text) => texts.push((file(lang), text)),
            None => return vec![format!("docs/{} is missing", file(lang))],
        }
    }
    let mut out = Vec::new();
    for (one, text) in &texts {
        for (other, _) in texts.iter().filter(|(other, _)| other != one) {
            if !text.contains(&format!("]({other})")) {
                out.push(format!("docs/{one} has no link to {other}"));
            }
        }
    }
    if SHORTER.contains(&name) {
        return out;
    }
    let original = shape(&texts[0].1);
    for (file, text) in &texts[1..] {
        let here = shape(text);
        if here.headings != original.headings {
            let (here, there) = (&here.headings, &original.headings);
            out.push(format!("docs/{file} has other headings, of levels {here:?}, and {there:?} in English"));
        }
        let both = here.blocks.iter().zip(&original.blocks);
        for (number, (here, there)) in (1..).zip(both).filter(|(_, (here, there))| here != there) {
            out.push(format!("docs/{file}: code block {number} is another:\n{here}\nin English:\n{there}"));
        }
        if here.blocks.len() != original.blocks.len() {
            let (here, there) = (here.blocks.len(), original.blocks.len());
            out.push(format!("docs/{file} has {here} code blocks, and {there} in English"));
        }
    }
    out
}

#[test]
fn each_language_has_the_same_headings_and_the_same_code() {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(docs()).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = LANGS.iter().find_map(|lang| file.strip_suffix(&format!(".{lang}.md")));
        names.extend(name.map(str::to_owned));
    }
    assert!(names.len() >= 4, "translated are only {names:?}: the test no longer finds what it is for");
    let read = |file: &str| fs::read_to_string(docs().join(file)).ok();
    let wrong: Vec<String> = names.iter().flat_map(|name| faults(name, read)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_shorter_says_where_the_rest_is() {
    for name in SHORTER {
        let headings = |file: &str| shape(&fs::read_to_string(docs().join(file)).unwrap()).headings;
        let original = headings(&format!("{name}.md"));
        for lang in LANGS {
            let file = format!("{name}.{lang}.md");
            assert_ne!(headings(&file), original, "docs/{file} is no shorter: take it off the list");
            let text = fs::read_to_string(docs().join(&file)).unwrap();
            assert!(text.contains(&format!("]({name}.md#")), "docs/{file} names no part of the English text");
        }
    }
}

#[test]
fn the_test_sees_what_it_looks_for() {
    let text =
        "# A\n## B\n```sh\n# why\nx=${y#z}  # because\ncurl https://a.kz // no\n## D\n```\n#no\n## C\n";
    let seen = shape(text);
    assert_eq!(seen.headings, [1, 2, 2]);
    assert_eq!(seen.blocks, ["```sh\n\nx=${y#z}\ncurl https://a.kz\n## D"]);

    let links = "[](x.md)[](x.kk.md)[](x.ru.md)\n";
    let docs = |kk: &str| {
        let kk = (!kk.is_empty()).then(|| format!("{links}{kk}"));
        faults("x", |file| {
            if file == "x.kk.md" { kk.clone() } else { Some(format!("{links}# A\n```\na # b\n```\n")) }
        })
    };
    assert_eq!(docs("# Ә\n```\na # бұл\n```\n"), [""; 0]);
    assert_eq!(docs(""), ["docs/x.kk.md is missing"]);
    assert!(docs("## Ә\n```\na\n```\n")[0].contains("headings"));
    assert!(docs("# Ә\n```\nb\n```\n")[0].contains("code block 1"));
    assert!(docs("# Ә\n")[0].contains("0 code blocks"));
}
