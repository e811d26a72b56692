//! Batches: rows prepared in the one thread, and kept in the other.

use std::sync::mpsc::SyncSender;

use jiff::{Timestamp, civil::Date};
use kernel::SubjectId;
use policy::{ItemId, Lang};
use store::{StoreError, Unit, Verdict};
use vault::Tag;

use super::{
    columns::{Column, Names},
    fault::{Code, Fault},
    rejects::line,
    report::{Conflict, MOST_REJECTED, RejectedRow, Tally},
    resume::Resume,
    source::{Next, Position, Row, Source},
    supply::Bytes,
};
use crate::{
    Office,
    desk::Desk,
    error::{OfficeError, Result},
};

/// How many rows one transaction takes.
const BATCH: usize = 2_000;
/// How many bytes of rows one batch takes, so that wide rows do not fill memory.
const BATCH_BYTES: usize = 4 << 20;

/// What is done with each row.
pub(super) trait Task: Send + Sync + 'static {
    /// A row that is ready for the writer.
    type Ready: Send + 'static;

    /// Normalises and seals; outside the writer.
    fn prepare(
        &self,
        office: &Office,
        row: &Row,
        columns: &[Column],
        names: &Names,
    ) -> Result<Self::Ready, Fault>;

    /// The clause under which values are asked for; empty where rows say for themselves why.
    fn clause(&self) -> &str {
        ""
    }

    /// What the writer will look up.
    fn tags(ready: &Self::Ready, tags: &mut Vec<Tag>);

    /// Performs it. A refusal has been logged when it comes back as an error.
    fn apply(&self, unit: &mut Unit<'_, Desk>, ready: Self::Ready, now: Timestamp) -> Result<Applied>;
}

/// What became of a row.
pub(super) enum Applied {
    /// It went in; whom it conflicts with, if so.
    In(Option<(SubjectId, ItemId)>),
    /// It was in already.
    Already,
    /// It can't go in.
    Rejected(Fault),
}

/// One row on its way to the writer.
pub(super) struct Line<T> {
    pub(super) number: u64,
    pub(super) line: u64,
    /// The row as it stands, where rejected rows are written in full.
    pub(super) source: Option<String>,
    pub(super) ready: Result<T, Fault>,
}

/// Rows of one transaction, and where the file stands behind them.
pub(super) struct Batch<T> {
    pub(super) lines: Vec<Line<T>>,
    pub(super) end: Position,
}

/// What a batch's transaction gives back.
pub(super) struct Kept {
    pub(super) resume: Resume,
    pub(super) rejected: String,
    pub(super) told: Vec<RejectedRow>,
    pub(super) conflicts: Vec<Conflict>,
}

/// How rejected rows are written.
#[derive(Clone)]
pub(super) struct Style {
    pub(super) lang: Lang,
    pub(super) delete_by: Option<Date>,
    /// Whether they are told by the report, and not written to a file.
    pub(super) told: bool,
}

/// Reads, prepares and sends batches until the file ends or nobody listens.
pub(super) fn feed<T: Task>(
    office: &Office,
    task: &T,
    names: &Names,
    mut source: Source<Bytes<'_>>,
    mut columns: Vec<Column>,
    with_values: bool,
    send: &SyncSender<Result<Batch<T::Ready>>>,
) -> Result<()> {
    let mut row = Row::default();
    loop {
        let mut lines = Vec::with_capacity(BATCH);
        let mut bytes = 0;
        let mut ended = false;
        while lines.len() < BATCH && bytes < BATCH_BYTES {
            let ready = match source.next(&mut row)? {
                Next::End => {
                    ended = true;
                    break;
                }
                Next::Bad(code) => Err(code.into()),
                Next::Row => {
                    while let Some(key) = source.keys().get(columns.len()) {
                        columns.push(names.column(key));
                    }
                    task.prepare(office, &row, &columns, names)
                }
            };
            bytes += row.text.len();
            let source = with_values.then(|| row.source());
            lines.push(Line { number: row.number, line: row.line, source, ready });
        }
        let batch = Batch { lines, end: source.position() };
        let empty = batch.lines.is_empty();
        if (!empty && send.send(Ok(batch)).is_err()) || ended {
            return Ok(());
        }
    }
}

/// One batch inside the writer: each row is an act of its own, kept or dropped by itself.
pub(super) fn keep<T: Task>(
    unit: &mut Unit<'_, Desk>,
    task: &T,
    batch: Batch<T::Ready>,
    mut tally: Tally,
    before: u64,
    style: &Style,
    now: Timestamp,
) -> Result<Kept> {
    let (mut pending, mut rejected) = (String::new(), String::new());
    let (mut conflicts, mut told) = (Vec::new(), Vec::new());
    for Line { number, line, source, ready } in batch.lines {
        tally.rows += 1;
        let applied = match ready {
            Ok(ready) => one(unit, task, ready, now)?,
            Err(fault) => Applied::Rejected(fault),
        };
        match applied {
            Applied::In(conflict) => {
                tally.taken += 1;
                if let Some((subject, item)) = conflict {
                    tally.conflicting += 1;
                    conflicts.push(Conflict { row: number, subject, item });
                }
            }
            Applied::Already => tally.already += 1,
            Applied::Rejected(fault) => {
                tally.reject(fault.code);
                let clause = task.clause();
                if style.told && told.len() < MOST_REJECTED {
                    told.extend(rejected_row(unit, (number, line), &fault, clause, style));
                } else if !style.told {
                    reject(unit, &mut pending, (number, line), &fault, clause, style, "");
                }
                if let Some(source) = source {
                    reject(unit, &mut rejected, (number, line), &fault, clause, style, &source);
                }
            }
        }
    }
    if style.delete_by.is_none() {
        rejected.clone_from(&pending);
    }
    Ok(Kept { resume: Resume::new(&batch.end, tally, before, pending), rejected, told, conflicts })
}

/// A refusal is kept, as it stands in the log; a row that can't be stored leaves nothing; a damaged store stops all.
fn one<T: Task>(unit: &mut Unit<'_, Desk>, task: &T, ready: T::Ready, now: Timestamp) -> Result<Applied> {
    let applied = unit.act(|unit| match task.apply(unit, ready, now) {
        Ok(applied @ Applied::In(_)) => Verdict::Commit(Ok(applied)),
        Err(refused @ OfficeError::Refused(_)) => Verdict::Commit(Err(refused)),
        other => Verdict::Drop(other),
    });
    match applied {
        Err(OfficeError::Refused(refusal)) => Ok(Applied::Rejected(refusal.into())),
        Err(OfficeError::Input(bad)) => Ok(Applied::Rejected(bad.into())),
        Err(OfficeError::Store(StoreError::TooLong { .. })) => Ok(Applied::Rejected(Code::TooWide.into())),
        other => other,
    }
}

fn reject(
    unit: &Unit<'_, Desk>,
    out: &mut String,
    at: (u64, u64),
    fault: &Fault,
    under: &str,
    style: &Style,
    source: &str,
) {
    let Some(edition) = unit.context().world.edition() else { return };
    let pack = edition.pack();
    let (row, number) = (at.0.to_string(), at.1.to_string());
    let item = fault.item.as_ref().map(ItemId::as_str).unwrap_or_default();
    let (clause, reason) =
        (fault.clause(pack, under), fault.reason(pack, &unit.context().world.cites(style.lang)));
    let day = style.delete_by.map(|day| day.to_string());
    let mut cells = vec![row.as_str(), &number, item, fault.code, &clause, &reason];
    if let Some(day) = &day {
        cells.extend([day.as_str(), source]);
    }
    line(out, &cells);
}

fn rejected_row(
    unit: &Unit<'_, Desk>,
    (row, line): (u64, u64),
    fault: &Fault,
    under: &str,
    style: &Style,
) -> Option<RejectedRow> {
    let world = &unit.context().world;
    let pack = world.edition()?.pack();
    Some(RejectedRow {
        row,
        line,
        item: fault.item.clone(),
        code: fault.code.to_owned(),
        clause: fault.clause(pack, under),
        reason: fault.reason(pack, &world.cites(style.lang)),
    })
}
