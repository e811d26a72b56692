//! A profile of a jurisdiction: it reads, or says why not.
#![no_main]

use calendar::Profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(profile) = Profile::parse(text) {
        assert!(!profile.id().is_empty());
    }
});
