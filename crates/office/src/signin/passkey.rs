//! Passkeys (W3C Web Authentication): asked for, taken, listed, removed; and shown as a second step.

use std::fmt;

use access::{
    account::{NotRemoved, Second},
    passkey::{
        Authentication, AuthenticationResponse, CreationOptions, Label, NotTaken, Passkey, PasskeyId,
        Registration, RegistrationResponse, RelyingParty, RequestOptions, UserVerification,
    },
};
use jiff::Timestamp;
use kernel::{Act, Deed, Enrolment};
use policy::StaffId;

use super::{
    Caller, Choice, Enrolled, Passed, Roster, SignedIn, SteppedUp,
    attempt::id_of,
    ceremony::{Ceremony, Course},
    counts::count,
    enrol::Means,
    rng,
    session::nobody,
};
use crate::{
    Done, Office,
    acts::permitted,
    error::{OfficeError, Result},
};

/// One of somebody's passkeys, as they look through them. `Debug` leaves the name out.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// By which it is removed.
    pub passkey: PasskeyId,
    /// What its owner calls it.
    pub name: Label,
    /// When it was added.
    pub created: Timestamp,
    /// When it was last shown.
    pub used: Option<Timestamp>,
    /// Whether its owner's other devices may have it too.
    pub shared: bool,
}

/// A passkey that an authenticator made, and what its owner calls it. `Debug` shows nothing of it.
#[derive(Clone, Copy)]
pub struct MadePasskey<'a> {
    /// The service that asked for it.
    pub party: &'a RelyingParty,
    /// The authenticator's answer.
    pub answer: &'a RegistrationResponse,
    /// 1 to 64 characters.
    pub name: &'a str,
}

impl Office {
    /// Asks the authenticator of whoever has an invitation for a passkey, in place of an app.
    ///
    /// # Errors
    /// It is none, was used or replaced, or has ended.
    pub fn begin_enrolment_passkey(&self, link: &str, party: &RelyingParty) -> Result<CreationOptions> {
        let staff = self.offer(link)?.staff;
        let asked = Registration::begin(None, self.clock.now(), &mut rng);
        let options = asked.options(party, &self.issuer(), staff.as_str(), &Default::default());
        self.ask_authenticator(&Course::Enrolling(&staff), Ceremony::Make(asked))?;
        Ok(options)
    }

    /// Enrols by an invitation as [`Office::enrol`] does, with a passkey in place of an app.
    ///
    /// # Errors
    /// The invitation is none, the password is weak, or the passkey is not taken; the invitation stays good then.
    pub fn enrol_by_passkey(
        &self,
        link: &str,
        choice: &Choice<'_>,
        made: MadePasskey<'_>,
    ) -> Result<Enrolled> {
        let staff = self.offer(link)?.staff;
        self.enrol_with(link, choice, |_| {
            let (asked, passkey) = self.made(&Course::Enrolling(&staff), made)?;
            Ok(Means::Passkey(Box::new((asked, passkey))))
        })
    }

    /// Asks the authenticator of whoever is signed in for one more passkey.
    ///
    /// # Errors
    /// Refused: the second step was shown long ago.
    pub fn begin_passkey(&self, of: &SignedIn, party: &RelyingParty) -> Result<CreationOptions> {
        let (now, staff) = (self.clock.now(), of.staff.clone());
        let deed = Deed::Enrol { staff: staff.clone(), what: Enrolment::Passkey };
        let act = Act { actor: of.actor.clone(), at: None, deed };
        // only asked: it is done, and stands in the log, when the passkey comes
        self.keeping(move |unit| permitted(unit, &Default::default(), &act, now).map(drop))?;
        let roster = self.roster();
        let account = roster.accounts.get(&staff).ok_or_else(nobody)?;
        let asked = Registration::begin(Some(account), now, &mut rng);
        let options = asked.options(party, &self.issuer(), staff.as_str(), account.passkeys());
        self.ask_authenticator(&Course::Adding(of.session), Ceremony::Make(asked))?;
        Ok(options)
    }

    /// Takes the passkey that was asked for in this session. The other sessions end.
    ///
    /// # Errors
    /// Refused; none was asked for lately, or what came is not taken.
    pub fn add_passkey(&self, of: &SignedIn, made: MadePasskey<'_>) -> Result<(Done, PasskeyId)> {
        let now = self.clock.now();
        let (asked, passkey) = self.made(&Course::Adding(of.session), made)?;
        let id = passkey.id();
        let done = self.renew(of, Enrolment::Passkey, move |unit, account| {
            if is_held(&unit.context().roster, &passkey, None) {
                return Err(not_taken(NotTaken::Known));
            }
            account.add_passkey(&asked, passkey, now).map(drop).map_err(not_taken)
        })?;
        Ok((done, id))
    }

    /// The passkeys of whoever is signed in, the oldest first.
    pub fn passkeys(&self, of: &SignedIn) -> Vec<PasskeyLine> {
        let roster = self.roster();
        let theirs = roster.accounts.get(&of.staff).into_iter().flat_map(|account| account.passkeys().iter());
        theirs.map(PasskeyLine::from).collect()
    }

    /// Takes a passkey away; says whether there was one. The other sessions end.
    ///
    /// # Errors
    /// Refused; it is the last second step besides recovery codes.
    pub fn remove_passkey(&self, of: &SignedIn, passkey: PasskeyId) -> Result<Option<Done>> {
        if !self.passkeys(of).iter().any(|line| line.passkey == passkey) {
            return Ok(None);
        }
        let now = self.clock.now();
        let done = self.renew(of, Enrolment::PasskeyRemoved, move |_, account| {
            account.remove_passkey(passkey, now).map_err(|why| match why {
                NotRemoved::Unknown => OfficeError::input("passkey-none", &[]),
                NotRemoved::Last => OfficeError::input("passkey-last", &[]),
            })
        })?;
        Ok(Some(done))
    }

    /// Asks for a passkey as the second step of an attempt, in the same words for everybody: whether there is such an
    /// account, and whether it has passkeys, nobody learns. `None`: there is no such attempt, or no longer.
    ///
    /// # Errors
    /// The store's.
    pub fn begin_passkey_sign_in(
        &self,
        attempt: &str,
        party: &RelyingParty,
    ) -> Result<Option<RequestOptions>> {
        let (id, now) = (id_of(attempt), self.clock.now());
        if self.roster().attempts.get(&id).is_none_or(|attempt| attempt.is_over(now)) {
            count(&self.signin.counts.over);
            return Ok(None);
        }
        let asked = Authentication::begin(UserVerification::Preferred, now, &mut rng);
        let options = asked.options(party, None);
        self.ask_authenticator(&Course::SigningIn(&id), Ceremony::Show(asked))?;
        Ok(Some(options))
    }

    /// Takes a passkey as the second step of an attempt.
    ///
    /// # Errors
    /// Refused: name, password and passkey are right, and the passkey's counter went back.
    pub fn second_sign_in_by_passkey(
        &self,
        attempt: &str,
        party: &RelyingParty,
        answer: AuthenticationResponse,
        caller: &Caller<'_>,
    ) -> Result<Passed> {
        let Some(asked) = self.taken_to_show(&Course::SigningIn(&id_of(attempt)))? else {
            count(&self.signin.counts.over);
            return Ok(Passed::Over);
        };
        let second = Second::Passkey(Box::new(asked.shown(party.clone(), answer)));
        self.second_sign_in(attempt, second, caller)
    }

    /// Asks whoever is signed in for one of their passkeys, to show the second step again.
    ///
    /// # Errors
    /// They have none.
    pub fn begin_passkey_step_up(&self, of: &SignedIn, party: &RelyingParty) -> Result<RequestOptions> {
        let roster = self.roster();
        let account = roster.accounts.get(&of.staff).ok_or_else(nobody)?;
        if account.passkeys().is_empty() {
            return Err(OfficeError::input("passkey-none", &[]));
        }
        let asked = Authentication::begin(UserVerification::Required, self.clock.now(), &mut rng);
        let options = asked.options(party, Some(account.passkeys()));
        self.ask_authenticator(&Course::SteppingUp(of.session), Ceremony::Show(asked))?;
        Ok(options)
    }

    /// Shows the second step again by a passkey. The session has a new token then.
    ///
    /// # Errors
    /// Nobody is signed in by this token, none was asked for lately, the passkey is not right, its counter went back, or
    /// failures make it wait.
    pub fn step_up_by_passkey(
        &self,
        token: &str,
        party: &RelyingParty,
        answer: AuthenticationResponse,
        caller: &Caller<'_>,
    ) -> Result<SteppedUp> {
        let signed = self.session(token)?.ok_or_else(nobody)?;
        let asked = self.taken_to_show(&Course::SteppingUp(signed.session))?.ok_or_else(not_begun)?;
        let second = Second::Passkey(Box::new(asked.shown(party.clone(), answer)));
        self.step_up(token, second, caller)
    }

    /// Takes the question, and checks the answer off the writer.
    fn made(&self, course: &Course<'_>, made: MadePasskey<'_>) -> Result<(Registration, Passkey)> {
        let name = Label::parse(made.name).ok_or_else(|| OfficeError::input("passkey-name", &[]))?;
        let asked = self.taken_to_make(course)?.ok_or_else(not_begun)?;
        let passkey = asked.finish(made.party, made.answer, name, self.clock.now()).map_err(not_taken)?;
        Ok((asked, passkey))
    }
}

/// Whether somebody has this passkey already, whoever but one.
pub(super) fn is_held(roster: &Roster, passkey: &Passkey, but: Option<&StaffId>) -> bool {
    let mut all = roster.accounts.iter().filter(|(staff, _)| Some(*staff) != but);
    all.any(|(_, account)| account.passkeys().holds(passkey))
}

pub(super) fn not_taken(why: NotTaken) -> OfficeError {
    let key = match why {
        NotTaken::Form => "passkey-form",
        NotTaken::Other => "passkey-other",
        NotTaken::Algorithm => "passkey-algorithm",
        NotTaken::Known => "passkey-known",
        NotTaken::Many => "passkey-many",
    };
    OfficeError::input(key, &[])
}

fn not_begun() -> OfficeError {
    OfficeError::input("passkey-not-begun", &[])
}

impl From<&Passkey> for PasskeyLine {
    fn from(passkey: &Passkey) -> Self {
        Self {
            passkey: passkey.id(),
            name: passkey.name().clone(),
            created: passkey.created(),
            used: passkey.used(),
            shared: passkey.may_be_shared(),
        }
    }
}

impl fmt::Debug for PasskeyLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeyLine").field("passkey", &self.passkey).finish_non_exhaustive()
    }
}

impl fmt::Debug for MadePasskey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MadePasskey(..)")
    }
}
