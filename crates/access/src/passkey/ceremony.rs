//! The two ceremonies: making a passkey (§7.1) and showing one (§7.2). Each is begun with a challenge, stored until the
//! answer comes, and then taken away, whatever the answer is worth: so no answer passes twice.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    AuthenticationResponse, CreationOptions, Label, NotTaken, Passkey, Passkeys, RegistrationResponse,
    RelyingParty, RequestOptions, UserHandle, UserVerification,
    bytes::Bytes,
    client::{self, Kind},
    cose::PublicKey,
    data::{Data, attested},
};
use crate::{Random, account::Account, hidden::Hidden};

/// How long there is for an answer.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// How far the clock may go back behind the beginning.
const BACKWARDS: SignedDuration = SignedDuration::from_mins(1);
/// The same for the browser, in milliseconds.
const TIMEOUT: u64 = 5 * 60 * 1000;

/// A passkey is asked for that is to be made. Good for five minutes and one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    challenge: Hidden<32>,
    handle: UserHandle,
    started: Timestamp,
}

/// A passkey is asked for that is to be shown. Good for five minutes and one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authentication {
    challenge: Hidden<32>,
    verification: UserVerification,
    started: Timestamp,
}

/// The answer to an [`Authentication`], not yet checked. `Debug` shows nothing secret.
#[derive(Debug, Clone)]
pub struct Shown {
    asked: Authentication,
    party: RelyingParty,
    response: AuthenticationResponse,
}

/// Which passkey an answer is by.
pub(crate) struct Match {
    pub(crate) at: usize,
    pub(crate) counter: u32,
    /// Its counter is not above the last one: there may be two of it (§7.2, step 22).
    pub(crate) copied: bool,
}

impl Registration {
    /// Asks for a passkey of an account, or of one that is yet to be.
    pub fn begin(account: Option<&Account>, now: Timestamp, rng: &mut Random<'_>) -> Self {
        let handle = account.and_then(|account| account.passkeys().handle().cloned());
        let handle = handle.unwrap_or_else(|| UserHandle::draw(rng));
        Self { challenge: Hidden::random(rng), handle, started: now }
    }

    /// What the page asks the browser for. `organisation` and `account` are what authenticators show their person;
    /// those in `held` are not made again.
    pub fn options(
        &self,
        party: &RelyingParty,
        organisation: &str,
        account: &str,
        held: &Passkeys,
    ) -> CreationOptions {
        CreationOptions::new(&self.challenge, &self.handle, party, (organisation, account), held, TIMEOUT)
    }

    /// Checks the answer.
    ///
    /// # Errors
    /// [`NotTaken`]; it came too late.
    pub fn finish(
        &self,
        party: &RelyingParty,
        answer: &RegistrationResponse,
        name: Label,
        now: Timestamp,
    ) -> Result<Passkey, NotTaken> {
        if self.is_over(now) {
            return Err(NotTaken::Other);
        }
        let credential = answer.credential().ok_or(NotTaken::Form)?;
        client::check(&answer.response.client_data.0, Kind::Create, &self.challenge, party)?;
        let data = Data::parse(attested(&answer.response.attestation_object.0)?)?;
        data.check(party, UserVerification::Required)?;
        let backup_eligible = data.is_backup_eligible();
        let made = data.made.ok_or(NotTaken::Form)?;
        if made.credential != credential.0 {
            return Err(NotTaken::Form);
        }
        Ok(Passkey {
            credential: credential.clone(),
            key: made.key,
            counter: data.counter,
            backup_eligible,
            transports: answer.response.transports.clone(),
            name,
            created: now,
            used: None,
        })
    }

    /// Whether no answer is taken any more, so that the row may go.
    pub fn is_over(&self, now: Timestamp) -> bool {
        is_over(self.started, now)
    }

    /// When it was begun.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    pub(crate) fn handle(&self) -> &UserHandle {
        &self.handle
    }
}

impl Authentication {
    /// Asks for a passkey.
    pub fn begin(verification: UserVerification, now: Timestamp, rng: &mut Random<'_>) -> Self {
        Self { challenge: Hidden::random(rng), verification, started: now }
    }

    /// What the page asks the browser for. `allowed` is for somebody who is signed in; whoever is not gets the same
    /// question as everybody.
    pub fn options(&self, party: &RelyingParty, allowed: Option<&Passkeys>) -> RequestOptions {
        RequestOptions::new(&self.challenge, party, allowed, self.verification, TIMEOUT)
    }

    /// Puts the answer beside the question.
    pub fn shown(self, party: RelyingParty, response: AuthenticationResponse) -> Shown {
        Shown { asked: self, party, response }
    }

    /// Whether no answer is taken any more, so that the row may go.
    pub fn is_over(&self, now: Timestamp) -> bool {
        is_over(self.started, now)
    }

    /// When it was begun.
    pub fn started(&self) -> Timestamp {
        self.started
    }
}

impl Shown {
    /// Which of these the answer is by, if it is right. One signature is checked in every case.
    pub(crate) fn matching(&self, passkeys: Option<&Passkeys>, now: Timestamp) -> Option<Match> {
        let credential = self.response.credential()?;
        let mut all = passkeys.into_iter().flat_map(Passkeys::iter).enumerate();
        let held = all.find(|(_, held)| held.credential == *credential);
        let nobodys = PublicKey::nobodys();
        let key = held.map_or(&nobodys, |(_, held)| &held.key);
        let answer = &self.response.response;
        let message = [&answer.authenticator_data.0[..], &Sha256::digest(&answer.client_data.0)].concat();
        let signed = key.verifies(&message, &answer.signature.0);
        client::check(&answer.client_data.0, Kind::Get, &self.asked.challenge, &self.party).ok()?;
        let data = Data::parse(&answer.authenticator_data.0).ok()?;
        data.check(&self.party, self.asked.verification).ok()?;
        let (at, held) = held?;
        let own = |given: &Bytes<64>| passkeys?.handle().map(|handle| handle.0.0[..] == given.0[..]);
        let theirs = answer.user_handle.as_ref().is_none_or(|given| own(given) == Some(true));
        let same = data.is_backup_eligible() == held.backup_eligible;
        let right = signed && theirs && same && data.made.is_none() && !self.asked.is_over(now);
        right.then(|| Match { at, counter: data.counter, copied: !held.comes_after(data.counter) })
    }
}

fn is_over(started: Timestamp, now: Timestamp) -> bool {
    let passed = now.duration_since(started);
    passed >= LIFETIME || passed < -BACKWARDS
}
