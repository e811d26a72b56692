//! What somebody who wants in types or sends: keys, tokens, codes, passwords and what is stored of them. What reads is
//! written as it was read, and nothing of it is shown.
#![no_main]

use access::{
    account::Account,
    apikey::{ApiKey, KeyId},
    password::{self, NewPassword, Phc},
    recovery,
    throttle::DeviceToken,
    token::Token,
    totp,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Ok(token) = Token::parse(text) {
        assert_eq!(&*token.expose(), text);
    }
    if let Ok(key) = ApiKey::parse(text) {
        assert_eq!(&*key.expose(), text);
        assert!(!format!("{key:?}").contains(text));
    }
    if let Ok(id) = text.parse::<KeyId>() {
        assert_eq!(id.to_string(), text);
    }
    let _ = (DeviceToken::parse(text), totp::Code::parse(text), totp::Secret::parse(text));
    if let Ok(code) = recovery::Code::parse(text) {
        let grouped = code.expose_grouped();
        assert!(recovery::Code::parse(&grouped).is_ok_and(|again| again.expose_grouped() == grouped));
    }
    if let Some(phc) = Phc::parse(text) {
        assert_eq!(format!("{phc:?}"), "Phc(..)");
    }
    // judging takes long where what is typed is long: a bound keeps the runs many
    if text.len() <= password::MOST_BYTES {
        let _ = NewPassword::parse(text, "asel", &["example"]);
    }
    if let Ok(account) = serde_json::from_str::<Account>(text) {
        let stored = serde_json::to_string(&account).expect("an account is JSON");
        assert!(serde_json::from_str::<Account>(&stored).is_ok_and(|again| again == account));
    }
});
