//! Looks the store over: quickly, or row by row against the log.

mod acts;
mod examination;
mod organisation;

use crate::{Office, acts::About, error::Result, run::RunState};
use examination::Examination;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether data may be lost or false; otherwise it is worth knowing.
    pub serious: bool,
    /// What, by table and id.
    pub what: String,
}

/// What the doctor found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Everything found, the serious first.
    pub findings: Vec<Finding>,
    /// Rows looked at.
    pub rows: u64,
}

impl Health {
    /// Whether nothing serious was found.
    pub fn is_well(&self) -> bool {
        !self.findings.iter().any(|finding| finding.serious)
    }

    pub(crate) fn serious(&mut self, what: impl Into<String>) {
        self.findings.push(Finding { serious: true, what: what.into() });
    }

    pub(crate) fn note(&mut self, what: impl Into<String>) {
        self.findings.push(Finding { serious: false, what: what.into() });
    }
}

impl Office {
    /// Looks the store over. `deep` opens every row, replays the log and compares: that finds rows altered, removed
    /// or put back from an older copy.
    ///
    /// # Errors
    /// The store can't be read at all.
    pub fn examine(&self, deep: bool, progress: &mut dyn FnMut(u64)) -> Result<Health> {
        let mut health = Health::default();
        let checked = self.writer.exclusive(move |engine, _| engine.check(deep))?;
        if let Err(why) = checked {
            health.serious(why.to_string());
        }
        match self.runs() {
            Ok(runs) => {
                for run in runs.iter().filter(|r| matches!(r.state, RunState::Pending | RunState::Attested)) {
                    let what = "is pending: its act is signed when the store opens without a reader";
                    health.note(format!("run {} {what}", run.run));
                }
            }
            Err(why) => health.serious(why.to_string()),
        }
        let ahead = self.log_size()?.saturating_sub(self.signed()?);
        if ahead > 0 {
            health.note(format!(
                "{ahead} log entries are not covered by a checkpoint yet: `qorgau log checkpoint`"
            ));
        }
        if let Some(year) = self.missing_year() {
            health.note(format!(
                "the profile has no working days of {year}: terms that need them are bounds only. Enter the year: \
                 `qorgau edition profile FILE`"
            ));
        }
        for name in self.world().keys.keys().filter(|name| !self.machines().knows(name)) {
            health.serious(format!("the secret of key {name} is missing"));
        }
        if !self.roster().is_whole() {
            health.serious(
                "what is kept of signing in is not what was last written: something was taken away, or an older \
                 state put back",
            );
        }
        if !self.in_writer(About::default(), |unit| Ok(unit.context().feed.is_whole()))? {
            health.serious(
                "what waits for other systems is not what was last written: something was taken away, or an older \
                 state put back",
            );
        }
        self.private_files(&mut health);
        if deep {
            // What can't be read at all is a finding like others: the rest is looked at all the same.
            match self.verify_log(&mut |_| {}) {
                Ok(log) => log.faults.into_iter().for_each(|fault| health.serious(fault)),
                Err(why) => health.serious(why.to_string()),
            }
            if let Err(why) = Examination::new(self).run(&mut health, progress) {
                health.serious(why.to_string());
            }
            if let Err(why) = acts::examine(self, &mut health) {
                health.serious(why.to_string());
            }
        }
        health.findings.sort_by_key(|finding| !finding.serious);
        Ok(health)
    }

    fn signed(&self) -> Result<u64> {
        let log = self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(log.last_checkpoint()?.size)
    }

    /// The key file and the database belong to their owner alone.
    fn private_files(&self, health: &mut Health) {
        use std::os::unix::fs::PermissionsExt as _;
        for path in [self.layout.root_key(), self.layout.database(), self.layout.dir().join("keys.json")] {
            if let Ok(meta) = std::fs::metadata(&path)
                && meta.permissions().mode() & 0o077 != 0
            {
                health.serious(format!("{} can be read by others: `chmod 600` it", path.display()));
            }
        }
    }
}
