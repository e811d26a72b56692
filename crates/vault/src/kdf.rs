use crate::{KdfFault, Random, VaultError, secret::Secret};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::{fmt, str::FromStr};
use zeroize::Zeroizing;

/// How a passphrase becomes a root key: Argon2id version 1.3 (RFC 9106). No secret; kept with the
/// data as text: `argon2id v=19 m=65536 t=3 p=4 salt=<32 hexadecimal digits>`.
///
/// Accepted: 19 MiB (OWASP's least) to 2 GiB (RFC 9106's most) of memory, 1 to 64 passes, 1 to 16
/// lanes, and memory times passes of at least 38 MiB. What is outside is refused when parsed and
/// when used, so that a changed file can neither weaken the derivation nor exhaust the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfParams {
    /// Random, and different for every root key.
    pub salt: [u8; 16],
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes, that is the degree of parallelism the result is computed for.
    pub lanes: u32,
}

const MEMORY: std::ops::RangeInclusive<u32> = 19 * 1024..=2 * 1024 * 1024;
const PASSES: std::ops::RangeInclusive<u32> = 1..=64;
const LANES: std::ops::RangeInclusive<u32> = 1..=16;
const LEAST_WORK: u64 = 2 * 19 * 1024;

impl KdfParams {
    /// RFC 9106's second recommended option (64 MiB, 3 passes, 4 lanes), which is above every
    /// minimum of OWASP's, with a new salt.
    #[must_use]
    pub fn generate(rng: &mut (impl Random + ?Sized)) -> Self {
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        Self { salt, memory_kib: 64 * 1024, passes: 3, lanes: 4 }
    }

    /// Whether the parameters are within what is accepted.
    ///
    /// # Errors
    /// The first limit that is broken.
    pub fn check(&self) -> Result<(), KdfFault> {
        let (memory, passes, lanes) = (self.memory_kib, self.passes, self.lanes);
        if !MEMORY.contains(&memory) {
            return Err(KdfFault::Memory { found: memory });
        }
        if !PASSES.contains(&passes) {
            return Err(KdfFault::Passes { found: passes });
        }
        if !LANES.contains(&lanes) {
            return Err(KdfFault::Lanes { found: lanes });
        }
        if u64::from(memory) * u64::from(passes) < LEAST_WORK {
            return Err(KdfFault::Weak);
        }
        Ok(())
    }

    pub(crate) fn derive(&self, pass: &[u8]) -> Result<Secret, VaultError> {
        self.check()?;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .expect("the limits above are within Argon2's");
        let mut key = Secret([0; 32]);
        // Our own memory, because Argon2 does not overwrite the one it allocates.
        let mut memory = Zeroizing::new(Vec::new());
        memory.try_reserve_exact(params.block_count()).map_err(|_| KdfFault::OutOfMemory)?;
        memory.resize(params.block_count(), Block::new());
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(pass, &self.salt, &mut key.0, memory.as_mut_slice())
            .map_err(|_| KdfFault::LongPassphrase)?;
        Ok(key)
    }
}

impl fmt::Display for KdfParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { salt, memory_kib, passes, lanes } = self;
        let salt = hex::encode(salt);
        write!(f, "argon2id v=19 m={memory_kib} t={passes} p={lanes} salt={salt}")
    }
}

impl FromStr for KdfParams {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        let params = parse(text).ok_or(KdfFault::Form)?;
        params.check()?;
        Ok(params)
    }
}

fn parse(text: &str) -> Option<KdfParams> {
    let mut parts = text.trim().split(' ');
    if parts.next() != Some("argon2id") || parts.next() != Some("v=19") {
        return None;
    }
    let mut field = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix('=');
    let (memory_kib, passes, lanes) = (number(field("m")?)?, number(field("t")?)?, number(field("p")?)?);
    let mut salt = [0; 16];
    hex::decode_to_slice(field("salt")?, &mut salt).ok()?;
    parts.next().is_none().then_some(KdfParams { salt, memory_kib, passes, lanes })
}

/// Digits only: `u32` itself would take a sign.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}
