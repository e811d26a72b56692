//! A store, and the service over it as a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, jurisdiction};
use office::{Founding, KeyChoice, Office};
use policy::{ActKind, Permission, Scope, load::load_dir};
use serde_json::Value;
use tempfile::TempDir;

const QORGAU: &str = env!("CARGO_BIN_EXE_qorgau");

/// A store with a machine's key.
pub(crate) struct Store {
    pub(crate) dir: PathBuf,
    key: String,
    _folder: TempDir,
}

impl Store {
    /// Under a rehearsal's clock, which stands still.
    pub(crate) fn found() -> Self {
        let until = "2026-12-31T00:00:00Z".parse().unwrap();
        Self::found_in(tempfile::tempdir().unwrap(), Some("2026-03-02T07:00:00Z".parse().unwrap()), until)
    }

    /// Under the machine's clock, or a rehearsal's; the machine's key is good until then.
    pub(crate) fn found_in(folder: TempDir, rehearsal: Option<Timestamp>, until: Timestamp) -> Self {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let profile = std::fs::read_to_string(packs.join("profiles/kz.toml")).unwrap();
        let known = jurisdiction(&Profile::parse(&profile).unwrap());
        let founding = Founding {
            edition: load_dir(&packs.join("bitrix-kz"), &|_| Some(known.clone())).unwrap(),
            profile,
            staff: None,
            key: KeyChoice::File(folder.path().join("root.key")),
            rehearsal,
        };
        let dir = folder.path().join("store");
        let office = Office::create(&dir, founding).unwrap();
        let first = Actor::Staff(office.world().staff.keys().next().unwrap().clone());
        office.acknowledge(&first).unwrap();
        let acts = vec![ActKind::Collect, ActKind::Read];
        let scope = Permission { acts, purposes: Scope::All, items: Scope::All };
        let key = office.add_key(&first, "crm".parse().unwrap(), scope, until).unwrap().1.to_string();
        Self { dir, key, _folder: folder }
    }

    /// Has events sent to an address of this machine; gives the secret.
    pub(crate) fn tell(&self, url: &str) -> String {
        let office = Office::open(&self.dir, None).unwrap();
        let first = Actor::Staff(office.world().staff.keys().next().unwrap().clone());
        let here = hooks::Networks::public().and_plain_on_loopback();
        office.add_hook(&first, "crm".parse().unwrap(), url, &[], &here).unwrap().1.to_string()
    }

    /// How many events wait.
    pub(crate) fn waiting(&self) -> usize {
        let office = Office::open(&self.dir, None).unwrap();
        let first = Actor::Staff(office.world().staff.keys().next().unwrap().clone());
        office.hooks(&first).unwrap()[0].waiting
    }

    /// Checks the whole log, and looks the store over.
    pub(crate) fn is_sound(&self) {
        for check in [["log", "verify"], ["doctor", "--deep"]] {
            let output = Command::new(QORGAU).args(check).arg("--dir").arg(&self.dir).output().unwrap();
            assert!(output.status.success(), "{check:?}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

/// The service; ended when dropped.
pub(crate) struct Service {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) certificate: Vec<u8>,
    pub(crate) key: String,
}

impl Service {
    pub(crate) fn start(store: &Store, more: &[&str]) -> Self {
        Self::start_under(&[], &[], store, more)
    }

    /// The same, as another program runs it: one that takes its place, so that it is told to end.
    pub(crate) fn start_under(before: &[&str], env: &[(&str, &str)], store: &Store, more: &[&str]) -> Self {
        let line: Vec<&str> = before.iter().copied().chain([QORGAU]).collect();
        let mut child = Command::new(line[0])
            .args(&line[1..])
            .envs(env.iter().copied())
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--format", "json", "--dir"])
            .arg(&store.dir)
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["serving"].as_str().unwrap().strip_prefix("https://").unwrap();
        let certificate = std::fs::read(store.dir.join("tls/own.crt")).unwrap();
        Self { child, address: address.parse().unwrap(), certificate, key: store.key.clone() }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Ends it as an operator does.
    pub(crate) fn stop(&mut self) {
        signal(self.id(), "-TERM");
        assert!(self.ended().success());
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill(); // ended already, as a rule
        let _ = self.child.wait();
    }
}

pub(crate) fn signal(process: u32, which: &str) {
    assert!(Command::new("kill").args([which, &process.to_string()]).status().unwrap().success());
}
