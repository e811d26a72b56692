//! The run: one thread reads and prepares, the writer takes batch after batch, each in one transaction together with
//! the place up to which the file is done.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::Instant,
};

use jiff::Timestamp;
use kernel::{Act, Actor, Decision, Deed, RefusalCode, State, decide};
use store::{Unit, Verdict, Wants};

use super::{
    batch::{Batch, Style, Task, feed, keep},
    columns::{Column, Names},
    options::{FileOptions, RejectsTo},
    rejects::{DAYS_WITH_VALUES, Rejects},
    report::{Conflict, ImportReport, MOST_CONFLICTS, MOST_REJECTED, Progress, RejectedRow, Tally},
    resume::Resume,
    source::Source,
    supply::{Bytes, Supply},
};
use crate::{
    Office,
    acts::About,
    desk::Desk,
    error::{OfficeError, Result},
    keys::hex,
    perform::{Payload, perform},
};

/// Where an import's progress is told; to break stops it at a place from which it can go on.
pub(super) type Tell<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Office {
    /// Opens a file and its columns.
    pub(super) fn open_import<'a>(
        &self,
        bytes: Bytes<'a>,
        names: &Names,
        options: &FileOptions,
    ) -> Result<(Source<Bytes<'a>>, Vec<Column>)> {
        let source = Source::open(bytes, options)?;
        let columns = if source.has_header() { names.header(source.keys())? } else { Vec::new() };
        Ok((source, columns))
    }

    /// Refuses a whole file where an act that stands for all of its rows is refused for one of these reasons: once, and
    /// logged once.
    pub(super) fn gate(&self, actor: &Actor, deed: Deed, reasons: &'static [RefusalCode]) -> Result<()> {
        let act = self.said(actor, None, deed);
        let now = self.clock.now();
        self.in_writer(About::default(), move |unit| refused_for(unit, &act, now, reasons))
    }

    /// Names a run: the same file taken in the same way has the same name, wherever the file comes from.
    pub(super) fn import_id(&self, supply: &Supply<'_>, said: &str) -> Result<String> {
        let mut start = supply.first()?;
        start.extend_from_slice(said.as_bytes());
        Ok(hex(&self.keys.blind("import-file", &start)))
    }

    /// Takes every row of a file through a task.
    pub(super) fn run_import<T: Task>(
        &self,
        task: Arc<T>,
        names: &Names,
        mut supply: Supply<'_>,
        options: &FileOptions,
        id: &str,
        tell: Tell<'_>,
    ) -> Result<ImportReport> {
        let began = Instant::now();
        let today = self.world().profile.local_date(self.clock.now());
        let kept_for = jiff::Span::new().days(DAYS_WITH_VALUES);
        let delete_by = options.with_values.then(|| today.saturating_add(kept_for));
        let total = supply.total()?;
        let (mut source, mut columns) = self.open_import(supply.open()?, names, options)?;
        let mut run = Run {
            style: Style { lang: options.lang, delete_by, told: options.rejects == RejectsTo::Report },
            rejects: None,
            tally: Tally::default(),
            resumed: None,
            conflicts: Vec::new(),
            rejected: Vec::new(),
        };
        let mut go_on = ControlFlow::Continue(());
        if let Some(stopped) = self.stopped_import(id)? {
            if run.take_up(stopped, &mut source, options)? {
                go_on = tell(run.progress(source.position().bytes, total));
            } else {
                // What comes once can't be gone back in: it is asked for again, and then taken from its start.
                self.forget_import(id)?;
                (source, columns) = self.open_import(supply.open()?, names, options)?;
            }
        }
        let mut rejects = match run.rejects.take() {
            Some(rejects) => rejects,
            None => Rejects::start(&options.rejects, delete_by)?,
        };
        let finished = go_on.is_continue()
            && thread::scope(|scope| {
                let (send, receive) = sync_channel::<Result<Batch<T::Ready>>>(0);
                let with_values = options.with_values;
                let reader = Arc::clone(&task);
                scope.spawn(move || {
                    let fed = feed(self, &*reader, names, source, columns, with_values, &send);
                    if let Err(why) = fed {
                        let _ = send.send(Err(why)); // nobody listens any more
                    }
                });
                self.drain(&task, &receive, id, total, &mut run, &mut rejects, tell)
            })?;
        if finished {
            self.forget_import(id)?;
        }
        let rejects_file = rejects.close()?;
        let Tally { rows, taken, already, rejected, conflicting, by_code } = run.tally;
        Ok(ImportReport {
            finished,
            resumed: run.resumed,
            rows,
            taken,
            already,
            rejected,
            by_code,
            conflicting,
            conflicts: run.conflicts,
            rejects_delete_by: delete_by.filter(|_| rejects_file.is_some()),
            rejects_file,
            rejected_rows: run.rejected,
            seconds: began.elapsed().as_secs_f64(),
        })
    }

    /// Hands batch after batch to the writer; tells whether the end was reached.
    #[allow(clippy::too_many_arguments)] // the two halves of one loop
    fn drain<T: Task>(
        &self,
        task: &Arc<T>,
        batches: &Receiver<Result<Batch<T::Ready>>>,
        id: &str,
        total: u64,
        run: &mut Run,
        rejects: &mut Rejects,
        tell: Tell<'_>,
    ) -> Result<bool> {
        for batch in batches {
            let batch = batch?;
            let bytes = batch.end.bytes;
            let mut wants = Wants::default();
            let ready = batch.lines.iter().filter_map(|line| line.ready.as_ref().ok());
            ready.for_each(|ready| T::tags(ready, &mut wants.tags));
            let (task, id_here, style) = (Arc::clone(task), id.to_owned(), run.style.clone());
            let (tally, before, now) = (run.tally.clone(), rejects.len(), self.clock.now());
            let kept = self.writer.submit(wants, move |unit| {
                let kept = keep(unit, &*task, batch, tally, before, &style, now);
                match kept.and_then(|kept| Ok(unit.stage(kept.resume.document(&id_here)).map(|()| kept)?)) {
                    Ok(kept) => Verdict::Commit(Ok(kept)),
                    Err(why) => Verdict::Drop(Err(why)),
                }
            })??;
            rejects.write(&kept.rejected)?;
            let room = MOST_CONFLICTS - run.conflicts.len();
            run.conflicts.extend(kept.conflicts.into_iter().take(room));
            let room = MOST_REJECTED - run.rejected.len();
            run.rejected.extend(kept.told.into_iter().take(room));
            run.tally = kept.resume.tally.clone();
            if tell(run.progress(bytes, total)).is_break() {
                let place = kept.resume.position().unwrap_or_default();
                let settled = Resume::new(&place, run.tally.clone(), rejects.len(), String::new());
                self.write_documents(vec![settled.document(id)])?;
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A run as it stands.
struct Run {
    style: Style,
    rejects: Option<Rejects>,
    tally: Tally,
    resumed: Option<u64>,
    conflicts: Vec<Conflict>,
    rejected: Vec<RejectedRow>,
}

impl Run {
    /// Takes up a stopped run; `false` if the file, or that of its rejected rows, is another by now.
    fn take_up(
        &mut self,
        stopped: Resume,
        source: &mut Source<Bytes<'_>>,
        options: &FileOptions,
    ) -> Result<bool> {
        let Some(place) = stopped.position() else { return Ok(false) };
        if !source.skip_to(&place)? {
            return Ok(false);
        }
        let Some(mut rejects) = Rejects::resume(&options.rejects, self.style.delete_by, stopped.rejects)?
        else {
            return Ok(false);
        };
        rejects.write(&stopped.pending)?;
        self.rejects = Some(rejects);
        self.resumed = Some(stopped.tally.rows);
        self.tally = stopped.tally;
        Ok(true)
    }

    fn progress(&self, bytes: u64, total: u64) -> Progress {
        let Tally { rows, rejected, .. } = self.tally;
        Progress { bytes, total, rows, fresh: rows - self.resumed.unwrap_or_default(), rejected }
    }
}

fn refused_for(unit: &mut Unit<'_, Desk>, act: &Act, now: Timestamp, reasons: &[RefusalCode]) -> Result<()> {
    let world = unit.context().world.clone();
    match decide(&world, &State::default(), act, now) {
        Decision::Refuse(refusal) if reasons.contains(&refusal.code) => {
            perform(unit, (*refusal.changes).clone(), Payload::default())?;
            Err(OfficeError::Refused(refusal))
        }
        _ => Ok(()),
    }
}
