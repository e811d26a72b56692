//! Which networks events may be sent to: the public ones, and those that the caller adds. Whoever registers an endpoint
//! could otherwise have this machine call on services that only it can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// Which networks events may be sent to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks {
    also: Vec<IpNet>,
    plain_on_loopback: bool,
}

impl Networks {
    /// The public ones alone.
    pub fn public() -> Self {
        Self::default()
    }

    /// This one too.
    #[must_use]
    pub fn and(mut self, network: IpNet) -> Self {
        self.also.push(network);
        self
    }

    /// This very machine too, and there without encryption as well. For tests, and for a receiver beside the sender.
    #[must_use]
    pub fn and_plain_on_loopback(mut self) -> Self {
        self.also.extend([
            IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8)),
            IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128)),
        ]);
        self.plain_on_loopback = true;
        self
    }

    /// Whether events may be sent to this address. An IPv4 address within an IPv6 one (`::ffff:…`) never counts as
    /// public; allowed it is with the IPv4 network it is in.
    pub fn allow_ip(&self, ip: IpAddr) -> bool {
        let plain = ip.to_canonical();
        self.also.iter().any(|network| network.contains(&plain)) || ip == plain && is_public(ip)
    }

    pub(crate) fn plain_on_loopback(&self) -> bool {
        self.plain_on_loopback
    }

    /// Whether a connection to this address may be made; an unencrypted one on loopback only.
    pub(crate) fn allow(&self, at: SocketAddr, encrypted: bool) -> bool {
        self.allow_ip(at.ip())
            && (encrypted || self.plain_on_loopback && at.ip().to_canonical().is_loopback())
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !NOT_PUBLIC_V4.iter().any(|network| network.contains(&ip)),
        // All that is given out lies in 2000::/3; the rest of the space is reserved or of special use.
        IpAddr::V6(ip) => {
            GLOBAL_UNICAST.contains(&ip) && !NOT_PUBLIC_V6.iter().any(|network| network.contains(&ip))
        }
    }
}

const fn v4(a: u8, b: u8, c: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, 0), length)
}

const fn v6(a: u16, b: u16, c: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

/// IANA's registry of IPv4 special-purpose addresses (RFC 6890), and multicast.
const NOT_PUBLIC_V4: [Ipv4Net; 15] = [
    v4(0, 0, 0, 8),       // this network (RFC 791)
    v4(10, 0, 0, 8),      // private (RFC 1918)
    v4(100, 64, 0, 10),   // shared, carrier-grade NAT (RFC 6598)
    v4(127, 0, 0, 8),     // loopback (RFC 1122)
    v4(169, 254, 0, 16),  // link-local (RFC 3927), where clouds keep their metadata
    v4(172, 16, 0, 12),   // private (RFC 1918)
    v4(192, 0, 0, 24),    // protocol assignments (RFC 6890)
    v4(192, 0, 2, 24),    // documentation (RFC 5737)
    v4(192, 88, 99, 24),  // 6to4 relays, withdrawn (RFC 7526)
    v4(192, 168, 0, 16),  // private (RFC 1918)
    v4(198, 18, 0, 15),   // benchmarking (RFC 2544)
    v4(198, 51, 100, 24), // documentation (RFC 5737)
    v4(203, 0, 113, 24),  // documentation (RFC 5737)
    v4(224, 0, 0, 4),     // multicast (RFC 5771)
    v4(240, 0, 0, 4),     // reserved (RFC 1112), and the limited broadcast (RFC 919)
];

const GLOBAL_UNICAST: Ipv6Net = v6(0x2000, 0, 0, 3);

/// What lies in 2000::/3 without being public: IANA's registry of IPv6 special-purpose addresses (RFC 6890).
const NOT_PUBLIC_V6: [Ipv6Net; 5] = [
    v6(0x2001, 0, 0, 23), // protocol assignments (RFC 2928), Teredo among them, which holds an IPv4 address
    v6(0x2001, 0xdb8, 0, 32), // documentation (RFC 3849)
    v6(0x2002, 0, 0, 16), // 6to4 (RFC 3056), which holds an IPv4 address
    v6(0x2620, 0x4f, 0x8000, 48), // AS112's sinks (RFC 7534)
    v6(0x3fff, 0, 0, 20), // documentation (RFC 9637)
];

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(networks: &Networks, ip: &str) -> bool {
        networks.allow_ip(ip.parse().unwrap())
    }

    #[test]
    fn only_public_addresses_unless_more_is_allowed() {
        let networks = Networks::public();
        for ip in [
            "8.8.8.8",
            "1.1.1.1",
            "100.128.0.1",
            "172.32.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00::1",
        ] {
            assert!(allowed(&networks, ip), "{ip}");
        }
        for ip in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.9",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::8.8.8.8",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!allowed(&networks, ip), "{ip}");
        }
    }

    #[test]
    fn what_is_allowed_is_no_wider_than_said() {
        let networks =
            Networks::public().and("10.1.0.0/16".parse().unwrap()).and("fd00:1::/32".parse().unwrap());
        for (ip, want) in [
            ("10.1.255.255", true),
            ("::ffff:10.1.2.3", true),
            ("fd00:1::5", true),
            ("10.2.0.0", false),
            ("::ffff:10.2.0.0", false),
            ("::ffff:8.8.8.8", false),
            ("fd00:2::5", false),
            ("127.0.0.1", false),
        ] {
            assert_eq!(allowed(&networks, ip), want, "{ip}");
        }
    }

    #[test]
    fn unencrypted_stays_on_this_machine() {
        let networks = Networks::public().and_plain_on_loopback().and("10.0.0.0/8".parse().unwrap());
        for (at, encrypted, want) in [
            ("127.0.0.1:80", false, true),
            ("[::1]:80", false, true),
            ("10.0.0.1:80", false, false),
            ("8.8.8.8:80", false, false),
            ("8.8.8.8:443", true, true),
            ("10.0.0.1:443", true, true),
        ] {
            assert_eq!(networks.allow(at.parse().unwrap(), encrypted), want, "{at}");
        }
        let loopback = Networks::public().and("127.0.0.0/8".parse().unwrap());
        assert!(!loopback.allow("127.0.0.1:80".parse().unwrap(), false));
    }
}
