//! Every reference meets something, and nothing is declared twice.

use std::{collections::BTreeMap, fmt::Display};

use super::{FaultCode, Known, Report};
use crate::{
    ItemId, PurposeId,
    load::{
        At, Place,
        draft::{Draft, Due, Ending, Named},
    },
};

pub(super) fn check(draft: &Draft, known: &Known<'_>, out: &mut Report) {
    duplicates(draft, out);
    for category in &draft.categories {
        items(&category.identified_by, known, out);
    }
    for purpose in &draft.purposes {
        for (nth, list) in purpose.lists.iter().enumerate() {
            items(&list.items, known, out);
            once(&list.items, out);
            for item in &list.required {
                if !list.holds(&item.value) {
                    unknown_item(item, known, out);
                }
            }
            for category in &list.categories {
                if !known.categories.contains(&category.value) {
                    unknown(FaultCode::UnknownCategory, category, known.categories.iter(), out);
                }
            }
            // The purpose's own endings stand in every list: they are looked at once.
            let ends = list
                .ends
                .iter()
                .filter(|end| nth == 0 || !purpose.lists[0].ends.iter().any(|e| e.at == end.at));
            ends.for_each(|end| ending(end, known, out));
        }
    }
    draft.everywhere.iter().for_each(|end| ending(end, known, out));
    for permission in draft.roles.iter().flat_map(|role| &role.may) {
        if let Named::Only(these) = &permission.purposes {
            purposes(these, known, out);
        }
        if let Named::Only(these) = &permission.items {
            items(these, known, out);
            once(these, out);
        }
    }
    for recipient in &draft.recipients {
        purposes(&recipient.purposes, known, out);
        items(&recipient.items, known, out);
    }
    if let Some(role) = draft.responsible.as_ref().and_then(|one| one.role.as_ref())
        && !known.roles.contains(&role.value)
    {
        unknown(FaultCode::UnknownRole, role, known.roles.iter(), out);
    }
}

fn ending(end: &Ending, known: &Known<'_>, out: &mut Report) {
    let mut event = |id: &crate::EventId, at: Place| {
        if !known.events.contains(id) {
            unknown(FaultCode::UnknownEvent, &At { value: id.clone(), at }, known.events.iter(), out);
        }
    };
    if let Some(on) = &end.on {
        event(&on.value, on.at);
    }
    if let Some(At { value: Due::Until(until), at }) = &end.due {
        event(until, *at);
    }
    if let Some(opens) = &end.opens {
        purposes(opens.purpose.as_slice(), known, out);
        items(&opens.carries, known, out);
    }
}

pub(super) fn items(list: &[At<ItemId>], known: &Known<'_>, out: &mut Report) {
    list.iter()
        .filter(|item| !known.items.contains_key(&item.value))
        .for_each(|item| unknown_item(item, known, out));
}

fn unknown_item(item: &At<ItemId>, known: &Known<'_>, out: &mut Report) {
    let code = if known.items.contains_key(&item.value) {
        FaultCode::RequiredNotHeld
    } else {
        FaultCode::UnknownItem
    };
    unknown(code, item, known.items.keys(), out);
}

pub(super) fn purposes(list: &[At<PurposeId>], known: &Known<'_>, out: &mut Report) {
    for purpose in list.iter().filter(|purpose| !known.purposes.contains_key(&purpose.value)) {
        unknown(FaultCode::UnknownPurpose, purpose, known.purposes.keys(), out);
    }
}

pub(super) fn unknown<T: Display>(
    code: FaultCode,
    one: &At<T>,
    known: impl Iterator<Item: ToString>,
    out: &mut Report,
) {
    out.add(code, one.at).with("name", &one.value).near(&one.value.to_string(), known);
}

/// Each item stands once in a list.
fn once<T: Ord + Display>(list: &[At<T>], out: &mut Report) {
    repeated(FaultCode::NamedTwice, list.iter(), out);
}

fn duplicates(draft: &Draft, out: &mut Report) {
    let code = FaultCode::DuplicateId;
    repeated(code, draft.items.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.categories.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.events.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.purposes.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.roles.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.recipients.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.copy_exceptions.iter().filter_map(|one| one.id.as_ref()), out);
    repeated(code, draft.states.iter().filter_map(|one| one.code.as_ref()), out);
    repeated(FaultCode::DuplicateNumber, draft.purposes.iter().filter_map(|one| one.no.as_ref()), out);
    for choice in draft.purposes.iter().filter_map(|purpose| purpose.choice.as_ref()) {
        repeated(code, choice.options.iter().filter_map(|option| option.id.as_ref()), out);
    }
}

pub(super) fn repeated<'d, T: Ord + Display + 'd>(
    code: FaultCode,
    ids: impl Iterator<Item = &'d At<T>>,
    out: &mut Report,
) {
    let mut seen: BTreeMap<&T, Place> = BTreeMap::new();
    for id in ids {
        match seen.get(&id.value) {
            Some(first) => drop(out.add(code, id.at).with("name", &id.value).also(*first)),
            None => drop(seen.insert(&id.value, id.at)),
        }
    }
}
