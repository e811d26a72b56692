//! What a request brings: its words as they lie sealed, its row, the code that is typed, the consent and moments given.
#![no_main]

use identity::{CodeRules, Typed};
use kernel::{PaperId, SubjectId, encode};
use libfuzzer_sys::fuzz_target;
use office::{
    RequestWords,
    import::{parse_consent, parse_moment},
};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(words) = serde_json::from_slice::<RequestWords>(bytes) {
        let again = serde_json::to_vec(&words).expect("words are written");
        assert!(serde_json::from_slice::<RequestWords>(&again).is_ok());
    }
    let (subject, id) = (SubjectId::from_bytes([1; 16]), PaperId::from_bytes([2; 16]));
    if let Ok(paper) = encode::read_paper(subject, id, bytes) {
        // What reads is written the same: a row has one form.
        assert_eq!(encode::paper(&paper).as_slice(), bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Typed::parse(text, CodeRules::default().digits());
        let profile = PROFILE.with(Clone::clone);
        let _ = parse_moment(text, &profile);
        let _ = parse_consent(text, &profile);
    }
});

thread_local! {
    static PROFILE: std::rc::Rc<calendar::Profile> =
        std::rc::Rc::new(calendar::Profile::parse(include_str!("../../packs/profiles/kz.toml")).expect("the profile reads"));
}
