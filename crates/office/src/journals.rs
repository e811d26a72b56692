//! Journals that the law asks for (Law 94-V art. 22), printed from the log for a period: item codes, never values.

use std::{collections::BTreeMap, ops::ControlFlow};

use jiff::Timestamp;
use kernel::{ActKind, Actor, Deed, Operational, State, Verdict};
use store::Reader as _;

use crate::{
    Office,
    acts::{About, done, permitted},
    error::Result,
    logbook::operational,
    perform::Payload,
    run::Toll,
};

/// The manner of an entry that commits to an act of destruction.
pub(crate) const ATTESTED: &str = "attested";

macro_rules! journals {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// What a journal is of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Journal { $($(#[$doc])* $variant),+ }

        impl Journal {
            /// Every journal.
            pub const ALL: &[Journal] = &[$(Journal::$variant),+];

            /// The word for it on a command line and in the log.
            pub fn word(self) -> &'static str {
                match self { $(Journal::$variant => $word),+ }
            }

            /// From the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Journal::$variant),)+ _ => None }
            }
        }
    };
}

journals! {
    /// Consents given and withdrawn, with their terms.
    Consents = "consents",
    /// Transfers to third parties and authorities.
    Disclosures = "disclosures",
    /// Transfers abroad.
    Transfers = "transfers",
    /// Publications, and taking them back.
    Publications = "publications",
    /// Requests of subjects.
    Requests = "requests",
    /// Breaches of security.
    Incidents = "incidents",
    /// Destruction, of data and of carriers.
    Destruction = "destruction",
    /// Who has read which edition.
    Acknowledgements = "acknowledgements",
    /// Reads, lists and exports.
    Reads = "reads",
    /// Refusals of every kind.
    Refusals = "refusals",
}

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct JournalLine {
    /// The log entry's index.
    pub entry: u64,
    /// Where it is a signed act of destruction: how much the whole run destroyed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destroyed: Option<Toll>,
    /// What the log keeps of the act.
    #[serde(flatten)]
    pub said: Operational,
}

impl JournalLine {
    /// In which manner it was done; for a run of destruction, which of its steps this is: `begun`, `part`, `attested`.
    pub fn manner(&self) -> Option<&str> {
        let run = matches!(self.said.act, ActKind::Sweep | ActKind::Erase) && self.said.run.is_some();
        let step = if self.said.count.is_some() { "part" } else { "begun" };
        self.said.how.as_deref().or_else(|| run.then_some(step))
    }
}

impl Office {
    /// A journal for a period, its beginning in and its end out; `each` hears the lines in order. Printing is logged.
    ///
    /// # Errors
    /// Refused, or the log can't be read.
    pub fn journal(
        &self,
        actor: &Actor,
        journal: Journal,
        from: Timestamp,
        to: Timestamp,
        each: &mut dyn FnMut(JournalLine) -> ControlFlow<()>,
    ) -> Result<u64> {
        self.journal_on(actor, journal, 0, (from, to), each)
    }

    /// As [`Office::journal`], from one entry of the log on.
    ///
    /// # Errors
    /// As there.
    pub fn journal_on(
        &self,
        actor: &Actor,
        journal: Journal,
        first: u64,
        (from, to): (Timestamp, Timestamp),
        each: &mut dyn FnMut(JournalLine) -> ControlFlow<()>,
    ) -> Result<u64> {
        self.printed(actor, journal.word(), None)?;
        let tolls: BTreeMap<_, _> = match journal {
            Journal::Destruction => {
                self.runs()?.into_iter().filter_map(|run| Some((run.run, run.toll?))).collect()
            }
            _ => BTreeMap::new(),
        };
        let (mut lines, mut fault) = (0, None);
        self.reader()?.entries(first..u64::MAX >> 1, &mut |row| match operational(&row) {
            Ok(said) if from <= said.time && said.time < to && journal.has(&said) => {
                lines += 1;
                let attested = said.run.filter(|_| is(&said, ATTESTED));
                let destroyed = attested.and_then(|run| tolls.get(&run)).copied();
                each(JournalLine { entry: row.index, destroyed, said })
            }
            Ok(_) => ControlFlow::Continue(()),
            Err(why) => {
                fault = Some(why);
                ControlFlow::Break(())
            }
        })?;
        fault.map_or(Ok(lines), Err)
    }

    /// Logs that a journal or a register was looked at, and which number in it where it was one.
    pub(crate) fn printed(&self, actor: &Actor, how: &str, number: Option<u64>) -> Result<()> {
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::PrintJournal));
        let how = how.to_owned();
        self.in_writer(About::default(), move |unit| {
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            (permit.changes.entry.how, permit.changes.entry.number) = (Some(how), number);
            done(unit, permit, None, Payload::default()).map(drop)
        })
    }
}

impl Journal {
    /// Whether an entry stands in it.
    pub fn has(self, said: &Operational) -> bool {
        let done = said.verdict == Verdict::Permitted;
        match self {
            Journal::Refusals => !done,
            _ if !done => false,
            Journal::Consents => {
                matches!(said.act, ActKind::GiveConsent | ActKind::WithdrawConsent)
                    || said.act == ActKind::Collect && !said.parts.is_empty()
                    || said.act == ActKind::RecordEvent && !said.parts.is_empty()
            }
            Journal::Disclosures => matches!(said.act, ActKind::Disclose | ActKind::AnswerDemand),
            Journal::Transfers => said.abroad.is_some(),
            Journal::Publications => {
                said.act == ActKind::Publish || said.act == ActKind::FinishTask && is(said, "removal")
            }
            Journal::Requests => matches!(
                said.act,
                ActKind::ReceiveRequest
                    | ActKind::HandleRequest
                    | ActKind::ConfirmIdentity
                    | ActKind::DecideRequest
                    | ActKind::AnswerRequest
            ),
            Journal::Incidents => said.act == ActKind::ReportBreach,
            Journal::Destruction => {
                matches!(said.act, ActKind::Erase | ActKind::Sweep) && !is(said, "dry-run")
                    || said.act == ActKind::FinishTask && is(said, "carrier")
            }
            Journal::Acknowledgements => {
                matches!(said.act, ActKind::AcknowledgeEdition | ActKind::ActivateEdition)
            }
            Journal::Reads => matches!(
                said.act,
                ActKind::Read | ActKind::Check | ActKind::Find | ActKind::List | ActKind::Export
            ),
        }
    }
}

fn is(said: &Operational, how: &str) -> bool {
    said.how.as_deref() == Some(how)
}
