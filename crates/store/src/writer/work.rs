//! The batch at hand: what its jobs staged, and how to take back one job or all.

use kernel::SubjectId;

use super::overlay::{Mark, Overlay};
use crate::{Batch, Counters, Engine, Result, Tag16};

/// How many emptied batches are kept.
const SPARE: usize = 256;

pub(super) struct Work<C> {
    pub(super) engine: Box<dyn Engine>,
    pub(super) overlay: Overlay,
    pub(super) counters: Counters,
    /// The act at hand.
    pub(super) open: Batch,
    context: C,
    /// The context as it was before each scope that changed it, oldest first.
    saved: Vec<C>,
    /// From which of `saved` on the scope at hand goes back.
    scope: usize,
    /// Acts done.
    batches: Vec<Batch>,
    /// Emptied, to be filled again: their room was paid for.
    spare: Vec<Batch>,
    /// The counters when the batch began.
    start: Counters,
}

/// Where a job, or an act within a job, began.
pub(super) struct Scope {
    mark: Mark,
    counters: Counters,
    batches: usize,
    saved: usize,
    outer: usize,
}

impl<C: Clone> Work<C> {
    pub(super) fn new(engine: Box<dyn Engine>, context: C, counters: Counters) -> Self {
        Self {
            engine,
            overlay: Overlay::default(),
            counters,
            open: Batch::default(),
            context,
            saved: Vec::new(),
            scope: 0,
            batches: Vec::new(),
            spare: Vec::new(),
            start: counters,
        }
    }

    pub(super) fn into_parts(self) -> (Box<dyn Engine>, C) {
        (self.engine, self.context)
    }

    pub(super) fn prefetch(&mut self, subjects: Vec<SubjectId>, tags: Vec<Tag16>) {
        self.engine.begin();
        if !subjects.is_empty()
            && let Ok(states) = self.engine.load_many(&subjects)
        {
            self.overlay.read(subjects, states);
        }
        if !tags.is_empty()
            && let Ok(bearers) = self.engine.tagged(&tags)
        {
            self.overlay.read_tags(tags, bearers);
        }
    }

    pub(super) fn context(&self) -> &C {
        &self.context
    }

    pub(super) fn context_mut(&mut self) -> &mut C {
        if self.saved.len() == self.scope {
            self.saved.push(self.context.clone());
        }
        &mut self.context
    }

    pub(super) fn begin(&mut self) -> Scope {
        self.cut();
        let scope = Scope {
            mark: self.overlay.mark(),
            counters: self.counters,
            batches: self.batches.len(),
            saved: self.saved.len(),
            outer: self.scope,
        };
        self.scope = scope.saved;
        scope
    }

    pub(super) fn end(&mut self, scope: Scope, keep: bool) {
        if keep {
            self.cut();
        } else {
            self.open.clear();
            self.batches.truncate(scope.batches);
            self.overlay.back_to(scope.mark);
            self.counters = scope.counters;
            if let Some(context) = self.saved.drain(scope.saved..).next() {
                self.context = context;
            }
        }
        self.scope = scope.outer;
    }

    /// Whether something is kept.
    pub(super) fn has_writes(&self) -> bool {
        !self.batches.is_empty()
    }

    /// Commits everything kept, or takes all of it back.
    pub(super) fn commit(&mut self) -> Result<()> {
        let outcome = if self.batches.is_empty() {
            self.engine.abandon();
            Ok(())
        } else {
            self.engine.commit_many(&self.batches)
        };
        if outcome.is_err() {
            self.counters = self.start;
            if let Some(context) = self.saved.drain(..).next() {
                self.context = context;
            }
        }
        self.start = self.counters;
        self.batches.iter_mut().for_each(Batch::clear);
        let room = SPARE.saturating_sub(self.spare.len());
        self.spare.extend(self.batches.drain(..).take(room));
        self.saved.clear();
        self.scope = 0;
        self.overlay.clear();
        outcome
    }

    /// The engine for a task of its own, between batches; the context goes back if it fails.
    pub(super) fn alone(&mut self, task: impl FnOnce(&mut dyn Engine, &mut C) -> Result<()>) -> Result<()> {
        let before = self.context.clone();
        let outcome = task(self.engine.as_mut(), &mut self.context);
        if outcome.is_err() {
            self.context = before;
        }
        self.counters = self.engine.counters()?;
        self.start = self.counters;
        outcome
    }

    fn cut(&mut self) {
        if !self.open.writes.is_empty() || !self.open.expected.is_empty() {
            let next = self.spare.pop().unwrap_or_default();
            self.batches.push(std::mem::replace(&mut self.open, next));
        }
    }
}
