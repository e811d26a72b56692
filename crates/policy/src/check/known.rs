//! What a draft declares, by id.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    CategoryId, EventId, ItemId, Kind, PurposeId, RoleId,
    load::draft::{Draft, List, Purpose},
};

/// The ids that references may meet.
pub(super) struct Known<'d> {
    /// Items with their kinds, where they could be read, and whether they are findable.
    pub(super) items: BTreeMap<&'d ItemId, (Option<&'d Kind>, bool)>,
    pub(super) categories: BTreeSet<&'d CategoryId>,
    pub(super) events: BTreeSet<&'d EventId>,
    pub(super) purposes: BTreeMap<&'d PurposeId, &'d Purpose>,
    pub(super) roles: BTreeSet<&'d RoleId>,
}

impl<'d> Known<'d> {
    pub(super) fn of(draft: &'d Draft) -> Known<'d> {
        Known {
            items: (draft.items.iter())
                .filter_map(|i| {
                    Some((&i.id.as_ref()?.value, (i.kind.as_ref().map(|k| &k.value), i.findable)))
                })
                .collect(),
            categories: draft.categories.iter().filter_map(|c| Some(&c.id.as_ref()?.value)).collect(),
            events: draft.events.iter().filter_map(|e| Some(&e.id.as_ref()?.value)).collect(),
            purposes: draft.purposes.iter().filter_map(|p| Some((&p.id.as_ref()?.value, p))).collect(),
            roles: draft.roles.iter().filter_map(|r| Some(&r.id.as_ref()?.value)).collect(),
        }
    }

    /// The lists under some purposes, those unknown left out.
    pub(super) fn lists<'p>(
        &'p self,
        purposes: impl IntoIterator<Item = &'p PurposeId>,
    ) -> impl Iterator<Item = &'d List> {
        purposes.into_iter().filter_map(|id| self.purposes.get(id)).flat_map(|purpose| &purpose.lists)
    }
}

impl List {
    /// Whether an item stands in it.
    pub(super) fn holds(&self, item: &ItemId) -> bool {
        self.items.iter().any(|one| one.value == *item)
    }

    /// Whether a category stands in it.
    pub(super) fn about(&self, category: &CategoryId) -> bool {
        self.categories.iter().any(|one| one.value == *category)
    }
}
