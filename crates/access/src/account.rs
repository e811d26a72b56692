//! What is stored of an account, and signing in to it in two steps.

mod attempt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AccessKey,
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
    changed: Timestamp,
}

/// What is given for the second step. `Debug` does not show it.
#[derive(Debug, Clone)]
pub enum Second {
    /// A code by time.
    Totp(totp::Code),
    /// A recovery code.
    Recovery(recovery::Code),
}

/// What a second step was passed by, before it is used up.
enum Found {
    Step(u64),
    Code(usize),
}

impl Account {
    /// An account whose person has set nothing yet: nobody can sign in to it.
    pub fn new(now: Timestamp) -> Self {
        Self { password: None, totp: None, recovery: RecoveryCodes::default(), changed: now }
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

    /// Forgets everything, as before enrolling: for somebody who has lost both steps and shown otherwise who they are.
    pub fn reset(&mut self, now: Timestamp) {
        *self = Self::new(now);
    }

    /// Whether its person can sign in: there are a password and a second step.
    pub fn is_enrolled(&self) -> bool {
        self.password.is_some() && (self.totp.is_some() || self.recovery.left() > 0)
    }

    /// Whether there is a password.
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// Whether there is an app for the second step.
    pub fn has_totp(&self) -> bool {
        self.totp.is_some()
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
    pub fn check_second(
        &mut self,
        key: &AccessKey,
        name: &str,
        second: &Second,
        now: Timestamp,
    ) -> Option<How> {
        let found = matching(Some(&*self), key, name, second, now)?;
        Some(self.use_up(&found))
    }

    fn use_up(&mut self, found: &Found) -> How {
        match found {
            Found::Step(step) => {
                if let Some(totp) = &mut self.totp {
                    totp.use_up(*step);
                }
                How::PasswordTotp
            }
            Found::Code(at) => {
                self.recovery.use_up(*at);
                How::RecoveryCode
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
    }
}
