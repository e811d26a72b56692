//! What takes two people: proposing, approving, declining; and whether what is to be done was approved.

use policy::{ActKind, ItemId, Kind, PurposeId, Topic};

use super::{
    case::{Case, Note, Refused, Ruling},
    organisation::in_person,
};
use crate::{Change, OrgChange, Permit, Proposal, ProposalNo, RefusalCode, proposal::TAKE_TWO};

/// Whether the proposed act is permitted otherwise is asked before it is proposed, and again when it is done.
pub(super) fn propose(
    case: &Case<'_>,
    act: ActKind,
    about: Option<&(PurposeId, Vec<ItemId>)>,
    digest: &str,
) -> Ruling {
    let (by, _) = in_person(case)?;
    if !TAKE_TWO.contains(&act) {
        return Err(RefusalCode::NoPermission.into());
    }
    about.map_or(Ok(()), |(purpose, items)| given_out(case, act, purpose, items))?;
    let standing = |(_, known): &(&ProposalNo, &Proposal)| !known.is_over(case.now);
    let same = |(_, known): &(&ProposalNo, &Proposal)| known.act == act && known.digest == digest;
    if let Some((number, _)) = case.world.proposals.iter().filter(standing).find(same) {
        return Err(Refused::from(RefusalCode::ProposalKnown).hint(number.to_string()));
    }
    let proposal = Proposal {
        by: by.clone(),
        act,
        digest: digest.to_owned(),
        ends: case.now + Proposal::WAITS,
        approved: None,
    };
    let over = case.world.proposals.iter().filter(|known| !standing(known)).map(|(number, _)| *number);
    // the epoch never comes back, so no number does
    let mut permit = put(case, case.world.epoch + 1, proposal, over.collect());
    if let Some((purpose, items)) = about {
        permit.changes.entry.purpose = Some(purpose.clone());
        permit.changes.entry.items.clone_from(items);
    }
    Ok(permit)
}

/// Whether whoever proposes it may see these items under this purpose at all.
fn given_out(case: &Case<'_>, act: ActKind, purpose: &PurposeId, items: &[ItemId]) -> Result<(), Refused> {
    let (pack, rights) = (case.edition()?.pack(), case.rights()?);
    let known = pack.purpose(purpose);
    let known = known.ok_or_else(|| Refused::from(RefusalCode::UnknownPurpose).purpose(purpose))?;
    if items.is_empty() {
        return Err(Refused::from(RefusalCode::NoItems).by(known));
    }
    for item in items {
        let refused = |code| Refused::from(code).by(known).item(item);
        let kind = &pack.item(item).ok_or_else(|| refused(RefusalCode::UnknownItem))?.kind;
        if !known.lists.iter().any(|list| list.items.contains(item)) {
            return Err(refused(RefusalCode::ItemOutsidePurpose));
        }
        if *kind == Kind::Password {
            return Err(refused(RefusalCode::NeverRead));
        }
        if !rights.may_on(act, purpose, item) {
            return Err(Refused::from(RefusalCode::NoPermission).purpose(purpose).item(item));
        }
    }
    Ok(())
}

pub(super) fn approve(case: &Case<'_>, number: ProposalNo) -> Ruling {
    let (staff, _) = in_person(case)?;
    let waiting = known(case, number).filter(|proposal| proposal.approved.is_none());
    let proposal = waiting.ok_or(RefusalCode::UnknownProposal)?;
    if proposal.by == *staff {
        return Err(RefusalCode::OwnProposal.into());
    }
    let approved = Some(staff.clone());
    let proposal = Proposal { approved, ends: case.now + Proposal::STANDS, ..proposal.clone() };
    Ok(put(case, number, proposal, Vec::new()))
}

/// Whoever may do it may say that it is not to be done; whoever proposed it takes it back.
pub(super) fn decline(case: &Case<'_>, number: ProposalNo) -> Ruling {
    in_person(case)?;
    let proposal = known(case, number).ok_or(RefusalCode::UnknownProposal)?;
    let mut permit = case.permit(case.clause(Topic::Access), Vec::new(), note(number, proposal));
    permit.changes.changes.push(Change::Organisation(OrgChange::DropProposal(number)));
    Ok(permit)
}

/// The proposal under which exactly this was approved.
pub(super) fn agreed(case: &Case<'_>, digest: &str) -> Result<ProposalNo, Refused> {
    let act = case.act.deed.kind();
    let meant = |proposal: &Proposal| proposal.act == act && proposal.digest == digest;
    let mut all = case.world.proposals.iter();
    let found = all
        .find(|(_, proposal)| meant(proposal) && proposal.approved.is_some() && !proposal.is_over(case.now));
    found.map(|(number, _)| *number).ok_or_else(|| RefusalCode::TakesTwo.into())
}

/// A proposal that has not ended.
pub(super) fn known<'a>(case: &Case<'a>, number: ProposalNo) -> Option<&'a Proposal> {
    case.world.proposals.get(&number).filter(|proposal| !proposal.is_over(case.now))
}

fn put(case: &Case<'_>, number: ProposalNo, proposal: Proposal, over: Vec<ProposalNo>) -> Permit {
    let mut permit = case.permit(case.clause(Topic::Access), Vec::new(), note(number, &proposal));
    permit.changes.entry.due = Some(proposal.ends);
    permit.changes.entry.digest = Some(proposal.digest.clone());
    permit.changes.changes.push(Change::Organisation(OrgChange::PutProposal { number, proposal, over }));
    permit
}

fn note(number: ProposalNo, proposal: &Proposal) -> Note {
    Note { how: Some(proposal.act.as_str().to_owned()), number: Some(number), ..Note::default() }
}
