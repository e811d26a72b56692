//! The feed as an outbox: hands out what is due, and records what came of it.

use std::sync::Arc;

use hooks::{Attempt, Condition, Delivery, EndpointId, EventId, Jitter, Job, Outbox, Settled, State, settle};
use jiff::Timestamp;
use policy::HookId;
use store::Unit;

use super::stage::{close, drop_all, drop_waiting, find, keep, put_waiting, tell_gap};
use crate::{
    Office,
    acts::About,
    desk::Desk,
    error::{OfficeError, Result},
};

/// A store's feed, for a sender.
#[derive(Debug, Clone)]
pub struct FeedOutbox(Arc<Office>);

/// How many that are not there any more are passed over at once.
const PASSED: usize = 1_000;

impl Office {
    /// What waits to be sent to other systems.
    pub fn feed_outbox(self: &Arc<Self>) -> FeedOutbox {
        FeedOutbox(Arc::clone(self))
    }
}

impl Outbox for FeedOutbox {
    type Error = OfficeError;

    fn take(&self, now: Timestamp, until: Timestamp, most: usize) -> Result<Vec<Job>> {
        if !self.0.feed_queue.lock().any_due(now) {
            return Ok(Vec::new()); // the writer is not asked
        }
        let (jobs, gone) = self.0.in_writer(About::default(), move |unit| taken(unit, now, until, most))?;
        // Only now is it sure that they are gone.
        let mut queue = self.0.feed_queue.lock();
        gone.iter().for_each(|(hook, event)| queue.remove(hook, event));
        Ok(jobs)
    }

    fn record(
        &self,
        endpoint: &EndpointId,
        event: &EventId,
        attempt: &Attempt,
        now: Timestamp,
        jitter: Jitter,
    ) -> Result<Settled> {
        let hook: HookId = endpoint.as_str().parse().map_err(|_| unknown(endpoint))?;
        let (id, of, attempt) = (hook.clone(), event.clone(), *attempt);
        let settled =
            self.0.in_writer(About::default(), move |unit| recorded(unit, &id, &of, &attempt, now, jitter));
        let mut queue = self.0.feed_queue.lock();
        queue.back(&hook, event);
        let settled = settled?;
        match settled.delivery {
            State::Pending { since: at } | State::Retry { at } => queue.later(&hook, event, at),
            State::Delivered { .. } | State::GivenUp { .. } => queue.remove(&hook, event),
        }
        Ok(settled)
    }
}

type Taken = (Vec<Job>, Vec<(HookId, EventId)>);

fn taken(unit: &mut Unit<'_, Desk>, now: Timestamp, until: Timestamp, most: usize) -> Result<Taken> {
    let feed = Arc::clone(&unit.context().feed);
    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for (id, hook) in feed.hooks.iter().filter(|(_, hook)| hook.endpoint.ready(now)) {
        let due = feed.queue().due(id, now, PASSED);
        for (event, since) in due {
            let Some(waiting) = find(unit, id, &event)? else {
                gone.push((id.clone(), event));
                continue;
            };
            found.push((since, event, id, hook, waiting));
            break;
        }
    }
    found.sort_by(|(due, event, ..), (other, than, ..)| (due, event).cmp(&(other, than)));
    found.truncate(most);
    let mut jobs = Vec::with_capacity(found.len());
    for (_, event, id, hook, waiting) in found {
        let bad = || OfficeError::damaged(format!("the event {event} that waits for {id} is none"));
        jobs.push(Job {
            event: waiting.event(event.clone()).ok_or_else(bad)?,
            delivery: waiting.delivery,
            endpoint: hook.endpoint.clone(),
        });
        feed.queue().take(id, event, until);
    }
    Ok((jobs, gone))
}

fn recorded(
    unit: &mut Unit<'_, Desk>,
    id: &HookId,
    event: &EventId,
    attempt: &Attempt,
    now: Timestamp,
    jitter: Jitter,
) -> Result<Settled> {
    let mut hook = unit.context().feed.hook(id).ok_or_else(|| unknown(id))?;
    let waiting = find(unit, id, event)?;
    // What it spoke of went while it was under way: how the system fares is noted all the same.
    let mut delivery = match &waiting {
        Some(waiting) => waiting.delivery.clone(),
        None => Delivery::new(hook.endpoint.id.clone(), event.clone(), now),
    };
    let settled = settle(&mut hook.endpoint, &mut delivery, attempt, now, jitter);
    hook.tried(attempt, now);
    if let State::GivenUp { .. } = settled.delivery
        && let Some((first, last)) = waiting.as_ref().and_then(|waiting| waiting.entries)
    {
        hook.miss(first, Some(last));
    }
    let (disabled, few) = (hook.is_disabled(), hook.waiting <= unit.context().feed.most / 2);
    let well = attempt.succeeded() && hook.endpoint.condition() == Condition::Active;
    keep(unit, id, hook)?;
    match waiting {
        Some(_) if delivery.due().is_none() => drop_waiting(unit, id, event)?,
        Some(waiting) => {
            put_waiting(unit, id, event, &super::waiting::Waiting { delivery, ..waiting })?;
        }
        None => {}
    }
    if disabled {
        disable(unit, id)?;
    } else if well && few {
        tell_gap(unit, id, now)?;
    }
    close(unit)?;
    Ok(settled)
}

/// Gives up all that waits; from then on everything is missed until somebody resumes it.
fn disable(unit: &mut Unit<'_, Desk>, id: &HookId) -> Result<()> {
    let told = drop_all(unit, id)?;
    let first = told.map_or_else(|| unit.next_index(), |(first, _)| first);
    if let Some(mut hook) = unit.context().feed.hook(id) {
        hook.miss(first, None);
        keep(unit, id, hook)?;
    }
    Ok(())
}

fn unknown(id: &dyn std::fmt::Display) -> OfficeError {
    OfficeError::input("hook-gone", &[("hook", id)])
}
