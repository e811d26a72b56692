//! What a new edition asks beyond an old one, for one row of the register: what an old consent does not cover.

use std::{cmp::Ordering, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::judge::compare;
use crate::{
    CategoryId, Edition, Ending, EventId, Ground, ItemId, List, Opens, Pack, Particulars, Purpose, PurposeId,
    RecipientId, UntilDue,
};

/// What the new edition's row asks beyond the old one's. Whatever it asks less of is not here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Widened {
    /// Items that the old row did not hold.
    pub items: Vec<ItemId>,
    /// Consent itself, where the old row did not rest on it.
    pub consent: bool,
    /// Giving data to third parties.
    pub third_parties: bool,
    /// Taking data across the border, by the consent or by the policy's clause that now reaches the purpose.
    pub cross_border: bool,
    /// Publishing data.
    pub publication: bool,
    /// Recipients that got none of the row's data, or less of it.
    pub recipients: Vec<RecipientId>,
    /// States in which none of the row's recipients was.
    pub states: Vec<String>,
    /// Events after which the data is kept or used longer, or that end the row no more. A term that can't be compared
    /// without a profile counts as longer.
    pub longer: Vec<EventId>,
    /// Purposes to which the data passes on, or with more of it.
    pub opens: Vec<PurposeId>,
    /// The purpose is worded otherwise in some language: whether that is another purpose a person has to say.
    pub wording: bool,
}

/// What `new` asks beyond row `row` of `old`, for the same purpose and all its categories together. `None` where that is
/// nothing: the new edition asks no more, or does not have the purpose for any of them, or there is no such row.
pub fn widened(old: &Edition, row: u16, new: &Edition) -> Option<Widened> {
    let (_, list) = old.row(row)?;
    union(list.categories.iter().filter_map(|category| widened_for(old, row, category, new)))
}

/// The same for one of the row's categories: a new edition may treat them apart.
pub fn widened_for(old: &Edition, row: u16, category: &CategoryId, new: &Edition) -> Option<Widened> {
    if old.hash() == new.hash() {
        return None;
    }
    let (was, old_list) = old.row(row)?;
    let is = new.pack().purpose(&was.id)?;
    let new_list = is.lists.iter().find(|list| list.categories.contains(category))?;
    let mut widened = Widened {
        items: beyond(&new_list.items, &old_list.items),
        longer: longer(old_list, new_list),
        opens: opens(old_list, new_list),
        wording: was.name != is.name,
        ..Widened::default()
    };
    particulars(was, is, &mut widened);
    recipients((old.pack(), old_list), (new.pack(), new_list), &was.id, &mut widened);
    (widened != Widened::default()).then_some(widened)
}

fn union(all: impl Iterator<Item = Widened>) -> Option<Widened> {
    all.reduce(|mut a, b| {
        a.consent |= b.consent;
        a.third_parties |= b.third_parties;
        a.cross_border |= b.cross_border;
        a.publication |= b.publication;
        a.wording |= b.wording;
        a.items.extend(beyond(&b.items, &a.items));
        a.recipients.extend(beyond(&b.recipients, &a.recipients));
        a.states.extend(beyond(&b.states, &a.states));
        a.longer.extend(beyond(&b.longer, &a.longer));
        a.opens.extend(beyond(&b.opens, &a.opens));
        a
    })
}

fn beyond<T: PartialEq + Clone>(new: &[T], old: &[T]) -> Vec<T> {
    new.iter().filter(|one| !old.contains(one)).cloned().collect()
}

/// A row that no longer rests on consent asks none.
fn particulars(old: &Purpose, new: &Purpose, widened: &mut Widened) {
    let consent = |purpose: &'_ Purpose| match &purpose.ground {
        Ground::Consent(particulars) => Some(particulars.clone()),
        _ => None,
    };
    let was = consent(old);
    widened.cross_border = new.cross_border && !old.cross_border;
    let Some(is) = consent(new) else { return };
    widened.consent = was.is_none();
    let more = |part: fn(&Particulars) -> bool| part(&is) && !was.as_ref().is_some_and(part);
    widened.third_parties = more(|p| p.third_parties);
    widened.cross_border |= more(|p| p.cross_border);
    widened.publication = more(|p| p.publication);
}

fn recipients(old: (&Pack, &List), new: (&Pack, &List), purpose: &PurposeId, widened: &mut Widened) {
    let before = given(old, purpose);
    for (id, (state, items)) in given(new, purpose) {
        let had = before.get(&id).map(|(_, items)| items.as_slice()).unwrap_or_default();
        if !beyond(&items, had).is_empty() {
            widened.recipients.push(id.clone());
        }
        if !before.values().any(|(known, _)| *known == state)
            && !widened.states.iter().any(|one| one == state)
        {
            widened.states.push(state.to_owned());
        }
    }
}

/// Who gets which of a row's items under the purpose, and in which state they are.
fn given<'p>(
    (pack, list): (&'p Pack, &List),
    purpose: &PurposeId,
) -> BTreeMap<RecipientId, (&'p str, Vec<ItemId>)> {
    let gets = pack.recipients.iter().filter(|one| one.purposes.contains(purpose)).map(|one| {
        let items: Vec<_> = one.items.iter().filter(|item| list.items.contains(item)).cloned().collect();
        (one.id.clone(), (one.state.as_str(), items))
    });
    gets.filter(|(_, (_, items))| !items.is_empty()).collect()
}

fn longer(old: &List, new: &List) -> Vec<EventId> {
    let mut events: Vec<EventId> = Vec::new();
    for was in &old.ends {
        let mut same = same_case(was, new).peekable();
        let ends = same.peek().is_some();
        let longer = same.any(|is| {
            let term = compare(&was.due, &is.due, &BTreeMap::new());
            let used = was.until_due == UntilDue::Storage && is.until_due == UntilDue::Use;
            used || !matches!(term, Some(Ordering::Equal | Ordering::Greater))
        });
        if (!ends || longer) && !events.contains(&was.on) {
            events.push(was.on.clone());
        }
    }
    events
}

/// The endings of a row that take effect in the case of another row's ending.
fn same_case<'l>(end: &'l Ending, list: &'l List) -> impl Iterator<Item = &'l Ending> {
    let meets = |a: &Ending, b: &Ending| a.when == b.when || a.when.is_none() || b.when.is_none();
    list.ends.iter().filter(move |other| other.on == end.on && meets(other, end))
}

fn opens(old: &List, new: &List) -> Vec<PurposeId> {
    let mut purposes: Vec<PurposeId> = Vec::new();
    for is in &new.ends {
        let Some(opens) = &is.opens else { continue };
        let known = |was: &Opens| {
            was.purpose == opens.purpose
                && was.category == opens.category
                && beyond(&opens.carries, &was.carries).is_empty()
        };
        let before = same_case(is, old).filter_map(|was| was.opens.as_ref()).any(known);
        if !before && !purposes.contains(&opens.purpose) {
            purposes.push(opens.purpose.clone());
        }
    }
    purposes
}
