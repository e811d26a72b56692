//! Journals on paper: each with the columns that it has, item codes in names, never a value.

mod said;

use documents::{Align, Block, Column, Doc, Table};
use jiff::Timestamp;
use kernel::World;
use office::{Journal, JournalLine};
use policy::{Lang, Topic};

use self::said::Said;
use crate::Telling;

pub use said::destroyed;

/// A column of a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    /// The log entry's index, which names the line.
    Entry,
    Time,
    Actor,
    /// The act, and the manner of it.
    Act,
    /// The purpose, and of whom.
    Purpose,
    Items,
    Parts,
    /// To whom, and to which state where that is abroad.
    Recipient,
    Ground,
    How,
    /// By when something has to be done.
    Due,
    /// The term of a consent, or by when what was held on it is destroyed.
    Term,
    /// A number in a register.
    Number,
    Count,
    /// How much a run destroyed, in words.
    Destroyed,
    Clause,
    Request,
    /// Why it was refused.
    Code,
    /// The edition in force.
    Edition,
    /// The run of destruction.
    Run,
}

use Col::{
    Act, Actor, Clause, Code, Count, Destroyed, Due, Edition, Entry, Ground, How, Items, Number, Parts,
    Purpose, Recipient, Request, Run, Term, Time,
};

/// The columns of each journal.
fn columns(journal: Journal) -> &'static [Col] {
    match journal {
        Journal::Consents => &[Entry, Time, Actor, Act, Purpose, Parts, Items, Term],
        Journal::Disclosures | Journal::Transfers => &[Entry, Time, Actor, Recipient, Purpose, Items, Ground],
        Journal::Publications => &[Entry, Time, Actor, Act, Purpose, Items, Clause],
        Journal::Requests => &[Entry, Time, Actor, Act, Request, How, Due, Clause],
        Journal::Incidents => &[Entry, Time, Actor, Number, How, Items, Count, Due],
        Journal::Destruction => &[Entry, Time, Actor, Act, Purpose, Destroyed, Run, Clause],
        Journal::Acknowledgements => &[Entry, Time, Actor, Act, Edition, Clause],
        Journal::Reads => &[Entry, Time, Actor, Act, Purpose, Items, Clause],
        Journal::Refusals => &[Entry, Time, Actor, Act, Purpose, Items, Code, Clause],
    }
}

/// A journal for a period, its beginning in and its end out.
pub fn journal(
    world: &World,
    journal: Journal,
    (from, to): (Timestamp, Timestamp),
    lines: &[JournalLine],
    now: Timestamp,
    lang: Lang,
) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word(&format!("journal-of-{}", journal.word())), now);
    let period = [("from", first(&tell, from).into()), ("to", tell.until(to).into())];
    tell.meta(&mut doc, "journal-period", tell.say("journal-from-to", &period));
    tell.meta(&mut doc, "journal-law", law(&tell, journal));
    tell.meta(&mut doc, "journal-count", lines.len().to_string());
    tell.paragraph(&mut doc, "journal-note", &[]);
    if lines.is_empty() {
        tell.paragraph(&mut doc, "journal-none", &[]);
    } else {
        let mut said = Said::new(&tell);
        let columns = columns(journal);
        let rows = lines
            .iter()
            .map(|line| columns.iter().map(|column| said.cell(*column, line)).collect())
            .collect();
        let columns = columns
            .iter()
            .map(|&column| Column {
                align: align(column),
                ..Column::new(tell.word(column.key()), column.share())
            })
            .collect();
        let caption = tell.word(&format!("journal-of-{}", journal.word())).into();
        doc.push(Block::Table(Table { caption, columns, rows }));
    }
    doc.push(Block::Signatures { lines: tell.responsible() });
    doc
}

/// The beginning of a period: the day alone, where it begins with one.
fn first(tell: &Telling<'_>, from: Timestamp) -> String {
    let profile = &tell.world().profile;
    let day = profile.local_date(from);
    if profile.start_of_day(day) == from { tell.day(from) } else { tell.moment(from) }
}

/// The clause that asks for journals, and the one of what this journal is of.
fn law(tell: &Telling<'_>, journal: Journal) -> String {
    let Some(pack) = tell.world().edition().map(|edition| edition.pack()) else { return String::new() };
    let topic = match journal {
        Journal::Consents => Topic::Consent,
        Journal::Disclosures => Topic::ThirdParties,
        Journal::Transfers => Topic::Border,
        Journal::Publications => Topic::Publication,
        Journal::Requests => Topic::Requests,
        Journal::Incidents => Topic::Breach,
        Journal::Destruction => Topic::Destruction,
        Journal::Acknowledgements => Topic::Duty,
        Journal::Reads | Journal::Refusals => Topic::Access,
    };
    let (all, own) = (pack.clause(Topic::Journals), pack.clause(topic));
    let (also, own) = (all != own && !own.is_empty(), tell.clause(own));
    if also { format!("{}; {own}", tell.clause(all)) } else { tell.clause(all) }
}

fn align(column: Col) -> Align {
    if matches!(column, Entry | Number | Count) { Align::End } else { Align::Start }
}

impl Col {
    /// Its share of the width: a date and a time stand on one line, on a page that lies where there are seven columns
    /// and more.
    fn share(self) -> u16 {
        match self {
            Number => 8,
            Entry => 9,
            Count => 10,
            Clause => 11,
            Actor | Parts => 12,
            Time => 13,
            Due => 14,
            Act => 15,
            Ground | Request => 17,
            How => 18,
            Recipient => 19,
            Term => 20,
            Destroyed => 21,
            Purpose | Run => 22,
            Items => 34,
            Edition | Code => 24,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Entry => "journal-head-entry",
            Time => "journal-head-time",
            Actor => "journal-head-actor",
            Act => "journal-head-act",
            Purpose => "journal-head-purpose",
            Items => "journal-head-items",
            Parts => "journal-head-parts",
            Recipient => "journal-head-recipient",
            Ground => "journal-head-ground",
            How => "journal-head-how",
            Due => "journal-head-due",
            Term => "journal-head-term",
            Number => "journal-head-number",
            Count => "journal-head-count",
            Destroyed => "journal-head-destroyed",
            Clause => "journal-head-clause",
            Request => "journal-head-request",
            Code => "journal-head-code",
            Edition => "journal-head-edition",
            Run => "journal-head-run",
        }
    }
}
