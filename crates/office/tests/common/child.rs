//! The test's own binary run again as another process: to be killed, or confined.
//!
//! A test file with children has an ignored test `child_worker`, which does nothing unless it was started from here.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

const ROLE: &str = "QORGAU_CHILD_ROLE";
const DIR: &str = "QORGAU_CHILD_DIR";
const SEED: &str = "QORGAU_CHILD_SEED";

/// What a child was started for.
pub struct Orders {
    pub role: String,
    pub dir: std::path::PathBuf,
    pub seed: u64,
}

/// The orders, in a child.
pub fn orders() -> Option<Orders> {
    let var = |name| std::env::var(name).ok();
    Some(Orders { role: var(ROLE)?, dir: var(DIR)?.into(), seed: var(SEED)?.parse().ok()? })
}

/// Tells the parent one thing, whole or not at all.
pub fn tell(what: &str) {
    let mut out = std::io::stdout().lock();
    // the leading line break ends what the test harness has begun
    out.write_all(format!("\n@{what}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

/// A child at work.
pub struct Worker {
    child: Child,
    told: Receiver<String>,
}

/// A command that runs this binary as a child; `wrapper` is what runs before it, such as a shell that sets limits.
pub fn command(wrapper: &[&OsStr], role: &str, dir: &Path, seed: u64) -> Command {
    let me = std::env::current_exe().unwrap();
    let mut words = wrapper.iter().copied().chain([me.as_os_str()]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).args(["--exact", "child_worker", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, role).env(DIR, dir).env(SEED, seed.to_string());
    command
}

pub fn start(mut command: Command) -> Worker {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
    let (send, told) = channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        for line in out.lines() {
            let Ok(line) = line else { return };
            if let Some(what) = line.strip_prefix('@')
                && send.send(what.to_owned()).is_err()
            {
                return;
            }
        }
    });
    Worker { child, told }
}

impl Worker {
    /// Waits until the child says this, or is gone; gives whether it said it. What comes before it is kept in `heard`.
    pub fn hear(&self, word: &str, heard: &mut Vec<String>) -> bool {
        while let Ok(what) = self.told.recv_timeout(Duration::from_secs(60)) {
            let found = what == word;
            heard.push(what);
            if found {
                return true;
            }
        }
        false
    }

    /// Waits until the child has said so many things in all, or is gone. On a slow day it is waited longer.
    pub fn hear_many(&self, count: usize, heard: &mut Vec<String>) {
        while heard.len() < count
            && let Ok(what) = self.told.recv_timeout(Duration::from_secs(60))
        {
            heard.push(what);
        }
    }

    /// Kills it with SIGKILL and gives all that it had told.
    pub fn kill(mut self) -> Vec<String> {
        let _ = self.child.kill(); // it may have ended by itself
        self.child.wait().unwrap();
        self.told.iter().collect()
    }

    /// Waits for its end and gives all that it told.
    pub fn finish(mut self) -> (ExitStatus, Vec<String>) {
        let told = self.told.iter().collect();
        (self.child.wait().unwrap(), told)
    }
}
