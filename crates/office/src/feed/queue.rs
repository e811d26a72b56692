//! What waits, by system and event, and when it is due: an index in memory over the documents, made when the store opens.
//!
//! It holds all that waits and may hold more: what was staged by an act that was taken back, or went since. Whoever takes
//! something from it looks for the document, which decides.

use std::collections::{BTreeMap, BTreeSet};

use hooks::EventId;
use jiff::Timestamp;
use kernel::SubjectId;
use policy::HookId;

/// The index.
#[derive(Debug, Default)]
pub(super) struct Queue {
    lines: BTreeMap<HookId, Line>,
    about: BTreeMap<SubjectId, BTreeSet<(HookId, EventId)>>,
}

/// What waits for one system.
#[derive(Debug, Default)]
struct Line {
    /// From when on each may be sent, and of whom it may speak.
    waiting: BTreeMap<EventId, (Timestamp, Vec<SubjectId>)>,
    /// What is under way, and until when nothing else is.
    out: Option<(EventId, Timestamp)>,
}

impl Queue {
    pub(super) fn put(&mut self, hook: &HookId, event: EventId, due: Timestamp, about: Option<SubjectId>) {
        let line = self.lines.entry(hook.clone()).or_default();
        line.waiting.insert(event.clone(), (due, Vec::new()));
        if let Some(subject) = about {
            self.about(subject, hook, event);
        }
    }

    /// Something may speak of this person too.
    pub(super) fn about(&mut self, subject: SubjectId, hook: &HookId, event: EventId) {
        if let Some((_, about)) = self.lines.get_mut(hook).and_then(|line| line.waiting.get_mut(&event)) {
            about.push(subject);
            self.about.entry(subject).or_default().insert((hook.clone(), event));
        }
    }

    /// What may speak of a person.
    pub(super) fn of(&self, subject: SubjectId) -> Vec<(HookId, EventId)> {
        self.about.get(&subject).into_iter().flatten().cloned().collect()
    }

    /// What may wait for a system, by event.
    pub(super) fn of_hook(&self, hook: &HookId) -> Vec<EventId> {
        self.lines.get(hook).into_iter().flat_map(|line| line.waiting.keys().cloned()).collect()
    }

    /// Whether anything may be due.
    pub(super) fn any_due(&self, now: Timestamp) -> bool {
        self.lines.values().any(|line| line.due(now).next().is_some())
    }

    /// What may be due for a system, by event, `most` at most; nothing while something is under way.
    pub(super) fn due(&self, hook: &HookId, now: Timestamp, most: usize) -> Vec<(EventId, Timestamp)> {
        let line = self.lines.get(hook).into_iter();
        line.flat_map(|line| line.due(now)).take(most).map(|(event, due)| (event.clone(), due)).collect()
    }

    /// One is under way.
    pub(super) fn take(&mut self, hook: &HookId, event: EventId, until: Timestamp) {
        self.lines.entry(hook.clone()).or_default().out = Some((event, until));
    }

    /// It is not under way any more.
    pub(super) fn back(&mut self, hook: &HookId, event: &EventId) {
        if let Some(line) = self.lines.get_mut(hook) {
            line.out.take_if(|(out, _)| out == event);
        }
    }

    /// It is due later.
    pub(super) fn later(&mut self, hook: &HookId, event: &EventId, due: Timestamp) {
        if let Some((at, _)) = self.lines.get_mut(hook).and_then(|line| line.waiting.get_mut(event)) {
            *at = due;
        }
    }

    /// It does not wait any more.
    pub(super) fn remove(&mut self, hook: &HookId, event: &EventId) {
        let Some(line) = self.lines.get_mut(hook) else { return };
        let Some((_, about)) = line.waiting.remove(event) else { return };
        for subject in about {
            let Some(events) = self.about.get_mut(&subject) else { continue };
            events.remove(&(hook.clone(), event.clone()));
            if events.is_empty() {
                self.about.remove(&subject);
            }
        }
    }
}

impl Line {
    fn due(&self, now: Timestamp) -> impl Iterator<Item = (&EventId, Timestamp)> {
        let free = self.out.as_ref().is_none_or(|(_, until)| *until <= now);
        let due = self.waiting.iter().filter(move |(_, (due, _))| free && *due <= now);
        due.map(|(event, (due, _))| (event, *due))
    }
}
