//! Where events may be sent besides public addresses: whoever runs the program says so, never who registers a system.

use std::{fmt, str::FromStr};

use hooks::{IpNet, Networks};
use serde::Deserialize;

/// A network, such as `10.20.0.0/16`, or `loopback`: this very machine, there without encryption as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Reach {
    /// This machine.
    Loopback,
    /// A network.
    Network(IpNet),
}

const LOOPBACK: &str = "loopback";

/// All of them, and the public addresses.
pub(crate) fn networks(reach: &[Reach]) -> Networks {
    reach.iter().fold(Networks::public(), |networks, one| match one {
        Reach::Loopback => networks.and_plain_on_loopback(),
        Reach::Network(network) => networks.and(*network),
    })
}

impl FromStr for Reach {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == LOOPBACK {
            return Ok(Self::Loopback);
        }
        text.parse().map(Self::Network).map_err(|_| format!("a network such as fd00::/8, or {LOOPBACK}"))
    }
}

impl TryFrom<String> for Reach {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loopback => f.write_str(LOOPBACK),
            Self::Network(network) => network.fmt(f),
        }
    }
}
