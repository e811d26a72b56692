//! What is stored of an account, and signing in to it in two steps.

mod attempt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AccessKey,
    passkey::{self, Match, NotTaken, Passkey, PasskeyId, Passkeys, Registration},
    password::{self, Phc},
    recovery::{self, RecoveryCodes},
    session::How,
    totp::{self, Totp},
};

pub use attempt::{Attempt, Verdict};

/// The credentials of one account. `Debug` shows no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    password: Option<Phc>,
    totp: Option<Totp>,
    recovery: RecoveryCodes,
    #[serde(default, skip_serializing_if = "Passkeys::is_untouched")]
    passkeys: Passkeys,
    changed: Timestamp,
}

/// What is given for the second step. `Debug` does not show it.
#[derive(Debug, Clone)]
pub enum Second {
    /// A code by time.
    Totp(totp::Code),
    /// A recovery code.
    Recovery(recovery::Code),
    /// A passkey.
    Passkey(Box<passkey::Shown>),
}

/// Why a second step does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It is not right.
    Wrong,
    /// It is right, and by a passkey whose counter went back: there may be two of it.
    Copied,
}

/// Why a passkey is not removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRemoved {
    /// There is none of this id.
    Unknown,
    /// Nothing but recovery codes would be left.
    Last,
}

/// What a second step was passed by, before it is used up.
enum Found {
    Step(u64),
    Code(usize),
    Passkey(Match),
}

impl Account {
    /// An account whose person has set nothing yet: nobody can sign in to it.
    pub fn new(now: Timestamp) -> Self {
        Self {
            password: None,
            totp: None,
            recovery: RecoveryCodes::default(),
            passkeys: Passkeys::default(),
            changed: now,
        }
    }

    /// Sets or replaces the password. Attempts under way with the old one fail; end its sessions too.
    pub fn set_password(&mut self, password: Phc, now: Timestamp) {
        self.password = Some(password);
        self.changed = now;
    }

    /// Sets or replaces the app for the second step.
    pub fn set_totp(&mut self, totp: Totp, now: Timestamp) {
        self.totp = Some(totp);
        self.changed = now;
    }

    /// Sets or replaces the recovery codes.
    pub fn set_recovery(&mut self, codes: RecoveryCodes, now: Timestamp) {
        self.recovery = codes;
        self.changed = now;
    }

    /// Takes one more passkey, made in answer to this.
    ///
    /// # Errors
    /// It is held already, or there are too many.
    pub fn add_passkey(
        &mut self,
        asked: &Registration,
        passkey: Passkey,
        now: Timestamp,
    ) -> Result<PasskeyId, NotTaken> {
        let id = self.passkeys.add(asked.handle(), passkey)?;
        self.changed = now;
        Ok(id)
    }

    /// Takes a passkey away.
    ///
    /// # Errors
    /// There is none of this id, or it is the last second step besides recovery codes.
    pub fn remove_passkey(&mut self, id: PasskeyId, now: Timestamp) -> Result<(), NotRemoved> {
        let is_last = self.totp.is_none() && self.passkeys.len() == 1;
        if !self.passkeys.iter().any(|passkey| passkey.id() == id) {
            return Err(NotRemoved::Unknown);
        }
        if is_last {
            return Err(NotRemoved::Last);
        }
        self.passkeys.remove(id);
        self.changed = now;
        Ok(())
    }

    /// Forgets everything, as before enrolling: for somebody who has lost both steps and shown otherwise who they are.
    pub fn reset(&mut self, now: Timestamp) {
        *self = Self::new(now);
    }

    /// Whether its person can sign in: there are a password and a second step.
    pub fn is_enrolled(&self) -> bool {
        let second = self.totp.is_some() || !self.passkeys.is_empty() || self.recovery.left() > 0;
        self.password.is_some() && second
    }

    /// Whether there is a password.
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// Whether there is an app for the second step.
    pub fn has_totp(&self) -> bool {
        self.totp.is_some()
    }

    /// The passkeys for the second step.
    pub fn passkeys(&self) -> &Passkeys {
        &self.passkeys
    }

    /// How many recovery codes are left.
    pub fn recovery_left(&self) -> usize {
        self.recovery.left()
    }

    /// When its person last changed something of it. Signing in is no change.
    pub fn changed(&self) -> Timestamp {
        self.changed
    }

    /// Whether the password's hash should be made anew when its person next gives it.
    pub fn wants_rehash(&self) -> bool {
        self.password.as_ref().is_some_and(|phc| !phc.is_current())
    }

    /// Whether this is the password of somebody who is signed in, to step up or to change it.
    pub fn check_password(&self, typed: &str) -> bool {
        password::check(typed, self.password.as_ref())
    }

    /// Whether this passes for the second step, of somebody who is signed in, to step up. If so, it is used up: store
    /// the change before telling anybody. `name` is the account's.
    ///
    /// # Errors
    /// [`Failure`]; nothing is used up.
    pub fn check_second(
        &mut self,
        key: &AccessKey,
        name: &str,
        second: &Second,
        now: Timestamp,
    ) -> Result<How, Failure> {
        let found = matching(Some(&*self), key, name, second, now).ok_or(Failure::Wrong)?;
        self.use_up(&found, now).ok_or(Failure::Copied)
    }

    /// `None` where it was by a passkey whose counter went back.
    fn use_up(&mut self, found: &Found, now: Timestamp) -> Option<How> {
        match found {
            Found::Step(step) => {
                if let Some(totp) = &mut self.totp {
                    totp.use_up(*step);
                }
                Some(How::PasswordTotp)
            }
            Found::Code(at) => {
                self.recovery.use_up(*at);
                Some(How::RecoveryCode)
            }
            Found::Passkey(found) if found.copied => None,
            Found::Passkey(found) => {
                self.passkeys.use_up(found.at, found.counter, now);
                Some(How::PasswordPasskey)
            }
        }
    }
}

/// What the second step is passed by; the same work where there is no account, or nothing enrolled.
fn matching(
    account: Option<&Account>,
    key: &AccessKey,
    name: &str,
    second: &Second,
    now: Timestamp,
) -> Option<Found> {
    match second {
        Second::Totp(code) => {
            let nobodys = Totp::nobodys();
            let totp = account.and_then(|account| account.totp.as_ref()).unwrap_or(&nobodys);
            totp.matching(code, now).map(Found::Step)
        }
        Second::Recovery(code) => {
            let none = RecoveryCodes::default();
            let codes = account.map_or(&none, |account| &account.recovery);
            codes.matching(key, name, code).map(Found::Code)
        }
        Second::Passkey(shown) => shown.matching(account.map(Account::passkeys), now).map(Found::Passkey),
    }
}
