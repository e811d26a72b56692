//! Other means of signing in, chosen by whoever is signed in: a password, an app, recovery codes. Each is an act, for
//! which the second step was shown not long ago, and ends their other sessions.

use access::{
    account::Account,
    recovery::RecoveryCodes,
    throttle::Answer,
    totp::{Code, Secret, Totp},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{Act, Deed, Enrolment};
use serde::{Deserialize, Serialize};
use store::Unit;
use vault::Zeroizing;

use super::{
    Caller, Choice, Offer, SignedIn, attempt::forgive, counts::count, enrol::end_all, keep, locked, rng,
    session::nobody, shown, wait,
};
use crate::{
    Done, Office,
    acts::{done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    perform::Payload,
};

/// How long the secret of a new app waits for its first code.
const TERM: SignedDuration = SignedDuration::from_mins(15);

/// The secret of a new app, until its first code comes.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApp {
    secret: Secret,
    made: Timestamp,
}

impl Office {
    /// Takes another password, for which the one in use is given.
    ///
    /// # Errors
    /// Refused; the old password is wrong, the new one weak, or failures make it wait.
    pub fn change_password(
        &self,
        of: &SignedIn,
        old: &str,
        choice: &Choice<'_>,
        caller: &Caller<'_>,
    ) -> Result<Done> {
        let now = self.clock.now();
        let signin = &self.signin;
        let who = signin.who(of.staff.as_str(), caller, now);
        if let Answer::Wait(left) = signin.ask(&who, now) {
            count(&signin.counts.waited);
            return Err(wait(left));
        }
        let account = self.roster().accounts.get(&of.staff).cloned().ok_or_else(nobody)?;
        let throttle = signin.throttle.clone();
        if !account.check_password(old) {
            count(&signin.counts.wrong);
            self.keeping(move |unit| keep::put_throttle(unit, &locked(&throttle).snapshot()))?;
            return Err(OfficeError::input("sign-in-password-wrong", &[]));
        }
        let (password, checked) = (self.chosen(choice, of.staff.as_str())?.hash(&mut rng), account.changed());
        self.renew(of, Enrolment::Password, move |unit, account| {
            if account.changed() != checked {
                return Err(nobody()); // changed by somebody else meanwhile
            }
            account.set_password(password, now);
            forgive(unit, &throttle, &who, now)
        })
    }

    /// Makes ten new recovery codes, which are shown once; those given before are good no more.
    ///
    /// # Errors
    /// Refused.
    pub fn renew_recovery(&self, of: &SignedIn) -> Result<(Done, Vec<Zeroizing<String>>)> {
        let now = self.clock.now();
        let (codes, printed) = RecoveryCodes::issue(&self.signin.key, of.staff.as_str(), &mut rng);
        let done = self.renew(of, Enrolment::Recovery, move |_, account| {
            account.set_recovery(codes, now);
            Ok(())
        })?;
        Ok((done, shown(&printed)))
    }

    /// The secret for another app. The one in use stays until the new one's first code comes.
    ///
    /// # Errors
    /// The store's.
    pub fn offer_app(&self, of: &SignedIn) -> Result<Offer> {
        let secret = Secret::generate(&mut rng);
        let app = NewApp { secret: secret.clone(), made: self.clock.now() };
        let (id, staff) = (of.session, of.staff.clone());
        self.keeping(move |unit| {
            unit.context().roster.sessions.get(&id).ok_or_else(nobody)?;
            keep::put(unit, id, app)
        })?;
        let uri = secret.expose_uri(&self.issuer(), staff.as_str());
        Ok(Offer { staff, uri, typed: secret.expose_grouped() })
    }

    /// Takes the app that was offered in this session, by its first code.
    ///
    /// # Errors
    /// Refused; none was offered lately, or the code is not the app's.
    pub fn replace_app(&self, of: &SignedIn, first: &str) -> Result<Done> {
        let code = Code::parse(first).map_err(|_| OfficeError::input("sign-in-code-form", &[]))?;
        let (now, id) = (self.clock.now(), of.session);
        self.renew(of, Enrolment::Totp, move |unit, account| {
            let app = unit.context().roster.apps.get(&id).cloned();
            let lately = |app: &NewApp| now.duration_since(app.made).abs() < TERM;
            let app = app.filter(lately).ok_or_else(|| OfficeError::input("app-not-offered", &[]))?;
            let totp = Totp::enrol(app.secret, &code, now);
            account.set_totp(totp.ok_or_else(|| OfficeError::input("sign-in-code-wrong", &[]))?, now);
            keep::take::<NewApp>(unit, &id)?;
            Ok(())
        })
    }

    /// Decides and does one of them, and ends the other sessions.
    pub(super) fn renew(
        &self,
        of: &SignedIn,
        what: Enrolment,
        change: impl FnOnce(&mut Unit<'_, Desk>, &mut Account) -> Result<()> + Send + 'static,
    ) -> Result<Done> {
        let (now, staff, id) = (self.clock.now(), of.staff.clone(), of.session);
        let deed = Deed::Enrol { staff: staff.clone(), what };
        let act = Act { actor: of.actor.clone(), at: None, deed };
        self.keeping(move |unit| {
            let roster = unit.context().roster.clone();
            let account = roster.sessions.get(&id).and_then(|_| roster.accounts.get(&staff));
            let mut account = account.cloned().ok_or_else(nobody)?;
            let permit = permitted(unit, &Default::default(), &act, now)?;
            change(unit, &mut account)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            end_all(unit, &staff, Some(id))?;
            keep::put(unit, staff, account)?;
            Ok(done)
        })
    }
}
