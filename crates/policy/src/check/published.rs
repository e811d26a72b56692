//! What is told besides the register names only what is there, each thing once.

use super::{
    FaultCode, Known, Report,
    references::{items, purposes, repeated, unknown},
};
use crate::{
    CookieOf, RecipientId,
    load::{
        At,
        draft::Draft,
        published::{self, CookieService},
    },
};

pub(super) fn check(draft: &Draft, known: &Known<'_>, out: &mut Report) {
    once(&draft.published, out);
    let recipients: Vec<&RecipientId> =
        draft.recipients.iter().filter_map(|one| Some(&one.id.as_ref()?.value)).collect();
    for group in &draft.published.cookie_groups {
        purposes(group.purpose.as_slice(), known, out);
    }
    for service in &draft.published.cookie_services {
        items(&service.collects, known, out);
        if let Some(id) = service.recipient.as_ref().filter(|id| !recipients.contains(&&id.value)) {
            unknown(FaultCode::UnknownRecipient, id, recipients.iter(), out);
        }
        collected(service, &draft.published, known, out);
    }
    for of in draft.published.cookies.iter().filter_map(|cookie| cookie.of.as_ref()) {
        set(of, &draft.published, out);
    }
}

fn once(draft: &published::Draft, out: &mut Report) {
    let code = FaultCode::DuplicateId;
    repeated(code, draft.cookie_groups.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.cookie_services.iter().filter_map(|one| one.id.as_ref()), out);
    let cites: Vec<_> = draft.citations.iter().flatten().map(|one| at(&one.value.cite, one)).collect();
    repeated(code, cites.iter(), out);
    let set: Vec<_> = (draft.cookies.iter())
        .filter_map(|cookie| {
            let (name, of) = (cookie.name.as_ref()?, &cookie.of.as_ref()?.value);
            let of = match of {
                CookieOf::Group(id) => id.as_str(),
                CookieOf::Service(id) => id.as_str(),
            };
            Some(At { value: format!("{} ({of})", name.value), at: name.at })
        })
        .collect();
    repeated(code, set.iter(), out);
    repeated(FaultCode::DuplicateNumber, draft.cookie_groups.iter().filter_map(|one| one.no.as_ref()), out);
    repeated(FaultCode::DuplicateNumber, draft.laws.iter().filter_map(|one| one.no.as_ref()), out);
    let Some(processor) = &draft.processor else { return };
    let words: Vec<_> = processor.warranties.iter().map(|one| at(one.value.word(), one)).collect();
    repeated(FaultCode::NamedTwice, words.iter(), out);
    let words: Vec<_> = processor.kept_by.iter().map(|one| at(one.value.word(), one)).collect();
    repeated(FaultCode::NamedTwice, words.iter(), out);
    let measures = processor.measures.iter().flatten();
    let words: Vec<_> = measures.map(|one| At { value: one.id.word(), at: processor.at }).collect();
    repeated(FaultCode::NamedTwice, words.iter(), out);
}

fn at<T: Clone, U>(value: &(impl ToOwned<Owned = T> + ?Sized), place: &At<U>) -> At<T> {
    At { value: value.to_owned(), at: place.at }
}

/// A service collects what its group's purpose holds; a group without a purpose collects nothing.
fn collected(service: &CookieService, draft: &published::Draft, known: &Known<'_>, out: &mut Report) {
    let Some(id) = &service.group else { return };
    let mut groups = draft.cookie_groups.iter();
    let Some(group) = groups.find(|group| group.id.as_ref().is_some_and(|one| one.value == id.value)) else {
        let ids = draft.cookie_groups.iter().filter_map(|group| Some(&group.id.as_ref()?.value));
        return unknown(FaultCode::UnknownCookieGroup, id, ids, out);
    };
    let purpose = group.purpose.as_ref().map(|purpose| &purpose.value);
    if purpose.is_some_and(|purpose| !known.purposes.contains_key(purpose)) {
        return;
    }
    for item in service.collects.iter().filter(|item| known.items.contains_key(&item.value)) {
        if !known.lists(purpose).any(|list| list.holds(&item.value)) {
            out.add(FaultCode::CookieItemNotHeld, item.at).with("name", &item.value);
        }
    }
}

fn set(of: &At<CookieOf>, draft: &published::Draft, out: &mut Report) {
    match &of.value {
        CookieOf::Group(id) => {
            let ids: Vec<_> =
                draft.cookie_groups.iter().filter_map(|group| Some(&group.id.as_ref()?.value)).collect();
            if !ids.contains(&id) {
                unknown(FaultCode::UnknownCookieGroup, &at(id, of), ids.iter(), out);
            }
        }
        CookieOf::Service(id) => {
            let ids: Vec<_> =
                draft.cookie_services.iter().filter_map(|one| Some(&one.id.as_ref()?.value)).collect();
            if !ids.contains(&id) {
                unknown(FaultCode::UnknownCookieService, &at(id, of), ids.iter(), out);
            }
        }
    }
}
