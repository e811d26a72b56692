//! A member of staff who has enrolled and signed in for real.
#![allow(clippy::unwrap_used)] // a test may panic

use data_encoding::BASE32_NOPAD;
use jiff::SignedDuration;
use kernel::Actor;
use office::{Begun, Caller, Choice, Office, Passed, second_step};

/// A password that the estimator lets pass.
pub(crate) const PASSWORD: &str = "\u{442}\u{4af}\u{43b}\u{43a}\u{456} crosses 7 bridges";

/// Somebody on this machine.
pub(crate) const HERE: Caller<'_> =
    Caller { address: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), device: None, client: "test" };

/// Who signed in.
pub(crate) struct Person {
    /// The session's token.
    pub(crate) token: String,
    /// What the app shares.
    pub(crate) app: App,
}

/// An authenticator app, by another's crate.
pub(crate) struct App(Vec<u8>);

impl App {
    /// From what is shown for typing.
    pub(crate) fn typed(text: &str) -> Self {
        Self(BASE32_NOPAD.decode(text.replace(' ', "").as_bytes()).unwrap())
    }

    /// A code that was not shown before: the store's clock goes on by a step.
    pub(crate) fn code(&self, office: &Office) -> String {
        office.set_clock(office.clock().now() + SignedDuration::from_secs(30)).unwrap();
        self.same_code(office)
    }

    /// The code of now.
    pub(crate) fn same_code(&self, office: &Office) -> String {
        let now = u64::try_from(office.clock().now().as_second()).unwrap();
        let totp = totp_rs::Builder::new()
            .with_algorithm(totp_rs::Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_secret(totp_rs::Secret::new_stack(<[u8; 20]>::try_from(self.0.as_slice()).unwrap()))
            .build()
            .unwrap();
        totp.generate(now).to_string()
    }
}

impl Person {
    /// Invites, enrols and signs in.
    pub(crate) fn sign_in(office: &Office, inviting: &Actor, name: &str) -> Self {
        let (_, invited) = office.invite(inviting, name.parse().unwrap()).unwrap();
        let app = App::typed(&office.offer(&invited.link).unwrap().typed);
        let choice = Choice { password: PASSWORD, breached: None };
        office.enrol(&invited.link, &choice, &app.code(office)).unwrap();
        let Begun::Attempt(attempt) = office.begin_sign_in(name, PASSWORD, &HERE).unwrap() else { panic!() };
        let second = second_step(&app.code(office)).unwrap();
        let Passed::In(entered) = office.second_sign_in(&attempt, second, &HERE).unwrap() else { panic!() };
        Self { token: entered.token.to_string(), app }
    }
}
