//! Where the root key comes from: a file, or a passphrase. The folder's `keys.json` says which, and holds nothing
//! secret.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use vault::{KdfParams, Keyring, RootKey, Zeroizing};

use crate::{
    error::{OfficeError, Result},
    random::SystemRandom,
};

/// How a new store's root key is kept.
#[derive(Debug, Clone)]
pub enum KeyChoice {
    /// A new key in this file, readable by its owner alone.
    File(PathBuf),
    /// A key derived from a passphrase, which is kept nowhere.
    Passphrase(Passphrase),
}

/// A passphrase; never printed.
#[derive(Clone)]
pub struct Passphrase(pub Zeroizing<String>);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

const NAME: &str = "keys.json";

/// What `keys.json` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    /// The key's file, relative to the folder where it lies inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    /// The parameters with which the passphrase is stretched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kdf: Option<String>,
    /// Tells a wrong key from a damaged store.
    check: String,
}

/// Makes a root key for a new store.
pub(crate) fn create(dir: &Path, choice: &KeyChoice) -> Result<Keyring> {
    let (root, file, kdf) = match choice {
        KeyChoice::File(path) => {
            let root = RootKey::generate(&mut SystemRandom);
            write_private(path, root.to_file_text().as_bytes())?;
            let inside = path.strip_prefix(dir).unwrap_or(path);
            let kept = if inside.is_relative() && inside == path {
                std::path::absolute(path).map_err(OfficeError::file(path))?
            } else {
                inside.to_owned()
            };
            (root, Some(kept), None)
        }
        KeyChoice::Passphrase(pass) => {
            let kdf = KdfParams::generate(&mut SystemRandom);
            (stretched(pass, &kdf)?, None, Some(kdf.to_string()))
        }
    };
    let keyring = Keyring::new(&root);
    let keys = Keys { file, kdf, check: hex(&keyring.check_value()) };
    let text = serde_json::to_string_pretty(&keys).unwrap_or_default() // texts always serialise
        + "\n";
    write_private(&dir.join(NAME), text.as_bytes())?;
    Ok(keyring)
}

/// Whether somebody began to make a store here.
pub(crate) fn begun(dir: &Path) -> bool {
    dir.join(NAME).exists() || dir.join("root.key").exists()
}

/// Opens the root key of a store.
///
/// # Errors
/// The key file is missing or damaged, a passphrase is needed, or the key is not this store's.
pub(crate) fn open(dir: &Path, passphrase: Option<&Passphrase>) -> Result<(RootKey, Keyring)> {
    let path = dir.join(NAME);
    let text = fs::read_to_string(&path).map_err(OfficeError::file(&path))?;
    let keys: Keys = serde_json::from_str(&text)
        .map_err(|_| OfficeError::damaged(format!("{} does not read", path.display())))?;
    let root = match (&keys.file, &keys.kdf) {
        (Some(file), None) => {
            let file = dir.join(file);
            let text = Zeroizing::new(fs::read_to_string(&file).map_err(|why| missing(&file, why))?);
            RootKey::from_file_text(&text).map_err(OfficeError::vault(file.display().to_string()))?
        }
        (None, Some(kdf)) => {
            let kdf: KdfParams = kdf.parse().map_err(OfficeError::vault(path.display().to_string()))?;
            let pass = passphrase.ok_or_else(|| OfficeError::input("passphrase-missing", &[]))?;
            stretched(pass, &kdf)?
        }
        _ => return Err(OfficeError::damaged(format!("{} names no key", path.display()))),
    };
    let keyring = Keyring::new(&root);
    if hex(&keyring.check_value()) == keys.check {
        Ok((root, keyring))
    } else {
        Err(OfficeError::input("wrong-key", &[("path", &dir.display())]))
    }
}

fn stretched(pass: &Passphrase, kdf: &KdfParams) -> Result<RootKey> {
    // The same words typed on another keyboard may come in another Unicode form.
    let words: Zeroizing<String> = Zeroizing::new(pass.0.nfkc().collect());
    RootKey::from_passphrase(words.as_bytes(), kdf).map_err(OfficeError::vault("the passphrase"))
}

/// Writes a file that only its owner reads; never over another.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(OfficeError::file(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(OfficeError::file(path))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}"); // writing to a string can't fail
        out
    })
}

pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut out = [0; N];
    for (place, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(out)
}

fn missing(file: &Path, why: std::io::Error) -> OfficeError {
    match why.kind() {
        ErrorKind::NotFound => OfficeError::input("key-missing", &[("path", &file.display())]),
        _ => OfficeError::file(file)(why),
    }
}
