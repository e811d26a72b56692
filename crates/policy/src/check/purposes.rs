//! Purposes: their rows, clauses and grounds.

use super::{FaultCode, Report};
use crate::{
    load::{
        At, Jurisdiction,
        draft::{Draft, Ground, List, Purpose},
    },
    well_known::{CONSENT_GIVEN, CONSENT_WITHDRAWN},
};

/// Items of a list are bits of one word in the state.
const MAX_ITEMS: usize = 64;
/// An option is one byte of the state.
const MAX_OPTIONS: usize = 200;

pub(super) fn check(draft: &Draft, profile: Option<&Jurisdiction>, out: &mut Report) {
    for purpose in &draft.purposes {
        let name = purpose.id.as_ref().map_or(String::new(), |id| id.value.to_string());
        rows(purpose, &name, out);
        if !purpose.clause_given {
            out.add(FaultCode::PurposeWithoutClause, purpose.at).with("name", &name);
        }
        if let Some(choice) = purpose.choice.as_ref().filter(|choice| choice.options.len() > MAX_OPTIONS) {
            out.add(FaultCode::TooManyOptions, choice.at).with("limit", MAX_OPTIONS);
        }
        special(purpose, &name, draft, profile, out);
        let Some(ground) = &purpose.ground else { continue };
        match &ground.value {
            Ground::Law(None) => {
                drop(out.add(FaultCode::GroundWithoutReference, ground.at).with("name", &name))
            }
            Ground::Law(Some(_)) => under_law(purpose, out),
            Ground::Other(id, reference) => {
                let At { at, .. } = *ground;
                match profile {
                    Some(profile) if !profile.grounds.contains_key(id.as_str()) => {
                        let known =
                            ["consent", "law"].into_iter().chain(profile.grounds.keys().map(String::as_str));
                        let fault = out.add(FaultCode::GroundUnknown, at).with("name", id);
                        fault
                            .with("known", known.clone().collect::<Vec<_>>().join(", "))
                            .near(id.as_str(), known);
                    }
                    _ if reference.is_none() => {
                        out.add(FaultCode::GroundWithoutParticulars, at)
                            .with("name", &name)
                            .with("ground", id);
                    }
                    _ => under_law(purpose, out),
                }
            }
            Ground::Consent(given) => {
                if given.is_none() {
                    out.add(FaultCode::ConsentWithoutParticulars, ground.at).with("name", &name);
                }
                for list in purpose.lists.iter().filter(|list| !list.listens(CONSENT_WITHDRAWN, draft)) {
                    out.add(FaultCode::ConsentWithoutWithdrawal, list.at).with("name", &name);
                }
            }
        }
    }
}

fn rows(purpose: &Purpose, name: &str, out: &mut Report) {
    if purpose.lists.is_empty() {
        out.add(FaultCode::PurposeWithoutItems, purpose.at).with("name", name);
    }
    let mut seen = Vec::new();
    for list in &purpose.lists {
        if list.categories.is_empty() {
            out.add(FaultCode::PurposeWithoutCategory, list.at).with("name", name);
        }
        if list.items.is_empty() {
            out.add(FaultCode::PurposeWithoutItems, list.at).with("name", name);
        }
        if list.items.len() > MAX_ITEMS {
            out.add(FaultCode::TooManyItems, list.at).with("limit", MAX_ITEMS);
        }
        for category in &list.categories {
            match seen.iter().find(|(id, _)| *id == &category.value) {
                Some((_, first)) => {
                    let fault = out.add(FaultCode::CategoryTwice, category.at).with("name", &category.value);
                    fault.also(*first);
                }
                None => seen.push((&category.value, category.at)),
            }
        }
    }
}

/// What is of a special category needs a condition besides the ground, where the profile's law knows any.
fn special(purpose: &Purpose, name: &str, draft: &Draft, profile: Option<&Jurisdiction>, out: &mut Report) {
    let Some(profile) = profile else { return };
    if let Some(special) = &purpose.special {
        if !profile.specials.contains_key(special.value.as_str()) {
            let known = profile.specials.keys().map(String::as_str);
            out.add(FaultCode::SpecialUnknown, special.at)
                .with("name", &special.value)
                .with("known", known.clone().collect::<Vec<_>>().join(", "))
                .near(special.value.as_str(), known);
        }
        return;
    }
    if profile.specials.is_empty() {
        return;
    }
    let special = |id: &crate::ItemId| {
        draft.items.iter().any(|item| item.special && item.id.as_ref().is_some_and(|own| own.value == *id))
    };
    for item in purpose.lists.iter().flat_map(|list| &list.items).filter(|item| special(&item.value)) {
        out.add(FaultCode::SpecialWithoutCondition, item.at).with("item", &item.value).with("name", name);
    }
}

/// Nothing that rests on something else can be withdrawn, or start with a consent.
fn under_law(purpose: &Purpose, out: &mut Report) {
    for on in purpose.lists.iter().flat_map(|list| &list.ends).filter_map(|end| end.on.as_ref()) {
        if [CONSENT_GIVEN, CONSENT_WITHDRAWN].contains(&on.value.as_str()) {
            out.add(FaultCode::ConsentTermUnderLaw, on.at).with("name", &on.value);
        }
    }
}

impl List {
    /// Whether some ending of it, its own or one of everywhere, waits for the event.
    pub(super) fn listens(&self, event: &str, draft: &Draft) -> bool {
        self.ends.iter().chain(&draft.everywhere).any(|end| end.event().is_some_and(|on| on == event))
    }
}
