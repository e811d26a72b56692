//! A consent receipt from a stranger: nothing but one that this log made holds.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// A key that signed nothing.
const KEY: &str = "fuzz+7c1cf2c6+AVm0Sx0S0HfCqWn5m1v8ZcVh5bYgqNFq7TzDg4c6bMgX";

fuzz_target!(|text: &str| {
    assert!(receipts::verify(text, KEY).is_err());
});
