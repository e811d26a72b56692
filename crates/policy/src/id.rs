//! Typed ids: past the loader only well-formed ids exist.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest id, in bytes.
pub const MAX_ID: usize = 32;

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "an id is 1 to {MAX_ID} characters: small Latin letters, digits and hyphens, a letter or digit first"
)]
pub struct BadId;

fn check(text: &str) -> Result<(), BadId> {
    let ok = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = text.as_bytes();
    let fits = (1..=MAX_ID).contains(&bytes.len());
    let formed = bytes.first().is_some_and(|b| ok(*b)) && bytes.iter().all(|b| ok(*b) || *b == b'-');
    if fits && formed { Ok(()) } else { Err(BadId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                check(text).map(|()| Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
    )+};
}

ids! {
    /// A pack, such as `bitrix-kz`.
    PackId,
    /// A kind of personal data, such as `phone`.
    ItemId,
    /// A kind of person, such as `candidate`.
    CategoryId,
    /// Why data is held, such as `recruitment`.
    PurposeId,
    /// Something that happens to an engagement, such as `hired`.
    EventId,
    /// One answer to a list's required choice, such as a kind of contract.
    OptionId,
    /// What a member of staff may do, such as `hr`.
    RoleId,
    /// A third party that data may go to.
    RecipientId,
    /// A case in which what is forbidden may be done after all.
    ExceptionId,
    /// A group of cookies, such as `analytics`.
    CookieGroupId,
    /// A service that sets cookies, such as `google-analytics`.
    CookieServiceId,
    /// A ground that the jurisdiction's law names itself, such as `contract`.
    GroundId,
    /// A condition under which data of a special category may be held, such as `health-care`.
    SpecialId,
    /// A member of staff, as the log names them.
    StaffId,
    /// A machine's key, as the log names it.
    KeyId,
    /// An endpoint that events are sent to, as the log names it.
    HookId,
}
