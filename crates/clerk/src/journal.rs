//! Journals on paper: each with the columns that it has, item codes in names, never a value.

use std::collections::HashMap;

use documents::{Align, Block, Cell, Column, Doc, Runs, Table};
use jiff::Timestamp;
use kernel::World;
use office::{Journal, JournalLine};
use policy::{Lang, Topic};

use crate::{Names, Telling};

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
    /// A number in a register.
    Number,
    Count,
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
    Act, Actor, Clause, Code, Count, Due, Edition, Entry, Ground, How, Items, Number, Parts, Purpose,
    Recipient, Request, Run, Time,
};

/// The columns of each journal.
fn columns(journal: Journal) -> &'static [Col] {
    match journal {
        Journal::Consents => &[Entry, Time, Actor, Act, Purpose, Parts, Items, Due],
        Journal::Disclosures | Journal::Transfers => &[Entry, Time, Actor, Recipient, Purpose, Items, Ground],
        Journal::Publications => &[Entry, Time, Actor, Act, Purpose, Items, Clause],
        Journal::Requests => &[Entry, Time, Actor, Act, Request, How, Due, Clause],
        Journal::Incidents => &[Entry, Time, Actor, Number, How, Items, Count, Due],
        Journal::Destruction => &[Entry, Time, Actor, Act, Purpose, Run, Count, Clause],
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
        let mut said = Said { tell: &tell, known: HashMap::new() };
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
    /// Its share of the width: a date stands on one line even where there are eight columns.
    fn share(self) -> u16 {
        match self {
            Number => 8,
            Entry => 9,
            Count => 10,
            Clause => 11,
            Time | Actor | Due | Ground => 14,
            Act | Parts | Request => 16,
            How | Code => 17,
            Recipient => 18,
            Items => 19,
            Run => 21,
            Purpose => 22,
            Edition => 24,
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
            Number => "journal-head-number",
            Count => "journal-head-count",
            Clause => "journal-head-clause",
            Request => "journal-head-request",
            Code => "journal-head-code",
            Edition => "journal-head-edition",
            Run => "journal-head-run",
        }
    }
}

/// What lines say: a word that came once is not looked up again, since a journal may have a million lines.
struct Said<'t> {
    tell: &'t Telling<'t>,
    known: HashMap<(&'static str, String), String>,
}

impl Said<'_> {
    fn cell(&mut self, column: Col, line: &JournalLine) -> Cell {
        let said = &line.said;
        let text = match column {
            Entry => line.entry.to_string(),
            Time => self.time(said.time),
            Actor => said.actor.to_string(),
            Act => self.act(line),
            Purpose => self.purpose(line),
            Items => self.names(line).items(&said.items),
            Parts => {
                let parts = said.parts.iter().map(|part| self.word("journal-part", part.word()));
                parts.collect::<Vec<_>>().join("; ")
            }
            Recipient => self.recipient(line),
            Ground => match &said.ground {
                Some(law) => self.cite(law),
                None => self.clause(&said.clause),
            },
            How => line.manner().map(|word| self.manner(word)).unwrap_or_default(),
            Due => said.due.map(|due| self.until(due)).unwrap_or_default(),
            Number => said.number.map(|number| number.to_string()).unwrap_or_default(),
            Count => said.count.map(|count| count.to_string()).unwrap_or_default(),
            Clause => self.cite(&said.clause),
            Request => said.request.map(|kind| self.word("journal-request", kind.word())).unwrap_or_default(),
            Code => said.code.map(|code| crate::refused(code.word(), self.tell.lang())).unwrap_or_default(),
            Edition => self.edition(line),
            Run => {
                return said
                    .run
                    .map(|run| documents::Run::code(&run.to_string()).into())
                    .map_or_else(Cell::default, |runs: Runs| Cell(vec![runs]));
            }
        };
        text.into()
    }

    /// A moment in local time, narrow enough for a column.
    fn time(&self, at: Timestamp) -> String {
        self.tell.world().profile.offset(at).to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The last day of a term, or its moment where it does not end with a day.
    fn until(&self, at: Timestamp) -> String {
        let profile = &self.tell.world().profile;
        let day = profile.local_date(at);
        match day.yesterday() {
            Ok(last) if profile.start_of_day(day) == at => last.to_string(),
            _ => self.time(at),
        }
    }

    fn names(&self, line: &JournalLine) -> Names<'_> {
        self.tell.names_of(line.said.edition)
    }

    fn word(&mut self, of: &'static str, word: &str) -> String {
        let tell = self.tell;
        self.once(of, word, |word| tell.named(of, word))
    }

    fn once(&mut self, of: &'static str, word: &str, say: impl FnOnce(&str) -> String) -> String {
        self.known.entry((of, word.to_owned())).or_insert_with(|| say(word)).clone()
    }

    fn cite(&mut self, clause: &str) -> String {
        let tell = self.tell;
        self.once("cite", clause, |clause| tell.cite(clause))
    }

    fn clause(&mut self, clause: &str) -> String {
        let tell = self.tell;
        self.once("clause", clause, |clause| tell.clause(clause))
    }

    fn act(&mut self, line: &JournalLine) -> String {
        let act = self.word("journal-act", line.said.act.as_str());
        match line.manner() {
            // Where the manner has a column of its own it is not told twice; a request's and a breach's have one.
            Some(how) if line.said.request.is_none() => format!("{act}: {}", self.manner(how)),
            _ => act,
        }
    }

    fn manner(&mut self, word: &str) -> String {
        self.word("journal-how", word)
    }

    fn purpose(&mut self, line: &JournalLine) -> String {
        let names = self.names(line);
        let purpose = line.said.purpose.as_ref().map(|id| names.purpose(id.as_str()));
        let category = line.said.category.as_ref().map(|id| names.category(id.as_str()));
        let carrier = line.said.number.filter(|_| line.said.purpose.is_none());
        let carrier = carrier.map(|n| self.tell.say("journal-carrier", &[("number", n.to_string().into())]));
        purpose.into_iter().chain(category).chain(carrier).collect::<Vec<_>>().join(" · ")
    }

    fn recipient(&mut self, line: &JournalLine) -> String {
        let names = self.names(line);
        let to = match &line.said.recipient {
            Some(id) => names.recipient(id.as_str()),
            None => self.tell.word("journal-authority"),
        };
        match &line.said.abroad {
            Some(state) => format!("{to} ({})", self.tell.state(state)),
            None => to,
        }
    }

    fn edition(&self, line: &JournalLine) -> String {
        let number = line.said.edition;
        let known = self.tell.world().editions.get(&number).map(|edition| edition.pack().edition.clone());
        match known {
            Some(name) => self
                .tell
                .say("journal-edition", &[("number", number.to_string().into()), ("name", name.into())]),
            None => number.to_string(),
        }
    }
}
