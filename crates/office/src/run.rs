//! Runs of destruction. A run is pending from its first erasure until its act of destruction is signed, which happens
//! only after the write-ahead log is gone; opening a store finishes what is pending.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::Path,
    time::Duration,
};

use jiff::Timestamp;
use kernel::{ActKind, Actor, By, Operational, RunId, Verdict};
use policy::Topic;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Truncation, Unit, Write};

use crate::{
    Office,
    acts::About,
    attest::{ActBody, ActOfDestruction, Counts},
    desk::Desk,
    destroyed::Destroyed,
    error::{OfficeError, Result},
    journals::ATTESTED,
    keys::hex,
    organisation::json,
    perform::no_subject,
    random,
};

pub(crate) const RUN: &str = "run";
pub(crate) const PART: &str = "run-part";

/// Where a run of destruction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RunState {
    /// Something was erased; no act is signed yet.
    Pending,
    /// The act is committed in the log; its file may be missing.
    Attested,
    /// The act lies in its file.
    Filed,
    /// Nothing was due.
    Empty,
}

/// How much a run destroyed, for journals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Toll {
    /// Records: what was held of one person under one purpose.
    pub records: u64,
    /// People of whom nothing is left.
    pub people: u64,
    /// Papers beside the records.
    pub papers: u64,
}

/// One run of destruction.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) run: RunId,
    pub(crate) act: ActKind,
    pub(crate) actor: By,
    pub(crate) started: Timestamp,
    pub(crate) finished: Option<Timestamp>,
    pub(crate) state: RunState,
    pub(crate) parts: u32,
    /// How many of each row, by clause and category.
    pub(crate) tally: BTreeMap<String, u64>,
    /// The log entry that commits to the act.
    pub(crate) entry: Option<u64>,
    /// What all its parts destroyed, known with the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) toll: Option<Toll>,
}

impl Run {
    pub(crate) fn new(run: RunId, act: ActKind, actor: By, started: Timestamp) -> Self {
        let state = RunState::Pending;
        Self {
            run,
            act,
            actor,
            started,
            finished: None,
            state,
            parts: 0,
            tally: BTreeMap::new(),
            entry: None,
            toll: None,
        }
    }

    /// Adds a part: what one transaction destroyed.
    pub(crate) fn add(&mut self, unit: &mut Unit<'_, Desk>, lines: &[Destroyed]) -> Result<String> {
        for row in lines.iter().filter_map(|line| line.row.as_ref()) {
            *self.tally.entry(format!("{} {}", row.clause, row.category)).or_default() += 1;
        }
        let body = json(&lines);
        let digest = hex(&Sha256::digest(&body));
        unit.stage(Write::PutDocument { kind: PART, id: format!("{}/{:06}", self.run, self.parts), body })?;
        self.parts += 1;
        unit.stage(self.document())?;
        Ok(digest)
    }

    pub(crate) fn document(&self) -> Write {
        Write::PutDocument { kind: RUN, id: self.run.to_string(), body: json(self) }
    }
}

/// A run that destroyed something, and has its act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destruction {
    /// The run.
    pub run: RunId,
    /// A sweep of what was due, or an erasure.
    pub act: ActKind,
    /// Who ran it.
    pub by: By,
    /// When it began.
    pub started: Timestamp,
    /// When nothing of what was erased was left in the store's files.
    pub finished: Timestamp,
    /// How much.
    #[serde(flatten)]
    pub toll: Toll,
    /// The log entry that commits to the act.
    pub entry: u64,
}

impl Office {
    /// The runs that have an act of destruction, the newest last. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn destructions(&self, actor: &Actor) -> Result<Vec<Destruction>> {
        self.printed(actor, "acts", None)?;
        let signed = |run: Run| {
            Some(Destruction {
                finished: run.finished?,
                entry: run.entry?,
                toll: run.toll.unwrap_or_default(),
                run: run.run,
                act: run.act,
                by: run.actor,
                started: run.started,
            })
        };
        let mut all: Vec<Destruction> = self.runs()?.into_iter().filter_map(signed).collect();
        all.sort_by_key(|one| one.entry);
        Ok(all)
    }

    /// The act of destruction of a run, with a proof by the log as it stands now. The looking is logged.
    ///
    /// # Errors
    /// Refused; no such run, or nothing that it destroyed is certain to be gone yet.
    pub fn act_of_destruction(&self, actor: &Actor, run: RunId) -> Result<ActOfDestruction> {
        let known = self.runs()?.into_iter().find(|known| known.run == run);
        self.printed(actor, "act", known.as_ref().and_then(|known| known.entry))?;
        let signed = known.and_then(|known| Some((known.entry?, known)));
        let (entry, known) = signed.ok_or_else(|| OfficeError::input("no-act", &[("run", &run)]))?;
        self.attested(&known, entry)
    }

    /// Finishes every run that a crash or a reader left pending. Gives how many still are.
    ///
    /// # Errors
    /// The store or the log can't be written.
    pub fn finish_pending(&self) -> Result<usize> {
        let mut waiting = 0;
        for run in self.runs()? {
            if matches!(run.state, RunState::Pending | RunState::Attested) && self.finish(run)?.is_none() {
                waiting += 1;
            }
        }
        Ok(waiting)
    }

    pub(crate) fn runs(&self) -> Result<Vec<Run>> {
        let documents = self.writer.exclusive(|engine, _| engine.documents(RUN))??;
        let read = |body: &[u8]| serde_json::from_slice(body);
        documents
            .iter()
            .map(|d| read(&d.body).map_err(|_| OfficeError::damaged(format!("run {} does not read", d.id))))
            .collect()
    }

    /// Signs a run's act once nothing of what was erased is left in the files. `None` while a reader keeps the
    /// write-ahead log: the run stays pending.
    pub(crate) fn finish(&self, mut run: Run) -> Result<Option<Run>> {
        if run.parts == 0 {
            run.state = RunState::Empty;
            self.write_documents(vec![run.document()])?;
            return Ok(Some(run));
        }
        if run.state == RunState::Pending {
            if !self.truncated()? {
                return Ok(None);
            }
            run = self.attest(run)?;
        }
        if let Some(entry) = run.entry.filter(|_| run.state == RunState::Attested) {
            let act = self.attested(&run, entry)?;
            let path = self.layout.acts().join(format!("{}.json", run.run));
            let text = serde_json::to_string_pretty(&act).unwrap_or_default() + "\n"; // texts, numbers and lists
            write_durably(&path, text.as_bytes()).map_err(OfficeError::file(&path))?;
            run.state = RunState::Filed;
            self.write_documents(vec![run.document()])?;
        }
        Ok(Some(run))
    }

    /// The act's body: everything that the run destroyed.
    pub(crate) fn act_body(&self, run: &Run) -> Result<ActBody> {
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let prefix = format!("{}/", run.run);
        let parts = self.writer.exclusive(|engine, _| engine.documents(PART))??;
        let mut destroyed: Vec<Destroyed> = Vec::new();
        for part in parts.iter().filter(|part| part.id.starts_with(&prefix)) {
            let lines: Vec<Destroyed> = serde_json::from_slice(&part.body)
                .map_err(|_| OfficeError::damaged(format!("part {} of a run does not read", part.id)))?;
            destroyed.extend(lines);
        }
        let rows = destroyed.iter().filter(|line| line.row.is_some()).count() as u64;
        let counts = Counts {
            engagements: rows,
            persons: destroyed.iter().filter(|line| line.is_person()).count() as u64,
            entries: destroyed.iter().map(|line| line.entries.len() as u64).sum(),
        };
        Ok(ActBody {
            run: run.run,
            act: run.act,
            operator: edition.pack().operator.number.clone(),
            by: run.actor.clone(),
            started: run.started,
            finished: run.finished.unwrap_or(run.started),
            clause: edition.pack().clause(Topic::Destruction).to_owned(),
            counts,
            rows: run.tally.clone(),
            destroyed,
        })
    }

    fn attest(&self, mut run: Run) -> Result<Run> {
        let now = self.clock.now();
        run.finished = Some(now);
        let body = self.act_body(&run)?;
        let papers = body.destroyed.iter().filter(|line| line.paper.is_some()).count() as u64;
        run.toll = Some(Toll { records: body.counts.engagements, people: body.counts.persons, papers });
        let digest = body.digest();
        let world = self.world();
        let of = Operational::of(now, run.actor.clone(), run.act, Verdict::Permitted, world.in_force);
        let entry = Operational {
            clause: body.clause.clone(),
            how: Some(ATTESTED.to_owned()),
            run: Some(run.run),
            count: Some(body.counts.engagements),
            digest: Some(digest),
            ..of
        };
        self.in_writer(About::default(), move |unit| {
            run.entry = Some(unit.append_entry(entry.to_bytes(), random::bytes(), no_subject()));
            run.state = RunState::Attested;
            unit.stage(run.document())?;
            Ok(run)
        })
    }

    /// Tries for a moment: a short read may be in the way.
    fn truncated(&self) -> Result<bool> {
        for wait in [0, 5, 20, 75] {
            std::thread::sleep(Duration::from_millis(wait));
            if self.writer.exclusive(|engine, _| engine.truncate())?? == Truncation::Done {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// All of it or nothing, and on the disk before the store says so: a run that is filed is not written again.
fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_extension("draft");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}
