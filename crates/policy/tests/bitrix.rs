//! The first pack, row by row.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::path::{Path, PathBuf};

use policy::{
    Edition, Lang,
    load::{SourceFile, load, load_dir},
    register::{Format, register, register_under},
    sample,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/bitrix-kz")
}

fn edition() -> Edition {
    load_dir(&folder(), &sample::jurisdiction).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_register_is_the_policys_own() {
    let edition = edition();
    let rows = register(&edition, Lang::En);
    assert_eq!(rows.len(), 12);
    insta::assert_snapshot!("register-json", Format::Json.write(&rows, Lang::En));
    let hash: String = edition.hash().iter().map(|byte| format!("{byte:02x}")).collect();
    insta::assert_snapshot!("hash", hash);
}

#[test]
fn the_register_reads_well_in_every_language() {
    for lang in Lang::ALL {
        let rows = register(&edition(), lang);
        insta::assert_snapshot!(format!("table-{lang}"), Format::Table { width: 140 }.write(&rows, lang));
    }
    let rows = register(&edition(), Lang::Ru);
    insta::assert_snapshot!("csv-ru", Format::Csv.write(&rows, Lang::Ru));
    insta::assert_snapshot!("markdown-ru", Format::Markdown.write(&rows, Lang::Ru));
}

#[test]
fn a_term_of_law_is_said_with_its_span_and_law() {
    let kz = sample::jurisdiction("kz").unwrap();
    for (lang, said) in [
        (Lang::Kk, "тағы 75 жыл сақталады (a stand-in)"),
        (Lang::Ru, "хранится ещё 75 лет (a stand-in)"),
        (Lang::En, "kept 75 years more (a stand-in)"),
    ] {
        let rows = register_under(&edition(), lang, &kz);
        assert!(rows[1].names.terms[0].ends_with(said), "{:?}", rows[1].names.terms);
        assert_eq!(
            rows[1].terms[0],
            "employment-ended: 75 years by the law on employment-records (a stand-in)"
        );
    }
    // What no law sets reads the same.
    assert_eq!(register_under(&edition(), Lang::En, &kz)[0], register(&edition(), Lang::En)[0]);
}

#[test]
fn a_table_keeps_to_its_width_and_has_no_colours() {
    for width in [100, 120, 160] {
        let text = Format::Table { width }.write(&register(&edition(), Lang::Kk), Lang::Kk);
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= usize::from(width), "{widest} > {width}\n{text}");
        assert!(!text.contains('\u{1b}'));
    }
}

#[test]
fn how_files_are_split_changes_nothing() {
    let all: String = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap() + "\n")
        .collect();
    // Whole tables, dealt out from the last to the first over a few files.
    let mut files: Vec<_> =
        (0..7).map(|n| SourceFile { path: format!("{n}.toml"), text: String::new() }).collect();
    let tables: Vec<_> = all.split("\n[").collect();
    for (nth, table) in tables.iter().rev().enumerate() {
        let text = &mut files[nth % 7].text;
        // The very first piece starts with its file's heading and lost no bracket.
        *text += if table.starts_with('#') { "\n" } else { "\n[" };
        *text += table;
    }
    let joined = load(&files, &sample::jurisdiction).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(joined.hash(), edition().hash());
}

#[test]
fn names_differ_between_languages() {
    let [kk, ru, en] = Lang::ALL.map(|lang| register(&edition(), lang));
    for ((kk, ru), en) in kk.iter().zip(&ru).zip(&en) {
        assert_ne!(kk.names.purpose, ru.names.purpose);
        assert_ne!(ru.names.purpose, en.names.purpose);
        assert_eq!((&kk.items, &kk.terms), (&en.items, &en.terms));
    }
}
