//! Whatever is cited to people has words in their languages, and so is never taken for a clause of the policy.

use std::collections::BTreeSet;

use super::{FaultCode, Report};
use crate::{
    cite::is_number,
    load::{
        At, Jurisdiction, Place,
        draft::{Draft, Ground},
    },
};

pub(super) fn check(draft: &Draft, profile: Option<&Jurisdiction>, out: &mut Report) {
    // Without the profile nobody knows for what it has words; that it is unknown is said elsewhere.
    let Some(profile) = profile else { return };
    // One that could not be read has a fault of its own, and may have been for anything.
    let Some(own) = draft.published.citations.iter().map(Option::as_ref).collect::<Option<Vec<_>>>() else {
        return;
    };
    let own: BTreeSet<&str> = own.into_iter().map(|one| one.value.cite.as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut told = |cite: &str, at: Place, known: bool| {
        if !known && seen.insert(cite.to_owned()) {
            out.add(FaultCode::CitationWithoutWords, at).with_whole("name", cite);
        }
    };
    let said = |cite: &str| own.contains(cite) || profile.citations.contains_key(cite);
    let clause = |clause: &str| is_number(clause) || said(clause);
    for purpose in &draft.purposes {
        if let Some(At { value, at }) = &purpose.clause {
            told(value, *at, clause(value));
        }
        match purpose.ground.as_ref().map(|ground| &ground.value) {
            Some(Ground::Law(Some(law)) | Ground::Other(_, Some(law))) => {
                told(&law.value, law.at, said(&law.value));
            }
            // The text of a consent is hashed, so what it says stands in the edition itself.
            Some(Ground::Consent(Some(Some(At { value, at })))) => {
                told(&value.reference, *at, own.contains(value.reference.as_str()));
            }
            _ => {}
        }
    }
    for At { value, at } in draft.clauses.iter().flat_map(|clauses| clauses.by_topic.values()) {
        told(value, *at, clause(value));
    }
    for At { value, at } in draft.requests.iter().filter_map(|request| request.clause.as_ref()) {
        told(value, *at, clause(value));
    }
    let at = draft.head.as_ref().and_then(|head| head.profile.as_ref()).map_or(Place::NOWHERE, |id| id.at);
    for cite in &profile.cited {
        told(cite, at, said(cite));
    }
}
