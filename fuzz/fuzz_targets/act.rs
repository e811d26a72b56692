//! An act of destruction from a stranger, and the log's notes, proofs and keys.
#![no_main]

use ledger::{TlogProof, note::VerifierKey};
use libfuzzer_sys::fuzz_target;

/// A key that signed nothing.
const KEY: &str = "fuzz+7c1cf2c6+AVm0Sx0S0HfCqWn5m1v8ZcVh5bYgqNFq7TzDg4c6bMgX";

fuzz_target!(|text: &str| {
    assert!(office::verify_act(text, KEY).is_err());
    let _ = text.parse::<TlogProof>();
    let _ = text.parse::<VerifierKey>();
});
