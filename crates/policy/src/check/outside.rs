//! Who sees it, and to whom it goes.

use super::{FaultCode, Known, Report};
use crate::{
    PurposeId,
    load::{
        At, Jurisdiction,
        draft::{Draft, Ground, Named, Permission, Purpose, Recipient},
    },
};

pub(super) fn check(draft: &Draft, profile: Option<&Jurisdiction>, known: &Known<'_>, out: &mut Report) {
    for permission in draft.roles.iter().flat_map(|role| &role.may) {
        seen(permission, known, out);
    }
    for recipient in &draft.recipients {
        given(recipient, known, out);
        promised(recipient, out);
        if let Some(profile) = profile {
            abroad(recipient, draft, profile, known, out);
        }
    }
}

/// A role sees only what some purpose of its permission holds.
fn seen(permission: &Permission, known: &Known<'_>, out: &mut Report) {
    let Named::Only(items) = &permission.items else { return };
    let purposes: Vec<_> = match &permission.purposes {
        Named::All => known.purposes.keys().copied().collect(),
        Named::Only(these) => these.iter().map(|one| &one.value).collect(),
    };
    if purposes.iter().any(|id| !known.purposes.contains_key(id)) {
        return;
    }
    for item in items.iter().filter(|item| known.items.contains_key(&item.value)) {
        if !known.lists(purposes.iter().copied()).any(|list| list.holds(&item.value)) {
            out.add(FaultCode::RoleSeesUnheldItem, item.at).with("name", &item.value);
        }
    }
}

fn given(recipient: &Recipient, known: &Known<'_>, out: &mut Report) {
    if recipient.purposes.iter().any(|id| !known.purposes.contains_key(&id.value)) {
        return;
    }
    for item in recipient.items.iter().filter(|item| known.items.contains_key(&item.value)) {
        let purposes = recipient.purposes.iter().map(|one| &one.value);
        if !known.lists(purposes).any(|list| list.holds(&item.value)) {
            out.add(FaultCode::RecipientItemNotHeld, item.at).with("name", &item.value);
        }
    }
    for id in &recipient.purposes {
        if known
            .purposes
            .get(&id.value)
            .is_some_and(|purpose| consents(purpose, |p| p.third_parties) == Some(false))
        {
            out.add(FaultCode::RecipientAgainstConsent, id.at).with("name", &id.value);
        }
    }
}

fn promised(recipient: &Recipient, out: &mut Report) {
    let Some(undertaking) = &recipient.undertaking else {
        if !recipient.undertaking_given {
            let name = recipient.id.as_ref().map_or(String::new(), |id| id.value.to_string());
            out.add(FaultCode::RecipientWithoutUndertaking, recipient.at).with("name", name);
        }
        return;
    };
    if let (Some(from), Some(until)) = (&undertaking.from, &undertaking.until)
        && until.value < from.value
    {
        out.add(FaultCode::UndertakingEndsFirst, until.at).also(from.at);
    }
}

/// Outside the profile's own region a state has to be on the pack's list, and the purpose or its consent has to reach
/// across the border; to a state that is not on it data goes only by consents that name the crossing (clause 3.2.3b).
fn abroad(recipient: &Recipient, draft: &Draft, profile: &Jurisdiction, known: &Known<'_>, out: &mut Report) {
    let Some(state) = recipient.state.as_ref().filter(|state| state.value != profile.region) else { return };
    let mut allowed = draft.states.iter().filter_map(|one| one.code.as_ref());
    let named = |id: &At<PurposeId>| {
        let Some(purpose) = known.purposes.get(&id.value) else { return true }; // said elsewhere
        purpose.ground.is_none() || consents(purpose, |p| p.cross_border).unwrap_or_default()
    };
    let by_consent = !recipient.purposes.is_empty() && recipient.purposes.iter().all(named);
    if !by_consent && !allowed.any(|code| code.value == state.value) {
        out.add(FaultCode::RecipientStateNotAllowed, state.at).with("name", &state.value);
        return;
    }
    for id in &recipient.purposes {
        let Some(purpose) = known.purposes.get(&id.value) else { continue };
        let unread = purpose.ground.is_none();
        if !unread && !purpose.cross_border && consents(purpose, |p| p.cross_border) != Some(true) {
            out.add(FaultCode::AbroadAgainstConsent, id.at)
                .with("name", &id.value)
                .with("state", &state.value);
        }
    }
}

/// What a purpose's consent says; `None` where it rests on a law or its particulars have faults.
fn consents(purpose: &Purpose, says: impl Fn(&crate::Particulars) -> bool) -> Option<bool> {
    match &purpose.ground.as_ref()?.value {
        Ground::Consent(Some(Some(particulars))) => Some(says(&particulars.value)),
        _ => None,
    }
}
