//! The raw side: plain rows through the same queue and the same engine, as fast as they go.

mod engine;
mod person;

use std::{
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use anyhow::Context as _;
use kernel::SubjectId;
use store::{Options, Verdict, Wants, Writer};

use self::engine::RawEngine;
pub(super) use self::person::RawPerson;

/// What was read: full name, birth date, e-mail.
pub(super) type Columns = [String; 3];

/// What callers put down for the next commit.
enum Task {
    Collect(Box<RawPerson>),
    Read(SubjectId, Arc<OnceLock<Columns>>),
}

/// Where callers put it; the writer's context.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<Task>>>);

impl Tray {
    fn put(&self, task: Task) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    fn take(&self) -> Vec<Task> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A raw store behind the store's own queue and writer.
pub(super) struct Raw(Writer<Tray>);

impl Raw {
    /// Makes a raw store in a file that isn't there yet.
    pub(super) fn create(path: &Path) -> anyhow::Result<Self> {
        let tray = Tray::default();
        let engine = RawEngine::create(path, tray.clone())?;
        Ok(Self(Writer::start(Box::new(engine), tray, Options::default())?))
    }

    /// Five rows, durable when this returns.
    pub(super) fn collect(&self, person: RawPerson) -> anyhow::Result<()> {
        let subject = person.subject;
        self.submit(subject, vec![Task::Collect(Box::new(person))])
    }

    /// Three columns of one person, and one row that says so, durable when this returns.
    pub(super) fn read(&self, subject: SubjectId) -> anyhow::Result<Columns> {
        let answer = Arc::new(OnceLock::new());
        self.submit(subject, vec![Task::Read(subject, Arc::clone(&answer))])?;
        answer.get().cloned().context("the raw store has nobody of this id")
    }

    /// Many people at once, all in one transaction.
    pub(super) fn bulk(&self, people: Vec<RawPerson>) -> anyhow::Result<()> {
        let Some(first) = people.first().map(|person| person.subject) else { return Ok(()) };
        self.submit(first, people.into_iter().map(Box::new).map(Task::Collect).collect())
    }

    fn submit(&self, subject: SubjectId, tasks: Vec<Task>) -> anyhow::Result<()> {
        Ok(self.0.submit(Wants::default(), move |unit| {
            tasks.into_iter().for_each(|task| unit.context().put(task));
            unit.expect(subject, 0); // a batch that holds nothing at all would not be committed
            Verdict::Commit(())
        })?)
    }
}
