//! What is counted, to be stored over a restart.

use serde::{Deserialize, Serialize};

use super::{
    Limits, Throttle,
    table::{Counter, Table},
    time::{Elapsed, MOST},
};
use crate::hidden::Hidden;

/// A [`Throttle`] as a value to store: tags, and nothing that names anybody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    passed: u64,
    highest: Option<i64>,
    pairs: Rows,
    accounts: Rows,
    addresses: Rows,
    networks: Rows,
    devices: Rows,
}

/// Tag, when it is empty, until when it waits.
type Rows = Vec<(Hidden<16>, u64, u64)>;

impl Throttle {
    /// What is counted now.
    pub fn snapshot(&self) -> Snapshot {
        let Elapsed { passed, highest } = self.time;
        let rows = |table: &Table| -> Rows {
            table.counters(passed).map(|(tag, counter)| (Hidden(*tag), counter.empty, counter.next)).collect()
        };
        Snapshot {
            passed,
            highest,
            pairs: rows(&self.pairs),
            accounts: rows(&self.accounts),
            addresses: rows(&self.addresses),
            networks: rows(&self.networks),
            devices: rows(&self.devices),
        }
    }

    /// From what was stored. The limits may have changed: what is beyond them is brought within.
    pub fn restore(limits: &Limits, snapshot: &Snapshot) -> Self {
        let mut throttle = Self::new(limits);
        let passed = snapshot.passed.min(MOST);
        throttle.time = Elapsed { passed, highest: snapshot.highest };
        for (table, rows) in [
            (&mut throttle.pairs, &snapshot.pairs),
            (&mut throttle.accounts, &snapshot.accounts),
            (&mut throttle.addresses, &snapshot.addresses),
            (&mut throttle.networks, &snapshot.networks),
            (&mut throttle.devices, &snapshot.devices),
        ] {
            for (tag, empty, next) in rows {
                table.restore(tag.0, Counter { empty: *empty, next: *next }, passed);
            }
        }
        throttle
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Snapshot(..)")
    }
}
