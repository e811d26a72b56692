//! Public addresses against Python's reading of the same registries.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod python;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hooks::Networks;

/// What is refused here though Python calls it global: given out for special uses, and nobody's web server.
const STRICTER: [&str; 7] = [
    "192.0.0.0/24",
    "192.88.99.0/24",
    "224.0.0.0/4",
    "2001::/23",
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
];

#[test]
fn what_is_public_is_so_in_another_implementation() {
    let addresses = addresses();
    let text: Vec<_> = addresses.iter().map(IpAddr::to_string).collect();
    let said = python::run(SCRIPT, &text.iter().map(String::as_str).collect::<Vec<_>>());
    let theirs: Vec<bool> = said.chars().map(|c| c == '1').collect();
    assert_eq!(theirs.len(), addresses.len());
    let networks = Networks::public();
    let stricter = STRICTER.map(|network| network.parse::<hooks::IpNet>().unwrap());
    let mut public = 0;
    for (ip, theirs) in addresses.iter().zip(theirs) {
        let ours = networks.allow_ip(*ip);
        public += usize::from(ours);
        assert!(theirs || !ours, "{ip} is public here alone");
        // Of IPv6, what nobody has been given yet is refused as well.
        let reserved = matches!(ip, IpAddr::V6(ip) if ip.segments()[0] >> 13 != 1);
        assert!(
            !theirs || ours || reserved || stricter.iter().any(|net| net.contains(ip)),
            "{ip} is refused here"
        );
    }
    assert!((1000..addresses.len() - 1000).contains(&public), "{public} of {}", addresses.len());
}

/// Both sides of every border of the registries, and many at random.
fn addresses() -> Vec<IpAddr> {
    let mut all: Vec<IpAddr> = Vec::new();
    for length in 1..=32 {
        for first in [
            0x0000_0000_u32,
            0x0A00_0000,
            0x6440_0000,
            0x7F00_0000,
            0xA9FE_0000,
            0xAC10_0000,
            0xC000_0000,
            0xC000_0200,
            0xC058_6300,
            0xC0A8_0000,
            0xC612_0000,
            0xC633_6400,
            0xCB00_7100,
            0xE000_0000,
            0xF000_0000,
        ] {
            let size = u32::try_from((1_u64 << (32 - length)) - 1).unwrap();
            for at in [first, first.wrapping_sub(1), first | size, (first | size).wrapping_add(1)] {
                all.push(Ipv4Addr::from(at).into());
            }
        }
    }
    for first in [
        0_u128,
        0x2000 << 112,
        0x2001 << 112,
        0x2001_0db8 << 96,
        0x2002 << 112,
        0x2620_004f_8000 << 80,
        0x3fff << 112,
        0x0064_ff9b << 96,
        0x5f00 << 112,
        0xfc00 << 112,
        0xfe80 << 112,
        0xfec0 << 112,
        0xff00 << 112,
    ] {
        for length in 1..128 {
            let size = (1 << (128 - length)) - 1;
            for at in [first, first.wrapping_sub(1), first | size, (first | size).wrapping_add(1)] {
                all.push(Ipv6Addr::from(at).into());
            }
        }
    }
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..1000 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        all.push(Ipv4Addr::from((random >> 32) as u32).into());
        let wide = u128::from(random) << 64 | u128::from(random);
        all.push(Ipv6Addr::from(wide).into());
        all.push(Ipv6Addr::from(wide >> 3 | 1 << 125).into());
    }
    all
}

const SCRIPT: &str = r#"
import ipaddress, sys
addresses = [ipaddress.ip_address(text) for text in sys.stdin.read().split()]
print("".join("1" if one.is_global and not one.is_multicast else "0" for one in addresses))
"#;
