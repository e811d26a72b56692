//! The sweep: finds what is due by an index and destroys it, one act of destruction a run.

use jiff::Timestamp;
use kernel::{
    Act, ActKind, Actor, Change, Content, Deed, Engagement, Fate, RunId, State, SubjectId, Told, Verdict,
    Watch, World, decide, fate, gone, paper_gone,
};
use policy::{CategoryId, PurposeId, Topic};
use store::{DueCursor, Unit, Wants, WatchCursor};

use crate::{
    Office,
    acts::{About, done, permitted, with_papers},
    desk::{Desk, subject_of},
    destroyed::{Destroyed, term_of},
    error::{OfficeError, Result},
    perform::{Payload, no_subject, perform_changes},
    random,
    run::Run,
};

/// How many engagements one transaction destroys at most.
const CHUNK: usize = 2_000;

/// What a sweep would do, or did not do, with one engagement.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The person.
    pub subject: SubjectId,
    /// The register's clause.
    pub clause: String,
    /// Why the data was held.
    pub purpose: PurposeId,
    /// Of whom.
    pub category: CategoryId,
    /// The term, such as `refused + 30 days`.
    pub term: String,
    /// What happens to it.
    pub fate: Fate,
    /// Who holds it, where a hold keeps it.
    pub held_by: Vec<String>,
}

/// What a sweep at some moment would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DryRun {
    /// The moment.
    pub at: Timestamp,
    /// Everything whose term is over by then.
    pub planned: Vec<Planned>,
}

/// What a sweep did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swept {
    /// The run.
    pub run: RunId,
    /// How many engagements were destroyed.
    pub destroyed: u64,
    /// How many people nothing is left of.
    pub persons: u64,
    /// How many are due and were kept, blocked or held.
    pub kept: u64,
    /// How many may be due, and wait for a year that the profile lacks.
    pub waiting: u64,
    /// Whether the act is signed; if not, a reader still keeps the write-ahead log, and opening the store signs it.
    pub signed: bool,
    /// The act's file, once signed and if anything was destroyed.
    pub act: Option<std::path::PathBuf>,
}

impl Office {
    /// Says what a sweep would do at a moment, which may lie ahead. Destroys nothing; the looking is logged.
    ///
    /// # Errors
    /// Refused.
    pub fn plan(&self, actor: &Actor, at: Option<Timestamp>) -> Result<DryRun> {
        let now = self.clock.now();
        let at = at.unwrap_or(now);
        let act = self.said(actor, None, Deed::Sweep);
        self.in_writer(About::default(), move |unit| {
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            permit.changes.entry.how = Some("dry-run".to_owned());
            done(unit, permit, None, Payload::default()).map(drop)
        })?;
        let mut out = DryRun { at, planned: Vec::new() };
        let mut cursor = None;
        loop {
            let (rows, states) = self.due(at, cursor)?;
            let Some(last) = rows.last() else { return Ok(out) };
            cursor = Some(DueCursor::from(*last));
            let world = self.world();
            for (row, state) in rows.iter().zip(&states) {
                let Some(engagement) = state.engagements.iter().find(|e| e.id == row.engagement) else {
                    continue;
                };
                let fate = fate(&world, state, engagement, at);
                out.planned.extend(self.planned(state, engagement, fate)?);
            }
        }
    }

    /// Destroys everything that is due, and signs the act. `progress` hears how many are gone.
    ///
    /// # Errors
    /// Refused, or the store or log can't be written; what was destroyed until then stays on record as pending.
    pub fn sweep(&self, actor: &Actor, progress: &mut dyn FnMut(u64)) -> Result<Swept> {
        let now = self.clock.now();
        let id = self.new_run_id();
        let mut run = self.begin(actor, id, now)?;
        let (mut destroyed, mut persons, mut kept, mut waiting) = (0, 0, 0, 0);
        let mut cursor = None;
        loop {
            let rows = self.writer.exclusive(move |engine, _| engine.due(now, cursor, CHUNK))??;
            let Some(last) = rows.last() else { break };
            cursor = Some(DueCursor::from(*last));
            let actor = actor.clone();
            let mut subjects: Vec<SubjectId> = rows.iter().map(|row| row.subject).collect();
            subjects.sort_unstable();
            subjects.dedup();
            let wants = Wants { subjects, ..Wants::default() };
            let part = self.writer.submit(wants, move |unit| {
                let part = sweep_part(unit, &actor, run, &rows, now);
                match part {
                    Ok(part) => store::Verdict::Commit(Ok(part)),
                    Err(why) => store::Verdict::Drop(Err(why)),
                }
            })??;
            run = part.run;
            destroyed += part.destroyed;
            persons += part.persons;
            kept += part.kept;
            waiting += part.waiting;
            progress(destroyed);
        }
        let mut cursor = None;
        loop {
            let papers = self
                .writer
                .exclusive(move |engine, _| engine.watched(Watch::Destruction, now, cursor, CHUNK))??;
            let Some(last) = papers.last() else { break };
            cursor = Some(WatchCursor::from(last));
            let (actor, world) = (actor.clone(), self.world());
            let part = self.in_writer(About::default(), move |unit| {
                let mut lines = Vec::with_capacity(papers.len());
                for paper in papers {
                    let state = unit.state(paper.subject)?;
                    let state = with_papers(unit, &state)?;
                    let Some(subject) = &state.subject else { continue };
                    lines.extend(perform_changes(unit, paper_gone(&state, subject, paper.id), now)?);
                }
                written(unit, &world, &actor, run, lines, now)
            })?;
            run = part.run;
            persons += part.persons;
        }
        let some = run.parts > 0; // papers and people go too where no engagement is due
        let signed = self.finish(run)?.is_some();
        let act = (signed && some).then(|| self.layout.acts().join(format!("{id}.json")));
        Ok(Swept { run: id, destroyed, persons, kept, waiting, signed, act })
    }

    fn begin(&self, actor: &Actor, id: RunId, now: Timestamp) -> Result<Run> {
        let act = self.said(actor, None, Deed::Sweep);
        let run = Run::new(id, ActKind::Sweep, actor.by(), now);
        self.in_writer(About::default(), move |unit| {
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            permit.changes.entry.run = Some(id);
            done(unit, permit, None, Payload::default())?;
            unit.stage(run.document())?;
            Ok(run)
        })
    }

    fn due(&self, at: Timestamp, cursor: Option<DueCursor>) -> Result<(Vec<store::DueRow>, Vec<State>)> {
        Ok(self.writer.exclusive(move |engine, _| {
            let rows = engine.due(at, cursor, CHUNK)?;
            let subjects: Vec<SubjectId> = rows.iter().map(|row| row.subject).collect();
            let states = engine.load_many(&subjects)?;
            Ok::<_, store::StoreError>((rows, states))
        })??)
    }

    fn planned(&self, state: &State, engagement: &Engagement, fate: Fate) -> Result<Option<Planned>> {
        if matches!(fate, Fate::NotDue) {
            return Ok(None);
        }
        let world = self.world();
        let edition = world.editions.get(&engagement.edition);
        let row = edition.and_then(|edition| edition.row(engagement.row));
        let (purpose, list) = row.ok_or_else(|| OfficeError::damaged("an engagement of no row"))?;
        let Some(category) = list.categories.get(usize::from(engagement.category)) else { return Ok(None) };
        let held_by = match fate {
            Fate::KeptHeld(_) => self.held_by(state)?,
            _ => Vec::new(),
        };
        Ok(Some(Planned {
            subject: engagement.subject,
            clause: purpose.clause.clone(),
            purpose: purpose.id.clone(),
            category: category.clone(),
            term: engagement.due.map(|due| term_of(list, due)).unwrap_or_default(),
            fate,
            held_by,
        }))
    }

    /// Who holds a person's data, as the sealed holds say.
    fn held_by(&self, state: &State) -> Result<Vec<String>> {
        Ok(self.holds_of(state)?.into_iter().map(|hold| hold.by).collect())
    }
}

struct Part {
    run: Run,
    destroyed: u64,
    persons: u64,
    kept: u64,
    waiting: u64,
}

/// One transaction of a sweep.
fn sweep_part(
    unit: &mut Unit<'_, Desk>,
    actor: &Actor,
    run: Run,
    rows: &[store::DueRow],
    now: Timestamp,
) -> Result<Part> {
    let world = unit.context().world.clone();
    let mut lines: Vec<Destroyed> = Vec::with_capacity(rows.len());
    let (mut kept, mut waiting) = (0, 0);
    for row in rows {
        let state = unit.state(row.subject)?;
        let Some(engagement) = state.engagements.iter().find(|e| e.id == row.engagement) else { continue };
        match fate(&world, &state, engagement, now) {
            Fate::Destroy(_) => {
                let state = with_papers(unit, &state)?;
                let changes =
                    gone(&world, &state, subject_of(&state)?, &[engagement.id], now, Told::AtTheEnd);
                lines.extend(perform_changes(unit, changes, now)?);
            }
            Fate::Moved(due) => {
                let moved = Engagement { due, ..engagement.clone() };
                perform_changes(unit, vec![Change::PutEngagement(moved, Content::Same)], now)?;
            }
            Fate::KeptBlocked(_) | Fate::KeptHeld(_) => kept += 1,
            Fate::NotBefore(_) => waiting += 1,
            Fate::NotDue | Fate::Paused(_) => {}
        }
    }
    Ok(Part { kept, waiting, ..written(unit, &world, actor, run, lines, now)? })
}

/// Writes a part of a run with its log entry.
fn written(
    unit: &mut Unit<'_, Desk>,
    world: &World,
    actor: &Actor,
    mut run: Run,
    lines: Vec<Destroyed>,
    now: Timestamp,
) -> Result<Part> {
    let destroyed = lines.iter().filter(|line| line.row.is_some()).count() as u64;
    let persons = lines.iter().filter(|line| line.is_person()).count() as u64;
    if lines.is_empty() {
        return Ok(Part { run, destroyed, persons, kept: 0, waiting: 0 });
    }
    let digest = run.add(unit, &lines)?;
    // The run was permitted when it began; a removed role or a new edition in between stops it here.
    let act = Act { actor: actor.clone(), at: None, deed: Deed::Sweep };
    let kernel::Decision::Permit(permit) = decide(world, &State::default(), &act, now) else {
        return Err(OfficeError::input("sweep-withdrawn", &[]));
    };
    let mut entry = permit.changes.entry;
    debug_assert_eq!(entry.verdict, Verdict::Permitted);
    entry.clause =
        world.edition().map(|e| e.pack().clause(Topic::Destruction).to_owned()).unwrap_or_default();
    entry.run = Some(run.run);
    entry.count = Some(destroyed);
    entry.digest = Some(digest);
    unit.append_entry(entry.to_bytes(), random::bytes(), no_subject());
    Ok(Part { run, destroyed, persons, kept: 0, waiting: 0 })
}
