//! What a stranger's browser sends of an authenticator: the forms, the client data, the CBOR. None of it signs anybody in.
#![no_main]

use access::{
    AccessKey,
    account::{Account, Second},
    passkey::{
        Authentication, AuthenticationResponse, Label, Registration, RegistrationResponse, RelyingParty,
        UserVerification,
    },
};
use data_encoding::BASE64URL_NOPAD;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|input: &[u8]| {
    let now = "2026-09-01T09:00:00Z".parse().expect("a time");
    let party = RelyingParty::new("example.com", &[]).expect("a host");
    let label = Label::parse("fuzz").expect("a name");
    let mut rng = |bytes: &mut [u8]| bytes.fill(7);
    let asked = Registration::begin(None, now, &mut rng);
    let client = |kind: &str| {
        let data = json!({ "type": kind, "challenge": BASE64URL_NOPAD.encode(&[7; 32]), "origin": "https://example.com" });
        BASE64URL_NOPAD.encode(data.to_string().as_bytes())
    };
    let bytes = BASE64URL_NOPAD.encode(input);
    // as an attestation object, and as the whole form
    let made = json!({
        "id": "AAAA", "rawId": "AAAA", "type": "public-key",
        "response": { "clientDataJSON": client("webauthn.create"), "attestationObject": bytes },
    });
    for form in [serde_json::from_value(made), serde_json::from_slice::<RegistrationResponse>(input)] {
        let Ok(form) = form else { continue };
        if let Ok(passkey) = asked.finish(&party, &form, label.clone(), now) {
            let mut account = Account::new(now);
            let _ = account.add_passkey(&asked, passkey, now);
        }
    }
    // as authenticator data, and as the whole form
    let shown = json!({
        "id": "AAAA", "rawId": "AAAA", "type": "public-key",
        "response": { "clientDataJSON": client("webauthn.get"), "authenticatorData": bytes, "signature": "MAA" },
    });
    for form in [serde_json::from_value(shown), serde_json::from_slice::<AuthenticationResponse>(input)] {
        let Ok(form) = form else { continue };
        let asked = Authentication::begin(UserVerification::Preferred, now, &mut rng);
        let second = Second::Passkey(Box::new(asked.shown(party.clone(), form)));
        let mut nobody = Account::new(now);
        assert!(nobody.check_second(&AccessKey::new(&[1; 32]), "asel", &second, now).is_err());
    }
});
