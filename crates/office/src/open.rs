//! Making and opening a store.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock},
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{ActKind, Member, Operational, Verdict, World};
use ledger::{LogFolder, note::SigningKey};
use policy::{Edition, StaffId};
use serde::{Deserialize, Serialize};
use store::{Engine, Options, Reader as _, RowMac, Sqlite, Wants, Write, Writer};
use vault::{Keyring, Zeroizing};

use crate::{
    Clock, Office,
    desk::Desk,
    error::{OfficeError, Result},
    feed::Feed,
    keys::{self, KeyChoice, Passphrase, hex},
    machines::Machines,
    organisation::{self, META, PROFILE, json},
    perform::no_subject,
    random::{self, SystemRandom},
    signin::{Roster, Signing},
    tally::Tally,
};

/// What a new store is made from.
#[derive(Debug)]
pub struct Founding {
    /// The first edition, in force at once.
    pub edition: Edition,
    /// The text of its jurisdiction profile.
    pub profile: String,
    /// The first member of staff, where the pack's responsible person shall not be it.
    pub staff: Option<StaffId>,
    /// How the root key is kept.
    pub key: KeyChoice,
    /// For a rehearsal: the moment at which its clock starts. A rehearsal is marked for ever.
    pub rehearsal: Option<Timestamp>,
}

/// Where a store's parts lie.
#[derive(Debug, Clone)]
pub struct Layout {
    dir: PathBuf,
}

impl Layout {
    /// The parts of the store in `dir`.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// The folder itself.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.dir.join("qorgau.db")
    }

    /// The log's folder: checkpoints, tiles, verifier key.
    pub fn log(&self) -> PathBuf {
        self.dir.join("log")
    }

    /// The folder of acts of destruction.
    pub fn acts(&self) -> PathBuf {
        self.dir.join("acts")
    }

    /// The root key, where it was not put elsewhere.
    pub fn root_key(&self) -> PathBuf {
        self.dir.join("root.key")
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Meta {
    /// The clock of a rehearsal, seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rehearsal: Option<i64>,
    /// The profile's id.
    profile: String,
}

/// The store's own mark.
pub(crate) const STORE: &str = "store";
const LOG_KEY: &str = "log-key";
const LOG_LABEL: &str = "log signing seed";

pub(crate) struct KeyMac(pub(crate) Keyring);

impl RowMac for KeyMac {
    fn mac(&self, table: &str, key: &[u8], body: &[u8]) -> [u8; 16] {
        self.0.row_mac(table, key, body)
    }
}

impl Office {
    /// Makes a new store in a folder that is not there yet or empty, and opens it.
    ///
    /// # Errors
    /// The folder holds something, can't be written, or nobody would be the first member of staff.
    pub fn create(dir: impl Into<PathBuf>, founding: Founding) -> Result<Office> {
        let layout = Layout::new(dir);
        let profile = parse_profile(&founding.profile)?;
        let pack = founding.edition.pack();
        let today = profile.local_date(founding.rehearsal.unwrap_or_else(Timestamp::now));
        if pack.in_force_from > today {
            return Err(OfficeError::input(
                "edition-not-yet",
                &[("day", &pack.in_force_from), ("today", &today)],
            ));
        }
        let first = founder(&founding)?;
        let responsible = pack.responsible.as_ref().map(|r| r.role.clone());
        let role = responsible.or_else(|| pack.roles.first().map(|role| role.id.clone()));
        let role = role.ok_or_else(|| OfficeError::input("no-roles", &[]))?;
        let world = World {
            epoch: 1,
            editions: BTreeMap::from([(1, Arc::new(founding.edition.clone()))]),
            in_force: 1,
            profile: Arc::new(profile),
            staff: BTreeMap::from([(first.clone(), Member { roles: vec![role.clone()], acknowledged: 0 })]),
            keys: BTreeMap::new(),
            hooks: BTreeSet::new(),
            proposals: BTreeMap::new(),
        };
        prepare_folder(layout.dir())?;
        let keyring = keys::create(layout.dir(), &founding.key)?;
        let seed = Zeroizing::new(random::bytes::<32>());
        let signing = SigningKey::generate(&format!("qorgau/{}", pack.id), &seed)?;
        LogFolder::create(layout.log(), &signing)?;
        fs::create_dir(layout.acts()).map_err(OfficeError::file(layout.acts()))?;
        let meta = Meta {
            rehearsal: founding.rehearsal.map(Timestamp::as_second),
            profile: world.profile.id().to_owned(),
        };
        let mut writes = organisation::documents(&world);
        let document = |kind, id: &str, body| Write::PutDocument { kind, id: id.to_owned(), body };
        writes.push(document(PROFILE, world.profile.id(), founding.profile.clone().into_bytes()));
        writes.push(document(META, LOG_KEY, keyring.seal_system(LOG_LABEL, &*seed, &mut SystemRandom)));
        writes.push(Machines::found(&keyring));
        let entry = founding_entry(&world, first, founding.rehearsal.unwrap_or_else(Timestamp::now), role);
        let engine = Sqlite::create(layout.database(), mac(&keyring))?;
        let writer = Writer::start(
            Box::new(engine),
            Desk {
                world: Arc::new(world),
                keys: keyring,
                roster: Arc::default(),
                feed: Arc::default(),
                tally: Arc::default(),
            },
            Options::default(),
        )?;
        writer.submit(Wants::default(), move |unit| {
            let staged = writes.into_iter().try_for_each(|write| unit.stage(write));
            let done = staged.map(|()| {
                let _index = unit.append_entry(entry, random::bytes(), no_subject());
            });
            // The store's own mark comes last: without it a folder half made is not a store.
            let body = json(&meta);
            let done =
                done.and_then(|()| unit.stage(Write::PutDocument { kind: META, id: STORE.to_owned(), body }));
            match done {
                Ok(()) => store::Verdict::Commit(Ok(())),
                Err(why) => store::Verdict::Drop(Err(why)),
            }
        })??;
        drop(writer);
        let passphrase = match founding.key {
            KeyChoice::Passphrase(pass) => Some(pass),
            KeyChoice::File(_) => None,
        };
        Office::open(layout.dir(), passphrase.as_ref())
    }

    /// Opens a store: checks its key, its log folder and its state, and finishes what a crash left pending.
    ///
    /// # Errors
    /// No store, a wrong key, opened by another process, damaged, or behind its own log.
    pub fn open(dir: impl Into<PathBuf>, passphrase: Option<&Passphrase>) -> Result<Office> {
        let layout = Layout::new(dir);
        match fs::metadata(layout.database()) {
            Ok(_) => {}
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Err(no_database(&layout)),
            Err(why) => return Err(OfficeError::file(layout.database())(why)),
        }
        let (root, keyring) = keys::open(layout.dir(), passphrase)?;
        let mut engine = Sqlite::open(layout.database(), mac(&keyring))?;
        if engine.counters()?.next_index == 0 && engine.document(META, STORE)?.is_none() {
            return Err(unfinished(&layout));
        }
        let meta: Meta = read_document(&mut engine, META, STORE)?;
        let profile = engine.document(PROFILE, &meta.profile)?;
        let profile = profile.and_then(|text| String::from_utf8(text).ok());
        let profile = profile.ok_or_else(|| OfficeError::damaged("the jurisdiction profile is missing"))?;
        let world = organisation::world(&mut engine, Arc::new(parse_profile(&profile)?))?;
        let sealed = engine.document(META, LOG_KEY)?;
        let sealed = sealed.ok_or_else(|| OfficeError::damaged("the log's signing key is missing"))?;
        let seed =
            keyring.open_system(LOG_LABEL, &sealed).map_err(OfficeError::vault("the log's signing key"))?;
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(
            seed.as_slice()
                .try_into()
                .map_err(|_| OfficeError::damaged("the log's signing key has another length"))?,
        );
        let log = LogFolder::open(layout.log())?;
        let signing = SigningKey::generate(log.origin(), &seed)?;
        if !log.keys().contains(&signing.verifier()) {
            return Err(OfficeError::damaged(format!(
                "the log in {} is signed by another key than this store's: it belongs to another store, or was put in \
                 its place",
                layout.log().display()
            )));
        }
        let size = engine.counters()?.next_index;
        let signed = log.last_checkpoint()?.size;
        if size < signed {
            return Err(OfficeError::damaged(format!(
                "the store has {size} log entries, its log folder has signed {signed}: an older copy of the database \
                 was put back"
            )));
        }
        let machines = Machines::open(&mut engine, &keyring)?;
        let (roster, counted) = Roster::open(&mut engine, &keyring)?;
        let roster = Arc::new(roster);
        let feed = Arc::new(Feed::open(&mut engine, &keyring)?);
        let clock = match meta.rehearsal.and_then(|second| Timestamp::from_second(second).ok()) {
            Some(at) => Clock::rehearsed(at),
            None => Clock::system(),
        };
        let world = Arc::new(world);
        let tally = Arc::<Tally>::default();
        let desk = Desk {
            world: world.clone(),
            keys: keyring.clone(),
            roster: roster.clone(),
            feed: feed.clone(),
            tally: Arc::clone(&tally),
        };
        let office = Office {
            layout,
            writer: Writer::start(Box::new(engine), desk, Options::default())?,
            keys: keyring,
            root,
            world: RwLock::new(world),
            log: Mutex::new(log),
            signing,
            clock,
            ids: crate::ids::Ids::default(),
            signin: Signing::new(machines.key(), roster, counted.as_ref()),
            machines: RwLock::new(machines),
            tally,
            known: Default::default(),
            visits: Default::default(),
            feed_queue: feed.shared_queue(),
        };
        office.finish_pending()?;
        Ok(office)
    }

    /// Sets a rehearsal's clock.
    ///
    /// # Errors
    /// The store is no rehearsal.
    pub fn set_clock(&self, at: Timestamp) -> Result<()> {
        if !self.clock.is_rehearsed() {
            return Err(OfficeError::input("clock-real", &[]));
        }
        let profile = self.world().profile.id().to_owned();
        let body = json(&Meta { rehearsal: Some(at.as_second()), profile });
        self.write_documents(vec![Write::PutDocument { kind: META, id: STORE.to_owned(), body }])?;
        self.clock.set(at);
        Ok(())
    }
}

pub(crate) fn mac(keyring: &Keyring) -> Arc<dyn RowMac> {
    Arc::new(KeyMac(keyring.clone()))
}

fn prepare_folder(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    if let Ok(mut inside) = fs::read_dir(dir) {
        return match inside.next() {
            None => Ok(()),
            Some(_) => Err(OfficeError::input("folder-not-empty", &[("path", &dir.display())])),
        };
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(OfficeError::file(dir))
}

/// Why there is no database: no store, one whose making was interrupted, or one that lost it.
fn no_database(layout: &Layout) -> OfficeError {
    let signed =
        LogFolder::open(layout.log()).and_then(|log| log.last_checkpoint()).map_or(0, |last| last.size);
    match fs::read_dir(layout.dir()).ok().and_then(|mut inside| inside.next()) {
        None => store::StoreError::Missing { path: layout.database() }.into(),
        Some(_) if signed > 0 => OfficeError::damaged(format!(
            "the database {} is missing, though its log has signed {signed} entries",
            layout.database().display()
        )),
        Some(_) if keys::begun(layout.dir()) => {
            OfficeError::input("init-no-database", &[("path", &layout.dir().display())])
        }
        Some(_) => store::StoreError::Missing { path: layout.database() }.into(),
    }
}

fn unfinished(layout: &Layout) -> OfficeError {
    OfficeError::input("init-unfinished", &[("path", &layout.dir().display())])
}

pub(crate) fn parse_profile(text: &str) -> Result<Profile> {
    Profile::parse(text).map_err(|why| OfficeError::input("profile-unreadable", &[("why", &why)]))
}

fn founder(founding: &Founding) -> Result<StaffId> {
    let named = founding.edition.pack().responsible.as_ref().map(|responsible| responsible.staff.clone());
    founding.staff.clone().or(named).ok_or_else(|| OfficeError::input("no-first-staff", &[]))
}

/// The first entry: the edition comes into force, and its first member of staff is admitted.
fn founding_entry(world: &World, first: StaffId, now: Timestamp, role: policy::RoleId) -> Vec<u8> {
    let edition = world.edition();
    let of = Operational::of(
        now,
        first.clone().into(),
        ActKind::ActivateEdition,
        Verdict::Permitted,
        world.in_force,
    );
    let entry = Operational {
        clause: edition.map(|e| e.pack().clause(policy::Topic::Editions).to_owned()).unwrap_or_default(),
        staff: Some(first),
        roles: vec![role],
        how: Some("founding".to_owned()),
        count: Some(1),
        digest: edition.map(|e| hex(e.hash())),
        ..of
    };
    entry.to_bytes()
}

fn read_document<T: for<'de> Deserialize<'de>>(engine: &mut dyn Engine, kind: &str, id: &str) -> Result<T> {
    let missing = || OfficeError::damaged(format!("the document {kind}/{id} is missing or does not read"));
    let body = engine.document(kind, id)?.ok_or_else(missing)?;
    serde_json::from_slice(&body).map_err(|_| missing())
}
