//! Machines' keys: what a program may do in the name of whoever made its key, and how it proves that it has it. The
//! secret is shown once; what is kept of it lies sealed beside the key's state.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use access::{
    AccessKey,
    apikey::{self, ApiKey, StoredKey},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Deed};
use policy::{KeyId, Permission};
use store::{Engine, Unit, Write};
use vault::{Keyring, Random as _, Zeroizing};

use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    organisation::{META, json},
    perform::Payload,
    random::{self, SystemRandom},
};

/// What is kept of a key's secret, by the key's name.
pub(crate) const SECRET: &str = "key-secret";
/// When a key was used last, by the key's name.
const USED: &str = "key-used";
const ACCESS: &str = "access-key";
/// How exactly its last use is kept.
const EVERY: SignedDuration = SignedDuration::from_secs(60);

/// What programs prove themselves by.
pub(crate) struct Machines {
    key: AccessKey,
    /// By the public part of the text; a name has one.
    known: HashMap<apikey::KeyId, (KeyId, StoredKey)>,
    used: Mutex<HashMap<KeyId, Timestamp>>,
}

impl Machines {
    /// The key of all of them, for a new store.
    pub(crate) fn found(keys: &Keyring) -> Write {
        let fresh = Zeroizing::new(random::bytes::<32>());
        let body = keys.seal_system(ACCESS, &fresh[..], &mut SystemRandom);
        Write::PutDocument { kind: META, id: ACCESS.to_owned(), body }
    }

    /// As they stand in the store.
    pub(crate) fn open(engine: &mut dyn Engine, keys: &Keyring) -> Result<Self> {
        let bad = |what: &str| OfficeError::damaged(format!("{what} does not open"));
        let missing = || OfficeError::damaged("the access key is missing");
        let sealed = engine.document(META, ACCESS)?.ok_or_else(missing)?;
        let key = keys.open_system(ACCESS, &sealed).map_err(OfficeError::vault("the access key"))?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| bad("the access key"))?;
        let key = Zeroizing::new(key);
        let mut known = HashMap::new();
        for document in engine.documents(SECRET)? {
            let what = format!("the secret of key {}", document.id);
            let plain = keys.open_system(&label(&document.id), &document.body);
            let plain = plain.map_err(OfficeError::vault(what.clone()))?;
            let stored: StoredKey = serde_json::from_slice(&plain).map_err(|_| bad(&what))?;
            let name = document.id.parse().map_err(|_| bad(&what))?;
            known.insert(stored.id(), (name, stored));
        }
        let mut used = HashMap::new();
        for document in engine.documents(USED)? {
            let at = serde_json::from_slice(&document.body).ok().zip(document.id.parse().ok());
            used.extend(at.map(|(at, name)| (name, at)));
        }
        Ok(Self { key: AccessKey::new(&key), known, used: Mutex::new(used) })
    }

    /// The key of everything that people and programs prove themselves by.
    pub(crate) fn key(&self) -> AccessKey {
        self.key.clone()
    }

    /// Whether the use of a key is to be kept: the first, and one a minute.
    fn use_now(&self, name: &KeyId, now: Timestamp) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let last = used.get(name).copied();
        let counts = last.is_none_or(|last| now < last || now.duration_since(last) >= EVERY);
        if counts {
            used.insert(name.clone(), now);
        }
        counts
    }

    /// Whether there is a secret under this name.
    pub(crate) fn knows(&self, name: &KeyId) -> bool {
        self.known.values().any(|(known, _)| known == name)
    }
}

/// What the sealing of a secret binds.
fn label(name: &str) -> String {
    format!("{SECRET} {name}")
}

impl Office {
    /// Makes a key for a machine, and gives its text, which is shown once and kept nowhere. It never allows more than its
    /// owner, who makes it, may do on that day.
    ///
    /// # Errors
    /// Refused: the name is taken, the term is no term, or an act is not for machines.
    pub fn add_key(
        &self,
        actor: &Actor,
        name: KeyId,
        scope: Permission,
        expires: Timestamp,
    ) -> Result<(Done, Zeroizing<String>)> {
        let mut rng = |bytes: &mut [u8]| SystemRandom.fill(bytes);
        let (secret, stored) = ApiKey::generate(&self.machines().key, &mut rng);
        let body = self.keys.seal_system(&label(name.as_str()), &json(&stored), &mut SystemRandom);
        let (act, now) =
            (self.said(actor, None, Deed::AddKey { key: name.clone(), scope, expires }), self.clock.now());
        let id = name.to_string();
        let (done, world) = self.in_writer(About::default(), move |unit: &mut Unit<'_, Desk>| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            unit.stage(Write::DropDocument { kind: USED, id: id.clone() })?; // another key's of that name
            unit.stage(Write::PutDocument { kind: SECRET, id, body })?;
            Ok((done, unit.context().world.clone()))
        })?;
        self.set_world(world);
        let mut machines = self.machines_mut();
        machines.known.retain(|_, (known, _)| *known != name);
        machines.used.get_mut().unwrap_or_else(PoisonError::into_inner).remove(&name);
        machines.known.insert(stored.id(), (name, stored));
        Ok((done, secret.expose()))
    }

    /// The machines' keys with what they allow. The looking is logged.
    ///
    /// # Errors
    /// Refused.
    pub fn keys(&self, actor: &Actor) -> Result<Vec<(KeyId, kernel::ApiKey)>> {
        self.printed(actor, "keys", None)?;
        Ok(self.world().keys.iter().map(|(name, key)| (name.clone(), key.clone())).collect())
    }

    /// Ends a machine's key.
    ///
    /// # Errors
    /// Refused.
    pub fn remove_key(&self, actor: &Actor, key: KeyId) -> Result<Done> {
        let done = self.organise(actor, Deed::RemoveKey { key: key.clone() })?;
        self.machines_mut().known.retain(|_, (known, _)| *known != key);
        Ok(done)
    }

    /// The machine whose key this text is. The work is the same for a key that nobody has; whether it is still in term,
    /// and what it allows, is decided with each act.
    pub fn machine(&self, text: &str) -> Option<Actor> {
        let key = ApiKey::parse(text).ok()?;
        let machines = self.machines();
        let known = machines.known.get(&key.id());
        let proved = key.check(&machines.key, known.map(|(_, stored)| stored));
        let (name, _) = known.filter(|_| proved)?;
        let now = self.clock.now();
        if machines.use_now(name, now) {
            let (id, body) = (name.to_string(), json(&now));
            // Nobody waits for it; where it fails, whatever the key was used for fails as well.
            let _ = self.soon_in_writer(store::Wants::default(), move |unit| {
                Ok(unit.stage(Write::PutDocument { kind: USED, id, body })?)
            });
        }
        Some(Actor::Key(name.clone()))
    }

    /// When a machine's key was used last, within a minute.
    pub fn last_use(&self, key: &KeyId) -> Option<Timestamp> {
        self.machines().used.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied()
    }

    pub(crate) fn machines(&self) -> std::sync::RwLockReadGuard<'_, Machines> {
        self.machines.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn machines_mut(&self) -> std::sync::RwLockWriteGuard<'_, Machines> {
        self.machines.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
