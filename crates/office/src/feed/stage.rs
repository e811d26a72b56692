//! Staging: what an act means for the feed goes into its transaction.

use std::{collections::BTreeSet, sync::Arc};

use hooks::{Delivery, EndpointId, EventId, EventType};
use jiff::Timestamp;
use kernel::{EngagementId, SubjectId};
use policy::HookId;
use store::{Unit, Write};

use super::{
    EVENT, Feed, HOOK, TALLY,
    events::{DESTROYED, ERASED, GAP, News, Step},
    hook::Hook,
    label, name,
    waiting::Waiting,
};
use crate::{
    desk::Desk,
    error::{OfficeError, Result},
    organisation::{META, json},
    random::{self, SystemRandom},
};

/// What waits for one that it was lost by, and of whom: told of the end in its place.
type Lost = BTreeSet<(HookId, SubjectId, Option<EngagementId>)>;

/// Stages what an act means, all of which stands in this log entry.
///
/// What waits and speaks of data that goes, goes with it. Whoever has not got it yet is told of the end instead, even if
/// they did not ask for such events: they might hold what they were told before.
pub(crate) fn carry(unit: &mut Unit<'_, Desk>, steps: Vec<Step>, entry: u64) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    let weight = unit.context().feed.weight();
    let (tells, before): (Vec<_>, Vec<_>) = steps.into_iter().partition(|step| matches!(step, Step::Tell(_)));
    let mut lost = Lost::new();
    for step in before {
        match step {
            Step::Move { from, to, engagement } => readdress(unit, from, to, engagement)?,
            Step::Forget { subject, engagement } => forget(unit, subject, engagement, &mut lost)?,
            Step::Tell(_) => {}
        }
    }
    for step in tells {
        if let Step::Tell(mut news) = step {
            news.data.entry = entry;
            tell(unit, &news, &lost)?;
        }
    }
    if unit.context().feed.weight() == weight { Ok(()) } else { close(unit) }
}

/// Takes a system away, and all that waits for it.
pub(crate) fn remove(unit: &mut Unit<'_, Desk>, hook: &HookId) -> Result<()> {
    drop_all(unit, hook)?;
    drop_document(unit, HOOK, hook.to_string())?;
    feed(unit).hooks.remove(hook);
    close(unit)
}

/// Keeps a system, new or changed.
pub(super) fn keep(unit: &mut Unit<'_, Desk>, id: &HookId, hook: Hook) -> Result<()> {
    let name = id.to_string();
    let body = unit.context().keys.seal_system(&label(HOOK, &name), &hook.to_bytes(), &mut SystemRandom);
    put_document(unit, HOOK, name, body)?;
    feed(unit).hooks.insert(id.clone(), Arc::new(hook));
    Ok(())
}

/// Puts one event in for one system, whatever waits already.
pub(super) fn put(
    unit: &mut Unit<'_, Desk>,
    id: &HookId,
    kind: &str,
    at: Timestamp,
    data: String,
    entries: Option<(u64, u64)>,
    about: (Option<SubjectId>, Option<EngagementId>),
) -> Result<()> {
    let number = unit.context().feed.next;
    let event = format!("evt_{number:016x}_{:016x}", u64::from_be_bytes(random::bytes()));
    let bad = |_| OfficeError::damaged(format!("the feed has a system {id} that can't be one"));
    let (event, endpoint): (EventId, EndpointId) =
        (event.parse().map_err(bad)?, id.as_str().parse().map_err(bad)?);
    let (subject, engagement) = about;
    let delivery = Delivery::new(endpoint, event.clone(), at);
    let waiting = Waiting { kind: kind.to_owned(), at, data, delivery, entries, subject, engagement };
    let name = name(id, &event);
    let body = waiting.seal(&unit.context().keys, &name);
    let feed = feed(unit);
    feed.next += 1;
    feed.weigh(EVENT, &name, &body);
    feed.queue().put(id, event, at, subject);
    if let Some(hook) = feed.hooks.get_mut(id) {
        Arc::make_mut(hook).waiting += 1;
    }
    Ok(unit.stage(Write::PutDocument { kind: EVENT, id: name, body })?)
}

/// Tells of what was missed, if anything was.
pub(super) fn tell_gap(unit: &mut Unit<'_, Desk>, id: &HookId, now: Timestamp) -> Result<()> {
    let Some(mut hook) = unit.context().feed.hook(id) else { return Ok(()) };
    let Some(missed) = hook.fares.missed.take() else { return Ok(()) };
    keep(unit, id, hook)?;
    let last = missed.last.unwrap_or_else(|| unit.next_index().saturating_sub(1)).max(missed.first);
    let data = serde_json::json!({ "from_entry": missed.first, "to_entry": last }).to_string();
    put(unit, id, GAP, now, data, Some((missed.first, last)), (None, None))
}

/// Gives up all that waits for a system; gives the log entries that it told of, first and last.
pub(super) fn drop_all(unit: &mut Unit<'_, Desk>, hook: &HookId) -> Result<Option<(u64, u64)>> {
    let events = unit.context().feed.queue().of_hook(hook);
    let mut told: Option<(u64, u64)> = None;
    for event in events {
        let Some(waiting) = find(unit, hook, &event)? else { continue };
        drop_waiting(unit, hook, &event)?;
        if let Some((first, last)) = waiting.entries {
            told = Some(told.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
        }
    }
    Ok(told)
}

/// One that waits.
pub(super) fn find(unit: &mut Unit<'_, Desk>, hook: &HookId, event: &EventId) -> Result<Option<Waiting>> {
    let name = name(hook, event);
    let Some(body) = unit.document(EVENT, &name)? else { return Ok(None) };
    Waiting::open(&unit.context().keys, &name, &body).map(Some)
}

/// Keeps one that waits, changed.
pub(super) fn put_waiting(
    unit: &mut Unit<'_, Desk>,
    hook: &HookId,
    event: &EventId,
    waiting: &Waiting,
) -> Result<()> {
    let name = name(hook, event);
    let body = waiting.seal(&unit.context().keys, &name);
    put_document(unit, EVENT, name, body)
}

/// Takes one that waits away. The queue hears of it when that is durable.
pub(super) fn drop_waiting(unit: &mut Unit<'_, Desk>, hook: &HookId, event: &EventId) -> Result<()> {
    drop_document(unit, EVENT, name(hook, event))?;
    if let Some(hook) = feed(unit).hooks.get_mut(hook) {
        let hook = Arc::make_mut(hook);
        hook.waiting = hook.waiting.saturating_sub(1);
    }
    Ok(())
}

/// Writes the tally of what was staged.
pub(super) fn close(unit: &mut Unit<'_, Desk>) -> Result<()> {
    let Desk { feed, keys, .. } = unit.context();
    let plain = [&feed.tally[..], &feed.next.to_be_bytes()].concat();
    let body = keys.seal_system(TALLY, &plain, &mut SystemRandom);
    Ok(unit.stage(Write::PutDocument { kind: META, id: TALLY.to_owned(), body })?)
}

/// The writer's copy, to change.
pub(super) fn feed<'u>(unit: &'u mut Unit<'_, Desk>) -> &'u mut Feed {
    Arc::make_mut(&mut unit.context_mut().feed)
}

/// Puts an event in for every system that asked for it, or lost something by what it tells.
fn tell(unit: &mut Unit<'_, Desk>, news: &News, lost: &Lost) -> Result<()> {
    let Ok(kind) = news.kind.parse::<EventType>() else { return Ok(()) };
    let News { at, data, .. } = news;
    let engagement = data.engagement.filter(|_| news.kind == DESTROYED);
    let instead = |id: &HookId| {
        let end = matches!(news.kind, DESTROYED | ERASED);
        end && data.subject.is_some_and(|subject| lost.contains(&(id.clone(), subject, engagement)))
    };
    let Feed { hooks, most, .. } = &*unit.context().feed;
    let most = *most;
    let heard = hooks.iter().filter(|(id, hook)| {
        !hook.misses() && !hook.is_disabled() && (hook.endpoint.takes(&kind) || instead(id))
    });
    let heard: Vec<_> = heard.map(|(id, hook)| (id.clone(), hook.has_room(most))).collect();
    let told = Some((data.entry, data.entry));
    for (id, room) in heard {
        if room {
            let about = (data.subject, data.engagement);
            put(unit, &id, news.kind, *at, String::from_utf8(json(data)).unwrap_or_default(), told, about)?;
        } else {
            overflow(unit, &id, data.entry, *at)?;
        }
    }
    Ok(())
}

/// Too much waits: from here on it is missed. A system that fails is paused as well; one that is only slow catches up.
fn overflow(unit: &mut Unit<'_, Desk>, id: &HookId, entry: u64, now: Timestamp) -> Result<()> {
    let Some(mut hook) = unit.context().feed.hook(id) else { return Ok(()) };
    hook.miss(entry, None);
    if hook.endpoint.failing_since().is_some() {
        hook.endpoint.pause(now);
    }
    keep(unit, id, hook)
}

fn readdress(
    unit: &mut Unit<'_, Desk>,
    from: SubjectId,
    to: SubjectId,
    engagement: Option<EngagementId>,
) -> Result<()> {
    let of = unit.context().feed.queue().of(from);
    for (hook, event) in of {
        let Some(waiting) = find(unit, &hook, &event)?.filter(|w| w.speaks_of(from, engagement)) else {
            continue;
        };
        put_waiting(unit, &hook, &event, &Waiting { subject: Some(to), ..waiting })?;
        unit.context().feed.queue().about(to, &hook, event);
    }
    Ok(())
}

fn forget(
    unit: &mut Unit<'_, Desk>,
    subject: SubjectId,
    engagement: Option<EngagementId>,
    lost: &mut Lost,
) -> Result<()> {
    let of = unit.context().feed.queue().of(subject);
    for (hook, event) in of {
        if find(unit, &hook, &event)?.is_some_and(|waiting| waiting.speaks_of(subject, engagement)) {
            drop_waiting(unit, &hook, &event)?;
            lost.insert((hook, subject, engagement));
        }
    }
    Ok(())
}

/// A document in place of the one there, if there is one.
fn put_document(unit: &mut Unit<'_, Desk>, kind: &'static str, id: String, body: Vec<u8>) -> Result<()> {
    let before = unit.document(kind, &id)?;
    let feed = feed(unit);
    before.iter().for_each(|before| feed.weigh(kind, &id, before));
    feed.weigh(kind, &id, &body);
    Ok(unit.stage(Write::PutDocument { kind, id, body })?)
}

fn drop_document(unit: &mut Unit<'_, Desk>, kind: &'static str, id: String) -> Result<()> {
    let Some(before) = unit.document(kind, &id)? else { return Ok(()) };
    feed(unit).weigh(kind, &id, &before);
    Ok(unit.stage(Write::DropDocument { kind, id })?)
}
