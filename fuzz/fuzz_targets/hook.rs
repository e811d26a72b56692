//! Where events go and what comes back: addresses, secrets, kinds of events, `Retry-After`. No address of this machine's
//! own networks passes.
#![no_main]

use std::net::IpAddr;

use hooks::{EventType, Networks, RetryAfter, Secret, Target};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = RetryAfter::parse(input);
    let Ok(text) = std::str::from_utf8(input) else { return };
    let public = Networks::public();
    if let Ok(target) = Target::parse(text, &public) {
        assert!(target.as_str().starts_with("https://"));
        let ip = target.host().trim_matches(['[', ']']).parse::<IpAddr>().ok();
        assert!(ip.is_none_or(|ip| !ip.is_loopback() && !ip.is_unspecified() && public.allow_ip(ip)));
        assert!(Target::parse(target.as_str(), &public).is_ok_and(|again| again == target));
    }
    if let Ok(kind) = text.parse::<EventType>() {
        assert_eq!(kind.to_string(), text);
    }
    if let Ok(secret) = text.parse::<Secret>() {
        assert!(secret.expose().parse::<Secret>().is_ok());
        assert!(!format!("{secret:?}").contains(text));
    }
});
