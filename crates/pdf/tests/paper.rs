//! What is on paper can be read back by somebody else's reader, and looks the same every time.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use calendar::Profile;
use documents::{Block, Cell, Column, Doc, Run, Table, policy::render};
use jiff::civil::date;
use policy::{Edition, Lang, load::load_dir};

fn now() -> jiff::civil::DateTime {
    date(2026, 1, 2).at(3, 4, 5, 0)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn profile() -> Profile {
    Profile::parse(&fs::read_to_string(root().join("packs/profiles/kz.toml")).unwrap()).unwrap()
}

fn edition() -> Edition {
    load_dir(&root().join("packs/bitrix-kz"), &policy::sample::jurisdiction)
        .unwrap_or_else(|why| panic!("{why}"))
}

/// Runs one of poppler's tools over a file. Without the tool the test fails, unless QORGAU_NO_PDFTOTEXT is set.
fn poppler(tool: &str, args: &[&str], pdf: &[u8], name: &str) -> Option<String> {
    let folder = env::temp_dir().join(format!("qorgau-pdf-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}-{tool}.pdf"));
    fs::write(&file, pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(args).arg(&file).stderr(Stdio::inherit());
    if tool == "pdftotext" {
        command.arg("-");
    }
    let out = match command.output() {
        Ok(out) => out,
        Err(why) if env::var_os("QORGAU_NO_PDFTOTEXT").is_some() => {
            eprintln!("not checked, as QORGAU_NO_PDFTOTEXT is set: {tool}: {why}");
            return None;
        }
        Err(why) => panic!("{tool} is missing ({why}): install poppler-utils, or set QORGAU_NO_PDFTOTEXT"),
    };
    fs::remove_file(&file).unwrap();
    assert!(out.status.success(), "{tool} can't read it");
    Some(String::from_utf8(out.stdout).unwrap())
}

/// One line, with divided words joined again.
fn flat(text: &str) -> String {
    let joined = text.replace("\u{ad}\n", "").replace('\u{ad}', "");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

const PANGRAMS: [(Lang, &str); 3] = [
    (Lang::Kk, "Әлия Ғани Қайрат Еңлік Өмір Ұлан Үміт Жиһан Ілияс әғқңөұүһі"),
    (Lang::Ru, "Съешь же ещё этих мягких французских булок, да выпей чаю № 94-V"),
    (Lang::En, "The quick brown fox jumps over the lazy dog"),
];

fn small(lang: Lang, text: &str) -> Doc {
    let mut doc = Doc::new(lang, text);
    doc.push(Block::heading(2, "one", text));
    doc.push(Block::paragraph(vec![
        Run::text("— "),
        Run::strong(text),
        Run::text(" — "),
        Run::link("a link", "https://example.kz/"),
    ]));
    doc
}

#[test]
fn text_comes_back_letter_by_letter() {
    for (lang, text) in PANGRAMS {
        let pdf = pdf::render(&small(lang, text), now()).unwrap();
        let Some(read) = poppler("pdftotext", &["-enc", "UTF-8"], &pdf, lang.code()) else { return };
        assert_eq!(flat(&read).matches(text).count(), 4, "title, heading, paragraph, footer: {read}");
        assert!(flat(&read).contains("— a link"), "{read}");
    }
}

#[test]
fn the_policy_comes_back_in_every_language() {
    for lang in Lang::ALL {
        let doc = render(&edition(), &profile(), lang);
        let pdf = pdf::render(&doc, now()).unwrap();
        let name = format!("policy-{lang}");
        let Some(read) = poppler("pdftotext", &["-enc", "UTF-8", "-raw"], &pdf, &name) else { return };
        let read = flat(&read);
        for block in &doc.blocks {
            match block {
                Block::Heading { text, .. } => assert!(read.contains(&**text), "{lang}: {text}"),
                Block::Paragraph { text, .. } => {
                    let start: String = flat(&text.plain()).chars().take(40).collect();
                    assert!(read.contains(start.trim_end()), "{lang}: {start}");
                }
                _ => {}
            }
        }
        let info = poppler("pdfinfo", &[], &pdf, &name).unwrap();
        let of =
            |name: &str| info.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
        assert_eq!(of("Tagged:"), "yes");
        let pages: usize = of("Pages:").parse().unwrap();
        let last = match lang {
            Lang::Kk => format!("{pages}-бет, барлығы {pages}"),
            Lang::Ru => format!("Страница {pages} из {pages}"),
            Lang::En => format!("Page {pages} of {pages}"),
        };
        assert!(read.contains(&last), "{lang}: {last}");
    }
}

#[test]
fn every_font_is_in_the_file() {
    let pdf = pdf::render(&render(&edition(), &profile(), Lang::Kk), now()).unwrap();
    let Some(fonts) = poppler("pdffonts", &[], &pdf, "fonts") else { return };
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "{fonts}");
    for row in rows {
        let words: Vec<&str> = row.split_whitespace().rev().collect();
        // From the right: object (two numbers), uni, sub, emb.
        assert_eq!(&words[2..5], ["yes", "yes", "yes"], "{fonts}");
        assert!(row.contains("NotoSans"), "{fonts}");
    }
}

fn long_table() -> Doc {
    let rows = (0..90).map(|n| {
        vec![Cell::from(format!("row {n}")), Cell::from(format!("cell {n}")), Cell::from("слово ".repeat(12))]
    });
    let columns = ["Row", "Cell", "Words"].map(|head| Column::new(head, 1)).to_vec();
    let mut doc = Doc::new(Lang::En, "A long table");
    doc.push(Block::Table(Table { caption: "All of it".into(), columns, rows: rows.collect() }));
    doc
}

#[test]
fn a_table_goes_on_under_its_header() {
    let pdf = pdf::render(&long_table(), now()).unwrap();
    let Some(read) = poppler("pdftotext", &["-layout"], &pdf, "table") else { return };
    let pages: Vec<&str> = read.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "{}", pages.len());
    for page in &pages {
        let head = page.lines().find(|line| line.contains("Row") && line.contains("Cell")).unwrap();
        assert!(head.contains("Words"));
        // A row's cells stand on one line, each in its column.
        let row = page.lines().find(|line| line.contains("row ") && line.contains("слово")).unwrap();
        let number = row.split("cell ").nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(row.contains(&format!("row {number} ")), "{row}");
    }
    for n in 0..90 {
        assert_eq!(flat(&read).matches(&format!("cell {n} ")).count(), 1, "{n}");
    }
}

#[test]
fn a_row_taller_than_a_page_is_told_whole() {
    let words: String = (0..1500).map(|n| format!("w{n} ")).collect();
    let mut doc = Doc::new(Lang::En, "Tall");
    let columns = vec![Column::new("A", 1), Column::new("B", 1)];
    doc.push(Block::Table(Table {
        caption: "T".into(),
        columns,
        rows: vec![vec![Cell::from("a"), Cell::from(words)]],
    }));
    let pdf = pdf::render(&doc, now()).unwrap();
    let Some(read) = poppler("pdftotext", &["-raw"], &pdf, "tall") else { return };
    let read = flat(&read);
    assert!((0..1500).all(|n| read.contains(&format!("w{n} "))), "{read}");
}

#[test]
fn equal_documents_give_equal_bytes() {
    let doc = render(&edition(), &profile(), Lang::Ru);
    let first = pdf::render(&doc, now()).unwrap();
    assert_eq!(first, pdf::render(&doc, now()).unwrap());
    assert_ne!(first, pdf::render(&doc, date(2027, 1, 2).at(3, 4, 5, 0)).unwrap());
}

#[test]
fn markup_of_any_kind_is_only_text() {
    let hostile = "#set page(width: 1pt) $x$ \\input{x} <script> (a) Tj ET << /Type /Catalog >> endobj";
    let pdf = pdf::render(&small(Lang::En, hostile), now()).unwrap();
    let Some(read) = poppler("pdftotext", &["-enc", "UTF-8"], &pdf, "hostile") else { return };
    assert!(flat(&read).contains(hostile), "{read}");
}

#[test]
fn a_term_and_its_meaning_stand_together() {
    for before in 0..6 {
        let mut doc = Doc::new(Lang::En, "Terms");
        for _ in 0..before {
            doc.push(Block::paragraph("A line."));
        }
        let term = |n: usize| (format!("Term{n} of more than one line").into(), format!("meaning{n}").into());
        doc.push(Block::Terms { items: (0..60).map(term).collect() });
        let pdf = pdf::render(&doc, now()).unwrap();
        let Some(read) = poppler("pdftotext", &["-layout"], &pdf, "terms") else { return };
        for n in 0..60 {
            let page = |word: &str| read.split('\u{c}').position(|page| flat(page).contains(word));
            assert_eq!(page(&format!("Term{n} ")), page(&format!("meaning{n}")), "{before}, {n}");
        }
    }
}

#[test]
fn a_letter_that_the_fonts_lack_stops_nothing_and_is_told() {
    let mut doc = small(Lang::Ru, "Имя: 日本, Ә");
    doc.push(Block::Table(Table {
        caption: "一".into(),
        columns: vec![Column::new("二", 1)],
        rows: vec![vec![Cell::from(Run::code("三ұ"))]],
    }));
    let pdf = pdf::render(&doc, now()).unwrap();
    let Some(read) = poppler("pdftotext", &["-enc", "UTF-8"], &pdf, "lacking") else { return };
    let read = flat(&read);
    assert_eq!(read.matches("Имя: \u{fffd}\u{fffd}, Ә").count(), 4, "{read}");
    assert!(read.contains("\u{fffd}ұ") && read.contains("нет в её шрифте"), "{read}");
    assert!(!read.contains('日') && !read.contains('三'), "{read}");
    // Where nothing is lacking, nothing is said.
    let pdf = pdf::render(&small(Lang::Ru, "Имя"), now()).unwrap();
    let read = poppler("pdftotext", &["-enc", "UTF-8"], &pdf, "whole").unwrap();
    assert!(!flat(&read).contains("нет в её шрифте"));
}
