//! Signing in: a password, then a second step.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use super::{Account, Second, matching};
use crate::{AccessKey, Random, hidden::Hidden, password, session::How};

/// A sign-in under way, stored between its two steps. Neither its bytes nor its answers tell whether there is such an
/// account or whether the password was right: that is known only after the second step, to who passes it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    account: String,
    id: Hidden<16>,
    /// A keyed hash of id, account and password hash if the password was right, random bytes if not. So an attempt
    /// also ends when the password is changed meanwhile.
    proof: Hidden<32>,
    started: Timestamp,
    tries_left: u8,
}

/// What a second step is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both steps were right: begin a session.
    SignedIn(How),
    /// One of the two was not; nobody is told which.
    Wrong {
        /// How often the second step may still be tried.
        left: u8,
    },
    /// Both steps were right, and the second was by a passkey whose counter went back: there may be two of it. Nobody
    /// gets in, and the attempt is over.
    Copied,
    /// The attempt was used, has no tries left, or took too long: begin anew with the password.
    Over,
}

/// How long there is for the second step.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// How far the clock may go back behind the beginning.
const BACKWARDS: SignedDuration = SignedDuration::from_mins(1);
const TRIES: u8 = 3;

impl Attempt {
    /// Takes a password, whatever it is: the second step is always asked for.
    ///
    /// `account` is what is stored under the name, if anything. The work is the same in every case: one argon2 hash
    /// of the same costs, one HMAC, the same random bytes.
    pub fn begin(
        key: &AccessKey,
        name: &str,
        account: Option<&Account>,
        password: &str,
        now: Timestamp,
        rng: &mut Random<'_>,
    ) -> Self {
        let id = Hidden::random(rng);
        let nothing: Hidden<32> = Hidden::random(rng);
        let stored = account.and_then(|account| account.password.as_ref());
        let right = Choice::from(u8::from(password::check(password, stored)));
        let proof = proof(key, &id, name, account);
        let proof =
            Hidden(std::array::from_fn(|i| u8::conditional_select(&nothing.0[i], &proof.0[i], right)));
        Self { account: name.to_owned(), id, proof, started: now, tries_left: TRIES }
    }

    /// Takes the second step. It changes with every answer, and so does the account once it is passed: store both in
    /// one transaction before telling anybody, or guesses made at once would share one try.
    ///
    /// `account` is what is stored under [`Attempt::account`] now. Of a sign-in whose password was wrong nothing is
    /// used up.
    pub fn second(
        &mut self,
        key: &AccessKey,
        account: Option<&mut Account>,
        second: &Second,
        now: Timestamp,
    ) -> Verdict {
        let found = matching(account.as_deref(), key, &self.account, second, now);
        let right: bool = proof(key, &self.id, &self.account, account.as_deref()).ct_eq(&self.proof).into();
        if self.is_over(now) {
            return Verdict::Over;
        }
        match (right, found, account) {
            (true, Some(found), Some(account)) => {
                self.tries_left = 0;
                account.use_up(&found, now).map_or(Verdict::Copied, Verdict::SignedIn)
            }
            _ => {
                self.tries_left -= 1;
                Verdict::Wrong { left: self.tries_left }
            }
        }
    }

    /// Whether no second step can pass any more, so that the row may go.
    pub fn is_over(&self, now: Timestamp) -> bool {
        let passed = now.duration_since(self.started);
        self.tries_left == 0 || passed >= LIFETIME || passed < -BACKWARDS
    }

    /// When the password was given.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// The name that was given.
    pub fn account(&self) -> &str {
        &self.account
    }
}

fn proof(key: &AccessKey, id: &Hidden<16>, name: &str, account: Option<&Account>) -> Hidden<32> {
    let stored = account.and_then(|account| account.password.as_ref());
    let phc = password::or_nobodys(stored);
    Hidden(key.mac("qorgau/attempt/1", &[&id.0, name.as_bytes(), phc]))
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt").field("tries_left", &self.tries_left).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        password::{NewPassword, tests::take_paid},
        testing::{at, key, rng},
    };

    /// The argon2 hash outweighs all else in a first step, so as many of it are computed, at the same costs.
    #[test]
    fn the_first_step_is_as_much_work_for_nobody_as_for_somebody() {
        let mut account = Account::new(at(0));
        let bare = account.clone();
        let password = "түлкі көпір жаңбыр";
        account.set_password(NewPassword::parse(password, "asel", &[]).unwrap().hash(&mut rng(1)), at(0));
        let mut paid = [Some(&account), None, Some(&bare)].map(|account| {
            ["wrong horse", password].map(|typed| {
                Attempt::begin(&key(), "asel", account, typed, at(0), &mut rng(2));
                take_paid()
            })
        });
        assert_eq!(paid[0][0].len(), 1);
        let first = std::mem::take(&mut paid[0]);
        assert!(paid[1..].iter().all(|other| *other == first), "{first:?} {paid:?}");
    }
}
