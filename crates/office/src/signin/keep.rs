//! What is kept of signing in: sealed documents in the store, and the same in memory. The writer's copy decides; what is
//! shown to everybody else is durable.
//!
//! All of them together have a tally, sealed beside them, so that one taken away, or an older one put back, is noticed.

use std::{collections::BTreeMap, str::FromStr, sync::Arc};

use access::{
    account::{Account, Attempt},
    session::Session,
    throttle::Snapshot,
};
use policy::StaffId;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use store::{Engine, Unit, Write};
use vault::{Keyring, Zeroizing};

use super::{
    SessionId,
    ceremony::{Ceremony, Course},
    enrol::Invitation,
    renew::NewApp,
};
use crate::{
    desk::Desk,
    error::{OfficeError, Result},
    organisation::{META, json},
    random::SystemRandom,
};

/// Everybody's credentials, invitations, sessions, attempts, and questions to authenticators.
#[derive(Clone, Default)]
pub(crate) struct Roster {
    /// Goes up with every change.
    pub(super) version: u64,
    pub(super) accounts: BTreeMap<StaffId, Account>,
    pub(super) invitations: BTreeMap<StaffId, Invitation>,
    pub(super) sessions: BTreeMap<SessionId, Session>,
    /// By the hash of their handle.
    pub(super) attempts: BTreeMap<String, Attempt>,
    pub(super) apps: BTreeMap<SessionId, NewApp>,
    /// By the course in which they are.
    pub(super) ceremonies: BTreeMap<String, Ceremony>,
    /// Of every document, by kind and id.
    marks: BTreeMap<(&'static str, String), Mark>,
    /// Whether the store held, when it was opened, what was last written.
    whole: bool,
}

/// A kind of document that the roster holds.
pub(super) trait Kept: Serialize + DeserializeOwned {
    /// What it is found by.
    type Id: Ord + Clone + ToString + FromStr;
    const KIND: &'static str;
    fn all(roster: &mut Roster) -> &mut BTreeMap<Self::Id, Self>;
}

type Mark = [u8; 32];

const TALLY: &str = "sign-in-tally";
const THROTTLE: &str = "throttle";

/// Keeps one, new or in place of the one there.
pub(super) fn put<T: Kept>(unit: &mut Unit<'_, Desk>, id: T::Id, value: T) -> Result<()> {
    let plain = Zeroizing::new(json(&value));
    let desk = unit.context_mut();
    let writes = written(desk, T::KIND, id.to_string(), Some(&plain));
    T::all(Arc::make_mut(&mut desk.roster)).insert(id, value);
    stage(unit, writes)
}

/// Takes one away.
pub(super) fn take<T: Kept>(unit: &mut Unit<'_, Desk>, id: &T::Id) -> Result<Option<T>> {
    let desk = unit.context_mut();
    let Some(value) = T::all(Arc::make_mut(&mut desk.roster)).remove(id) else { return Ok(None) };
    let writes = written(desk, T::KIND, id.to_string(), None);
    stage(unit, writes)?;
    Ok(Some(value))
}

/// Keeps what is counted of failures.
pub(super) fn put_throttle(unit: &mut Unit<'_, Desk>, snapshot: &Snapshot) -> Result<()> {
    let writes = written(unit.context_mut(), THROTTLE, THROTTLE.to_owned(), Some(&json(snapshot)));
    stage(unit, writes)
}

/// Takes everything of a member of staff away: for whoever leaves.
pub(crate) fn forget(desk: &mut Desk, staff: &StaffId) -> Vec<Write> {
    let roster = Arc::make_mut(&mut desk.roster);
    let sessions: Vec<_> = roster.sessions_of(staff).collect();
    let account = roster.accounts.remove(staff).map(|_| (Account::KIND, staff.to_string()));
    let invited = roster.invitations.remove(staff).map(|_| (Invitation::KIND, staff.to_string()));
    let ended = sessions.into_iter().flat_map(|id| {
        let session = roster.sessions.remove(&id).map(|_| (Session::KIND, id.to_string()));
        let app = roster.apps.remove(&id).map(|_| (NewApp::KIND, id.to_string()));
        let courses = [Course::Adding(id), Course::SteppingUp(id)].map(|course| course.to_string());
        let asked = courses.into_iter().filter(|course| roster.ceremonies.remove(course).is_some());
        let asked: Vec<_> = asked.map(|course| (Ceremony::KIND, course)).collect();
        session.into_iter().chain(app).chain(asked)
    });
    let mut gone: Vec<_> = ended.chain(account).chain(invited).collect();
    let enrolling = Course::Enrolling(staff).to_string();
    gone.extend(roster.ceremonies.remove(&enrolling).map(|_| (Ceremony::KIND, enrolling)));
    gone.into_iter().flat_map(|(kind, id)| written(desk, kind, id, None)).collect()
}

impl Roster {
    /// As it stands in the store, with what was counted of failures.
    pub(crate) fn open(engine: &mut dyn Engine, keys: &Keyring) -> Result<(Self, Option<Snapshot>)> {
        let mut roster = Self::default();
        read::<Account>(&mut roster, engine, keys)?;
        read::<Invitation>(&mut roster, engine, keys)?;
        read::<Session>(&mut roster, engine, keys)?;
        read::<Attempt>(&mut roster, engine, keys)?;
        read::<NewApp>(&mut roster, engine, keys)?;
        read::<Ceremony>(&mut roster, engine, keys)?;
        let mut throttle = None;
        if let Some(body) = engine.document(THROTTLE, THROTTLE)? {
            throttle = Some(opened(keys, THROTTLE, THROTTLE, &body)?);
            roster.marks.insert((THROTTLE, THROTTLE.to_owned()), mark(THROTTLE, THROTTLE, &body));
        }
        roster.whole = match engine.document(META, TALLY)? {
            Some(body) => {
                let tally = keys.open_system(TALLY, &body);
                *tally.map_err(OfficeError::vault("the tally of sign-in"))? == roster.tally()
            }
            None => roster.marks.is_empty(),
        };
        Ok((roster, throttle))
    }

    /// Whether nothing was taken away or put back behind the program.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// When a member of staff last chose their means of signing in.
    pub(crate) fn chosen(&self, staff: &StaffId) -> Option<jiff::Timestamp> {
        self.accounts.get(staff).map(Account::changed)
    }

    pub(super) fn sessions_of(&self, staff: &StaffId) -> impl Iterator<Item = SessionId> {
        let theirs = self.sessions.iter().filter(|(_, session)| *staff == *session.account());
        theirs.map(|(id, _)| *id)
    }

    fn tally(&self) -> Mark {
        // a hash of them in their order: sums of marks could be met by other rows chosen among many old ones
        self.marks.values().fold(Sha256::new(), |all, mark| all.chain_update(mark)).finalize().into()
    }
}

impl Kept for Account {
    type Id = StaffId;
    const KIND: &'static str = "account";
    fn all(roster: &mut Roster) -> &mut BTreeMap<StaffId, Self> {
        &mut roster.accounts
    }
}

impl Kept for Invitation {
    type Id = StaffId;
    const KIND: &'static str = "enrolment";
    fn all(roster: &mut Roster) -> &mut BTreeMap<StaffId, Self> {
        &mut roster.invitations
    }
}

impl Kept for Session {
    type Id = SessionId;
    const KIND: &'static str = "session";
    fn all(roster: &mut Roster) -> &mut BTreeMap<SessionId, Self> {
        &mut roster.sessions
    }
}

impl Kept for Attempt {
    type Id = String;
    const KIND: &'static str = "attempt";
    fn all(roster: &mut Roster) -> &mut BTreeMap<String, Self> {
        &mut roster.attempts
    }
}

impl Kept for NewApp {
    type Id = SessionId;
    const KIND: &'static str = "new-app";
    fn all(roster: &mut Roster) -> &mut BTreeMap<SessionId, Self> {
        &mut roster.apps
    }
}

impl Kept for Ceremony {
    type Id = String;
    const KIND: &'static str = "ceremony";
    fn all(roster: &mut Roster) -> &mut BTreeMap<String, Self> {
        &mut roster.ceremonies
    }
}

/// The writes of one change, the new tally with it.
fn written(desk: &mut Desk, kind: &'static str, id: String, plain: Option<&[u8]>) -> [Write; 2] {
    let roster = Arc::make_mut(&mut desk.roster);
    roster.version += 1;
    let write = match plain {
        Some(plain) => {
            let body = desk.keys.seal_system(&label(kind, &id), plain, &mut SystemRandom);
            roster.marks.insert((kind, id.clone()), mark(kind, &id, &body));
            Write::PutDocument { kind, id, body }
        }
        None => {
            roster.marks.remove(&(kind, id.clone()));
            Write::DropDocument { kind, id }
        }
    };
    let body = desk.keys.seal_system(TALLY, &roster.tally(), &mut SystemRandom);
    [write, Write::PutDocument { kind: META, id: TALLY.to_owned(), body }]
}

fn stage(unit: &mut Unit<'_, Desk>, writes: [Write; 2]) -> Result<()> {
    Ok(writes.into_iter().try_for_each(|write| unit.stage(write))?)
}

fn read<T: Kept>(roster: &mut Roster, engine: &mut dyn Engine, keys: &Keyring) -> Result<()> {
    for document in engine.documents(T::KIND)? {
        let value = opened(keys, T::KIND, &document.id, &document.body)?;
        let id = document.id.parse().map_err(|_| damaged(T::KIND, &document.id))?;
        T::all(roster).insert(id, value);
        let mark = mark(T::KIND, &document.id, &document.body);
        roster.marks.insert((T::KIND, document.id), mark);
    }
    Ok(())
}

fn opened<T: DeserializeOwned>(keys: &Keyring, kind: &str, id: &str, body: &[u8]) -> Result<T> {
    let what = format!("the document {kind}/{id}");
    let plain = keys.open_system(&label(kind, id), body).map_err(OfficeError::vault(what))?;
    serde_json::from_slice(&plain).map_err(|_| damaged(kind, id))
}

fn damaged(kind: &str, id: &str) -> OfficeError {
    OfficeError::damaged(format!("the document {kind}/{id} does not read"))
}

/// What the sealing of a document binds.
fn label(kind: &str, id: &str) -> String {
    format!("{kind} {id}")
}

/// Each sealing is another, so an older document has another mark.
fn mark(kind: &str, id: &str, body: &[u8]) -> Mark {
    let lengths = [kind.len() as u64, id.len() as u64].map(u64::to_be_bytes);
    let hash = Sha256::new().chain_update(lengths.concat()).chain_update(kind).chain_update(id);
    hash.chain_update(body).finalize().into()
}
