//! Ids of events and endpoints: the caller's, in a form that fits a header and can't be mistaken within a signature.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An id that is none: empty, over 64 bytes, or with something else than letters, digits, `_` and `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an id has 1 to 64 ASCII letters, digits, '_' or '-'")]
pub struct BadId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                if is_id(text) { Ok(Self(text.into())) } else { Err(BadId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An event's id, the same at every attempt, so that who receives it can tell a repetition. Deliveries are sent
    /// in the order of their bytes: ids that begin with their time (UUIDv7) come in order.
    EventId;
    /// An endpoint's id.
    EndpointId;
}

/// No full stop among them: id, time and body are signed with full stops between.
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_fits_a_header_and_has_no_full_stop() {
        for good in
            ["a", "msg_p5jXN8AQM9LWM0D4loKWxJek", "0190253e-6f4c-7bb0-8000-000000000000", &"x".repeat(64)]
        {
            assert_eq!(good.parse::<EventId>().map(|id| id.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "a.b", "a b", "a\r\nb", "қ", &"x".repeat(65)] {
            assert_eq!(bad.parse::<EventId>(), Err(BadId), "{bad:?}");
        }
        assert!(serde_json::from_str::<EndpointId>(r#""a.b""#).is_err());
    }
}
