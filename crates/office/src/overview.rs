//! The register with live counts.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use jiff::Timestamp;
use kernel::{Actor, Engagement, Phase, SubjectId};
use serde::Serialize;
use store::{Reader as _, Row, StoreError, Table, Verdict, Wants};

use crate::{Office, error::Result};

/// Counts of one row of the register, for one category.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RowCounts {
    /// The clause.
    pub clause: String,
    /// The purpose's id.
    pub purpose: String,
    /// The category's id.
    pub category: String,
    /// Engagements held.
    pub held: u64,
    /// Of these, in storage only.
    pub stored: u64,
    /// Of these, of blocked people.
    pub blocked: u64,
    /// Of these, past their term.
    pub due: u64,
    /// Destroyed so far.
    pub destroyed: u64,
}

/// Counts of the whole store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// People.
    pub subjects: u64,
    /// Log entries.
    pub entries: u64,
    /// Each row and category, in the order of the register.
    pub rows: Vec<RowCounts>,
}

impl RowCounts {
    /// Adds another's numbers.
    pub fn add(&mut self, row: &RowCounts) {
        self.held += row.held;
        self.stored += row.stored;
        self.blocked += row.blocked;
        self.due += row.due;
        self.destroyed += row.destroyed;
    }
}

impl Totals {
    /// One line for each row and category, whatever the edition that the data was collected under.
    pub fn merged(&self) -> Vec<RowCounts> {
        let mut out: Vec<RowCounts> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let same =
                |known: &&mut RowCounts| (&known.clause, &known.category) == (&row.clause, &row.category);
            match out.iter_mut().find(same) {
                Some(known) => known.add(row),
                None => out.push(row.clone()),
            }
        }
        out
    }
}

impl Office {
    /// Counts what is held for somebody elsewhere. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn overview_to(&self, actor: &Actor) -> Result<Totals> {
        self.printed(actor, "overview", None)?;
        self.overview()
    }

    /// Counts what is held, row by row. Counts name nobody, so looking at them is no act.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn overview(&self) -> Result<Totals> {
        let (world, now) = (self.world(), self.clock.now());
        let mut reader = self.reader()?;
        let (mut subjects, mut blocked) = (0, BTreeSet::<SubjectId>::new());
        let mut rows: BTreeMap<(u32, u16, u8), RowCounts> = BTreeMap::new();
        let mut damaged: Option<StoreError> = None;
        reader.scan(&[Table::Subject, Table::Engagement], &mut |row| {
            match row {
                Row::Subject(subject) => {
                    subjects += 1;
                    if subject.block.is_some() {
                        blocked.insert(subject.id);
                    }
                }
                Row::Engagement(e) => {
                    let counts = rows.entry((e.edition, e.row, e.category)).or_default();
                    count(counts, &e, now, blocked.contains(&e.subject));
                }
                // A count that leaves a row out is a wrong one.
                Row::Damaged(why) => {
                    damaged = Some(why);
                    return ControlFlow::Break(());
                }
                _ => {}
            }
            ControlFlow::Continue(())
        })?;
        if let Some(why) = damaged {
            return Err(why.into());
        }
        let mut destroyed: BTreeMap<String, u64> = BTreeMap::new();
        for run in self.runs()? {
            for (row, number) in run.tally {
                *destroyed.entry(row).or_default() += number;
            }
        }
        let mut out = Totals { subjects, entries: self.log_size()?, rows: Vec::new() };
        for (number, edition) in &world.editions {
            for (index, purpose, list) in edition.rows() {
                for (place, category) in list.categories.iter().enumerate() {
                    let key = (*number, index, u8::try_from(place).unwrap_or(u8::MAX));
                    let mut counts = rows.remove(&key).unwrap_or_default();
                    counts.clause = purpose.clause.clone();
                    counts.purpose = purpose.id.to_string();
                    counts.category = category.to_string();
                    counts.destroyed =
                        destroyed.remove(&format!("{} {category}", purpose.clause)).unwrap_or_default();
                    out.rows.push(counts);
                }
            }
        }
        Ok(out)
    }

    /// How many entries the log has.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn log_size(&self) -> Result<u64> {
        Ok(self.writer.submit(Wants::default(), |unit| Verdict::Drop(unit.next_index()))?)
    }
}

fn count(counts: &mut RowCounts, engagement: &Engagement, now: Timestamp, blocked: bool) {
    counts.held += 1;
    counts.stored += u64::from(engagement.phase == Phase::Storage);
    counts.blocked += u64::from(blocked);
    counts.due += u64::from(engagement.due.is_some_and(|due| due.exact && due.at <= now));
}
