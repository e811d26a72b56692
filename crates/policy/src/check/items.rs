//! Items that may stand in a pack at all, and those that tell who is who.

use std::collections::BTreeSet;

use super::{FaultCode, Known, Report};
use crate::{
    Kind,
    load::{
        biometric,
        draft::{Category, Draft},
    },
};

pub(super) fn check(draft: &Draft, known: &Known<'_>, out: &mut Report) {
    let lists = draft.purposes.iter().flat_map(|purpose| &purpose.lists);
    let held: BTreeSet<_> = lists.flat_map(|list| &list.items).map(|item| &item.value).collect();
    for item in &draft.items {
        let Some(id) = &item.id else { continue };
        if biometric(id.value.as_str()) {
            out.add(FaultCode::BiometricItem, id.at).with("name", &id.value);
        }
        if let Some(kind) = &item.kind
            && item.findable
            && !kind.value.can_find()
        {
            out.add(FaultCode::KindNotFindable, kind.at).with("name", &id.value);
        }
        if !held.contains(&id.value) {
            out.add(FaultCode::ItemWithoutPurpose, id.at).with("name", &id.value);
        }
    }
    for category in &draft.categories {
        identifying(category, draft, known, out);
    }
}

fn identifying(category: &Category, draft: &Draft, known: &Known<'_>, out: &mut Report) {
    let Some(id) = &category.id else { return };
    for item in &category.identified_by {
        let Some((kind, findable)) = known.items.get(&item.value) else { continue };
        let about =
            draft.purposes.iter().flat_map(|purpose| &purpose.lists).filter(|list| list.about(&id.value));
        let about: Vec<_> = about.collect();
        let code = if !kind.is_none_or(Kind::identifies) {
            FaultCode::WeakIdentifier
        } else if !findable {
            FaultCode::IdentifierNotFindable
        } else if !about.is_empty() && !about.iter().any(|list| list.holds(&item.value)) {
            FaultCode::IdentifierNotHeld
        } else {
            continue;
        };
        out.add(code, item.at).with("name", &item.value).with("category", &id.value);
    }
}
