//! Passphrases: from the environment, or typed unseen.

use std::{
    env, fs,
    io::{self, IsTerminal as _},
    path::Path,
};

use anyhow::Result;
use office::Passphrase;

use crate::{fault::complaint, speech::Speech};

const VARIABLE: &str = "QORGAU_PASSPHRASE";
/// The fewest characters of a new passphrase: everything hangs on it, and it can be guessed at offline.
const SHORTEST: usize = 12;

/// Whether a store's key comes from a passphrase.
pub(crate) fn is_needed(dir: &Path) -> bool {
    let keys = fs::read(dir.join("keys.json")).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&keys).is_ok_and(|keys| keys.get("kdf").is_some())
}

/// The passphrase of a store.
pub(crate) fn ask(speech: &Speech) -> Result<Passphrase> {
    match from_environment()? {
        Some(passphrase) => Ok(passphrase),
        None => typed(speech, "ask-passphrase"),
    }
}

/// A passphrase for a new store, typed twice.
pub(crate) fn ask_new(speech: &Speech) -> Result<Passphrase> {
    let passphrase = match from_environment()? {
        Some(passphrase) => passphrase,
        None => {
            let first = typed(speech, "ask-new-passphrase")?;
            if *first.0 != *typed(speech, "ask-passphrase-again")?.0 {
                return Err(complaint("passphrases-differ", &[]));
            }
            first
        }
    };
    if passphrase.0.chars().count() < SHORTEST {
        return Err(complaint("passphrase-short", &[("least", SHORTEST.to_string())]));
    }
    Ok(passphrase)
}

fn from_environment() -> Result<Option<Passphrase>> {
    let Some(value) = env::var_os(VARIABLE) else { return Ok(None) };
    let value = value.into_string().map_err(|_| complaint("passphrase-not-text", &[]))?;
    Ok(Some(Passphrase(value.into())))
}

fn typed(speech: &Speech, key: &str) -> Result<Passphrase> {
    if !io::stdin().is_terminal() {
        return Err(complaint("passphrase-needed", &[]));
    }
    let asked = rpassword::prompt_password(speech.word(key) + " ");
    asked.map(|value| Passphrase(value.into())).map_err(|_| complaint("passphrase-needed", &[]))
}
