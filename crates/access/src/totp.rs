//! The second step: codes by time (RFC 6238), each good for once.
//!
//! SHA-1, six digits, steps of 30 seconds, one step of skew each way: what every authenticator app knows.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Random, hidden::Hidden};

/// The length of a step, in seconds.
pub const STEP: i64 = 30;

/// RFC 3986's unreserved characters.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What an app and the program share: 20 random bytes. `Debug` does not show it; it is overwritten when dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(Hidden<20>);

impl Secret {
    /// A new one.
    pub fn generate(rng: &mut Random<'_>) -> Self {
        Self(Hidden::random(rng))
    }

    /// For typing it into an app: base32 (RFC 4648) in eight groups of four letters.
    pub fn expose_grouped(&self) -> Zeroizing<String> {
        let text = Zeroizing::new(BASE32_NOPAD.encode(&self.0.0));
        let mut grouped = Zeroizing::new(String::with_capacity(text.len() * 2));
        for (at, letter) in text.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        grouped
    }

    /// Takes a secret over as an app does: base32 (RFC 4648) of 20 bytes; spaces and case don't count. `None` for
    /// anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = Zeroizing::new(String::with_capacity(32));
        for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
            if letters.len() == 32 || !letter.is_ascii() {
                return None;
            }
            letters.push(letter.to_ascii_uppercase());
        }
        let mut secret = Hidden([0; 20]);
        let read = BASE32_NOPAD.decode_len(letters.len()) == Ok(20)
            && BASE32_NOPAD.decode_mut(letters.as_bytes(), &mut secret.0).is_ok();
        read.then_some(Self(secret))
    }

    /// The `otpauth://` URI that an app reads from a QR code.
    ///
    /// A colon separates issuer and account there, also when it is encoded; theirs become dashes.
    pub fn expose_uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let encode = |text: &str| utf8_percent_encode(&text.replace(':', "-"), UNRESERVED).to_string();
        let (issuer, account) = (encode(issuer), encode(account));
        let secret = Zeroizing::new(BASE32_NOPAD.encode(&self.0.0));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP}",
            secret.as_str(),
        ))
    }

    /// The code of a step, as an app shows it.
    pub fn code(&self, step: u64) -> Code {
        let totp = totp_rs::Builder::new()
            .with_algorithm(totp_rs::Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP as u64)
            .with_secret(totp_rs::Secret::new_stack(self.0.0))
            .build()
            .expect("20 bytes, six digits and 30 seconds are within RFC 6238");
        // 2⁶⁴ seconds are not reached by any time that jiff knows.
        let text = Zeroizing::new(totp.generate(step.saturating_mul(STEP as u64)).to_string());
        let mut digits = text.bytes();
        Code(std::array::from_fn(|_| digits.next().unwrap_or(b'0')))
    }
}

/// Six digits, as typed or as shown. `Debug` does not show them; they are overwritten when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Code([u8; 6]);

/// What was typed is no code of six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a code is 6 digits")]
pub struct NotACode;

impl Code {
    /// Reads what was typed: six ASCII digits; spaces, which apps put in the middle, are passed over.
    ///
    /// # Errors
    /// [`NotACode`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let mut digits = text.chars().filter(|c| !c.is_whitespace());
        let mut code = Self([0; 6]);
        for place in &mut code.0 {
            *place = digits.next().filter(char::is_ascii_digit).ok_or(NotACode)? as u8;
        }
        if digits.next().is_none() { Ok(code) } else { Err(NotACode) }
    }

    /// The digits.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // ASCII digits are UTF-8
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

/// An enrolled app: its secret, and the last step whose code was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totp {
    secret: Secret,
    last_step: u64,
}

impl Totp {
    /// Enrols a secret with the first code that an app gave for it, so that nobody locks themselves out.
    ///
    /// `None` if the code is not one of now.
    pub fn enrol(secret: Secret, first: &Code, now: Timestamp) -> Option<Self> {
        let mut totp = Self { secret, last_step: 0 };
        totp.check(first, now).then_some(totp)
    }

    /// Whether the code is that of the present step or of one of its neighbours, and of a later step than any used
    /// before. If so, its step is remembered: store the change before telling anybody.
    ///
    /// The work is always the same: three codes and three comparisons in constant time.
    pub fn check(&mut self, code: &Code, now: Timestamp) -> bool {
        self.matching(code, now).inspect(|step| self.use_up(*step)).is_some()
    }

    /// The step that [`Totp::check`] would remember.
    pub(crate) fn matching(&self, code: &Code, now: Timestamp) -> Option<u64> {
        let present = u64::try_from(now.as_second()).unwrap_or(0) / STEP as u64;
        let mut found = 0_u64;
        for step in present.saturating_sub(1)..=present + 1 {
            let same: Choice = self.secret.code(step).0[..].ct_eq(&code.0[..]);
            let later = Choice::from(u8::from(step > self.last_step));
            found.conditional_assign(&step, same & later);
        }
        (found > 0).then_some(found)
    }

    pub(crate) fn use_up(&mut self, step: u64) {
        self.last_step = self.last_step.max(step);
    }

    /// One that nobody has, to be checked where there is none.
    pub(crate) fn nobodys() -> Self {
        Self { secret: Secret(Hidden([0; 20])), last_step: u64::MAX }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::rng;

    /// The secret of RFC 6238's Appendix B.
    fn published() -> Secret {
        Secret(Hidden(*b"12345678901234567890"))
    }

    fn second(seconds: u64) -> Timestamp {
        Timestamp::from_second(seconds as i64).unwrap()
    }

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap()
    }

    /// RFC 6238, Appendix B, SHA-1; the last six of its eight digits.
    #[test]
    fn it_gives_the_published_codes() {
        for (time, expected) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000_u64, "65353130"),
        ] {
            let expected = &expected[2..];
            assert_eq!(published().code(time / 30).expose(), expected, "{time}");
            let mut totp = Totp { secret: published(), last_step: 0 };
            assert!(totp.check(&code(expected), second(time)), "{time}");
            assert_eq!(totp.last_step, time / 30);
        }
    }

    #[test]
    fn a_code_is_good_for_a_step_before_and_after() {
        let shown = published().code(1000);
        for (time, good) in [
            (29_969, false),
            (29_970, true),
            (30_000, true),
            (30_029, true),
            (30_059, true),
            (30_060, false),
            (0, false),
        ] {
            assert_eq!(
                Totp { secret: published(), last_step: 0 }.check(&shown, second(time)),
                good,
                "{time}"
            );
        }
        let before = Timestamp::from_second(-30_000).unwrap();
        assert!(!Totp { secret: published(), last_step: 0 }.check(&shown, before));
    }

    #[test]
    fn no_code_passes_twice_nor_one_of_an_earlier_step() {
        let mut totp = Totp { secret: published(), last_step: 0 };
        let (early, present, late) = (published().code(999), published().code(1000), published().code(1001));
        assert!(totp.check(&present, second(30_000)));
        assert!(!totp.check(&present, second(30_000)));
        assert!(!totp.check(&present, second(30_059)));
        assert!(!totp.check(&early, second(30_000)), "an earlier step");
        assert!(totp.check(&late, second(30_000)));
        // Nor after the clock was set back.
        assert!(!totp.check(&early, second(29_970)));
        let stored = serde_json::to_string(&totp).unwrap();
        assert!(!serde_json::from_str::<Totp>(&stored).unwrap().check(&late, second(30_030)));
    }

    #[test]
    fn an_app_is_enrolled_by_its_first_code_which_is_then_used() {
        assert!(Totp::enrol(published(), &code("000000"), second(59)).is_none());
        let mut totp = Totp::enrol(published(), &code("287082"), second(59)).unwrap();
        assert!(!totp.check(&code("287082"), second(59)));
    }

    #[test]
    fn codes_are_read_as_apps_show_them() {
        assert_eq!(code(" 287 082\n").expose(), "287082");
        for bad in ["", "28708", "2870822", "28708a", "-287082", "２87082", "287-082"] {
            assert_eq!(Code::parse(bad).err(), Some(NotACode), "{bad}");
        }
    }

    #[test]
    fn a_secret_can_be_typed_and_scanned() {
        assert_eq!(published().expose_grouped().as_str(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            published().expose_uri("Ромашка: К°", "asel@a b").as_str(),
            "otpauth://totp/%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0-%20%D0%9A%C2%B0:asel%40a%20b\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0-%20%D0%9A%C2%B0&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn a_secret_is_taken_over_as_it_was_shown() {
        assert_eq!(Secret::parse(&published().expose_grouped()), Some(published()));
        assert_eq!(Secret::parse("gezdgnbvgy3tqojqgezdgnbvgy3tqojq"), Some(published()));
        for bad in ["", "GEZD", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "ә"]
        {
            assert_eq!(Secret::parse(bad), None, "{bad}");
        }
    }

    /// RFC 4648, section 10, without padding.
    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (plain, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(BASE32_NOPAD.encode(plain.as_bytes()), text);
        }
    }

    #[test]
    fn nothing_is_shown() {
        let totp = Totp { secret: published(), last_step: 7 };
        assert_eq!(
            format!("{totp:?} {:?}", code("287082")),
            "Totp { secret: Secret(..), last_step: 7 } Code(..)"
        );
    }

    #[test]
    fn nobodys_never_passes() {
        let mut totp = Totp::nobodys();
        for step in 999..=1001 {
            let code = totp.secret.code(step);
            assert!(!totp.check(&code, second(30_000)));
        }
    }

    proptest! {
        /// Against the plainest model: a list of the steps used.
        #[test]
        fn it_is_the_plain_model(seed in any::<u64>(), tries in prop::collection::vec((-3..=3_i64, 0..90_u64), 1..30)) {
            let secret = Secret::generate(&mut rng(seed));
            let mut totp = Totp { secret: secret.clone(), last_step: 0 };
            let (mut now, mut used) = (1_800_000_000_u64, Vec::new());
            for (away, passed) in tries {
                now += passed;
                let step = (now / 30).saturating_add_signed(away);
                // Codes of neighbouring steps may be the same by chance, once in some 10⁵ times; not with these seeds.
                let expected = away.abs() <= 1 && used.iter().all(|used| *used < step);
                prop_assert_eq!(totp.check(&secret.code(step), second(now)), expected);
                if expected {
                    used.push(step);
                }
            }
        }
    }
}
