//! The decision: gates that every act passes, then the act's own rules.

mod case;
mod collect;
mod consent;
mod duty;
mod erase;
mod event;
mod guard;
mod organisation;
mod people;
mod read;
mod request;
mod transfer;
mod two;

use jiff::Timestamp;
use policy::Topic;

use crate::{Act, Actor, Decision, Deed, Enrolment, State, World};
use case::{Case, Refused};
pub use erase::{Told, gone, paper_gone};

/// Decides an act against the policy. Pure: the same arguments give the same decision.
///
/// The gates come first and in this order: the actor is on the staff (clause 1.2) or has a key of theirs, has
/// acknowledged the edition in force (1.2), has a role that allows the act (3.2.1.3), has shown their second step not
/// long ago where the act is grave, and the effective time does not lie ahead. A subject acts upon themself alone.
pub fn decide(world: &World, state: &State, act: &Act, now: Timestamp) -> Decision {
    let case = Case::new(world, state, act, now);
    match gates(&case).and_then(|()| rules(&case)) {
        Ok(permit) => Decision::Permit(Box::new(permit)),
        Err(refused) => Decision::Refuse(Box::new(case.refusal(refused))),
    }
}

fn gates(case: &Case<'_>) -> Result<(), Refused> {
    use crate::RefusalCode::{FutureTime, NoPermission, NotAcknowledged, StepUp, UnknownSubject};
    let kind = case.act.deed.kind();
    let rights = case.rights()?;
    // whoever comes in has to get as far as the policy
    let at_the_door = match &case.act.deed {
        Deed::AcknowledgeEdition | Deed::SignIn { .. } => true,
        Deed::Enrol { what, .. } => *what != Enrolment::Invited,
        _ => false,
    };
    if !at_the_door {
        if rights.member().is_some_and(|member| member.acknowledged != case.world.in_force) {
            return Err(Refused::from(NotAcknowledged));
        }
        // what takes two is proposed, approved and declined by whoever may do it
        let meant = match &case.act.deed {
            Deed::Propose { act, .. } => Some(*act),
            Deed::Approve { number } | Deed::Decline { number } => {
                two::known(case, *number).map(|proposal| proposal.act)
            }
            _ => Some(kind),
        };
        if meant.is_some_and(|meant| !rights.may(meant)) {
            return Err(Refused::from(NoPermission));
        }
        if rights.only().is_some_and(|only| case.state.subject.as_ref().is_none_or(|s| s.id != only)) {
            return Err(Refused::from(UnknownSubject));
        }
        // before anything is said of the person
        case.act.deed.purpose().map_or(Ok(()), |purpose| case.reaches(purpose))?;
    }
    if matches!(case.act.actor, Actor::Stale(_)) && case.act.deed.is_grave() {
        return Err(Refused::from(StepUp));
    }
    if case.act.at.is_some_and(|at| at > case.now) {
        return Err(Refused::from(FutureTime));
    }
    Ok(())
}

fn rules(case: &Case<'_>) -> case::Ruling {
    match &case.act.deed {
        Deed::Collect(collecting) => collect::collect(case, collecting),
        Deed::Read { target, items } => read::read(case, target, items),
        Deed::Check { target, items } => read::check(case, target, items),
        Deed::Find { item } => read::find(case, item),
        Deed::Export => read::export(case),
        Deed::Rectify { target, items } => read::rectify(case, target, items),
        Deed::RecordEvent { target, event, opens } => event::record(case, target, event, *opens),
        Deed::RevokeEvent { target, event } => event::revoke(case, target, event),
        Deed::Block => guard::block(case),
        Deed::Unblock { outcome } => guard::unblock(case, outcome),
        Deed::Hold { hold } => guard::hold(case, *hold),
        Deed::Release { hold } => guard::release(case, *hold),
        Deed::Erase { target, reason } => erase::erase(case, target.as_ref(), *reason),
        Deed::Sweep => erase::sweep(case),
        Deed::Merge => people::merge(case),
        Deed::Split { engagements, into } => people::split(case, engagements, *into),
        Deed::Restrict { target, on } => guard::restrict(case, target, *on),
        Deed::GiveConsent { target, consent, former } => consent::give(case, target, consent, *former),
        Deed::WithdrawConsent { target, parts } => consent::withdraw(case, target, *parts),
        Deed::List { purpose, engagement, items } => read::list(case, purpose, *engagement, items),
        Deed::ReceiveRequest(receiving) => request::receive(case, receiving),
        Deed::ConfirmIdentity { request, level } => request::confirm(case, *request, *level),
        Deed::HandleRequest { request, step } => request::handle(case, *request, step),
        Deed::DecideRequest { request, outcome, done } => request::decide(case, *request, *outcome, *done),
        Deed::AnswerRequest { request } => request::answer(case, *request),
        Deed::Disclose { target, recipient, items, paper } => {
            transfer::disclose(case, target, recipient, items, *paper)
        }
        Deed::Publish { target, items, paper } => transfer::publish(case, target, items, *paper),
        Deed::AnswerDemand { target, items, paper } => transfer::answer(case, target, items, *paper),
        Deed::RegisterCarrier { target, class, exception, number, paper } => {
            duty::register(case, target, class, exception.as_ref(), *number, *paper)
        }
        Deed::FinishTask { paper, duty } => duty::finish(case, *paper, *duty),
        Deed::EndDuty { paper, duty } => Ok(duty::ended(case, *paper, *duty)),
        Deed::DestroyCarrier { number } => duty::destroyed(case, *number),
        Deed::ReportBreach => Ok(duty::of_organisation(case, Topic::Breach)),
        Deed::PrintJournal => Ok(duty::of_organisation(case, Topic::Journals)),
        Deed::ActivateEdition { edition } => organisation::activate(case, *edition),
        Deed::EnterProfile { profile, digest } => organisation::enter_profile(case, profile, digest),
        Deed::AcknowledgeEdition => organisation::acknowledge(case),
        Deed::AddStaff { staff, roles } => organisation::add_staff(case, staff, roles),
        Deed::RemoveStaff { staff } => organisation::remove_staff(case, staff),
        Deed::Enrol { staff, what } => organisation::enrol(case, staff, *what),
        Deed::SignIn { by, copied } => organisation::sign_in(case, by, *copied),
        Deed::AddKey { key, scope, expires } => organisation::add_key(case, key, scope, *expires),
        Deed::RemoveKey { key } => organisation::remove_key(case, key),
        Deed::AddHook { hook, scope } => organisation::add_hook(case, hook, scope),
        Deed::RemoveHook { hook } => organisation::remove_hook(case, hook),
        Deed::ChangeHook { hook, what } => organisation::change_hook(case, hook, *what),
        Deed::Propose { act, about, digest } => two::propose(case, *act, about.as_ref(), digest),
        Deed::Approve { number } => two::approve(case, *number),
        Deed::Decline { number } => two::decline(case, *number),
        Deed::BulkExport { purpose, engagement, items, digest } => {
            read::bulk(case, purpose, *engagement, items, digest)
        }
    }
}
