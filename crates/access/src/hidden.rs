//! Bytes that nobody may see.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Random;

/// `N` bytes that are never shown, compared in constant time, stored as hex, and overwritten when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Hidden<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Hidden<N> {
    pub(crate) fn random(rng: &mut Random<'_>) -> Self {
        let mut hidden = Self([0; N]);
        rng(&mut hidden.0);
        hidden
    }
}

impl<const N: usize> ConstantTimeEq for Hidden<N> {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0[..].ct_eq(&other.0[..])
    }
}

impl<const N: usize> PartialEq for Hidden<N> {
    fn eq(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }
}

impl<const N: usize> Eq for Hidden<N> {}

impl<const N: usize> fmt::Debug for Hidden<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl<const N: usize> Serialize for Hidden<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(hex::encode(self.0)))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hidden<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        let mut hidden = Self([0; N]);
        // The error of `hex` names a character of what may be a secret: it is not passed on.
        hex::decode_to_slice(text.as_bytes(), &mut hidden.0)
            .map_err(|_| D::Error::custom(format_args!("{N} bytes are written as {} hex digits", 2 * N)))?;
        Ok(hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_hex_outside_and_nothing_in_debug() {
        let hidden = Hidden([0x0f, 0xa0]);
        assert_eq!(serde_json::to_string(&hidden).unwrap(), "\"0fa0\"");
        assert_eq!(serde_json::from_str::<Hidden<2>>("\"0fa0\"").unwrap(), hidden);
        assert_eq!(format!("{hidden:?}"), "..");
        for bad in ["\"0fa\"", "\"0fa0ff\"", "\"0fzq\"", "17"] {
            let error = serde_json::from_str::<Hidden<2>>(bad).unwrap_err().to_string();
            assert!(!error.contains('z') && !error.contains('q'), "{error}");
        }
    }

    #[test]
    fn equal_means_every_byte() {
        assert_eq!(Hidden([1, 2]), Hidden([1, 2]));
        assert_ne!(Hidden([1, 2]), Hidden([1, 3]));
        assert_ne!(Hidden([1, 2]), Hidden([0, 2]));
    }
}
