//! Signatures against the specification's vectors and another implementation.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod python;

use hooks::{BadSignature, Headers, Secret, sign, verify};
use jiff::{SignedDuration, Timestamp};

/// The vector that the libraries of Standard Webhooks are tested with.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
/// One that is of the right form, and wrong.
const WRONG: &str = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

fn sent() -> Timestamp {
    Timestamp::from_second(1_614_265_330).unwrap()
}

fn signed() -> Headers {
    sign([&SECRET.parse().unwrap()], &ID.parse().unwrap(), sent(), BODY)
}

fn check(headers: &Headers, body: &[u8], later: SignedDuration) -> Result<(), BadSignature> {
    verify([&SECRET.parse().unwrap()], headers, body, sent() + later)
}

#[test]
fn the_published_vector_is_signed_so() {
    let signed = signed();
    assert_eq!((signed.id.as_str(), signed.timestamp.as_str()), (ID, "1614265330"));
    assert_eq!(signed.signature, SIGNATURE);
}

#[test]
fn a_signature_holds_for_its_id_time_and_body_alone() {
    let now = SignedDuration::ZERO;
    assert_eq!(check(&signed(), BODY, now), Ok(()));
    assert_eq!(check(&signed(), br#"{"test": 2432232315}"#, now), Err(BadSignature::Signature));
    assert_eq!(
        check(&Headers { id: "msg_other".to_owned(), ..signed() }, BODY, now),
        Err(BadSignature::Signature)
    );
    let later = Headers { timestamp: "1614265331".to_owned(), ..signed() };
    assert_eq!(check(&later, BODY, now), Err(BadSignature::Signature));
    let other = Secret::generate(&mut |out| out.fill(7));
    assert_eq!(verify([&other], &signed(), BODY, sent()), Err(BadSignature::Signature));
    assert_eq!(verify([], &signed(), BODY, sent()), Err(BadSignature::Signature));
}

#[test]
fn clocks_may_differ_by_five_minutes_each_way() {
    for (seconds, want) in [
        (0, Ok(())),
        (300, Ok(())),
        (-300, Ok(())),
        (301, Err(BadSignature::Time)),
        (-301, Err(BadSignature::Time)),
    ] {
        assert_eq!(check(&signed(), BODY, SignedDuration::from_secs(seconds)), want, "{seconds}");
    }
}

#[test]
fn one_right_signature_among_several_is_enough() {
    let with = |signature: &str| {
        check(&Headers { signature: signature.to_owned(), ..signed() }, BODY, SignedDuration::ZERO)
    };
    let v2 = WRONG.replace("v1,", "v2,");
    assert_eq!(with(&format!("{WRONG} {v2} {SIGNATURE} {WRONG}")), Ok(()));
    for wrong in [
        WRONG.to_owned(),
        format!("{WRONG} {v2}"),
        SIGNATURE.replace("v1,", "v2,"),
        SIGNATURE.replace("v1,", "v1a,"),
        "v1,".to_owned(),
        "v1,dawfeoifkpqwoekfpqoekf".to_owned(),
        SIGNATURE[..8].to_owned(),
        String::new(),
    ] {
        assert_eq!(with(&wrong), Err(BadSignature::Signature), "{wrong:?}");
    }
    assert_eq!(with(&[SIGNATURE; 16].join(" ")), Ok(()));
    assert_eq!(with(&[SIGNATURE; 17].join(" ")), Err(BadSignature::Form));
    assert_eq!(with(&format!("{SIGNATURE} {}", "x".repeat(4096))), Err(BadSignature::Form));
}

#[test]
fn other_headers_are_refused() {
    for timestamp in ["", "hello", "+1614265330", "-1", "1614265330.0", " 1614265330", "0001614265330"] {
        let headers = Headers { timestamp: timestamp.to_owned(), ..signed() };
        assert_eq!(check(&headers, BODY, SignedDuration::ZERO), Err(BadSignature::Form), "{timestamp:?}");
    }
    for id in ["", "msg.1", &"x".repeat(65)] {
        let headers = Headers { id: id.to_owned(), ..signed() };
        assert_eq!(check(&headers, BODY, SignedDuration::ZERO), Err(BadSignature::Form), "{id:?}");
    }
}

#[test]
fn while_secrets_change_either_verifies() {
    let (old, new) = (SECRET.parse::<Secret>().unwrap(), Secret::generate(&mut |out| out.fill(9)));
    let headers = sign([&new, &old], &ID.parse().unwrap(), sent(), BODY);
    assert_eq!(headers.signature.split(' ').count(), 2);
    for secret in [&old, &new] {
        assert_eq!(verify([secret], &headers, BODY, sent()), Ok(()));
    }
}

/// Another's library takes what is signed here, and the other way round, with the real clock, as it has no other.
#[test]
fn another_implementation_agrees() {
    let now = Timestamp::now();
    let bodies = ["{}", r#"{"test": 2432232314}"#, r#"{"name":"Әсел Қайратқызы","line":"a\nb"}"#];
    let fill = |byte: u8| Secret::generate(&mut |out: &mut [u8]| out.fill(byte));
    for (byte, body) in (1..).zip(bodies) {
        let (new, old) = (fill(byte), fill(byte + 100));
        let headers = sign([&new, &old], &ID.parse().unwrap(), now, body.as_bytes());
        for (secret, want) in [(&new, "right"), (&old, "right"), (&fill(200), "wrong")] {
            let Headers { id, timestamp, signature } = &headers;
            let said = python::run(CHECK, &[&secret.expose(), id, timestamp, signature, body]);
            assert_eq!(said, want, "{body}");
        }
        let theirs = python::run(SIGN, &[&new.expose(), ID, &headers.timestamp, body]);
        assert_eq!(verify([&new], &Headers { signature: theirs, ..headers }, body.as_bytes(), now), Ok(()));
    }
}

const CHECK: &str = r#"
import sys
from standardwebhooks import Webhook, WebhookVerificationError
secret, id, timestamp, signature, body = sys.stdin.read().split("\n")
headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature}
try:
    Webhook(secret).verify(body.encode(), headers)
    print("right")
except WebhookVerificationError:
    print("wrong")
"#;

const SIGN: &str = r#"
import sys
from datetime import datetime, timezone
from standardwebhooks import Webhook
secret, id, timestamp, body = sys.stdin.read().split("\n")
print(Webhook(secret).sign(id, datetime.fromtimestamp(int(timestamp), tz=timezone.utc), body))
"#;
