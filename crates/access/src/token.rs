//! Random bearer tokens: of sessions, of links that work once, against forged forms.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{AccessKey, Random, hidden::Hidden};

/// What a token is for. One for something else never passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A session, in a cookie.
    Session,
    /// A link by which somebody sets their password and second step; it works once, and the caller gives it an end.
    Enrolment,
    /// A form's own token (CSRF).
    Form,
}

/// 32 random bytes; base64url outside. `Debug` does not show them; they are overwritten when dropped.
#[derive(Clone)]
pub struct Token(Hidden<32>);

/// The text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a token is {} letters of base64url", Token::LENGTH)]
pub struct NotAToken;

/// The keyed hash of a token, which is all that is stored: by it a session's row is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(Hidden<32>);

impl Token {
    /// The length of its text.
    pub const LENGTH: usize = 43;

    /// A new one.
    pub fn generate(rng: &mut Random<'_>) -> Self {
        Self(Hidden::random(rng))
    }

    /// Reads a token, exactly as it was given out.
    ///
    /// # Errors
    /// [`NotAToken`].
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        let mut token = Self(Hidden([0; 32]));
        if text.len() != Self::LENGTH {
            return Err(NotAToken);
        }
        BASE64URL_NOPAD.decode_mut(text.as_bytes(), &mut token.0.0).map_err(|_| NotAToken)?;
        Ok(token)
    }

    /// The text, for its holder and nobody else.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(&self.0.0))
    }

    /// What is stored of it.
    pub fn hash(&self, key: &AccessKey, purpose: Purpose) -> TokenHash {
        let label = match purpose {
            Purpose::Session => "qorgau/session/1",
            Purpose::Enrolment => "qorgau/enrolment/1",
            Purpose::Form => "qorgau/form/1",
        };
        TokenHash(Hidden(key.mac(label, &[&self.0.0])))
    }

    /// Whether this is the token that was stored, for this purpose; compared in constant time.
    pub fn check(&self, key: &AccessKey, purpose: Purpose, stored: &TokenHash) -> bool {
        self.hash(key, purpose).0.ct_eq(&stored.0).into()
    }
}

impl TokenHash {
    /// The bytes, to look a row up by. Whoever sees them can't make the token of them.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{key, rng};

    const PURPOSES: [Purpose; 3] = [Purpose::Session, Purpose::Enrolment, Purpose::Form];

    #[test]
    fn a_token_passes_for_its_own_purpose_and_key() {
        let token = Token::generate(&mut rng(1));
        let read = Token::parse(&token.expose()).unwrap();
        for made in PURPOSES {
            let hash = token.hash(&key(), made);
            for used in PURPOSES {
                assert_eq!(read.check(&key(), used, &hash), made == used);
            }
            assert!(!read.check(&AccessKey::new(&[8; 32]), made, &hash));
            assert!(!Token::generate(&mut rng(2)).check(&key(), made, &hash));
        }
    }

    /// RFC 4648's alphabet of base64url, by bytes that give its last two letters.
    #[test]
    fn a_token_has_one_text() {
        let token = Token(Hidden([0xfb; 32]));
        assert_eq!(token.expose().as_str(), format!("{}-_s", "-_v7".repeat(10)));
        // The last letter's two spare bits have to be zero.
        assert_eq!(Token::parse(&format!("{}-_t", "-_v7".repeat(10))).err(), Some(NotAToken));
        assert_eq!(Token::parse(&token.expose().replace('-', "+")).err(), Some(NotAToken));
        assert_eq!(Token::parse(&token.expose()[1..]).err(), Some(NotAToken));
    }

    #[test]
    fn nothing_is_shown() {
        let token = Token::generate(&mut rng(1));
        let hash = token.hash(&key(), Purpose::Session);
        assert_eq!(format!("{token:?} {hash:?}"), "Token(..) TokenHash(..)");
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, format!("\"{}\"", hex::encode(hash.as_bytes())));
        assert_eq!(serde_json::from_str::<TokenHash>(&json).unwrap(), hash);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,50}") {
            if let Ok(token) = Token::parse(&text) {
                prop_assert_eq!(&*token.expose(), &text);
            }
        }
    }
}
