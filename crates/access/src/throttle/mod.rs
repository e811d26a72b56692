//! Limits on guessing that can't be used to lock others out.
//!
//! Failures are counted under keyed tags: by account and address, by account from unknown devices, by address
//! (IPv4 /32, IPv6 /64) and by network (IPv4 /24, IPv6 /48). What has failed often waits, twice as long each time, and
//! never for good. A device that has signed in before carries a [`DeviceToken`]; its failures are counted for it
//! alone, and nobody else's make it wait ("device cookies" of OWASP).

mod device;
mod rules;
mod snapshot;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod who;

use std::{fmt, time::Duration};

use jiff::Timestamp;

pub use device::{Device, DeviceToken, NotAToken};
pub use rules::{BadRules, Limits, Rule};
pub use snapshot::Snapshot;
pub use who::Who;

use table::Table;
use time::Elapsed;

/// Whether a password may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes, and it is counted as a failure until [`Throttle::succeeded`] takes it back.
    Go,
    /// No, not yet. Nothing was counted: asking in vain prolongs nobody's waiting.
    Wait(Duration),
}

/// Counts failures; a value without a clock.
///
/// **Memory is bounded.** Each table holds a fixed number of tags. When it is full, the one goes that would be
/// forgotten first anyway: among counters that leak at one pace, the one with the fewest and oldest failures. A flood
/// of new tags therefore pushes out others like itself, and no counter with more failures than it; and who waits
/// because of their address or network adds nothing to any table.
///
/// **The clock may step.** Only what it gains over its highest reading counts as time, so a clock set back makes limits
/// stricter, never looser.
#[derive(Clone)]
pub struct Throttle {
    time: Elapsed,
    pairs: Table,
    accounts: Table,
    addresses: Table,
    networks: Table,
    devices: Table,
}

impl Throttle {
    /// Nothing counted yet.
    pub fn new(limits: &Limits) -> Self {
        Self {
            time: Elapsed::default(),
            pairs: Table::new(&limits.pair),
            accounts: Table::new(&limits.account),
            addresses: Table::new(&limits.address),
            networks: Table::new(&limits.network),
            devices: Table::new(&limits.device),
        }
    }

    /// May this one try a password? Ask once for each attempt, before the account is looked up.
    ///
    /// The try is counted at once: guesses made at the same time would otherwise all pass before the first has failed.
    pub fn ask(&mut self, who: &Who, now: Timestamp) -> Answer {
        let now = self.time.pass(now);
        let counters = self.counters(who);
        if let Some(wait) = counters.iter().filter_map(|(table, tag)| table.wait(tag, now)).max() {
            return Answer::Wait(wait);
        }
        for (table, tag) in counters {
            table.count(tag, now);
        }
        Answer::Go
    }

    /// Both steps were passed. A known device's counter is cleared; else that of this account at this address, and
    /// this one try is taken back from the counters that others share. What others failed stays counted.
    pub fn succeeded(&mut self, who: &Who, now: Timestamp) {
        let now = self.time.pass(now);
        match &who.device {
            Some(device) => self.devices.clear(device),
            None => {
                self.pairs.clear(&who.pair);
                self.accounts.take_back(&who.account, now);
                self.addresses.take_back(&who.address, now);
                self.networks.take_back(&who.network, now);
            }
        }
    }

    /// How many tags are remembered in all.
    pub fn len(&self) -> usize {
        self.tables().iter().map(|table| table.len()).sum()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a try is counted by.
    fn counters<'a>(&'a mut self, who: &'a Who) -> Vec<(&'a mut Table, &'a crate::Tag)> {
        match &who.device {
            Some(device) => vec![(&mut self.devices, device)],
            None => vec![
                (&mut self.pairs, &who.pair),
                (&mut self.accounts, &who.account),
                (&mut self.addresses, &who.address),
                (&mut self.networks, &who.network),
            ],
        }
    }

    fn tables(&self) -> [&Table; 5] {
        [&self.pairs, &self.accounts, &self.addresses, &self.networks, &self.devices]
    }
}

impl fmt::Debug for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Throttle({} tags)", self.len())
    }
}
