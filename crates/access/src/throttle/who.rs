//! Who tries, as tags.

use std::{fmt, net::IpAddr};

use super::Device;
use crate::{AccessKey, Tag};

/// Somebody who tries to sign in: keyed tags of the account, the address and its network, and the device if it is known.
/// No address can be read from it, nor from what is stored of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Who {
    pub(super) pair: Tag,
    pub(super) account: Tag,
    pub(super) address: Tag,
    pub(super) network: Tag,
    pub(super) device: Option<Tag>,
}

impl Who {
    /// `account` is the name that was given, whether anybody has it or not; `device` what [`Device::recognise`] said of
    /// the token that came along; a device that is known to another account counts as unknown.
    pub fn new(key: &AccessKey, account: &str, address: IpAddr, device: Option<&Device>) -> Self {
        let address_tag = match address.to_canonical() {
            IpAddr::V4(v4) => key.tag("qorgau/address4/1", &[&v4.octets()]),
            IpAddr::V6(v6) => key.tag("qorgau/address6/1", &[&v6.octets()[..8]]),
        };
        let network = match address.to_canonical() {
            IpAddr::V4(v4) => key.tag("qorgau/network4/1", &[&v4.octets()[..3]]),
            IpAddr::V6(v6) => key.tag("qorgau/network6/1", &[&v6.octets()[..6]]),
        };
        Self {
            pair: key.tag("qorgau/pair/1", &[account.as_bytes(), &address_tag]),
            account: key.tag("qorgau/account/1", &[account.as_bytes()]),
            address: address_tag,
            network,
            device: device.and_then(|device| device.tag(key, account)),
        }
    }

    /// Whether the device is known.
    pub fn is_known(&self) -> bool {
        self.device.is_some()
    }
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Who(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::key;

    fn who(account: &str, address: &str) -> Who {
        Who::new(&key(), account, address.parse().unwrap(), None)
    }

    #[test]
    fn addresses_and_networks_are_what_one_customer_has() {
        let shared = |a: &str, b: &str| {
            let (a, b) = (who("asel", a), who("asel", b));
            assert_eq!(a.pair == b.pair, a.address == b.address);
            (a.address == b.address, a.network == b.network)
        };
        assert_eq!(shared("192.0.2.7", "::ffff:192.0.2.7"), (true, true));
        assert_eq!(shared("192.0.2.7", "192.0.2.8"), (false, true));
        assert_eq!(shared("192.0.2.7", "192.0.3.7"), (false, false));
        assert_eq!(shared("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), (true, true));
        assert_eq!(shared("2001:db8:1:2::1", "2001:db8:1:3::1"), (false, true));
        assert_eq!(shared("2001:db8:1:2::1", "2001:db8:2:2::1"), (false, false));
        assert_ne!(who("asel", "192.0.2.7").pair, who("berik", "192.0.2.7").pair);
        assert_ne!(who("asel", "192.0.2.7").account, who("berik", "192.0.2.7").account);
        let other = Who::new(&AccessKey::new(&[8; 32]), "asel", "192.0.2.7".parse().unwrap(), None);
        assert_ne!(other.address, who("asel", "192.0.2.7").address);
        assert_eq!(format!("{other:?}"), "Who(..)");
    }
}
