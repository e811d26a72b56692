//! What it was measured on.

use std::{
    fs::{self, File},
    io::{Seek as _, Write as _},
    path::Path,
    process::Command,
    time::Instant,
};

use serde_json::{Value, json};

use super::stats::median;

/// The machine, as far as it says.
pub(super) struct Machine {
    cpu: String,
    cores: usize,
    memory_mb: u64,
    kernel: String,
    filesystem: String,
    fdatasync_ms: f64,
    rustc: String,
    commit: String,
    load_before: String,
    pub(super) load_after: String,
}

impl Machine {
    /// Looks around, and measures how long a page takes to the disk that `dir` is on.
    pub(super) fn look(dir: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            cpu: field("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_mb: kilobytes(&field("/proc/meminfo", "MemTotal")) / 1024,
            kernel: line("/proc/sys/kernel/osrelease"),
            filesystem: filesystem(dir),
            fdatasync_ms: fdatasync(dir)?,
            rustc: said("rustc", &["--version"]),
            commit: said("git", &["describe", "--always", "--dirty", "--abbrev=12"]),
            load_before: load(),
            load_after: String::new(),
        })
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "cpu": self.cpu, "cores": self.cores, "memory_mb": self.memory_mb, "kernel": self.kernel,
            "filesystem": self.filesystem, "fdatasync_ms": self.fdatasync_ms, "rustc": self.rustc,
            "commit": self.commit, "load_before": self.load_before, "load_after": self.load_after,
        })
    }

    pub(super) fn to_text(&self) -> String {
        format!(
            "{}, {} cores, {} MB · Linux {} · {} · fdatasync {:.2} ms\n{} · commit {} · load {} before, {} after\n",
            self.cpu,
            self.cores,
            self.memory_mb,
            self.kernel,
            self.filesystem,
            self.fdatasync_ms,
            self.rustc,
            self.commit,
            self.load_before,
            self.load_after,
        )
    }
}

/// The most memory that this process ever had in hand, in kilobytes.
pub(super) fn peak_kilobytes() -> u64 {
    kilobytes(&field("/proc/self/status", "VmHWM"))
}

/// The system's load over the last one, five and fifteen minutes.
pub(super) fn load() -> String {
    line("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// The median time of writing one page and having it on the disk.
fn fdatasync(dir: &Path) -> anyhow::Result<f64> {
    let path = dir.join("page");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..200 {
        file.rewind()?;
        file.write_all(&[0x5A; 4096])?;
        let began = Instant::now();
        file.sync_data()?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    fs::remove_file(path)?;
    Ok(median(&times))
}

fn line(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}

/// The first `name: value` of a file.
fn field(path: &str, name: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let value =
        text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':').map(str::trim));
    value.unwrap_or("unknown").to_owned()
}

fn kilobytes(text: &str) -> u64 {
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// The type of the file system that a folder is on, by the longest mount point that leads to it.
fn filesystem(dir: &Path) -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (point, kind) = (words.next()?, words.next()?);
        dir.starts_with(point).then_some((point.len(), kind))
    });
    mounts.max_by_key(|(len, _)| *len).map_or("unknown", |(_, kind)| kind).to_owned()
}

fn said(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).output().ok().filter(|out| out.status.success());
    out.map_or("unknown".to_owned(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}
