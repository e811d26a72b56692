//! What sender and receiver share.

use std::{fmt, str::FromStr};

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use thiserror::Error;
use zeroize::Zeroizing;

/// A key of 24 to 64 bytes (Standard Webhooks, "Signature scheme"), overwritten when dropped. `Debug` doesn't show it.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// A text that is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a secret is written whsec_ and the base64 of 24 to 64 bytes")]
pub struct BadSecret;

const PREFIX: &str = "whsec_";
/// The base64 of 64 bytes has 88 letters.
const MOST: usize = PREFIX.len() + 88;
/// Some write the `=` at the end and some don't; nothing else is left open.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Secret {
    /// A new one of 32 bytes from a cryptographic generator.
    pub fn generate(rng: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut bytes = Zeroizing::new(vec![0; 32]);
        rng(&mut bytes);
        Self(bytes)
    }

    /// The text to give to who receives: `whsec_…`.
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(MOST)); // no copy is left behind by growing
        text.push_str(PREFIX);
        BASE64.encode_string(&*self.0, &mut text);
        text
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = BadSecret;

    fn from_str(text: &str) -> Result<Self, BadSecret> {
        let code = text.strip_prefix(PREFIX).filter(|_| text.len() <= MOST).ok_or(BadSecret)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(MOST));
        BASE64.decode_vec(code, &mut bytes).map_err(|_| BadSecret)?;
        if !(24..=64).contains(&bytes.len()) {
            return Err(BadSecret);
        }
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_is_written() {
        let secret = Secret::generate(&mut |out| out.iter_mut().zip(7..).for_each(|(byte, at)| *byte = at));
        let text = secret.expose();
        assert!(text.starts_with("whsec_") && text.ends_with('='), "{}", text.as_str());
        assert_eq!(text.parse::<Secret>().unwrap().bytes(), secret.bytes());
        assert_eq!(text.trim_end_matches('=').parse::<Secret>().unwrap().bytes(), secret.bytes());
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn lengths_are_those_of_the_specification() {
        for (bytes, good) in [(0, false), (23, false), (24, true), (64, true), (65, false), (6000, false)] {
            let text = format!("{PREFIX}{}", BASE64.encode(vec![1; bytes]));
            assert_eq!(text.parse::<Secret>().is_ok(), good, "{bytes}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let code = BASE64.encode([1; 24]);
        for text in [
            String::new(),
            code.clone(),
            format!("whsk_{code}"),
            format!("WHSEC_{code}"),
            format!(" whsec_{code}"),
            format!("whsec_{code}\n"),
            format!("whsec_{code}===="),
            format!("whsec_-_{}", &code[2..]),
        ] {
            assert_eq!(text.parse::<Secret>().err(), Some(BadSecret), "{text:?}");
        }
    }
}
