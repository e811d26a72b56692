//! What a line of a journal says in each of its columns.

use std::collections::HashMap;

use documents::{Cell, Phrases, Runs};
use jiff::Timestamp;
use kernel::ActKind;
use office::JournalLine;
use policy::{Lang, well_known};

use super::{
    Col,
    Col::{
        Act, Actor, Clause, Code, Count, Destroyed, Due, Edition, Entry, Ground, How, Items, Number, Parts,
        Purpose, Recipient, Request, Run, Term, Time,
    },
};
use crate::{Names, Telling, refused, term_in_words, words_of};

/// How much was destroyed: by a whole run where the line is its act, or by a part of it. Empty where the line tells
/// neither.
pub fn destroyed(line: &JournalLine, lang: Lang) -> String {
    toll(line, &words_of(lang))
}

/// What lines say: a word that came once is not looked up again, since a journal may have a million lines.
pub(super) struct Said<'t> {
    tell: &'t Telling<'t>,
    known: HashMap<(&'static str, String), String>,
}

impl<'t> Said<'t> {
    pub(super) fn new(tell: &'t Telling<'t>) -> Self {
        Self { tell, known: HashMap::new() }
    }

    pub(super) fn cell(&mut self, column: Col, line: &JournalLine) -> Cell {
        let said = &line.said;
        let text = match column {
            Entry => line.entry.to_string(),
            Time => self.time(said.time),
            Actor => said.actor.to_string(),
            // Where the manner has a column of its own it is not told twice.
            Act if said.request.is_some() => self.word("journal-act", said.act.as_str()),
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
            How => line.manner().map(|word| self.word("journal-how", word)).unwrap_or_default(),
            Due => said.due.map(|due| self.until(due)).unwrap_or_default(),
            Term => self.term(line),
            Number => said.number.map(|number| number.to_string()).unwrap_or_default(),
            Count => said.count.map(|count| count.to_string()).unwrap_or_default(),
            Destroyed => toll(line, self.tell.phrases()),
            Clause => self.cite(&said.clause),
            Request => said.request.map(|kind| self.word("journal-request", kind.word())).unwrap_or_default(),
            Code => said.code.map(|code| refused(code.word(), self.tell.lang())).unwrap_or_default(),
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

    /// The act and the manner of it. A sweep stands in several lines: that it began, each part, and its act.
    fn act(&mut self, line: &JournalLine) -> String {
        let act = self.word("journal-act", line.said.act.as_str());
        match line.manner() {
            Some(how) => format!("{act}: {}", self.word("journal-how", how)),
            None => act,
        }
    }

    fn cite(&mut self, clause: &str) -> String {
        let tell = self.tell;
        self.once("cite", clause, |clause| tell.cite(clause))
    }

    fn clause(&mut self, clause: &str) -> String {
        let tell = self.tell;
        self.once("clause", clause, |clause| tell.clause(clause))
    }

    fn once(&mut self, of: &'static str, word: &str, say: impl FnOnce(&str) -> String) -> String {
        let key = (of, word.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let said = say(word);
        self.known.insert(key, said.clone());
        said
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

    /// Of a consent given: its own last day, else the terms that its purpose sets. Of one withdrawn: by when the data goes.
    fn term(&mut self, line: &JournalLine) -> String {
        let withdrawn = line.said.act == ActKind::WithdrawConsent;
        let key = if withdrawn { "journal-term-destroyed" } else { "journal-term-until" };
        if let Some(due) = line.said.due {
            return self.tell.say(key, &[("day", self.until(due).into())]);
        }
        let terms = if withdrawn { Vec::new() } else { self.terms(line) };
        if terms.is_empty() { "—".to_owned() } else { terms.join("; ") }
    }

    /// The terms of a row: from the consent itself where one runs from it, else what ends the purpose. What ends every
    /// row alike (a withdrawal, a court, another law) is not told in each line.
    fn terms(&mut self, line: &JournalLine) -> Vec<String> {
        let said = &line.said;
        let row = said.purpose.as_ref().zip(said.category.as_ref()).and_then(|(purpose, category)| {
            let pack = self.tell.world().editions.get(&said.edition)?.pack();
            let lists = &pack.purpose(purpose)?.lists;
            Some((pack, lists.iter().find(|list| list.categories.contains(category))?))
        });
        let Some((pack, list)) = row else { return Vec::new() };
        let on = |events: &[&str]| {
            list.ends.iter().filter(|one| events.contains(&one.on.as_str())).collect::<Vec<_>>()
        };
        let mut ends = on(&[well_known::CONSENT_GIVEN]);
        if ends.is_empty() {
            let all = [well_known::CONSENT_WITHDRAWN, well_known::COURT_DECISION, well_known::ENDED_BY_LAW];
            ends = list.ends.iter().filter(|one| !all.contains(&one.on.as_str())).collect();
        }
        let (profile, lang) = (&self.tell.world().profile, self.tell.lang());
        ends.into_iter().map(|ending| term_in_words(ending, pack, profile, lang)).collect()
    }
}

fn toll(line: &JournalLine, words: &Phrases<'_>) -> String {
    let counts = match (line.destroyed, line.said.count) {
        (Some(toll), _) => vec![
            ("journal-destroyed-records", toll.records),
            ("journal-destroyed-people", toll.people),
            ("journal-destroyed-papers", toll.papers),
        ],
        (None, Some(count)) => vec![("journal-destroyed-records", count)],
        (None, None) => Vec::new(),
    };
    let say = |(key, n): (&str, u64)| words.say(key, &[("n", n.to_string().into())]);
    counts.into_iter().map(say).collect::<Vec<_>>().join("; ")
}
