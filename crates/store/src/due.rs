use jiff::Timestamp;
use kernel::{Engagement, Paper, Watch};

/// When an engagement is due, as eight bytes that sort as moments do; all `0xFF` for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DueKey(pub [u8; 8]);

impl DueKey {
    /// Not known to be due ever.
    pub const NONE: Self = Self([0xFF; 8]);

    /// The later of the due moment and the pause before irreversible destruction.
    pub fn of(engagement: &Engagement) -> Self {
        match engagement.due {
            None => Self::NONE,
            Some(due) => Self::at(engagement.pause.map_or(due.at, |pause| pause.max(due.at))),
        }
    }

    /// A moment, in whole seconds.
    pub fn at(moment: Timestamp) -> Self {
        Self(((moment.as_second() as u64) ^ SIGN).to_be_bytes())
    }

    /// The moment; `None` also for bytes that are none.
    pub fn moment(self) -> Option<Timestamp> {
        Timestamp::from_second((u64::from_be_bytes(self.0) ^ SIGN) as i64).ok()
    }
}

/// Flips the sign bit, so that big-endian bytes sort as signed numbers do.
const SIGN: u64 = 1 << 63;

/// What a paper waits for, and until when, as nine bytes that sort by kind and moment; all `0xFF` for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WatchKey(pub [u8; 9]);

impl WatchKey {
    /// Waits for nothing.
    pub const NONE: Self = Self([0xFF; 9]);

    /// What a paper waits for.
    pub fn of(paper: &Paper) -> Self {
        paper.watch().map_or(Self::NONE, |(watch, at)| Self::at(watch, at))
    }

    /// A moment, in whole seconds.
    pub fn at(watch: Watch, moment: Timestamp) -> Self {
        let mut key = [watch_code(watch); 9];
        key[1..].copy_from_slice(&DueKey::at(moment).0);
        Self(key)
    }

    /// Before everything that waits for this.
    pub(crate) fn first(watch: Watch) -> Self {
        let mut key = [0; 9];
        key[0] = watch_code(watch);
        Self(key)
    }
}

fn watch_code(watch: Watch) -> u8 {
    match watch {
        Watch::Deadline => 1,
        Watch::Destruction => 2,
    }
}
