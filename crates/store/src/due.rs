use jiff::Timestamp;
use kernel::Engagement;

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
