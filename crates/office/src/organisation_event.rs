//! An event of the whole organisation, such as its liquidation: recorded for every engagement that listens to it.

use std::ops::ControlFlow;

use jiff::Timestamp;
use kernel::{Actor, Engagement, RefusalCode, Target, events_of};
use policy::{Due, EventId, EventScope, List, Purpose};
use store::{Reader as _, Row, StoreError, Table};

use crate::{
    Office,
    error::{OfficeError, Result},
};

/// What recording an event everywhere did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedEverywhere {
    /// Engagements that it was recorded for.
    pub recorded: u64,
    /// Engagements that had it already.
    pub already: u64,
    /// Engagements of blocked people, which nothing may change: to be done again once they are unblocked.
    pub blocked: u64,
}

impl Office {
    /// Records an event of the organisation for every engagement one of whose terms listens to it. Each is an act of
    /// its own, so one that stopped halfway is simply run again. `progress` hears how many are recorded.
    ///
    /// # Errors
    /// Refused, or the event is none of the organisation's.
    pub fn record_everywhere(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        event: &EventId,
        progress: &mut dyn FnMut(u64),
    ) -> Result<RecordedEverywhere> {
        let world = self.world();
        let scope = world.edition().and_then(|edition| edition.pack().event(event)).map(|event| event.scope);
        match scope {
            Some(EventScope::Organisation) => {}
            Some(EventScope::Engagement) => {
                return Err(OfficeError::input("event-of-one", &[("event", &event)]));
            }
            None => return Err(OfficeError::input("no-event", &[("event", &event)])),
        }
        let mut out = RecordedEverywhere::default();
        let mut fault = None;
        // The reader keeps the state of its beginning, so that what is recorded meanwhile is not met again.
        let mut reader = self.reader()?;
        reader.scan(&[Table::Engagement], &mut |row| {
            let engagement = match row {
                Row::Engagement(engagement) => engagement,
                Row::Damaged(why) => {
                    fault = Some(StoreError::into(why));
                    return ControlFlow::Break(());
                }
                _ => return ControlFlow::Continue(()),
            };
            let row = world.editions.get(&engagement.edition).and_then(|edition| edition.row(engagement.row));
            let Some((purpose, list)) = row.filter(|(_, list)| listens(list, &engagement, event)) else {
                return ControlFlow::Continue(());
            };
            match self.record_on(actor, at, event, purpose, list, &engagement, &mut out) {
                Ok(()) => {
                    progress(out.recorded);
                    ControlFlow::Continue(())
                }
                Err(why) => {
                    fault = Some(why);
                    ControlFlow::Break(())
                }
            }
        })?;
        fault.map_or(Ok(out), Err)
    }

    #[allow(clippy::too_many_arguments)] // one step of the loop above
    fn record_on(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        event: &EventId,
        purpose: &Purpose,
        list: &List,
        engagement: &Engagement,
        out: &mut RecordedEverywhere,
    ) -> Result<()> {
        let place = events_of(list).into_iter().position(|known| known == event);
        if place.and_then(|place| engagement.events.get(place)).is_some_and(Option::is_some) {
            out.already += 1;
            return Ok(());
        }
        let target = Target { purpose: purpose.id.clone(), engagement: Some(engagement.id) };
        match self.record_event(actor, at, engagement.subject, target, event.clone()) {
            Ok(_) => out.recorded += 1,
            Err(OfficeError::Refused(refusal)) => match refusal.code {
                RefusalCode::Blocked => out.blocked += 1,
                RefusalCode::EventRecorded => out.already += 1,
                // Destroyed since the scan began.
                RefusalCode::UnknownSubject | RefusalCode::UnknownEngagement => {}
                _ => return Err(OfficeError::Refused(refusal)),
            },
            Err(why) => return Err(why),
        }
        Ok(())
    }
}

/// Whether a term that applies to the engagement starts or ends with the event.
fn listens(list: &List, engagement: &Engagement, event: &EventId) -> bool {
    let options = list.choice.as_ref().map(|choice| choice.options.as_slice()).unwrap_or_default();
    let chosen = engagement.choice.and_then(|place| options.get(usize::from(place))).map(|option| &option.id);
    list.ends.iter().any(|ending| {
        let applies = ending.when.is_none() || ending.when.as_ref() == chosen;
        let until = matches!(&ending.due, Due::Until(until) if until == event);
        applies && (ending.on == *event || until)
    })
}
