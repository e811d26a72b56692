//! What is on paper reads back as it was said, in every language.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

#[path = "../registers/house.rs"]
mod house;

use std::{env, fs, process::Command, sync::Mutex, time::Instant};

use documents::{Block, Doc, Runs};
use jiff::civil::date;
use policy::Lang;

use house::*;

/// One at a time: a reader started while a store is founded would inherit its lock for a moment.
static ALONE: Mutex<()> = Mutex::new(());

/// What poppler reads from a PDF. Without it the test fails, unless QORGAU_NO_PDFTOTEXT is set.
fn read_back(pdf: &[u8], name: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{name}.pdf"));
    fs::write(&file, pdf).unwrap();
    let out = match Command::new("pdftotext").args(["-enc", "UTF-8", "-raw"]).arg(&file).arg("-").output() {
        Ok(out) => out,
        Err(why) if env::var_os("QORGAU_NO_PDFTOTEXT").is_some() => {
            eprintln!("not checked, as QORGAU_NO_PDFTOTEXT is set: {why}");
            return None;
        }
        Err(why) => panic!("pdftotext is missing ({why}): install poppler-utils, or set QORGAU_NO_PDFTOTEXT"),
    };
    assert!(out.status.success());
    Some(String::from_utf8(out.stdout).unwrap())
}

/// Letters and digits alone: lines are broken, words divided, and columns told in an order of their own.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every text of a document but what stands in tables.
fn texts(doc: &Doc) -> Vec<String> {
    let mut out = vec![doc.title.to_string()];
    out.extend(doc.meta.iter().map(|(_, value)| value.plain()));
    for block in &doc.blocks {
        match block {
            Block::Heading { text, .. } => out.push(text.to_string()),
            Block::Paragraph { text, .. } => out.push(text.plain()),
            Block::List { items, .. } => out.extend(items.iter().map(|one| one.text.plain())),
            Block::Terms { items } => out.extend(items.iter().map(|(_, text)| text.plain())),
            Block::Signatures { lines } => out.extend(lines.iter().map(ToString::to_string)),
            Block::Note { text, .. } => out.extend(text.iter().map(Runs::plain)),
            Block::Table(_) | Block::PageBreak => {}
        }
    }
    out
}

#[test]
fn a_notification_comes_back_from_paper_letter_by_letter() {
    let _alone = ALONE.lock().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let mut new = breach();
    new.what = "Әлия Ғани Қайрат Еңлік Өмір Ұлан Үміт Жиһан Ілияс әғқңөұүһі ӘҒҚҢӨҰҮҺІ".to_owned();
    let (_, breach) = office.report_breach(&officer(), new).unwrap();
    let (world, now) = (office.world(), office.clock().now());
    for lang in Lang::ALL {
        let authority = clerk::breach::authority(&world, &breach, now, lang);
        let people = clerk::breach::subjects(&world, &breach, now, lang);
        for (name, doc) in [("authority", authority), ("people", people)] {
            let pdf = pdf::render(&doc, date(2026, 3, 2).at(12, 0, 0, 0)).unwrap();
            let Some(read) = read_back(&pdf, &format!("{name}-{lang}")) else { return };
            // A page break may fall into a long text: its footer stands there.
            let read = letters(&read);
            for text in texts(&doc) {
                let start: String = letters(&text).chars().take(60).collect();
                assert!(read.contains(&start), "{lang} {name}: {text}\n{read}");
            }
            assert!(read.contains(&letters("Ілияс әғқңөұүһі ӘҒҚҢӨҰҮҺІ")), "{lang} {name}");
        }
    }
}

#[test]
fn a_row_of_a_journal_stands_on_paper_with_all_its_cells() {
    let _alone = ALONE.lock().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    subscriber(&office, "a@example.kz");
    let lines = lines(&office, office::Journal::Consents);
    for lang in Lang::ALL {
        let now = office.clock().now();
        let doc = clerk::journal(&office.world(), office::Journal::Consents, period(), &lines, now, lang);
        let pdf = pdf::render(&doc, date(2026, 3, 2).at(12, 0, 0, 0)).unwrap();
        let Some(read) = read_back(&pdf, &format!("journal-{lang}")) else { return };
        // A cell is set line by line beside its neighbours: words are looked for one by one.
        let read: String = read.replace("\u{ad}\n", "");
        let Some(Block::Table(table)) = doc.blocks.iter().find(|block| matches!(block, Block::Table(_)))
        else {
            panic!("no table")
        };
        let words = table.rows.iter().flatten().flat_map(|cell| &cell.0).map(Runs::plain);
        let words: Vec<String> =
            words.flat_map(|text| text.split_whitespace().map(letters).collect::<Vec<_>>()).collect();
        let short = words.iter().filter(|word| !word.is_empty() && word.chars().count() < 7);
        for word in short {
            assert!(letters(&read).contains(word), "{lang}: {word}\n{read}");
        }
    }
}

/// How long a journal of so many lines takes to be made and put on paper, and how long its file is.
fn journal_of(office: &office::Office, count: u64) -> (f64, usize) {
    let one = lines(office, office::Journal::Consents).remove(0);
    let line = |nth| office::JournalLine { entry: nth, destroyed: None, said: one.said.clone() };
    let lines: Vec<_> = (0..count).map(line).collect();
    let started = Instant::now();
    let now = office.clock().now();
    let doc = clerk::journal(&office.world(), office::Journal::Consents, period(), &lines, now, Lang::Kk);
    let pdf = pdf::render(&doc, date(2026, 3, 2).at(12, 0, 0, 0)).unwrap();
    (started.elapsed().as_secs_f64(), pdf.len())
}

#[test]
fn a_long_journal_takes_time_by_its_lines_and_not_by_their_square() {
    let _alone = ALONE.lock().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    subscriber(&office, "a@example.kz");
    let _warm = journal_of(&office, 100);
    let (short, long) = (journal_of(&office, 1_000), journal_of(&office, 10_000));
    eprintln!(
        "1,000 lines: {:.2} s, {} bytes; 10,000 lines: {:.2} s, {} bytes",
        short.0, short.1, long.0, long.1
    );
    assert!(long.0 < 30.0 * short.0.max(0.05), "{short:?} {long:?}");
    assert!(long.1 < 15 * short.1);
}
