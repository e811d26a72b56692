//! A signed-in person's session: how long it lasts, and how lately they showed who they are.

use std::{fmt, time::Duration};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    AccessKey, Random,
    token::{Purpose, Token, TokenHash},
};

/// A session, as it is stored under its token's hash. `Debug` shows neither account nor client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    account: String,
    token: TokenHash,
    created: Timestamp,
    seen: Timestamp,
    second_step: Timestamp,
    stepped_up: Timestamp,
    how: How,
    client: ClientLabel,
}

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// A password and a code by time.
    PasswordTotp,
    /// A password and a passkey.
    PasswordPasskey,
    /// A password and a recovery code: the second step is lost, and has to be set anew.
    RecoveryCode,
}

/// What a session is to a person who looks through theirs: the browser, the system. At most 120 characters, without
/// control characters; empty where nothing is known.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ClientLabel(String);

/// How long sessions last. The default: 30 minutes idle, 12 hours in all, 10 minutes after a step-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRules {
    idle: Duration,
    absolute: Duration,
    step_up: Duration,
}

/// Rules outside their limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a session lasts at most 31 days; its idle time and its step-up take from 1 minute up to that length"
)]
pub struct BadRules;

/// Whether a session is still one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Alive,
    /// Nobody used it for too long.
    Idle,
    /// Its time is over, or the clock was set back behind what the session has seen.
    Over,
}

/// Sees the clock being set back, of which a session that is not used meanwhile sees nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch(Option<Timestamp>);

/// How much may pass until a use is worth storing.
const MINUTE: SignedDuration = SignedDuration::from_secs(60);
/// How far the clock may be behind what the session has seen: threads read it in one order and get here in another.
const JITTER: SignedDuration = SignedDuration::from_secs(60);

impl How {
    /// The word for it in logs and answers.
    pub fn word(self) -> &'static str {
        match self {
            How::PasswordTotp => "password-totp",
            How::PasswordPasskey => "password-passkey",
            How::RecoveryCode => "recovery-code",
        }
    }
}

impl SessionRules {
    /// Rules within the limits.
    ///
    /// # Errors
    /// [`BadRules`].
    pub fn new(idle: Duration, absolute: Duration, step_up: Duration) -> Result<Self, BadRules> {
        let minute = Duration::from_secs(60);
        let most = Duration::from_secs(31 * 86_400);
        let within = |span: Duration| (minute..=absolute).contains(&span);
        if absolute <= most && within(idle) && within(step_up) {
            Ok(Self { idle, absolute, step_up })
        } else {
            Err(BadRules)
        }
    }

    /// After how long without use a session ends.
    pub fn idle(&self) -> Duration {
        self.idle
    }

    /// After how long it ends in any case.
    pub fn absolute(&self) -> Duration {
        self.absolute
    }

    /// For how long a step-up counts.
    pub fn step_up(&self) -> Duration {
        self.step_up
    }
}

impl Default for SessionRules {
    fn default() -> Self {
        let minutes = |n: u64| Duration::from_secs(60 * n);
        Self { idle: minutes(30), absolute: minutes(12 * 60), step_up: minutes(10) }
    }
}

impl Session {
    /// Begins a session for somebody who has just passed both steps, and gives the token for their cookie.
    pub fn begin(
        key: &AccessKey,
        account: &str,
        how: How,
        client: ClientLabel,
        now: Timestamp,
        rng: &mut Random<'_>,
    ) -> (Self, Token) {
        let token = Token::generate(rng);
        let session = Self {
            account: account.to_owned(),
            token: token.hash(key, Purpose::Session),
            created: now,
            seen: now,
            second_step: now,
            stepped_up: now,
            how,
            client,
        };
        (session, token)
    }

    /// Whether it is still a session.
    ///
    /// A clock set back ends the session if it is now behind what the session has seen. Within a pause it may not be:
    /// then the session lasts longer by the jump, which is less than the idle time. [`Watch`] closes that gap.
    pub fn standing(&self, rules: &SessionRules, now: Timestamp) -> Standing {
        let Some(now) = self.moment(now) else { return Standing::Over };
        if past(self.created, rules.absolute, now) {
            Standing::Over
        } else if past(self.seen, rules.idle, now) {
            Standing::Idle
        } else {
            Standing::Alive
        }
    }

    /// Notes that the session is used, at most once a minute; says whether there is a change to store. A session that
    /// is not alive stays as it is.
    pub fn touch(&mut self, rules: &SessionRules, now: Timestamp) -> bool {
        let worth = now.duration_since(self.seen) >= MINUTE;
        if worth && self.standing(rules, now) == Standing::Alive {
            self.seen = now;
            return true;
        }
        false
    }

    /// Gives the session a new token; the old one passes no more. For every change of rights: signing in, stepping up.
    pub fn rotate(&mut self, key: &AccessKey, rng: &mut Random<'_>) -> Token {
        let token = Token::generate(rng);
        self.token = token.hash(key, Purpose::Session);
        token
    }

    /// Notes that the person has just shown again who they are; says whether the session was alive to note it.
    pub fn step_up(&mut self, rules: &SessionRules, now: Timestamp) -> bool {
        let alive = self.standing(rules, now) == Standing::Alive;
        if alive {
            self.stepped_up = self.stepped_up.max(now);
            self.seen = self.seen.max(now);
        }
        alive
    }

    /// Whether the person has shown who they are lately enough for something grave. Signing in counts.
    pub fn is_fresh(&self, rules: &SessionRules, now: Timestamp) -> bool {
        let fresh = self.moment(now).is_some_and(|now| !past(self.stepped_up, rules.step_up, now));
        fresh && self.standing(rules, now) == Standing::Alive
    }

    /// Whether this is the session's token.
    pub fn check(&self, key: &AccessKey, token: &Token) -> bool {
        token.check(key, Purpose::Session, &self.token)
    }

    /// Whose session it is.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// What it is stored under.
    pub fn token(&self) -> &TokenHash {
        &self.token
    }

    /// When it began.
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// When it was used last, within a minute.
    pub fn seen(&self) -> Timestamp {
        self.seen
    }

    /// When the second step was passed.
    pub fn second_step(&self) -> Timestamp {
        self.second_step
    }

    /// When its person last showed who they are.
    pub fn stepped_up(&self) -> Timestamp {
        self.stepped_up
    }

    /// How they signed in.
    pub fn how(&self) -> How {
        self.how
    }

    /// Where they signed in.
    pub fn client(&self) -> &ClientLabel {
        &self.client
    }

    /// Now, or the latest that the session has seen if the clock is a little behind that; none if it was set back.
    fn moment(&self, now: Timestamp) -> Option<Timestamp> {
        let latest = self.seen.max(self.created).max(self.stepped_up);
        (latest.duration_since(now) <= JITTER).then_some(now.max(latest))
    }
}

/// Whether a span that began is over.
fn past(began: Timestamp, span: Duration, now: Timestamp) -> bool {
    now.duration_since(began).unsigned_abs() >= span
}

impl Watch {
    /// Shown every reading of the clock, says whether it was set back by more than a minute: end all sessions then,
    /// for nobody knows how old they are.
    pub fn set_back(&mut self, now: Timestamp) -> bool {
        let highest = self.0.unwrap_or(now);
        let set_back = highest.duration_since(now) > JITTER;
        self.0 = Some(if set_back { now } else { highest.max(now) });
        set_back
    }
}

impl ClientLabel {
    /// Makes a label of what a client says of itself.
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_control()).take(120).collect())
    }

    /// The text, which a stranger chose: escape it wherever it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ClientLabel {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<ClientLabel> for String {
    fn from(label: ClientLabel) -> Self {
        label.0
    }
}

impl fmt::Debug for ClientLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientLabel(..)")
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("created", &self.created)
            .field("seen", &self.seen)
            .field("how", &self.how)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{at, key, rng};

    const RULES: fn() -> SessionRules = SessionRules::default;

    fn begin() -> (Session, Token) {
        Session::begin(&key(), "asel", How::PasswordTotp, ClientLabel::new("Firefox"), at(0), &mut rng(1))
    }

    fn minutes(n: i64) -> Timestamp {
        at(60 * n)
    }

    #[test]
    fn it_ends_idle_and_in_any_case() {
        let (mut session, _) = begin();
        assert_eq!(session.standing(&RULES(), at(1799)), Standing::Alive);
        assert_eq!(session.standing(&RULES(), at(1800)), Standing::Idle);
        assert!(!session.touch(&RULES(), at(1800)), "an idle session is not woken up");
        for minute in (20..720).step_by(20) {
            assert!(session.touch(&RULES(), minutes(minute)), "{minute}");
            assert_eq!(session.standing(&RULES(), minutes(minute)), Standing::Alive);
        }
        assert_eq!(session.standing(&RULES(), at(12 * 3600 - 1)), Standing::Alive);
        assert_eq!(session.standing(&RULES(), at(12 * 3600)), Standing::Over);
        assert!(!session.touch(&RULES(), at(12 * 3600)) && !session.step_up(&RULES(), at(12 * 3600)));
    }

    #[test]
    fn a_use_is_stored_at_most_once_a_minute() {
        let (mut session, _) = begin();
        let stored: Vec<i64> = (0..200).filter(|second| session.touch(&RULES(), at(*second))).collect();
        assert_eq!(stored, [60, 120, 180]);
        assert_eq!(session.seen(), at(180));
    }

    #[test]
    fn a_step_up_counts_for_ten_minutes() {
        let (mut session, _) = begin();
        assert!(session.is_fresh(&RULES(), at(599)), "signing in counts");
        assert!(!session.is_fresh(&RULES(), at(600)));
        assert!(session.step_up(&RULES(), at(900)));
        assert!(session.is_fresh(&RULES(), at(1499)) && !session.is_fresh(&RULES(), at(1500)));
        assert_eq!((session.stepped_up(), session.second_step()), (at(900), at(0)));
        let long = SessionRules::new(RULES().idle(), RULES().absolute(), RULES().absolute()).unwrap();
        assert!(!session.is_fresh(&long, at(900 + 1800)), "an idle session is not fresh");
    }

    #[test]
    fn a_new_token_is_the_same_session() {
        let (mut session, first) = begin();
        let before = session.clone();
        let second = session.rotate(&key(), &mut rng(2));
        assert!(session.check(&key(), &second) && !session.check(&key(), &first));
        assert_eq!(session.token(), &second.hash(&key(), Purpose::Session));
        session.token = before.token.clone();
        assert_eq!(session, before, "nothing else has changed");
    }

    #[test]
    fn a_clock_set_back_ends_it() {
        let (mut session, _) = begin();
        assert!(session.touch(&RULES(), minutes(20)));
        assert_eq!(session.standing(&RULES(), minutes(19)), Standing::Alive, "threads disagree a little");
        assert!(
            session.is_fresh(&RULES(), at(-60).max(minutes(19))) || !session.is_fresh(&RULES(), minutes(20))
        );
        for back in [at(1139), minutes(1), minutes(0), minutes(-999), Timestamp::MIN] {
            assert_eq!(session.standing(&RULES(), back), Standing::Over, "{back}");
            assert!(
                !session.touch(&RULES(), back)
                    && !session.is_fresh(&RULES(), back)
                    && !session.step_up(&RULES(), back)
            );
        }
        assert_eq!(session.seen(), minutes(20));
        assert_eq!(session.standing(&RULES(), Timestamp::MAX), Standing::Over);
    }

    #[test]
    fn a_watch_sees_the_clock_set_back_once() {
        let mut watch = Watch::default();
        let seen = [0, 100, 40, 39, 38, 90, 5, 29].map(|second| watch.set_back(at(second)));
        assert_eq!(seen, [false, false, false, true, false, false, true, false]);
    }

    #[test]
    fn rules_are_sane() {
        let rules = |idle, absolute, step_up| {
            SessionRules::new(
                Duration::from_secs(idle),
                Duration::from_secs(absolute),
                Duration::from_secs(step_up),
            )
        };
        assert_eq!(rules(1800, 43_200, 600), Ok(SessionRules::default()));
        for (idle, absolute, step_up) in [
            (59, 600, 60),
            (601, 600, 60),
            (60, 600, 59),
            (60, 600, 601),
            (60, 31 * 86_400 + 1, 60),
            (60, 30, 60),
        ] {
            assert_eq!(rules(idle, absolute, step_up), Err(BadRules));
        }
    }

    #[test]
    fn it_is_stored_whole_and_shows_nothing() {
        let (session, token) = begin();
        let json = serde_json::to_string(&session).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), session);
        assert!(!json.contains(token.expose().as_str()));
        assert!(serde_json::from_str::<Session>(&json.replacen('{', "{\"more\":1,", 1)).is_err());
        let shown = format!("{session:?} {session:#?}");
        assert!(!shown.contains("asel") && !shown.contains("Firefox"), "{shown}");
        assert_eq!(ClientLabel::new("a\u{7}b\n").as_str(), "ab");
        assert_eq!(ClientLabel::from("ә".repeat(200)).as_str().chars().count(), 120);
    }

    proptest! {
        /// True time goes on while the clock jumps back once, anywhere. Alone, a session outlives its limits by less
        /// than its idle time, since only a jump within a pause goes unseen; watched, by the minutes of tolerance.
        #[test]
        fn no_jump_back_extends_it(
            uses in prop::collection::vec(1..1700_i64, 1..60), jump_at in 0..50_000_i64, back in 0..100_000_i64, watched: bool,
        ) {
            let (mut session, _) = begin();
            let (mut watch, mut time, mut used) = (Watch::default(), 0, 0);
            let clock = |time| at(if time >= jump_at { time - back } else { time });
            let slack = 120 + if watched { 0 } else { 1800 };
            for wait in uses {
                // Others are served meanwhile.
                let set_back = (0..wait).any(|passed| watch.set_back(clock(time + passed)));
                time += wait;
                if watched && set_back || session.standing(&RULES(), clock(time)) != Standing::Alive {
                    return Ok(());
                }
                prop_assert!(time < 12 * 3600 + slack, "alive {} s after its beginning", time);
                prop_assert!(time - used < 1800 + slack, "alive {} s after its last use", time - used);
                session.touch(&RULES(), clock(time));
                used = time;
            }
        }
    }
}
