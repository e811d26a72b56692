//! Devices that have signed in before.

use std::{fmt, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{AccessKey, Random, Tag, hidden::Hidden};

/// A device that has signed in to an account before, as its token showed.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    id: Id,
    /// Binds it to the account.
    tag: Tag,
}

type Id = [u8; 16];

/// What such a device keeps, in a cookie of a long life: its id, until when it counts, and an HMAC over both and the
/// account's name, which it does not hold. It opens nothing; it only spares its device other people's failures.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceToken {
    id: Id,
    /// Milliseconds since 1970.
    expires: i64,
    mac: Hidden<32>,
}

/// The text is no device token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no device token")]
pub struct NotAToken;

/// Version, id, expiry, HMAC.
const LEN: usize = 1 + 16 + 8 + 32;
const VERSION: u8 = 1;
/// The longest that a token counts.
const MOST: Duration = Duration::from_secs(400 * 86_400);

impl Device {
    /// The device whose token this is, if it was given out for this account and still counts.
    pub fn recognise(key: &AccessKey, account: &str, token: &DeviceToken, now: Timestamp) -> Option<Self> {
        let same: bool = mac(key, account, &token.id, token.expires).ct_eq(&token.mac).into();
        let known = same && now.as_millisecond() < token.expires;
        known.then(|| Self { id: token.id, tag: tag(key, account, &token.id) })
    }

    /// The next token of the same device, at its next sign-in.
    pub fn renew(&self, key: &AccessKey, account: &str, now: Timestamp, lifetime: Duration) -> DeviceToken {
        DeviceToken::sign(key, account, self.id, now, lifetime)
    }

    /// What its failures are counted under; none if it was recognised for another account.
    pub(super) fn tag(&self, key: &AccessKey, account: &str) -> Option<Tag> {
        (tag(key, account, &self.id) == self.tag).then_some(self.tag)
    }
}

impl DeviceToken {
    /// The token of a device that has just signed in for the first time. It counts for `lifetime`, at most 400 days (as
    /// long as browsers keep a cookie).
    pub fn issue(
        key: &AccessKey,
        account: &str,
        now: Timestamp,
        lifetime: Duration,
        rng: &mut Random<'_>,
    ) -> Self {
        let mut id = [0; 16];
        rng(&mut id);
        Self::sign(key, account, id, now, lifetime)
    }

    /// Reads a token as it was given out.
    ///
    /// # Errors
    /// [`NotAToken`].
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        let mut bytes = [0; LEN];
        if BASE64URL_NOPAD.decode_len(text.len()) != Ok(LEN) {
            return Err(NotAToken);
        }
        BASE64URL_NOPAD.decode_mut(text.as_bytes(), &mut bytes).map_err(|_| NotAToken)?;
        let [VERSION, rest @ ..] = bytes else { return Err(NotAToken) };
        Ok(Self {
            id: std::array::from_fn(|i| rest[i]),
            expires: i64::from_be_bytes(std::array::from_fn(|i| rest[16 + i])),
            mac: Hidden(std::array::from_fn(|i| rest[24 + i])),
        })
    }

    /// The text, for the device alone: base64url, 76 letters.
    pub fn expose(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([VERSION; LEN]);
        bytes[1..17].copy_from_slice(&self.id);
        bytes[17..25].copy_from_slice(&self.expires.to_be_bytes());
        bytes[25..].copy_from_slice(&self.mac.0);
        Zeroizing::new(BASE64URL_NOPAD.encode(&bytes[..]))
    }

    fn sign(key: &AccessKey, account: &str, id: Id, now: Timestamp, lifetime: Duration) -> Self {
        let lifetime = lifetime.min(MOST).as_millis() as i64; // at most 400 days
        let expires = now.as_millisecond().saturating_add(lifetime);
        Self { id, expires, mac: mac(key, account, &id, expires) }
    }
}

fn mac(key: &AccessKey, account: &str, id: &Id, expires: i64) -> Hidden<32> {
    Hidden(key.mac("qorgau/device/1", &[account.as_bytes(), id, &expires.to_be_bytes()]))
}

fn tag(key: &AccessKey, account: &str, id: &Id) -> Tag {
    key.tag("qorgau/device-tag/1", &[account.as_bytes(), id])
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Device(..)")
    }
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{at, key, rng};

    const DAY: Duration = Duration::from_secs(86_400);

    fn issue() -> DeviceToken {
        DeviceToken::issue(&key(), "asel", at(0), DAY, &mut rng(1))
    }

    fn known(token: &DeviceToken, account: &str, seconds: i64) -> Option<Device> {
        Device::recognise(&key(), account, token, at(seconds))
    }

    #[test]
    fn a_device_is_known_to_its_account_until_its_token_ends() {
        let token = DeviceToken::parse(&issue().expose()).unwrap();
        assert_eq!(token.expose().len(), 76);
        let device = known(&token, "asel", 86_399).unwrap();
        assert_eq!(known(&token, "asel", 86_400), None);
        assert_eq!(known(&token, "berik", 0), None);
        assert_eq!(Device::recognise(&AccessKey::new(&[8; 32]), "asel", &token, at(0)), None);
        let long = device.renew(&key(), "asel", at(0), Duration::MAX);
        assert_eq!(known(&long, "asel", 400 * 86_400 - 1), Some(device.clone()));
        assert_eq!(known(&long, "asel", 400 * 86_400), None);
        assert_ne!(
            known(&DeviceToken::issue(&key(), "asel", at(0), DAY, &mut rng(2)), "asel", 0),
            Some(device)
        );
    }

    #[test]
    fn a_device_is_unknown_to_another_account() {
        let device = known(&issue(), "asel", 0).unwrap();
        assert!(device.tag(&key(), "asel").is_some());
        assert_eq!(device.tag(&key(), "berik"), None);
    }

    #[test]
    fn nothing_is_shown() {
        let token = issue();
        assert_eq!(format!("{:?} {token:?}", known(&token, "asel", 0)), "Some(Device(..)) DeviceToken(..)");
    }

    proptest! {
        #[test]
        fn no_change_is_taken(at_byte in 0..LEN, to in any::<u8>()) {
            let token = issue();
            let mut bytes = BASE64URL_NOPAD.decode(token.expose().as_bytes()).unwrap();
            prop_assume!(bytes[at_byte] != to);
            bytes[at_byte] = to;
            match DeviceToken::parse(&BASE64URL_NOPAD.encode(&bytes)) {
                Ok(token) => prop_assert_eq!(Device::recognise(&key(), "asel", &token, at(0)), None),
                Err(NotAToken) => prop_assert_eq!(at_byte, 0),
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,90}") {
            if let Ok(token) = DeviceToken::parse(&text) {
                prop_assert_eq!(&*token.expose(), &text);
            }
        }
    }
}
