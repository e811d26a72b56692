//! What is kept of somebody's passkeys (§4, "credential record").

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{NotTaken, bytes::Bytes, cose::PublicKey, response::Transport};
use crate::{Random, hidden::Hidden};

/// How many passkeys somebody may have.
pub const PASSKEYS: usize = 10;
/// The longest credential id, in bytes (§4).
pub(super) const CREDENTIAL: usize = 1023;
/// The longest name of a passkey, in characters.
const LABEL: usize = 64;

/// Somebody's passkeys, and the handle under which authenticators keep them. `Debug` shows only how many.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passkeys {
    handle: Option<UserHandle>,
    keys: Vec<Passkey>,
}

/// What an authenticator knows an account by: 32 random bytes that say nothing (§14.6.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserHandle(pub(super) Hidden<32>);

/// One passkey. `Debug` shows neither its name nor its key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passkey {
    pub(super) credential: Bytes<CREDENTIAL>,
    pub(super) key: PublicKey,
    pub(super) counter: u32,
    pub(super) backup_eligible: bool,
    pub(super) transports: Vec<Transport>,
    pub(super) name: Label,
    pub(super) created: Timestamp,
    pub(super) used: Option<Timestamp>,
}

/// By which a passkey is listed and removed: the first eight bytes of its credential id's SHA-256, in hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PasskeyId([u8; 8]);

/// What its owner calls a passkey: 1 to 64 characters, no control characters. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(String);

impl Passkeys {
    /// How many.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Each of them, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Passkey> {
        self.keys.iter()
    }

    /// Whether one of them is this one.
    pub fn holds(&self, passkey: &Passkey) -> bool {
        self.keys.iter().any(|held| held.credential == passkey.credential)
    }

    pub(crate) fn is_untouched(&self) -> bool {
        self.handle.is_none() && self.keys.is_empty()
    }

    pub(super) fn handle(&self) -> Option<&UserHandle> {
        self.handle.as_ref()
    }

    /// Takes one more, of an authenticator that knows the account by this handle.
    pub(crate) fn add(&mut self, handle: &UserHandle, passkey: Passkey) -> Result<PasskeyId, NotTaken> {
        if self.handle.as_ref().is_some_and(|own| own != handle) {
            return Err(NotTaken::Other);
        }
        if self.holds(&passkey) {
            return Err(NotTaken::Known);
        }
        if self.keys.len() >= PASSKEYS {
            return Err(NotTaken::Many);
        }
        let id = passkey.id();
        self.handle = Some(handle.clone());
        self.keys.push(passkey);
        Ok(id)
    }

    /// Takes one away; says whether it was there.
    pub(crate) fn remove(&mut self, id: PasskeyId) -> bool {
        let before = self.keys.len();
        self.keys.retain(|held| held.id() != id);
        self.keys.len() < before
    }

    pub(crate) fn use_up(&mut self, at: usize, counter: u32, now: Timestamp) {
        if let Some(used) = self.keys.get_mut(at) {
            used.counter = counter;
            used.used = Some(now);
        }
    }
}

impl UserHandle {
    pub(super) fn draw(rng: &mut Random<'_>) -> Self {
        Self(Hidden::random(rng))
    }
}

impl Passkey {
    /// By which it is listed and removed.
    pub fn id(&self) -> PasskeyId {
        let hash = Sha256::digest(&self.credential.0);
        PasskeyId(std::array::from_fn(|at| hash[at]))
    }

    /// What its owner calls it.
    pub fn name(&self) -> &Label {
        &self.name
    }

    /// When it was taken.
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// When it was last shown.
    pub fn used(&self) -> Option<Timestamp> {
        self.used
    }

    /// Whether its owner's other devices may have it too.
    pub fn may_be_shared(&self) -> bool {
        self.backup_eligible
    }

    /// Whether a use with this counter comes after the last one (§7.2, step 22): it is greater, or none is kept.
    pub(super) fn comes_after(&self, counter: u32) -> bool {
        counter > self.counter || (counter == 0 && self.counter == 0)
    }
}

impl Label {
    /// Reads a name; spaces around it don't count.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let length = text.chars().take(LABEL + 1).count();
        let plain = !text.chars().any(char::is_control);
        ((1..=LABEL).contains(&length) && plain).then(|| Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Label {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a passkey's name has 1 to 64 characters")
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0
    }
}

impl fmt::Display for PasskeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(self.0))
    }
}

/// What was given is no passkey's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passkey's id is 16 hex digits")]
pub struct NotAPasskeyId;

impl FromStr for PasskeyId {
    type Err = NotAPasskeyId;
    fn from_str(text: &str) -> Result<Self, NotAPasskeyId> {
        let mut id = [0; 8];
        let lower = !text.bytes().any(|c| c.is_ascii_uppercase());
        hex::decode_to_slice(text, &mut id).ok().filter(|()| lower).ok_or(NotAPasskeyId)?;
        Ok(Self(id))
    }
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passkeys({})", self.keys.len())
    }
}

impl fmt::Debug for Passkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passkey").field("id", &self.id()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Label(..)")
    }
}
