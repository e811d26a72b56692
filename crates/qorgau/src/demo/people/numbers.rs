//! Numbers with the check digits that they need.

use jiff::civil::Date;
use policy::kind::iin::{Bin, Iin, Sex};

use super::draw::Draw;

/// A person's number for a date of birth. Serial numbers without a check digit are passed over.
pub(super) fn iin(birth: Date, sex: Sex, serial: u16) -> String {
    let number = (0..100).find_map(|next| Iin::compose(birth, sex, (serial + next) % 10_000));
    number.map(|iin| iin.to_string()).unwrap_or_default()
}

/// The number of a farm or another small organisation, registered in 2005–2019.
pub(super) fn bin(draw: &Draw, serial: u16) -> String {
    // Both fit: 5–19 and 1–12.
    let (year, month) = (draw.between(5..=19) as u8, draw.between(1..=12) as u8);
    let number = (0..100).find_map(|next| Bin::compose(year, month, (serial + next) % 10_000));
    number.map(|bin| bin.to_string()).unwrap_or_default()
}

/// A mobile number of Kazakhstan, in one of the ways in which people write it.
pub(super) fn phone(draw: &Draw) -> String {
    let code = draw.pick(&["700", "701", "702", "705", "707", "708"]);
    let (a, b, c) = (draw.digits(3), draw.digits(2), draw.digits(2));
    match draw.weighted(&[60, 25, 15]) {
        0 => format!("+7 {code} {a} {b} {c}"),
        1 => format!("+7{code}{a}{b}{c}"),
        _ => format!("8 ({code}) {a}-{b}-{c}"),
    }
}

/// An account in a bank that does not exist, its two check digits right (ISO 13616).
pub(super) fn iban(draw: &Draw) -> String {
    let account = format!("999{}", draw.signs(b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", 13));
    let rest = format!("{account}KZ00").bytes().fold(0, |rest, sign| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    let grouped = format!("KZ{:02}{account}", 98 - rest);
    if draw.chance(30) { spaced(&grouped) } else { grouped }
}

/// An address of the ranges that are kept for documents (RFC 5737, RFC 3849).
pub(super) fn ip(draw: &Draw) -> String {
    if draw.chance(15) {
        return format!("2001:db8:{}::{}", draw.hex(2), draw.hex(1));
    }
    let net = draw.pick(&["192.0.2", "198.51.100", "203.0.113"]);
    format!("{net}.{}", draw.between(1..=254))
}

/// The hash of no password: its salt and its output are drawn, so that nothing opens it.
pub(super) fn password(draw: &Draw) -> String {
    const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // 16 and 32 bytes; the last sign holds only the bits that are left, so that it is `A`.
    let (salt, hash) = (draw.signs(BASE64, 21), draw.signs(BASE64, 42));
    format!("$argon2id$v=19$m=19456,t=2,p=1${salt}A${hash}A")
}

fn spaced(number: &str) -> String {
    let mut out = String::with_capacity(number.len() * 5 / 4);
    for (at, sign) in number.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push(' ');
        }
        out.push(sign);
    }
    out
}
