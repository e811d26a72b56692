//! What tests share.

use jiff::Timestamp;

use crate::AccessKey;

/// A small generator (SplitMix64): tests have to give the same every time.
pub(crate) fn rng(mut seed: u64) -> impl FnMut(&mut [u8]) {
    move |out| {
        for byte in out {
            seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = (seed ^ seed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ z >> 31) as u8;
        }
    }
}

pub(crate) fn key() -> AccessKey {
    AccessKey::new(&[7; 32])
}

/// So many seconds after some moment.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}
