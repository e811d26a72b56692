//! The service as a process of its own, so that its memory is its own as well.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, bail};
use serde_json::Value;

/// A service that runs; ended when dropped.
pub(super) struct Server {
    child: Child,
    began: Instant,
    pub(super) address: SocketAddr,
    /// Its certificate, as PEM.
    pub(super) certificate: Vec<u8>,
}

impl Server {
    /// Starts it over a store, on a port that is free.
    pub(super) fn start(store: &Path) -> anyhow::Result<Self> {
        let began = Instant::now();
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", "--listen", "127.0.0.1:0", "--format", "json", "--dir"])
            .arg(store)
            .stdout(Stdio::piped())
            .stderr(File::options().write(true).open("/dev/null")?) // its log is written as always, and read by nobody
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().context("its output")?).read_line(&mut line)?;
        let said: Value = serde_json::from_str(&line).context("the service did not start")?;
        let address = said["serving"].as_str().and_then(|url| url.strip_prefix("https://"));
        let address = address.context("the service says where it is")?.parse()?;
        let certificate = std::fs::read(store.join("tls/own.crt"))?;
        Ok(Self { child, began, address, certificate })
    }

    /// How long it has been there, in milliseconds.
    pub(super) fn age_ms(&self) -> f64 {
        self.began.elapsed().as_secs_f64() * 1e3
    }

    /// What it holds of memory now.
    pub(super) fn memory_mb(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).context("its memory")?;
        Ok(kilobytes.trim().parse::<f64>()? / 1024.0)
    }

    /// Ends it as an operator does.
    pub(super) fn stop(mut self) -> anyhow::Result<()> {
        let told = Command::new("kill").arg(self.child.id().to_string()).status()?;
        let ended = self.child.wait()?;
        if !told.success() || !ended.success() {
            bail!("the service did not end well: {ended}");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill(); // ended already, as a rule
        let _ = self.child.wait();
    }
}
