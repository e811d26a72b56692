//! What comes from outside, at random: nothing falls over, and what is accepted is what would be written.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use hooks::{Endpoint, Event, EventId, EventType, Headers, Networks, RetryAfter, Secret, Target, verify};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// Something near to what is expected, or anything.
fn near(what: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![what, any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn secrets(text in near("whsec_[A-Za-z0-9+/]{0,100}={0,3}")) {
        if let Ok(secret) = text.parse::<Secret>() {
            let trimmed = secret.expose();
            prop_assert_eq!(trimmed.trim_end_matches('='), text.trim_end_matches('='));
        }
    }

    #[test]
    fn retry_after(value in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80),
        "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT".prop_map(String::into_bytes),
        "[0-9]{1,30}".prop_map(String::into_bytes),
    ]) {
        let wait = RetryAfter::parse(&value).map(|after| after.wait(Timestamp::now())).unwrap_or_default();
        prop_assert!((SignedDuration::ZERO..=SignedDuration::from_hours(24)).contains(&wait));
    }

    #[test]
    fn headers_of_a_message(
        id in near("[a-z_0-9]{1,70}"),
        timestamp in near("-?[0-9]{1,20}"),
        signature in near("(v1a?,[A-Za-z0-9+/]{0,60}={0,2} ?){0,20}"),
    ) {
        let headers = Headers { id, timestamp, signature };
        let secret = Secret::generate(&mut |out| out.fill(7));
        let believed = verify([&secret], &headers, b"{}", Timestamp::now()).is_ok();
        prop_assert!(!believed);
    }

    #[test]
    fn targets(text in near("(https?|ftp)://[a-z0-9.\\[\\]:@%]{0,30}/[ -~]{0,20}")) {
        let networks = Networks::public();
        if let Ok(target) = Target::parse(&text, &networks) {
            prop_assert!(target.as_str().starts_with("https://") && target.as_str().len() <= 2048);
            let again = Target::parse(target.as_str(), &networks);
            prop_assert_eq!(again.map(|again| again.as_str().to_owned()), Ok(target.as_str().to_owned()));
        }
    }

    #[test]
    fn events_and_endpoints(text in near("[a-z.{}\":\\[\\],0-9]{0,40}"), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (id, kind) = ("e".parse::<EventId>().unwrap(), "a.b".parse::<EventType>().unwrap());
        let valid = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        if let Ok(event) = Event::new(id, kind, Timestamp::UNIX_EPOCH, &text) {
            let body = serde_json::from_str::<serde_json::Value>(&event.body());
            prop_assert!(!valid || body.is_ok_and(|body| body["type"] == "a.b"));
        } else {
            prop_assert!(!valid);
        }
        prop_assert!(Endpoint::from_bytes(&bytes).is_err() && Endpoint::from_bytes(text.as_bytes()).is_err());
    }
}
