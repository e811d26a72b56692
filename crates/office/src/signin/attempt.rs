//! Signing in, in two steps. The answers are the same whether or not there is such an account.

use std::{fmt, time::Duration};

use access::{
    account::{Account, Attempt, Second, Verdict},
    session::{ClientLabel, How, Session},
    throttle::{Answer, Device, DeviceToken, Who},
    token::Token,
};
use jiff::Timestamp;
use kernel::{Act, Actor, Deed};
use policy::StaffId;
use sha2::{Digest as _, Sha256};
use store::Unit;
use vault::Zeroizing;

use super::{Caller, SessionId, counts::count, keep, locked, name_of, rng};
use crate::{
    Office,
    acts::{done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    keys::hex,
    perform::Payload,
};

/// How many attempts may be under way; the oldest makes room.
const ATTEMPTS: usize = 1024;
/// How many sessions a member of staff may have; the one used longest ago makes room.
const SESSIONS: usize = 16;
/// How long a device counts as known.
const DEVICE: Duration = Duration::from_secs(90 * 86_400);

/// What came of a name and a password.
#[derive(Clone)]
pub enum Begun {
    /// Show the second step: the handle of the attempt, good for five minutes and three tries.
    Attempt(Zeroizing<String>),
    /// Too many failures: not before that much time. Nothing was counted.
    Wait(Duration),
}

/// What came of a second step.
#[derive(Debug, Clone)]
pub enum Passed {
    /// Both steps were right.
    In(Box<Entered>),
    /// One of the two was wrong; nobody is told which.
    Wrong {
        /// How often it may still be tried.
        left: u8,
    },
    /// There is no such attempt, or no longer: begin anew.
    Over,
}

/// Somebody who has just signed in. `Debug` leaves the tokens out.
#[derive(Clone)]
pub struct Entered {
    /// Who.
    pub staff: StaffId,
    /// The new session.
    pub session: SessionId,
    /// Its token, shown once and kept nowhere.
    pub token: Zeroizing<String>,
    /// What their device shows at its next sign-in; it opens nothing.
    pub device: Zeroizing<String>,
    /// By which means; after a recovery code the app is to be set anew.
    pub how: How,
    /// How many recovery codes are left.
    pub recovery_left: usize,
}

impl Office {
    /// Takes a name and a password, whatever they are: the second step is always asked for.
    ///
    /// # Errors
    /// The store's.
    pub fn begin_sign_in(&self, name: &str, password: &str, caller: &Caller<'_>) -> Result<Begun> {
        let (name, now) = (name_of(name), self.clock.now());
        let signin = &self.signin;
        if let Answer::Wait(left) = signin.ask(&signin.who(name, caller, now), now) {
            count(&signin.counts.waited);
            return Ok(Begun::Wait(left));
        }
        count(&signin.counts.begun);
        let roster = self.roster();
        let account = account_of(&roster.accounts, name);
        let attempt = Attempt::begin(&signin.key, name, account, password, now, &mut rng);
        let handle = Token::generate(&mut rng);
        let (id, throttle) = (id_of(&handle.expose()), signin.throttle.clone());
        self.keeping(move |unit| {
            prune(unit, now)?;
            keep::put(unit, id, attempt)?;
            keep::put_throttle(unit, &locked(&throttle).snapshot())
        })?;
        Ok(Begun::Attempt(handle.expose()))
    }

    /// Takes the second step of an attempt. What it uses up is durable before anybody is told.
    ///
    /// # Errors
    /// Refused: both steps are right, and the second is by a passkey whose counter went back.
    pub fn second_sign_in(&self, attempt: &str, second: Second, caller: &Caller<'_>) -> Result<Passed> {
        let now = self.clock.now();
        let signin = &self.signin;
        let id = id_of(attempt);
        let name = self.roster().attempts.get(&id).map(|attempt| attempt.account().to_owned());
        let Some(name) = name else {
            count(&signin.counts.over);
            return Ok(Passed::Over);
        };
        let who = signin.who(&name, caller, now);
        let (key, client) = (signin.key.clone(), ClientLabel::new(caller.client));
        let device = self.device(&name, caller, now);
        let throttle = signin.throttle.clone();
        let passed = self.keeping(move |unit| {
            let Some(mut attempt) = keep::take::<Attempt>(unit, &id)? else { return Ok(Passed::Over) };
            let staff: Option<StaffId> = attempt.account().parse().ok();
            let mut account = account_of(&unit.context().roster.accounts, attempt.account()).cloned();
            let verdict = attempt.second(&key, account.as_mut(), &second, now);
            match (verdict, staff.zip(account)) {
                (Verdict::Copied, Some((staff, _))) => {
                    keep::put_throttle(unit, &locked(&throttle).snapshot())?;
                    permitted(
                        unit,
                        &Default::default(),
                        &signing_in(staff, How::PasswordPasskey, true),
                        now,
                    )?;
                    Ok(Passed::Over)
                }
                (Verdict::SignedIn(how), Some((staff, account))) => {
                    let act = signing_in(staff.clone(), how, false);
                    let permit = permitted(unit, &Default::default(), &act, now)?;
                    done(unit, permit, None, Payload::default())?;
                    let recovery_left = account.recovery_left();
                    keep::put(unit, staff.clone(), account)?;
                    prune(unit, now)?;
                    make_room(unit, &staff)?;
                    let (session, token) = Session::begin(&key, staff.as_str(), how, client, now, &mut rng);
                    let id = SessionId::draw();
                    keep::put(unit, id, session)?;
                    forgive(unit, &throttle, &who, now)?;
                    let token = token.expose();
                    let entered = Entered { staff, session: id, token, device, how, recovery_left };
                    Ok(Passed::In(Box::new(entered)))
                }
                (Verdict::Wrong { left }, _) => {
                    if left > 0 {
                        keep::put(unit, id, attempt)?;
                    }
                    Ok(Passed::Wrong { left })
                }
                _ => Ok(Passed::Over),
            }
        });
        match &passed {
            Ok(Passed::In(_)) => count(&signin.counts.passed),
            Ok(Passed::Wrong { .. }) | Err(OfficeError::Refused(_)) => count(&signin.counts.wrong),
            Ok(Passed::Over) => count(&signin.counts.over),
            Err(_) => {}
        }
        passed
    }

    /// What the device shows at its next sign-in: its old id, if it had one for this account.
    fn device(&self, name: &str, caller: &Caller<'_>, now: Timestamp) -> Zeroizing<String> {
        let key = &self.signin.key;
        let token = caller.device.and_then(|text| DeviceToken::parse(text).ok());
        let known = token.and_then(|token| Device::recognise(key, name, &token, now));
        let issue = || DeviceToken::issue(key, name, now, DEVICE, &mut rng);
        known.map_or_else(issue, |device| device.renew(key, name, now, DEVICE)).expose()
    }
}

/// Takes a try back that was right, and keeps what is counted.
pub(super) fn forgive(
    unit: &mut Unit<'_, Desk>,
    throttle: &std::sync::Mutex<access::throttle::Throttle>,
    who: &Who,
    now: Timestamp,
) -> Result<()> {
    let mut throttle = locked(throttle);
    throttle.succeeded(who, now);
    keep::put_throttle(unit, &throttle.snapshot())
}

fn account_of<'a>(
    accounts: &'a std::collections::BTreeMap<StaffId, Account>,
    name: &str,
) -> Option<&'a Account> {
    name.parse::<StaffId>().ok().and_then(|staff| accounts.get(&staff))
}

/// What an attempt is kept under: whoever sees it can't make the handle of it. Nothing is, where it is none.
pub(super) fn id_of(handle: &str) -> String {
    Token::parse(handle).map(|handle| hex(&Sha256::digest(handle.expose().as_bytes()))).unwrap_or_default()
}

fn signing_in(staff: StaffId, by: How, copied: bool) -> Act {
    let deed = Deed::SignIn { by: by.word().to_owned(), copied };
    Act { actor: Actor::Staff(staff), at: None, deed }
}

/// Takes away what is over, and the oldest attempts where there are too many.
fn prune(unit: &mut Unit<'_, Desk>, now: Timestamp) -> Result<()> {
    let roster = unit.context().roster.clone();
    let over = roster.attempts.iter().filter(|(_, attempt)| attempt.is_over(now)).map(|(id, _)| id);
    let mut gone: Vec<&String> = over.collect();
    if roster.attempts.len() - gone.len() >= ATTEMPTS {
        let waiting = roster.attempts.iter().filter(|(_, attempt)| !attempt.is_over(now));
        gone.extend(waiting.min_by_key(|(_, attempt)| attempt.started()).map(|(id, _)| id));
    }
    for id in gone {
        keep::take::<Attempt>(unit, id)?;
    }
    super::session::prune(unit, &roster, now)
}

fn make_room(unit: &mut Unit<'_, Desk>, staff: &StaffId) -> Result<()> {
    let roster = unit.context().roster.clone();
    let mut theirs: Vec<_> = roster.sessions_of(staff).collect();
    theirs.sort_by_key(|id| roster.sessions.get(id).map(Session::seen));
    let many = (theirs.len() + 1).saturating_sub(SESSIONS);
    theirs.iter().take(many).try_for_each(|id| super::session::drop(unit, id))
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Begun::Attempt(_) => f.write_str("Attempt(..)"),
            Begun::Wait(left) => f.debug_tuple("Wait").field(left).finish(),
        }
    }
}

impl fmt::Debug for Entered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entered")
            .field("staff", &self.staff)
            .field("session", &self.session)
            .field("how", &self.how)
            .finish_non_exhaustive()
    }
}
