//! The whole rehearsal, small.

use clap::Parser as _;
use policy::Lang;
use serde_json::Value;

use super::{
    Args,
    page::{Page, number_in},
    rehearse,
};
use crate::{
    cli::{Cli, Format},
    speech::Speech,
};

fn small(lang: Lang) -> (Value, String) {
    let dir = tempfile::tempdir().unwrap();
    let (args, speech) = (Args { people: 300, seed: 1 }, Speech::new(lang, Format::Table));
    let mut page = Vec::new();
    let told = rehearse(&args, &speech, &dir.path().join("demo"), &mut page).unwrap();
    (told, String::from_utf8(page).unwrap())
}

fn number(told: &Value, path: &str) -> u64 {
    told.pointer(path).and_then(Value::as_u64).unwrap_or_else(|| panic!("{path} of {told:#}"))
}

#[test]
fn three_hundred_people_live_through_six_years() {
    let (told, page) = small(Lang::En);
    // Every row of every file goes in, but for those whose term was over.
    assert_eq!(number(&told, "/years/rejected_for_other_reasons"), 0, "{told:#}");
    assert_eq!(number(&told, "/years/conflicts"), 0, "{told:#}");
    let periods = told.pointer("/years/periods").and_then(Value::as_array).unwrap();
    let sum = |key: &str| periods.iter().map(|period| period[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum("rows") + sum("over"), number(&told, "/written/rows"));
    assert_eq!(sum("events"), number(&told, "/written/events"));
    assert!(periods[1..].iter().all(|period| period["over"] == 0), "only old files come too late");

    assert_eq!(told.pointer("/read/clause").unwrap(), "3.1/7");
    assert_eq!(told.pointer("/refused/code").unwrap(), "item-outside-purpose");
    assert_eq!(told.pointer("/refused/clause").unwrap(), "3.1/8");
    assert_eq!(told.pointer("/abroad/code").unwrap(), "not-across-border");
    assert_eq!(told.pointer("/abroad/clause").unwrap(), "3.2.3b");
    assert_eq!(told.pointer("/withdrawal/clause").unwrap(), "3.4.1.6");
    // The command shown names no part, and so withdraws each.
    assert!(shown(&page).iter().any(|c| c.starts_with("qorgau consent withdraw ") && !c.contains("--part")));
    let parts = told.pointer("/withdrawal/parts").unwrap();
    assert_eq!(*parts, serde_json::json!(["processing", "third-parties"]));
    assert_eq!(told.pointer("/withdrawal/to_tell/0").unwrap(), "mailing-service");
    assert_eq!(told.pointer("/information/values").unwrap(), true);
    assert_eq!(number(&told, "/information/engagements"), 3, "contracts, products, mailings");
    assert_eq!(told.pointer("/erasure/outcome").unwrap(), "partly");
    assert_eq!(number(&told, "/erasure/destroyed"), 2);
    assert_eq!(told.pointer("/erasure/kept/0/purpose").unwrap(), "contracts");
    assert!(told.pointer("/breach/authority_told").is_some_and(Value::is_string));
    assert_eq!(told.pointer("/published/files").and_then(Value::as_array).unwrap().len(), 6);
    assert!(number(&told, "/sweep/destroyed") > 0);
    assert_eq!(number(&told, "/sweep/kept"), 1);
    assert_eq!(number(&told, "/register/blocked"), 1);
    assert_eq!(number(&told, "/register/due"), 1, "the blocked one is due, and nothing else");
    assert!(number(&told, "/register/stored") > 0 && number(&told, "/register/people") > 0);
    assert_eq!(number(&told, "/proof/act_records"), number(&told, "/sweep/destroyed"));
    assert_eq!(number(&told, "/proof/log_faults"), 0);
    assert_eq!(number(&told, "/proof/log_entries"), number(&told, "/proof/log_signed"));
    assert!(page.contains("What next?") && !page.contains("demo-"), "{page}");
}

/// The words of a command line as a shell takes them apart.
fn words(line: &str) -> Vec<String> {
    let (mut out, mut word, mut quote) = (Vec::new(), String::new(), None);
    for sign in line.chars() {
        match (quote, sign) {
            (Some(open), _) if sign == open => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, ' ') => out.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            _ => word.push(sign),
        }
    }
    out.extend((!word.is_empty()).then_some(word));
    out
}

/// The commands that a page shows.
fn shown(page: &str) -> Vec<String> {
    let page = page.replace(" \\\n", " "); // a long command goes on below
    let lines = page.lines().filter_map(|line| line.trim_start().strip_prefix("$ "));
    let commands = lines.flat_map(|line| line.split(" && ")).filter(|c| c.starts_with("qorgau "));
    commands.map(|command| command.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn every_command_that_takes_a_consent_names_the_text_that_was_shown() {
    let (_, page) = small(Lang::Ru);
    let collects: Vec<String> = shown(&page)
        .into_iter()
        .filter(|c| c.starts_with("qorgau collect ") && c.contains("--consent"))
        .collect();
    assert_eq!(collects.len(), 2, "{collects:?}");
    assert!(collects.iter().all(|c| c.contains(" --notice ru ")), "{collects:?}");
    assert!(collects[0].contains(" --proof \"form 2026/118\" "), "{collects:?}");
    // and so do those of the book
    let book = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    for file in ["README.md", "docs/rights.md", "docs/rights.kk.md", "docs/rights.ru.md", "docs/acts.md"] {
        let text = std::fs::read_to_string(format!("{book}{file}")).unwrap().replace("\\\n", " ");
        for line in text.lines().map(|line| line.trim_start_matches("$ ")) {
            let takes = line.starts_with("qorgau collect ") || line.starts_with("qorgau consent give ");
            assert!(!(takes && line.contains("--consent")) || line.contains("--notice kk"), "{file}: {line}");
        }
    }
}

#[test]
fn every_command_that_it_shows_can_be_typed() {
    let (_, page) = small(Lang::En);
    let commands = shown(&page);
    assert!(commands.len() > 30, "{}", commands.len());
    for command in &commands {
        let read = Cli::try_parse_from(words(command));
        assert!(read.is_ok(), "{command}: {}", read.err().map(|why| why.to_string()).unwrap_or_default());
    }
}

#[test]
fn it_speaks_every_language() {
    for (lang, word) in [(Lang::Kk, "Жою актісі дұрыс"), (Lang::Ru, "Акт об уничтожении верен")]
    {
        let (_, page) = small(lang);
        assert!(page.contains(word), "{page}");
        let bare = page
            .lines()
            .find(|line| line.contains("demo-") && !line.trim_start().starts_with(['$', '├', '│', '└']));
        assert_eq!(bare, None, "a text is missing");
        assert!(!page.contains("{ $"), "{page}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine"), "mine").unwrap();
    assert!(super::rehearsal::fresh(Some(dir.path())).is_err());
    let fresh = dir.path().join("fresh");
    assert_eq!(super::rehearsal::fresh(Some(&fresh)).unwrap(), fresh);
    assert!(super::rehearsal::fresh(None).unwrap().display().to_string().starts_with("qorgau-demo"));
}

#[test]
fn long_commands_go_on_as_a_shell_reads_them() {
    let speech = Speech::new(Lang::En, Format::Table);
    let command = format!("qorgau verify {} --key {}", "a".repeat(70), "b".repeat(30));
    let mut out = Vec::new();
    Page::new(&mut out, &speech).command(&command);
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.lines().count(), 2, "{out}");
    let joined: Vec<&str> = out.split_whitespace().filter(|word| !["$", "\\"].contains(word)).collect();
    assert_eq!(joined.join(" "), command);
}

#[test]
fn numbers_are_written_as_each_language_does() {
    assert_eq!(
        [7, 999, 1_000, 1_234_567].map(|n| number_in(n, Lang::En)),
        ["7", "999", "1,000", "1,234,567"]
    );
    assert_eq!(number_in(23_901, Lang::Kk), "23\u{A0}901");
}
