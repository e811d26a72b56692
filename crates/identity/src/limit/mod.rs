//! How often codes may be asked for, by address and by source.

mod table;

use std::{fmt, time::Duration};

use jiff::Timestamp;

use crate::{BadBytes, BadRules, Tag, bytes::Reader};
use table::Table;

/// At most `most` passes within any span of `within`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// 1 to 255.
    pub most: u8,
    /// One second to 31 days.
    pub within: Duration,
}

/// The windows that one tag has to fit into, all of them, and how many tags are remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    windows: Vec<Window>,
    capacity: usize,
}

/// What is asked of an address and of a source.
///
/// The default: an address gets 3 codes in 15 minutes and 10 in a day, a source 20 in an hour; 65,536 of each are
/// remembered, in about 20 MB at the very most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// By [`crate::IdentityKey::address_tag`].
    pub address: Rate,
    /// By [`crate::IdentityKey::source_tag`].
    pub source: Rate,
}

/// Whether a code may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes, and it is counted.
    Granted,
    /// No: the source has asked too often. It may be told so.
    Source {
        /// When it may ask again.
        wait: Duration,
    },
    /// No: too many codes for this address. The person at the door is told the same as after [`Answer::Granted`],
    /// or everybody could learn whether somebody else has been asking for codes to that address lately.
    Address {
        /// When a code may be sent again.
        wait: Duration,
    },
    /// No: more tags are alive than the table holds, and none of them may be forgotten.
    Full,
}

/// Counts passes in sliding windows; a value without a clock.
///
/// **Memory is bounded.** A tag takes its last passes, as many as its largest window allows. A tag is forgotten when
/// its last pass has left all windows, for then it no longer bears on any answer; the oldest of those go first. While
/// a table is full of tags that do bear on answers, new tags are refused: to forget one of them would hand out its
/// passes a second time, to whoever can ask for 65,536 addresses.
///
/// **The clock may step.** Only what it gains over its highest reading counts as time. A reading that is up to a
/// minute behind counts as no time at all; one further behind is a clock set back, and time goes on from there. So a
/// clock set back makes limits stricter, for no longer than a window lasts, and never looser. A clock set forward
/// ends windows early; no program can tell that from time that passed.
#[derive(Clone, PartialEq, Eq)]
pub struct Limiter {
    addresses: Table,
    sources: Table,
    /// Milliseconds that have passed, as far as the clock told.
    elapsed: u64,
    /// The clock's highest reading since it was last set back, in milliseconds since 1970; none before the first.
    highest: Option<i64>,
}

const VERSION: u8 = 1;
/// How far a reading may be behind before the clock counts as set back.
const JITTER: i64 = 60_000;
const DAY: Duration = Duration::from_secs(86_400);

impl Rate {
    /// A rate within the limits.
    ///
    /// # Errors
    /// [`BadRules::Window`], [`BadRules::Capacity`].
    pub fn new(windows: Vec<Window>, capacity: usize) -> Result<Self, BadRules> {
        let sane =
            |window: &Window| window.most > 0 && (Duration::from_secs(1)..=DAY * 31).contains(&window.within);
        if !(1..=4).contains(&windows.len()) || !windows.iter().all(sane) {
            return Err(BadRules::Window);
        }
        if !(1..=1 << 20).contains(&capacity) {
            return Err(BadRules::Capacity);
        }
        Ok(Self { windows, capacity })
    }
}

impl Default for Limits {
    fn default() -> Self {
        let window = |most, minutes: u64| Window { most, within: Duration::from_secs(60 * minutes) };
        let rate = |windows| Rate { windows, capacity: 65_536 };
        Self { address: rate(vec![window(3, 15), window(10, 24 * 60)]), source: rate(vec![window(20, 60)]) }
    }
}

impl Limiter {
    /// Nothing counted yet.
    pub fn new(limits: &Limits) -> Self {
        Self {
            addresses: Table::new(&limits.address),
            sources: Table::new(&limits.source),
            elapsed: 0,
            highest: None,
        }
    }

    /// May a code be sent to this address for this source? If so, it is counted for both; if not, for neither, so
    /// that nobody can prolong another's waiting by asking in vain.
    ///
    /// Ask before looking the address up: then the answer can't depend on whether anybody has it.
    pub fn ask(&mut self, address: &Tag, source: &Tag, now: Timestamp) -> Answer {
        self.pass_time(now.as_millisecond());
        let by_source = self.sources.wait(source, self.elapsed);
        let by_address = self.addresses.wait(address, self.elapsed);
        let room =
            self.sources.make_room(source, self.elapsed) & self.addresses.make_room(address, self.elapsed);
        if let Some(wait) = by_source {
            return Answer::Source { wait };
        }
        if let Some(wait) = by_address {
            return Answer::Address { wait };
        }
        if !room {
            return Answer::Full;
        }
        self.sources.count(source, self.elapsed);
        self.addresses.count(address, self.elapsed);
        Answer::Granted
    }

    /// How many addresses and sources are remembered.
    pub fn len(&self) -> (usize, usize) {
        (self.addresses.len(), self.sources.len())
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == (0, 0)
    }

    /// Version, time passed, whether there is a highest reading, that reading, and both tables; numbers big-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend(self.elapsed.to_be_bytes());
        out.push(u8::from(self.highest.is_some()));
        out.extend(self.highest.unwrap_or_default().to_be_bytes());
        self.addresses.write(&mut out);
        self.sources.write(&mut out);
        out
    }

    /// From those bytes. The limits may have changed: passes beyond the new ones are dropped from the oldest on.
    ///
    /// # Errors
    /// Another version, length or field, or more tags than the new capacity.
    pub fn from_bytes(bytes: &[u8], limits: &Limits) -> Result<Self, BadBytes> {
        let mut reader = Reader::new(bytes, VERSION)?;
        let elapsed =
            Some(reader.u64()?).filter(|elapsed| *elapsed <= table::MAX_TIME).ok_or(BadBytes::Field)?;
        let highest = match (reader.u8()?, reader.i64()?) {
            (0, 0) => None,
            (1, ms) if Timestamp::from_millisecond(ms).is_ok() => Some(ms),
            _ => return Err(BadBytes::Field),
        };
        let addresses = Table::read(&mut reader, &limits.address, elapsed)?;
        let sources = Table::read(&mut reader, &limits.source, elapsed)?;
        reader.end()?;
        Ok(Self { addresses, sources, elapsed, highest })
    }

    fn pass_time(&mut self, now: i64) {
        let highest = *self.highest.get_or_insert(now);
        let gained = now.saturating_sub(highest);
        self.elapsed = self.elapsed.saturating_add(u64::try_from(gained).unwrap_or(0)).min(table::MAX_TIME);
        if !(-JITTER..=0).contains(&gained) {
            self.highest = Some(now);
        }
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (addresses, sources) = self.len();
        f.debug_struct("Limiter")
            .field("addresses", &addresses)
            .field("sources", &sources)
            .finish_non_exhaustive()
    }
}
