//! What the command line says in Kazakh and Russian, as its tests have it, cites laws in that language.

#![allow(clippy::unwrap_used)] // a test may stop

use std::{fs, path::Path};

/// What citations look like in packs and profiles, and in no Kazakh or Russian sentence.
const FOREIGN: [&str; 7] = ["Law ", " art. ", "Art. ", "Code No.", "Rules 3", "Rules 4", "in force from"];

/// The lines that a test expects in Kazakh or Russian: those under a command that asks for the language.
fn told(text: &str) -> Vec<(usize, &str)> {
    let (mut asked, mut out) = (false, Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(command) = line.strip_prefix("$ ") {
            // A pack's own files and the answers for programs keep what they cite.
            let other =
                ["--format json", "--format csv", "cat ", "--diff"].iter().any(|word| command.contains(word));
            asked = !other && ["--lang kk", "--lang ru"].iter().any(|lang| command.contains(lang));
        } else if line.starts_with("```") {
            asked = false;
        } else if asked {
            out.push((number, line));
        }
    }
    out
}

#[test]
fn no_screen_cites_a_law_in_another_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let (mut seen, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "trycmd") {
            let (text, name) = (fs::read_to_string(&path).unwrap(), path.file_name().unwrap().to_owned());
            for (number, line) in told(&text) {
                seen += 1;
                if let Some(word) = FOREIGN.iter().find(|word| line.contains(**word)) {
                    wrong.push(format!("{}:{number}: `{word}` in: {line}", name.display()));
                }
            }
        }
    }
    assert!(seen > 500, "{seen} lines: the tests no longer ask for a language as this one thinks");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_what_it_looks_for() {
    let text = "```\n$ qorgau breach list --lang ru\nпункт Law 94-V, art. 8\n\n$ qorgau breach list\nLaw 94-V\n```\nLaw\n";
    assert_eq!(told(text), [(3, "пункт Law 94-V, art. 8"), (4, "")]);
}
