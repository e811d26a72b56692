//! Invitations, and choosing the means of signing in by one.

use std::fmt;

use access::{
    account::{Account, Attempt},
    passkey::{NotTaken, Passkey, Registration},
    recovery::RecoveryCodes,
    token::{Purpose, Token, TokenHash},
    totp::{Code, Secret, Totp},
};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Deed, Enrolment};
use policy::StaffId;
use serde::{Deserialize, Serialize};
use store::Unit;
use vault::Zeroizing;

use super::{
    Choice, keep,
    passkey::{is_held, not_taken},
    rng, shown,
};
use crate::{
    Done, Office,
    acts::{done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    perform::Payload,
};

/// How long an invitation is good for.
const TERM: SignedDuration = SignedDuration::from_hours(24);
/// How far the clock may go back behind the invitation's beginning.
const BACKWARDS: SignedDuration = SignedDuration::from_mins(1);

/// An invitation, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invitation {
    token: TokenHash,
    /// What the app of whoever comes will share.
    secret: Secret,
    made: Timestamp,
    until: Timestamp,
}

/// An invitation, as it is given to whoever it is for. `Debug` leaves the secret out.
#[derive(Clone)]
pub struct Invited {
    /// Who is invited.
    pub staff: StaffId,
    /// The secret of the link, which works once. It is shown once and kept nowhere.
    pub link: Zeroizing<String>,
    /// When it ends.
    pub until: Timestamp,
}

/// What somebody with an invitation is shown before they choose. `Debug` leaves the secret out.
#[derive(Clone)]
pub struct Offer {
    /// Whose account it will be.
    pub staff: StaffId,
    /// The secret for an app, as `otpauth://` URI for a QR code.
    pub uri: Zeroizing<String>,
    /// The same for typing: base32 in groups of four.
    pub typed: Zeroizing<String>,
}

/// Somebody who has enrolled. `Debug` leaves the codes out.
#[derive(Clone)]
pub struct Enrolled {
    /// The act.
    pub done: Done,
    /// Who.
    pub staff: StaffId,
    /// Ten recovery codes, which are shown once and kept nowhere.
    pub recovery: Vec<Zeroizing<String>>,
}

/// The second step that somebody enrols with.
pub(super) enum Means {
    App(Totp),
    Passkey(Box<(Registration, Passkey)>),
}

impl Office {
    /// Lets a member of staff choose new means of signing in, by a link that works once within 24 hours; one given
    /// before works no more. What they have stays until the link is used.
    ///
    /// # Errors
    /// Refused.
    pub fn invite(&self, actor: &Actor, staff: StaffId) -> Result<(Done, Invited)> {
        let now = self.clock.now();
        let (invited, kept) = self.invitation(staff.clone(), now)?;
        let act = self.said(actor, None, Deed::Enrol { staff: staff.clone(), what: Enrolment::Invited });
        let done = self.keeping(move |unit| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            keep::put(unit, staff, kept)?;
            Ok(done)
        })?;
        Ok((done, invited))
    }

    /// The first invitation of a new store, for its first member of staff. Nobody is there to give it, so whoever can
    /// open the store does, as often as it takes, until somebody has enrolled.
    ///
    /// # Errors
    /// Somebody has enrolled.
    pub fn invite_first(&self) -> Result<Invited> {
        let world = self.world();
        let responsible = world.staff.iter().find(|(_, member)| world.is_responsible(member));
        let first = responsible.or_else(|| world.staff.iter().next()).map(|(staff, _)| staff.clone());
        let first = first.ok_or_else(|| OfficeError::damaged("there is no staff"))?;
        let (invited, kept) = self.invitation(first.clone(), self.clock.now())?;
        self.keeping(move |unit| {
            if !unit.context().roster.accounts.is_empty() {
                return Err(OfficeError::input("invite-not-first", &[]));
            }
            keep::put(unit, first, kept)
        })?;
        Ok(invited)
    }

    /// What an invitation offers.
    ///
    /// # Errors
    /// It is none, was used or replaced, or has ended.
    pub fn offer(&self, link: &str) -> Result<Offer> {
        let (staff, invitation) = self.invitation_of(link)?;
        let uri = invitation.secret.expose_uri(&self.issuer(), staff.as_str());
        Ok(Offer { staff, uri, typed: invitation.secret.expose_grouped() })
    }

    /// Enrols by an invitation: a password, and an app that shows the code of now. All that was there before ends with
    /// it: password, app, recovery codes, sessions.
    ///
    /// # Errors
    /// The invitation is none, or the password is weak, or the code is not the app's; the invitation stays good then.
    pub fn enrol(&self, link: &str, choice: &Choice<'_>, first: &str) -> Result<Enrolled> {
        let code = Code::parse(first).map_err(|_| OfficeError::input("sign-in-code-form", &[]))?;
        let now = self.clock.now();
        self.enrol_with(link, choice, |invitation| {
            let totp = Totp::enrol(invitation.secret.clone(), &code, now).map(Means::App);
            totp.ok_or_else(|| OfficeError::input("sign-in-code-wrong", &[]))
        })
    }

    /// Enrols with a password and what the invitation makes of the second step.
    pub(super) fn enrol_with(
        &self,
        link: &str,
        choice: &Choice<'_>,
        means: impl FnOnce(&Invitation) -> Result<Means>,
    ) -> Result<Enrolled> {
        let (staff, invitation) = self.invitation_of(link)?;
        let now = self.clock.now();
        let password = self.chosen(choice, staff.as_str())?;
        let means = means(&invitation)?;
        let mut account = Account::new(now);
        account.set_password(password.hash(&mut rng), now);
        match means {
            Means::App(totp) => account.set_totp(totp, now),
            Means::Passkey(made) => {
                let (asked, passkey) = *made;
                account.add_passkey(&asked, passkey, now).map(drop).map_err(not_taken)?;
            }
        }
        let (codes, printed) = RecoveryCodes::issue(&self.signin.key, staff.as_str(), &mut rng);
        account.set_recovery(codes, now);
        let act = self.said(
            &Actor::Staff(staff.clone()),
            None,
            Deed::Enrol { staff: staff.clone(), what: Enrolment::Enrolled },
        );
        let who = staff.clone();
        let done = self.keeping(move |unit| {
            // used or replaced while the password was hashed
            let still = keep::take::<Invitation>(unit, &who)?;
            if !still.is_some_and(|still| still.token == invitation.token && still.is_good(now)) {
                return Err(no_link());
            }
            let roster = &unit.context().roster;
            if account.passkeys().iter().any(|passkey| is_held(roster, passkey, Some(&who))) {
                return Err(not_taken(NotTaken::Known));
            }
            let permit = permitted(unit, &Default::default(), &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            end_all(unit, &who, None)?;
            keep::put(unit, who, account)?;
            Ok(done)
        })?;
        Ok(Enrolled { done, staff, recovery: shown(&printed) })
    }

    /// The organisation as an authenticator app names it.
    pub(super) fn issuer(&self) -> String {
        let world = self.world();
        let pack = world.edition().map(|edition| edition.pack().id.to_string());
        format!("Qorgau {}", pack.unwrap_or_default())
    }

    fn invitation(&self, staff: StaffId, now: Timestamp) -> Result<(Invited, Invitation)> {
        let token = Token::generate(&mut rng);
        let until = now.checked_add(TERM).map_err(|_| OfficeError::damaged("the clock is out of range"))?;
        let hash = token.hash(&self.signin.key, Purpose::Enrolment);
        let kept = Invitation { token: hash, secret: Secret::generate(&mut rng), made: now, until };
        Ok((Invited { staff, link: token.expose(), until }, kept))
    }

    fn invitation_of(&self, link: &str) -> Result<(StaffId, Invitation)> {
        let token = Token::parse(link).map_err(|_| no_link())?;
        let (roster, now, key) = (self.roster(), self.clock.now(), &self.signin.key);
        let mut all = roster.invitations.iter();
        let meant = all.find(|(_, one)| token.check(key, Purpose::Enrolment, &one.token));
        let (staff, invitation) = meant.filter(|(_, one)| one.is_good(now)).ok_or_else(no_link)?;
        Ok((staff.clone(), invitation.clone()))
    }
}

impl Invitation {
    fn is_good(&self, now: Timestamp) -> bool {
        now < self.until && self.made.duration_since(now) <= BACKWARDS
    }
}

/// Ends a member's sessions, all but one where one is kept, and their attempts.
pub(super) fn end_all(
    unit: &mut Unit<'_, Desk>,
    staff: &StaffId,
    but: Option<super::SessionId>,
) -> Result<usize> {
    let roster = unit.context().roster.clone();
    let mut ended = 0;
    for id in roster.sessions_of(staff).filter(|id| Some(*id) != but) {
        super::session::drop(unit, &id)?;
        ended += 1;
    }
    let theirs = roster.attempts.iter().filter(|(_, attempt)| *staff == *attempt.account());
    for (id, _) in theirs {
        keep::take::<Attempt>(unit, id)?;
    }
    Ok(ended)
}

fn no_link() -> OfficeError {
    OfficeError::input("invitation-none", &[])
}

impl fmt::Debug for Invited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invited")
            .field("staff", &self.staff)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Offer").field("staff", &self.staff).finish_non_exhaustive()
    }
}

impl fmt::Debug for Enrolled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enrolled")
            .field("done", &self.done)
            .field("staff", &self.staff)
            .finish_non_exhaustive()
    }
}
