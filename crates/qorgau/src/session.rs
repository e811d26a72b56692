//! The file of a session: who is signed in on this machine, for one store. Its owner alone reads it.

use std::{
    env, fs,
    io::{self, Read as _, Write as _},
    net::{IpAddr, Ipv4Addr},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use anyhow::Result;
use office::{Caller, Office, SignedIn};
use sha2::{Digest as _, Sha256};
use vault::Zeroizing;

use crate::fault::complaint;

const SESSION: &str = "session";
const DEVICE: &str = "device";
const VARIABLE: &str = "QORGAU_SESSION";
/// The longest file that is read, in bytes.
const MOST: u64 = 4096;
/// What a session on this machine is called when its owner looks through theirs.
const CLIENT: &str = "qorgau, command line";

/// A session's file.
pub(crate) struct SessionFile {
    path: PathBuf,
}

/// What stands in it, each on a line of its own after a word.
#[derive(Default)]
pub(crate) struct Tokens {
    /// Of the session, while somebody is signed in.
    pub(crate) session: Option<Zeroizing<String>>,
    /// Of the device, which outlives sessions.
    pub(crate) device: Option<Zeroizing<String>>,
}

impl SessionFile {
    /// The one named, else that of QORGAU_SESSION, else the store's own in the user's state folder.
    pub(crate) fn of(named: Option<&Path>, store: &Path) -> Result<Self> {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(path) = named.map(Path::to_owned).or_else(|| set(VARIABLE)) {
            return Ok(Self { path });
        }
        let state = set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")));
        let state = state.ok_or_else(|| complaint("session-where", &[]))?;
        let store = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
        let name = hex::encode(&Sha256::digest(store.as_os_str().as_encoded_bytes())[..8]);
        Ok(Self { path: state.join("qorgau").join(format!("{name}.session")) })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in it; nothing where there is no file.
    pub(crate) fn read(&self) -> Result<Tokens> {
        let file = match fs::File::open(&self.path) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Tokens::default()),
            other => other.map_err(|why| self.unusable(&why))?,
        };
        let mut text = Zeroizing::new(String::with_capacity(MOST as usize));
        file.take(MOST).read_to_string(&mut text).map_err(|why| self.unusable(&why))?;
        Tokens::parse(&text).ok_or_else(|| complaint("session-file", &[("path", self.shown())]))
    }

    /// Puts these in its place; only their owner reads them.
    pub(crate) fn write(&self, tokens: &Tokens) -> Result<()> {
        let text = tokens.text();
        let written = || {
            if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            }
            // beside it first: a full disk loses nobody's session
            let mut beside = self.path.clone().into_os_string();
            beside.push(format!(".{}", std::process::id()));
            let beside = PathBuf::from(beside);
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
            let put = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            put.and_then(|()| fs::rename(&beside, &self.path)).inspect_err(|_| {
                let _ = fs::remove_file(&beside); // the fault itself is told
            })
        };
        written().map_err(|why: io::Error| self.unusable(&why))
    }

    /// Who is signed in by it.
    pub(crate) fn signed_in(&self, office: &Office) -> Result<SignedIn> {
        let token = self.token()?;
        office.session(&token)?.ok_or_else(|| complaint("session-over", &[]))
    }

    /// The session's token.
    pub(crate) fn token(&self) -> Result<Zeroizing<String>> {
        self.read()?.session.ok_or_else(|| complaint("who-acts", &[]))
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    fn unusable(&self, why: &io::Error) -> anyhow::Error {
        complaint("session-unusable", &[("path", self.shown()), ("why", why.to_string())])
    }
}

impl Tokens {
    fn parse(text: &str) -> Option<Self> {
        let mut tokens = Self::default();
        for line in text.lines() {
            let place = match line.split_once(' ')? {
                (SESSION, token) => (&mut tokens.session, token),
                (DEVICE, token) => (&mut tokens.device, token),
                _ => return None,
            };
            *place.0 = Some(Zeroizing::new(place.1.to_owned()));
        }
        Some(tokens)
    }

    fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(MOST as usize));
        for (word, token) in [(SESSION, &self.session), (DEVICE, &self.device)] {
            if let Some(token) = token {
                text.extend([word, " ", token, "\n"]);
            }
        }
        text
    }

    /// Somebody at this machine.
    pub(crate) fn caller(&self) -> Caller<'_> {
        let device = self.device.as_ref().map(|device| device.as_str());
        Caller { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device, client: CLIENT }
    }
}
