//! The large stores: ours by the ordinary import, raw in batches of as many rows, portion by portion in turn. So making
//! them is a measurement, that of the import.

use std::{fs, ops::Range, path::Path, sync::mpsc::sync_channel, thread, time::Instant};

use anyhow::Context as _;
use kernel::SubjectId;

use super::{
    ours::Ours,
    raw::{Raw, RawPerson},
    report::Pairs,
};

/// As many rows as one transaction of an import takes.
const BATCH: u64 = 2_000;

/// The large stores, and how their making went.
pub(super) struct Big {
    ours: Option<Ours>,
    pub(super) raw: Raw,
    pub(super) raw_ids: Vec<SubjectId>,
    /// How many people were ever taken in: the number of the next one.
    pub(super) next: u64,
    pub(super) import: Pairs,
    pub(super) peak_kilobytes: u64,
}

impl Big {
    /// Makes both.
    pub(super) fn make(dir: &Path, people: u64, portions: usize) -> anyhow::Result<Self> {
        eprintln!("making stores of {people} people, in {portions} portions");
        let mut ours = Ours::found(&dir.join("big"))?;
        let raw = Raw::create(&dir.join("big-raw.db"))?;
        let (mut raw_ids, mut import, mut peak) = (Vec::new(), Pairs::default(), 0);
        let size = people.div_ceil(portions as u64);
        for start in (0..people).step_by(size as usize) {
            let numbers = start..people.min(start + size);
            let rows = (numbers.end - numbers.start) as f64;
            let (again, seconds, kilobytes) = ours.import(numbers.clone())?;
            (ours, peak) = (again, peak.max(kilobytes));
            let (raw_seconds, ids) = bulk(&raw, numbers)?;
            raw_ids.extend(ids);
            import.push(rows / seconds, rows / raw_seconds);
        }
        Ok(Self { ours: Some(ours), raw, raw_ids, next: people, import, peak_kilobytes: peak })
    }

    /// Our store.
    pub(super) fn ours(&self) -> anyhow::Result<&Ours> {
        self.ours.as_ref().context("the large store did not open again")
    }

    /// Closes our store and opens it again; gives the seconds that opening took.
    pub(super) fn reopen(&mut self) -> anyhow::Result<f64> {
        let (ours, seconds) = self.ours.take().context("the large store did not open again")?.reopened()?;
        self.ours = Some(ours);
        Ok(seconds)
    }

    /// Numbers that nobody has yet.
    pub(super) fn fresh(&mut self, many: usize) -> Range<u64> {
        let start = self.next;
        self.next += many as u64;
        start..self.next
    }
}

/// Raw people, made on another thread while the ones before go in; gives seconds and ids.
fn bulk(raw: &Raw, numbers: Range<u64>) -> anyhow::Result<(f64, Vec<SubjectId>)> {
    let (send, receive) = sync_channel::<Vec<RawPerson>>(4);
    let mut ids = Vec::new();
    let began = Instant::now();
    thread::scope(|scope| {
        scope.spawn(move || {
            for start in numbers.clone().step_by(BATCH as usize) {
                let batch = RawPerson::of(start..numbers.end.min(start + BATCH));
                if send.send(batch).is_err() {
                    return; // the other side fell, and says why
                }
            }
        });
        for batch in receive {
            ids.extend(batch.iter().map(|person| person.subject));
            raw.bulk(batch)?;
        }
        anyhow::Ok(())
    })?;
    Ok((began.elapsed().as_secs_f64(), ids))
}

/// Removes a store's folder or file, which is closed by now.
pub(super) fn remove(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        return Ok(fs::remove_dir_all(path)?);
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        if fs::exists(&name)? {
            fs::remove_file(&name)?;
        }
    }
    Ok(())
}
