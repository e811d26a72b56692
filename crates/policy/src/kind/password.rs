//! Passwords: hashed one way, checked and replaced, never read.

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use super::{
    BadValue, BadValueCode, Normal,
    text::{at_least, at_most, nfc},
};

/// The fewest and the most characters of a password.
const LENGTH: (usize, usize) = (8, 512);

/// Bounds of an import. The memory is in KiB; the work is memory times passes. The lower bounds are the
/// cheapest that OWASP's cheat sheet allows, the upper ones keep a check from starving the server.
const MEMORY: std::ops::RangeInclusive<u32> = 7_168..=262_144;
const WORK: std::ops::RangeInclusive<u64> = 35_840..=1_048_576;
const LANES: std::ops::RangeInclusive<u32> = 1..=8;

/// Hashes a password into a PHC string: argon2id, 19 MiB, two passes, one lane.
///
/// The salt comes from outside, and is never used twice.
///
/// # Errors
/// [`BadValue`] if the password is shorter than 8 characters or longer than 512.
pub fn hash(plain: &str, salt: &[u8; 16]) -> Result<String, BadValue> {
    at_most(plain, LENGTH.1)?;
    at_least(plain, LENGTH.0)?;
    // One password typed on two keyboards may come as two sequences of code points.
    let hashed = Argon2::default().hash_password_with_salt(nfc(plain).as_bytes(), salt);
    hashed.map(|phc| phc.to_string()).map_err(|_| BadValueCode::PasswordCost.into())
}

/// Whether the password is the hashed one; `false` for a string that [`is_phc`] refuses.
pub fn check(plain: &str, phc: &str) -> bool {
    if at_most(plain, LENGTH.1).is_err() || !is_phc(phc) {
        return false;
    }
    let Ok(hash) = PasswordHash::new(phc) else { return false };
    let verify = |plain: &str| Argon2::default().verify_password(plain.as_bytes(), &hash).is_ok();
    let composed = nfc(plain);
    // An imported hash may be of the code points as they were typed.
    verify(&composed) || (composed != plain && verify(plain))
}

/// Whether the text is a PHC string of argon2id, version 19, with bearable costs, a salt and a hash.
pub fn is_phc(text: &str) -> bool {
    costs(text).is_ok()
}

pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    costs(value).map(|()| Normal::hidden(value))
}

fn costs(text: &str) -> Result<(), BadValue> {
    // The parser takes what no argon2 needs, such as a missing version: each is looked at here.
    let hash = PasswordHash::new(text).map_err(|_| BadValueCode::PasswordPlain)?;
    if hash.algorithm.as_str() != "argon2id" || hash.version != Some(19) {
        return Err(BadValueCode::PasswordPlain.into());
    }
    let params = Params::try_from(&hash).map_err(|_| BadValueCode::PasswordPlain)?;
    let (Some(salt), Some(output)) = (hash.salt, hash.hash) else {
        return Err(BadValueCode::PasswordPlain.into());
    };
    let names = ["m", "t", "p"].map(|name| hash.params.get_decimal(name).is_some());
    if names.contains(&false) || hash.params.iter().count() != 3 || output.len() < 16 || salt.len() < 8 {
        return Err(BadValueCode::PasswordPlain.into());
    }
    let work = u64::from(params.m_cost()) * u64::from(params.t_cost());
    if MEMORY.contains(&params.m_cost()) && WORK.contains(&work) && LANES.contains(&params.p_cost()) {
        Ok(())
    } else {
        Err(BadValueCode::PasswordCost.into())
    }
}
