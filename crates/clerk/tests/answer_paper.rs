//! What the documents say comes back from paper, word by word, in all three languages.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use std::{env, process::Command};

use common::{BITRIX, responsible, rich, target};
use documents::{Block, Doc};
use policy::Lang;

/// The text of a PDF. Without the tool the test fails, unless QORGAU_NO_PDFTOTEXT is set.
fn read(pdf: &[u8]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").args(["-enc", "UTF-8", "-raw"]).arg(&file).arg("-").output();
    match out {
        Ok(out) => Some(flat(&String::from_utf8(out.stdout).unwrap())),
        Err(why) if env::var_os("QORGAU_NO_PDFTOTEXT").is_some() => {
            eprintln!("not checked, as QORGAU_NO_PDFTOTEXT is set: {why}");
            None
        }
        Err(why) => panic!("pdftotext is missing ({why}): install poppler-utils, or set QORGAU_NO_PDFTOTEXT"),
    }
}

/// One line, with divided words joined again.
fn flat(text: &str) -> String {
    let joined = text.replace("\u{ad}\n", "").replace('\u{ad}', "");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of a document that is not broken over lines by a column of its own: words are looked for one by one.
fn texts(doc: &Doc) -> Vec<String> {
    let mut out: Vec<String> = vec![doc.title.to_string()];
    out.extend(doc.meta.iter().map(|(_, value)| value.plain()));
    for block in &doc.blocks {
        match block {
            Block::Heading { text, .. } => out.push(text.to_string()),
            Block::Paragraph { text, .. } => out.push(text.plain()),
            Block::List { items, .. } => out.extend(items.iter().map(|item| item.text.plain())),
            Block::Terms { items } => {
                out.extend(items.iter().flat_map(|(name, value)| [name.to_string(), value.plain()]));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flatten().flat_map(|cell| &cell.0);
                out.extend(cells.map(documents::Runs::plain));
            }
            Block::Note { text, .. } => out.extend(text.iter().map(documents::Runs::plain)),
            Block::Signatures { lines } => out.extend(lines.iter().map(ToString::to_string)),
            Block::PageBreak => {}
        }
    }
    out
}

#[test]
fn everything_on_paper_is_what_the_document_says() {
    let rich = rich(&BITRIX);
    let boss = responsible(&rich.office);
    let world = rich.office.world();
    let told = rich.office.information(&boss, rich.information).unwrap();
    let view = rich.office.request(&boss, rich.erase).unwrap();
    let (purpose, category) = ("mailings".parse().unwrap(), "participant".parse().unwrap());
    for lang in Lang::ALL {
        let receipt = rich.office.consent_receipt(&boss, rich.who, &target("mailings"), lang).unwrap();
        let (text, notice) = rich.office.notice(&purpose, &category, lang).unwrap();
        let docs = [
            ("information", clerk::information(&world, &told, lang)),
            ("answer", clerk::answer(&world, &view, lang)),
            ("received", clerk::received(&world, &view, lang)),
            ("form", clerk::consent(&world, &purpose, &text, &notice)),
            ("confirmation", clerk::confirmation(&world, &receipt, lang)),
        ];
        for (name, doc) in docs {
            let pdf = pdf::render(&doc, jiff::civil::date(2026, 3, 3).at(3, 4, 5, 0)).unwrap();
            let Some(read) = read(&pdf) else { return };
            // Narrow columns break long names and hashes anywhere.
            let dense: String = read.split_whitespace().collect();
            for text in texts(&doc) {
                for word in text.replace('漢', "\u{fffd}").split_whitespace() {
                    let word: String = word.chars().filter(|c| *c != '\u{ad}').collect();
                    assert!(dense.contains(&word), "{name} {lang}: {word} of {text}: {read}");
                }
            }
            if matches!(name, "information" | "answer" | "received") {
                let letters = "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і";
                assert!(read.contains(letters), "{name} {lang}: {read}");
            }
            assert_eq!(read.contains('\u{fffd}'), name == "information", "{name} {lang}");
        }
    }
}
