//! Sessions: who is signed in, how lately they showed their second step, and the end of it.

use std::fmt;

use access::{
    account::{Failure, Second},
    session::{ClientLabel, How, Session, SessionRules, Standing},
    throttle::Answer,
    token::{Purpose, Token},
};
use jiff::Timestamp;
use kernel::{Act, Actor, Deed};
use policy::StaffId;
use store::Unit;
use vault::Zeroizing;

use super::{
    Caller, Roster, SessionId, attempt::forgive, ceremony, counts::count, enrol::end_all, keep, locked, rng,
    wait,
};
use crate::{
    Office,
    acts::{done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    perform::Payload,
    signin::renew::NewApp,
};

/// What a step-up is called in the log.
const STEP_UP: &str = "step-up";

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// As acts are decided: [`Actor::Staff`] while the second step was shown not long ago, else [`Actor::Stale`].
    pub actor: Actor,
    /// Who.
    pub staff: StaffId,
    /// By which session.
    pub session: SessionId,
    /// How they signed in.
    pub how: How,
    /// How many recovery codes are left.
    pub recovery_left: usize,
}

/// One of somebody's sessions, as they look through them. `Debug` leaves the client out.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// By which it is ended.
    pub session: SessionId,
    /// When it began.
    pub created: Timestamp,
    /// When it was used last, within a minute.
    pub seen: Timestamp,
    /// How they signed in.
    pub how: How,
    /// Where.
    pub client: ClientLabel,
}

/// A session whose person has shown again who they are. `Debug` leaves the token out.
#[derive(Clone)]
pub struct SteppedUp {
    /// The session.
    pub session: SessionId,
    /// Its new token; the old one is good no more.
    pub token: Zeroizing<String>,
    /// How many recovery codes are left.
    pub recovery_left: usize,
}

impl Office {
    /// Who is signed in by this token, if anybody. That the session is used is kept at most once a minute.
    ///
    /// # Errors
    /// The store's.
    pub fn session(&self, token: &str) -> Result<Option<SignedIn>> {
        let now = self.clock.now();
        if locked(&self.signin.watch).set_back(now) {
            self.keeping(|unit| {
                let roster = unit.context().roster.clone();
                roster.sessions.keys().try_for_each(|id| drop(unit, id))
            })?;
            return Ok(None);
        }
        let (roster, rules) = (self.roster(), SessionRules::default());
        let Some((id, session)) = self.alive(&roster, token, now) else { return Ok(None) };
        let Some(staff) =
            session.account().parse().ok().filter(|staff| self.world().staff.contains_key(staff))
        else {
            return Ok(None);
        };
        if session.clone().touch(&rules, now) {
            let told = session.token().clone();
            self.keeping(move |unit| {
                let session = unit.context().roster.sessions.get(&id).cloned();
                let Some(mut session) = session.filter(|session| *session.token() == told) else {
                    return Ok(());
                };
                if session.touch(&rules, now) { keep::put(unit, id, session) } else { Ok(()) }
            })?;
        }
        let recovery_left = roster.accounts.get(&staff).map_or(0, |account| account.recovery_left());
        let how = session.how();
        let actor = match session.is_fresh(&rules, now) {
            true => Actor::Staff(staff.clone()),
            false => Actor::Stale(staff.clone()),
        };
        Ok(Some(SignedIn { actor, staff, session: id, how, recovery_left }))
    }

    /// Shows the second step again. The session has a new token then.
    ///
    /// # Errors
    /// Nobody is signed in by this token, the second step is wrong, or failures make it wait. Refused: a passkey's counter
    /// went back.
    pub fn step_up(&self, token: &str, second: Second, caller: &Caller<'_>) -> Result<SteppedUp> {
        let now = self.clock.now();
        let signed = self.session(token)?.ok_or_else(nobody)?;
        let (id, staff, signin) = (signed.session, signed.staff, &self.signin);
        let who = signin.who(staff.as_str(), caller, now);
        if let Answer::Wait(left) = signin.ask(&who, now) {
            count(&signin.counts.waited);
            return Err(wait(left));
        }
        let (key, throttle) = (signin.key.clone(), signin.throttle.clone());
        let wrong = match second {
            Second::Totp(_) | Second::Recovery(_) => "sign-in-code-wrong",
            Second::Passkey(_) => "passkey-wrong",
        };
        let passed = self.keeping(move |unit| {
            let roster = unit.context().roster.clone();
            let session = roster.sessions.get(&id).cloned().zip(roster.accounts.get(&staff).cloned());
            let (mut session, mut account) = session.ok_or_else(nobody)?;
            let shown = account.check_second(&key, staff.as_str(), &second, now);
            let copied = shown == Err(Failure::Copied);
            if shown.is_err() || !session.step_up(&SessionRules::default(), now) {
                keep::put_throttle(unit, &locked(&throttle).snapshot())?;
                if !copied {
                    return Ok(None);
                }
            }
            let deed = Deed::SignIn { by: STEP_UP.to_owned(), copied };
            let act = Act { actor: Actor::Staff(staff.clone()), at: None, deed };
            let permit = permitted(unit, &Default::default(), &act, now)?;
            done(unit, permit, None, Payload::default())?;
            let recovery_left = account.recovery_left();
            let token = session.rotate(&key, &mut rng).expose();
            keep::put(unit, staff, account)?;
            keep::put(unit, id, session)?;
            forgive(unit, &throttle, &who, now)?;
            Ok(Some(SteppedUp { session: id, token, recovery_left }))
        });
        match &passed {
            Ok(Some(_)) => count(&signin.counts.passed),
            Ok(None) | Err(OfficeError::Refused(_)) => count(&signin.counts.wrong),
            Err(_) => {}
        }
        passed?.ok_or_else(|| OfficeError::input(wrong, &[]))
    }

    /// The sessions of whoever is signed in, the one used last first.
    pub fn sessions(&self, of: &SignedIn) -> Vec<SessionLine> {
        let (roster, now) = (self.roster(), self.clock.now());
        let line = |id| {
            let session: &Session = roster.sessions.get(&id)?;
            let alive = session.standing(&SessionRules::default(), now) == Standing::Alive;
            alive.then(|| SessionLine {
                session: id,
                created: session.created(),
                seen: session.seen(),
                how: session.how(),
                client: session.client().clone(),
            })
        };
        let mut all: Vec<_> = roster.sessions_of(&of.staff).filter_map(line).collect();
        all.sort_by_key(|line| (std::cmp::Reverse(line.seen), line.session));
        all
    }

    /// Ends one of the sessions of whoever is signed in; says whether there was one.
    ///
    /// # Errors
    /// The store's.
    pub fn end_session(&self, of: &SignedIn, session: SessionId) -> Result<bool> {
        let staff = of.staff.clone();
        self.keeping(move |unit| {
            let theirs = unit.context().roster.sessions_of(&staff).any(|id| id == session);
            if theirs {
                drop(unit, &session)?;
            }
            Ok(theirs)
        })
    }

    /// Ends all sessions of whoever is signed in, this one too where `but_this` does not spare it; says how many.
    ///
    /// # Errors
    /// The store's.
    pub fn end_sessions(&self, of: &SignedIn, but_this: bool) -> Result<usize> {
        let (staff, but) = (of.staff.clone(), but_this.then_some(of.session));
        self.keeping(move |unit| end_all(unit, &staff, but))
    }

    /// Ends the session of this token; says whether there was one.
    ///
    /// # Errors
    /// The store's.
    pub fn sign_out(&self, token: &str) -> Result<bool> {
        let roster = self.roster();
        let Some((id, _)) = self.alive(&roster, token, self.clock.now()) else { return Ok(false) };
        self.keeping(move |unit| drop(unit, &id))?;
        Ok(true)
    }

    fn alive<'a>(&self, roster: &'a Roster, token: &str, now: Timestamp) -> Option<(SessionId, &'a Session)> {
        let hash = Token::parse(token).ok()?.hash(&self.signin.key, Purpose::Session);
        let (id, session) = roster.sessions.iter().find(|(_, session)| *session.token() == hash)?;
        (session.standing(&SessionRules::default(), now) == Standing::Alive).then_some((*id, session))
    }
}

/// Ends a session, and what was begun in it.
pub(super) fn drop(unit: &mut Unit<'_, Desk>, id: &SessionId) -> Result<()> {
    keep::take::<Session>(unit, id)?;
    keep::take::<NewApp>(unit, id)?;
    ceremony::end(unit, *id)
}

/// Takes sessions away that are over.
pub(super) fn prune(unit: &mut Unit<'_, Desk>, roster: &Roster, now: Timestamp) -> Result<()> {
    let rules = SessionRules::default();
    let over = roster.sessions.iter().filter(|(_, session)| session.standing(&rules, now) != Standing::Alive);
    over.map(|(id, _)| id).try_for_each(|id| drop(unit, id))
}

pub(super) fn nobody() -> OfficeError {
    OfficeError::input("not-signed-in", &[])
}

impl fmt::Debug for SessionLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionLine").field("session", &self.session).finish_non_exhaustive()
    }
}

impl fmt::Debug for SteppedUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SteppedUp").field("session", &self.session).finish_non_exhaustive()
    }
}
