//! The systems that events are sent to: adding, ending and changing them, and how they fare.

use std::{collections::BTreeSet, sync::Arc};

use hooks::{
    BadEndpoint, BadTarget, Condition, Endpoint, EndpointId, EventType, Networks, Secret, Secrets, Target,
    Wants,
};
use jiff::Timestamp;
use kernel::{Actor, Deed, HookChange};
use policy::HookId;
use store::Unit;
use vault::{Random as _, Zeroizing};

use super::{
    EVENT_TYPES, LastFailure,
    events::TRIED,
    hook::Hook,
    stage::{close, feed, keep, put, tell_gap},
};
use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    perform::Payload,
    random::SystemRandom,
};

/// The most systems: each event is stored once for every one.
const SYSTEMS: usize = 32;

/// A system that events are sent to, and how it fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookLine {
    /// Its name.
    pub hook: HookId,
    /// Its host; the rest of its address often holds a secret.
    pub host: String,
    /// The types that it asked for; none for all.
    pub events: Option<Vec<String>>,
    /// Since when it is there.
    pub since: Timestamp,
    /// Whether anything is sent to it.
    pub condition: Condition,
    /// Since when nothing but failures came from it.
    pub failing_since: Option<Timestamp>,
    /// When it last took an event.
    pub last_success: Option<Timestamp>,
    /// When and why it last did not.
    pub last_failure: Option<LastFailure>,
    /// How many events it took.
    pub delivered: u64,
    /// How many wait for it.
    pub waiting: usize,
    /// Whether events were missed of which it was not told yet.
    pub missed: bool,
}

impl Office {
    /// Has events of these types, or of all where none is named, sent to an address. Gives the secret that they are signed
    /// with, which is shown once.
    ///
    /// `networks` says where events may be sent besides public addresses; the sender has to know them too.
    ///
    /// # Errors
    /// Refused: the name is taken, or it is not theirs to do. The address can't be used, a type is not known, or there are
    /// too many systems.
    pub fn add_hook(
        &self,
        actor: &Actor,
        id: HookId,
        url: &str,
        events: &[String],
        networks: &Networks,
    ) -> Result<(Done, Zeroizing<String>)> {
        let target = Target::parse(url, networks).map_err(bad_target)?;
        let wants = wants(events)?;
        let words = match &wants {
            Wants::All => "all".to_owned(),
            Wants::Only(kinds) => kinds.iter().map(EventType::as_str).collect::<Vec<_>>().join(","),
        };
        let scope = format!("host={} events={words}", target.host());
        let secret = new_secret();
        let endpoint: EndpointId =
            id.as_str().parse().map_err(|_| OfficeError::damaged("an id that is none"))?;
        let hook =
            Hook::new(Endpoint::new(endpoint, target, wants, Secrets::new(secret.clone())), self.clock.now());
        let act = self.said(actor, None, Deed::AddHook { hook: id.clone(), scope });
        let now = self.clock.now();
        let (done, world) = self.in_writer(About::default(), move |unit| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            if unit.context().feed.hooks.len() >= SYSTEMS {
                return Err(OfficeError::input("hooks-many", &[("most", &SYSTEMS)]));
            }
            let (done, _) = done(unit, permit, None, Payload::default())?;
            keep(unit, &id, hook)?;
            close(unit)?;
            Ok((done, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok((done, secret.expose()))
    }

    /// Sends nothing more to a system; what waits for it goes.
    ///
    /// # Errors
    /// Refused.
    pub fn remove_hook(&self, actor: &Actor, hook: HookId) -> Result<Done> {
        self.organise(actor, Deed::RemoveHook { hook })
    }

    /// Sends to a system again, whatever ended it. If it missed something, an event says so.
    ///
    /// # Errors
    /// Refused.
    pub fn resume_hook(&self, actor: &Actor, hook: &HookId) -> Result<Done> {
        let now = self.clock.now();
        self.change_hook(actor, hook, HookChange::Resumed, move |unit, id, mut hook| {
            hook.endpoint.resume();
            keep(unit, id, hook)?;
            tell_gap(unit, id, now)
        })
    }

    /// Gives a system another secret, which is shown once. For a day events are signed with the former one as well.
    ///
    /// # Errors
    /// Refused, or three former secrets are still in use.
    pub fn rotate_hook_secret(&self, actor: &Actor, hook: &HookId) -> Result<(Done, Zeroizing<String>)> {
        let (now, secret) = (self.clock.now(), new_secret());
        let next = secret.clone();
        let done = self.change_hook(actor, hook, HookChange::Rotated, move |unit, id, mut hook| {
            let many = |_: BadEndpoint| OfficeError::input("hook-secrets", &[]);
            hook.endpoint.secrets.rotate(next, now).map_err(many)?;
            keep(unit, id, hook)
        })?;
        Ok((done, secret.expose()))
    }

    /// Puts an event in that tells of nothing, so that it can be seen whether events arrive.
    ///
    /// # Errors
    /// Refused, or the system is disabled.
    pub fn send_test_event(&self, actor: &Actor, hook: &HookId) -> Result<Done> {
        let now = self.clock.now();
        self.change_hook(actor, hook, HookChange::Tried, move |unit, id, hook| {
            if hook.is_disabled() {
                return Err(OfficeError::input("hook-disabled", &[("hook", id)]));
            }
            put(unit, id, TRIED, now, "{}".to_owned(), None, (None, None))
        })
    }

    /// The systems that events are sent to, and how they fare. The looking is logged.
    ///
    /// # Errors
    /// Refused.
    pub fn hooks(&self, actor: &Actor) -> Result<Vec<HookLine>> {
        self.printed(actor, "hooks", None)?;
        let feed = self.in_writer(About::default(), |unit| Ok(Arc::clone(&unit.context().feed)))?;
        Ok(feed.hooks.iter().map(|(id, hook)| line(id, hook)).collect())
    }

    /// Lets so many events wait for one system at most, until the store is closed; 50,000 where nothing is said. Each takes
    /// a few hundred bytes of memory.
    ///
    /// # Errors
    /// The writer stopped.
    pub fn bound_feed(&self, most: usize) -> Result<()> {
        self.in_writer(About::default(), move |unit| {
            feed(unit).most = most;
            Ok(())
        })
    }

    fn change_hook(
        &self,
        actor: &Actor,
        id: &HookId,
        what: HookChange,
        change: impl FnOnce(&mut Unit<'_, Desk>, &HookId, Hook) -> Result<()> + Send + 'static,
    ) -> Result<Done> {
        let act = self.said(actor, None, Deed::ChangeHook { hook: id.clone(), what });
        let (id, now) = (id.clone(), self.clock.now());
        self.in_writer(About::default(), move |unit| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            let missing = || OfficeError::damaged(format!("the system {id} is missing"));
            let hook = unit.context().feed.hook(&id).ok_or_else(missing)?;
            change(unit, &id, hook)?;
            close(unit)?;
            Ok(done)
        })
    }
}

fn line(id: &HookId, hook: &Hook) -> HookLine {
    let (endpoint, fares) = (&hook.endpoint, &hook.fares);
    HookLine {
        hook: id.clone(),
        host: endpoint.target.host().to_owned(),
        events: match &endpoint.wants {
            Wants::All => None,
            Wants::Only(kinds) => Some(kinds.iter().map(ToString::to_string).collect()),
        },
        since: fares.since,
        condition: endpoint.condition(),
        failing_since: endpoint.failing_since(),
        last_success: fares.last_success,
        last_failure: fares.last_failure.clone(),
        delivered: fares.delivered,
        waiting: hook.waiting,
        missed: fares.missed.is_some(),
    }
}

/// A type with a slip in it would silently never come.
fn wants(events: &[String]) -> Result<Wants> {
    if events.is_empty() {
        return Ok(Wants::All);
    }
    let known = |event: &String| EVENT_TYPES.contains(&event.as_str()).then(|| event.parse().ok()).flatten();
    let unknown = |event: &String| {
        OfficeError::input("hook-event", &[("event", event), ("known", &EVENT_TYPES.join(", "))])
    };
    let kinds = events.iter().map(|event| known(event).ok_or_else(|| unknown(event)));
    Ok(Wants::Only(kinds.collect::<Result<BTreeSet<_>>>()?))
}

fn bad_target(why: BadTarget) -> OfficeError {
    let key = match why {
        BadTarget::Form => "hook-url",
        BadTarget::Long => "hook-url-long",
        BadTarget::Unencrypted => "hook-url-plain",
        BadTarget::Network => "hook-url-network",
    };
    OfficeError::input(key, &[])
}

fn new_secret() -> Secret {
    Secret::generate(&mut |bytes: &mut [u8]| SystemRandom.fill(bytes))
}
