//! What a file's columns mean: items by id or by name in any language, and the words that steer an act.

use std::collections::HashMap;

use policy::{ItemId, Lang, List, Pack};

use super::{
    names::{closest, fold},
    options::FileOptions,
};
use crate::error::{OfficeError, Result};

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// Values of an item, by its place in the pack.
    Item(usize),
    /// What steers the act.
    Control(Control),
    /// Nothing that is looked at.
    Dropped,
    /// Nothing known.
    Unknown,
}

/// The columns that steer an act; an item of the same name gives way to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    At,
    Category,
    Choice,
    Consent,
    ConsentWay,
    ConsentAt,
    Engagement,
    Event,
    Purpose,
    Subject,
}

impl Control {
    fn word(self) -> &'static str {
        match self {
            Control::At => "at",
            Control::Category => "category",
            Control::Choice => "choice",
            Control::Consent => "consent",
            Control::ConsentWay => "consent-way",
            Control::ConsentAt => "consent-at",
            Control::Engagement => "engagement",
            Control::Event => "event",
            Control::Purpose => "purpose",
            Control::Subject => "subject",
        }
    }
}

/// The columns of people, and those of events.
pub(super) const OF_PEOPLE: &[Control] = &[
    Control::At,
    Control::Category,
    Control::Choice,
    Control::Consent,
    Control::ConsentWay,
    Control::ConsentAt,
];
pub(super) const OF_EVENTS: &[Control] =
    &[Control::At, Control::Engagement, Control::Event, Control::Purpose, Control::Subject];

/// Everything that a header can mean.
pub(super) struct Names {
    controls: &'static [Control],
    items: Vec<ItemId>,
    /// Items by their folded ids and names; those that the purpose may hold stand first.
    by_name: HashMap<String, Vec<usize>>,
    mapping: HashMap<String, String>,
    dropped: Vec<String>,
}

impl Names {
    /// The pack's names; where two items share one, that of `lists` is meant.
    ///
    /// # Errors
    /// The mapping names what is no item and no column.
    pub(super) fn new(
        pack: &Pack,
        lists: &[&List],
        controls: &'static [Control],
        options: &FileOptions,
    ) -> Result<Self> {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, item) in pack.items.iter().enumerate() {
            let held = lists.iter().any(|list| list.items.contains(&item.id));
            let names = Lang::ALL.iter().map(|lang| item.name.get(*lang)).chain([item.id.as_str()]);
            for name in names {
                let known = by_name.entry(fold(name)).or_default();
                if !known.contains(&place) {
                    let at = if held { 0 } else { known.len() };
                    known.insert(at, place);
                }
            }
        }
        let mapping =
            options.mapping.0.iter().map(|(header, target)| (fold(header), target.clone())).collect();
        let items = pack.items.iter().map(|item| item.id.clone()).collect();
        let names = Self { controls, items, by_name, mapping, dropped: options.drop.clone() };
        match options.mapping.0.values().find(|target| names.target(target).is_none()) {
            Some(target) => Err(OfficeError::input(format!(
                "the mapping says {target:?}, which is neither an item nor a column{}",
                names.hint(target)
            ))),
            None => Ok(names),
        }
    }

    pub(super) fn item(&self, place: usize) -> &ItemId {
        &self.items[place]
    }

    /// What one header means.
    pub(super) fn column(&self, header: &str) -> Column {
        let folded = fold(header);
        if self.dropped.iter().any(|dropped| dropped == header || fold(dropped) == folded) {
            return Column::Dropped;
        }
        let mapped = self.mapping.get(&folded).and_then(|target| self.target(target));
        let column = mapped.or_else(|| self.target(header)).or_else(|| {
            let places = self.by_name.get(&folded)?;
            places.first().map(|place| Column::Item(*place))
        });
        match column {
            Some(Column::Item(place)) if self.dropped.iter().any(|id| *id == *self.items[place].as_str()) => {
                Column::Dropped
            }
            Some(column) => column,
            None => Column::Unknown,
        }
    }

    /// The columns of a header.
    ///
    /// # Errors
    /// A column that means nothing, or two that mean the same.
    pub(super) fn header(&self, header: &[String]) -> Result<Vec<Column>> {
        let columns: Vec<Column> = header.iter().map(|name| self.column(name)).collect();
        if columns.iter().all(|column| *column == Column::Unknown) {
            // A file without a header has a person in its first row: nothing of it is repeated here.
            return Err(OfficeError::input(
                "no column of the file's first row is known: the file needs a header of items' ids or names",
            ));
        }
        for (place, (name, column)) in header.iter().zip(&columns).enumerate() {
            if *column == Column::Unknown {
                return Err(OfficeError::input(format!(
                    "column {} ({name:?}) is neither an item nor a column that the import knows{}; correct it, map it, \
                     or leave it out with --drop",
                    place + 1,
                    self.hint(name)
                )));
            }
            let twice = *column != Column::Dropped && columns[..place].contains(column);
            if twice {
                return Err(OfficeError::input(format!(
                    "column {} ({name:?}) means the same as an earlier one; leave one of them out with --drop",
                    place + 1
                )));
            }
        }
        Ok(columns)
    }

    fn target(&self, word: &str) -> Option<Column> {
        if let Some(control) = self.controls.iter().find(|control| control.word() == word) {
            return Some(Column::Control(*control));
        }
        self.items.iter().position(|item| *item == *word).map(Column::Item)
    }

    fn hint(&self, word: &str) -> String {
        let controls = self.controls.iter().map(|control| control.word());
        let known = self.by_name.keys().map(String::as_str);
        let ids = self.items.iter().map(ItemId::as_str);
        let close = closest(word, ids.chain(controls)).map(str::to_owned);
        let close = close.or_else(|| {
            let name = closest(word, known)?;
            Some(self.items[*self.by_name.get(name)?.first()?].to_string())
        });
        close.map(|close| format!("; did you mean {close:?}?")).unwrap_or_default()
    }
}
