//! What a file's columns mean: items by id or by name in any language, and the words that steer an act.

use std::{collections::HashMap, fmt::Display};

use policy::{ItemId, Lang, List, Pack};

use super::{
    names::{closest, fold},
    options::FileOptions,
};
use crate::{
    complaint::Complaint,
    error::{BadInput, OfficeError, Result},
};

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
        let unknown = options.mapping.0.values().filter(|target| names.target(target).is_none());
        let complaint = |target: &String| {
            Complaint::new("mapping-unknown", &[("name", target), ("near", &names.near(target))])
        };
        nothing_to_say(unknown.map(complaint).collect())?;
        Ok(names)
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
    /// Columns that mean nothing, that mean the same, or that are to be left out and aren't there: all of them at once.
    pub(super) fn header(&self, header: &[String]) -> Result<Vec<Column>> {
        let columns: Vec<Column> = header.iter().map(|name| self.column(name)).collect();
        if columns.iter().all(|column| *column == Column::Unknown) {
            // A file without a header has a person in its first row: nothing of it is repeated here.
            return Err(OfficeError::input("header-unknown", &[]));
        }
        let mut complaints = Vec::new();
        for (place, (name, column)) in header.iter().zip(&columns).enumerate() {
            let number = place + 1;
            if *column == Column::Unknown {
                let near = self.near(name);
                let args: [(_, &dyn Display); 3] = [("place", &number), ("name", name), ("near", &near)];
                complaints.push(Complaint::new("column-unknown", &args));
            } else if *column != Column::Dropped && columns[..place].contains(column) {
                complaints.push(Complaint::new("column-twice", &[("place", &number), ("name", name)]));
            }
        }
        complaints.extend(self.drops_nothing(header));
        nothing_to_say(complaints)?;
        Ok(columns)
    }

    /// What is to be left out of a file that doesn't have it: a slip of the pen, perhaps for what it does have.
    pub(super) fn drops_nothing(&self, header: &[String]) -> Vec<Complaint> {
        let is = |dropped: &str, name: &String| {
            let item = self.by_name.get(&fold(name)).and_then(|places| places.first());
            fold(dropped) == fold(name) || item.is_some_and(|place| self.items[*place] == *dropped)
        };
        let idle = self.dropped.iter().filter(|dropped| !header.iter().any(|name| is(dropped, name)));
        let complaint = |dropped: &String| {
            let near = closest(dropped, header.iter().map(String::as_str)).unwrap_or(NONE_NEAR);
            Complaint::new("drop-unknown", &[("name", dropped), ("near", &near)])
        };
        idle.map(complaint).collect()
    }

    fn target(&self, word: &str) -> Option<Column> {
        if let Some(control) = self.controls.iter().find(|control| control.word() == word) {
            return Some(Column::Control(*control));
        }
        self.items.iter().position(|item| *item == *word).map(Column::Item)
    }

    /// An item or column of nearly this name.
    fn near(&self, word: &str) -> String {
        let controls = self.controls.iter().map(|control| control.word());
        let known = self.by_name.keys().map(String::as_str);
        let ids = self.items.iter().map(ItemId::as_str);
        let close = closest(word, ids.chain(controls)).map(str::to_owned);
        let close = close.or_else(|| {
            let name = closest(word, known)?;
            Some(self.items[*self.by_name.get(name)?.first()?].to_string())
        });
        close.unwrap_or_else(|| NONE_NEAR.to_owned())
    }
}

/// What the texts take for "no such name".
const NONE_NEAR: &str = "none";

/// All complaints at once, if there are any.
pub(super) fn nothing_to_say(complaints: Vec<Complaint>) -> Result<()> {
    if complaints.is_empty() { Ok(()) } else { Err(BadInput::Said(complaints).into()) }
}
