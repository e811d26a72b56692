//! Signing in: a member of staff enrols by an invitation, signs in by a password and a second step, and has sessions.
//!
//! Whether a name is known, and which half was wrong, nobody learns: see the README of `access`, whose values are kept
//! here. Nothing here knows of a terminal or of HTTP.

mod attempt;
mod ceremony;
mod counts;
mod enrol;
mod keep;
mod passkey;
mod renew;
mod session;

use std::{
    fmt,
    net::IpAddr,
    path::Path,
    str::FromStr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use access::{
    AccessKey,
    account::Second,
    password::{Breached, NewPassword, Weakness, WeaknessCode},
    recovery,
    session::Watch,
    throttle::{Answer, Device, DeviceToken, Limits, Rule, Snapshot, Throttle, Who},
    totp,
};
use jiff::Timestamp;
use kernel::NotAnId;
use store::Unit;
use vault::{Random as _, Zeroizing};

use crate::{
    Office,
    acts::About,
    desk::Desk,
    error::{BadInput, OfficeError, Result},
    random::{self, SystemRandom},
};

pub use attempt::{Begun, Entered, Passed};
pub use counts::SigninCounts;
pub use enrol::{Enrolled, Invited, Offer};
pub(crate) use keep::{Roster, forget};
pub use passkey::{MadePasskey, PasskeyLine};
pub use session::{SessionLine, SignedIn, SteppedUp};

/// The longest name that is looked at, in bytes; a longer one is nobody's.
const NAME_MAX: usize = 64;

/// Where somebody comes from. `Debug` shows nothing of it.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// Their address, as the door sees it.
    pub address: IpAddr,
    /// The token that their device was given at its last sign-in, if it brought one.
    pub device: Option<&'a str>,
    /// What the session is to them when they look through theirs: a browser, a terminal. At most 120 characters are kept.
    pub client: &'a str,
}

/// A password that somebody wants to have, and the list of stolen ones that it may not stand in. `Debug` shows nothing.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    /// The password as typed.
    pub password: &'a str,
    /// A file in the format of Have I Been Pwned, where there is one.
    pub breached: Option<&'a Path>,
}

/// A session's name, by which it is listed and ended; it opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId([u8; 8]);

/// What the office keeps in memory of signing in.
pub(crate) struct Signing {
    pub(super) key: AccessKey,
    /// As of the last durable change; the writer's own is the one that decides.
    roster: RwLock<Arc<Roster>>,
    throttle: Arc<Mutex<Throttle>>,
    watch: Mutex<Watch>,
    counts: counts::Counts,
}

/// Reads a second step as it was typed: six digits, or a recovery code.
///
/// # Errors
/// It is neither; no try is used up by that.
pub fn second_step(typed: &str) -> Result<Second> {
    let code = totp::Code::parse(typed).map(Second::Totp);
    let code = code.or_else(|_| recovery::Code::parse(typed).map(Second::Recovery));
    code.map_err(|_| OfficeError::input("sign-in-code-form", &[]))
}

impl Signing {
    pub(crate) fn new(key: AccessKey, roster: Arc<Roster>, counted: Option<&Snapshot>) -> Self {
        let limits = limits();
        let throttle =
            counted.map_or_else(|| Throttle::new(&limits), |counted| Throttle::restore(&limits, counted));
        Self {
            key,
            roster: RwLock::new(roster),
            throttle: Arc::new(Mutex::new(throttle)),
            watch: Mutex::default(),
            counts: counts::Counts::default(),
        }
    }

    /// Who tries, as the limits count them.
    fn who(&self, name: &str, caller: &Caller<'_>, now: Timestamp) -> Who {
        let token = caller.device.and_then(|text| DeviceToken::parse(text).ok());
        let device = token.and_then(|token| Device::recognise(&self.key, name, &token, now));
        Who::new(&self.key, name, caller.address, device.as_ref())
    }

    /// Counts a try, or says how long to wait.
    fn ask(&self, who: &Who, now: Timestamp) -> Answer {
        locked(&self.throttle).ask(who, now)
    }
}

impl Office {
    /// How signing in went since the store was opened.
    pub fn signin_counts(&self) -> SigninCounts {
        self.signin.counts.read()
    }

    /// The roster as everybody but the writer sees it.
    pub(crate) fn roster(&self) -> Arc<Roster> {
        self.signin.roster.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn show_roster(&self, roster: Arc<Roster>) {
        let mut known = self.signin.roster.write().unwrap_or_else(PoisonError::into_inner);
        if roster.version >= known.version {
            *known = roster;
        }
    }

    /// Runs a job that changes the roster, and shows the new one once it is durable.
    fn keeping<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Unit<'_, Desk>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let (done, roster) = self.in_writer(About::default(), move |unit| {
            let done = job(unit)?;
            Ok((done, unit.context().roster.clone()))
        })?;
        self.show_roster(roster);
        Ok(done)
    }

    /// The password, if it is strong and in no list of stolen ones.
    fn chosen(&self, choice: &Choice<'_>, name: &str) -> Result<NewPassword> {
        let world = self.world();
        let organisation = world.edition().map(|edition| edition.pack().id.to_string()).unwrap_or_default();
        let weak = |why: Weakness| OfficeError::Input(BadInput::Password(why));
        let password = NewPassword::parse(choice.password, name, &[&organisation]).map_err(weak)?;
        if let Some(path) = choice.breached {
            let file = std::fs::File::open(path).map_err(OfficeError::file(path))?;
            let unusable =
                |why| OfficeError::input("breached-unusable", &[("path", &path.display()), ("why", &why)]);
            let seen = Breached::open(file).and_then(|mut list| list.count(&password)).map_err(unusable)?;
            if seen > 0 {
                return Err(weak(WeaknessCode::Breached.into()));
            }
        }
        Ok(password)
    }
}

impl SessionId {
    fn draw() -> Self {
        Self(random::bytes())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&crate::keys::hex(&self.0))
    }
}

impl FromStr for SessionId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let lower = text.len() == 16 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
        let number = u64::from_str_radix(text, 16).ok().filter(|_| lower).ok_or(NotAnId)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caller(..)")
    }
}

impl fmt::Debug for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choice(..)")
    }
}

/// The usual limits with fewer tags: all of them are stored with every attempt.
fn limits() -> Limits {
    let rule = |free, leak: u64| {
        let (most, leak) = (std::time::Duration::from_secs(900), std::time::Duration::from_secs(leak));
        Rule::new(free, most, leak, TAGS).ok()
    };
    let usual = Limits::default();
    Limits {
        pair: rule(4, 3600).unwrap_or(usual.pair),
        account: rule(4, 3600).unwrap_or(usual.account),
        address: rule(19, 300).unwrap_or(usual.address),
        network: rule(99, 60).unwrap_or(usual.network),
        device: rule(4, 3600).unwrap_or(usual.device),
    }
}

const TAGS: usize = 2048;

/// The name as given, or nobody's if it is too long.
fn name_of(given: &str) -> &str {
    if given.len() <= NAME_MAX { given } else { "" }
}

fn wait(left: std::time::Duration) -> OfficeError {
    OfficeError::input("sign-in-wait", &[("seconds", &left.as_secs().max(1))])
}

fn rng(bytes: &mut [u8]) {
    SystemRandom.fill(bytes);
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn shown(codes: &[recovery::Code]) -> Vec<Zeroizing<String>> {
    codes.iter().map(recovery::Code::expose_grouped).collect()
}
