//! A file of a pack beside the sound ones: it loads, or every fault is told in every language.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::{
    Lang,
    load::{SourceFile, load},
    sample,
};

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut files = sample::files();
    // The file takes the place of a sound one, or stands beside them.
    match files.get_mut(usize::from(*which)) {
        Some(file) => file.text = text.to_owned(),
        None => files.push(SourceFile { path: "more.toml".to_owned(), text: text.to_owned() }),
    }
    match load(&files, &sample::jurisdiction) {
        Ok(edition) => assert!(edition.row_count() > 0),
        Err(faults) => {
            assert!(!faults.to_string().is_empty());
            for fault in faults.iter() {
                for lang in Lang::ALL {
                    let told = [fault.what(lang), fault.why(lang), fault.remedy(lang)];
                    assert!(told.iter().all(|text| !text.is_empty()));
                }
            }
        }
    }
});
