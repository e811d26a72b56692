//! People in, each row through the ordinary collect.

use std::{io::Read, ops::ControlFlow, path::Path, sync::Arc};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, Collecting, Consent, Deed, Identified, RefusalCode, Source as From, Way};
use policy::{CategoryId, ItemId, List, OptionId, Purpose};
use store::Unit;
use vault::Tag;

use super::{
    batch::{Applied, Task},
    columns::{Column, Control, Names, OF_PEOPLE, nothing_to_say},
    fault::{Code, Fault},
    moment::{parse_consent, parse_moment},
    names::Words,
    options::ImportOptions,
    report::{ImportReport, Progress},
    source::{Next, Row, Source},
    supply::{Bytes, Supply},
};
use crate::{
    NewPerson, Office,
    collect::{Prepared, Taken, take_in},
    desk::Desk,
    error::{OfficeError, Result},
};

/// For these a whole file is refused: no row of it could go in. The first ones count whatever the rows say; the others
/// where a header says what every row lacks.
const OF_HEADERS: [RefusalCode; 13] = [
    RefusalCode::NotStaff,
    RefusalCode::NotAcknowledged,
    RefusalCode::NoPermission,
    RefusalCode::UnknownPurpose,
    RefusalCode::UnknownCategory,
    RefusalCode::UnknownItem,
    RefusalCode::ItemOutsidePurpose,
    RefusalCode::ConsentInFuture,
    RefusalCode::ItemRequired,
    RefusalCode::NoItems,
    RefusalCode::ChoiceMissing,
    RefusalCode::UnknownChoice,
    RefusalCode::ConsentMissing,
];
const OF_FILES: &[RefusalCode] = OF_HEADERS.split_at(8).0;

impl Office {
    /// Takes people in from a file. `progress` hears of every durable batch, and may break: the next run of the same
    /// file with the same options goes on from there. Rows that are in already stay as they are.
    ///
    /// # Errors
    /// Refused as a whole: a column whose item the purpose may not hold, or no permission. The file can't be read, a
    /// column means nothing, or the store can't be written. What went in until then stays in.
    pub fn import_people(
        &self,
        actor: &Actor,
        options: &ImportOptions,
        path: &Path,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        self.import_people_of(actor, options, Supply::File(path), progress)
    }

    /// As [`Office::import_people`], from bytes that come once. Of NDJSON only the first rows are looked at before the
    /// first is taken; a later one with what the purpose may not hold is rejected by itself.
    ///
    /// # Errors
    /// As there; and where another file with the same beginning was stopped: that run is forgotten, and the bytes have
    /// to come again.
    pub fn import_people_from(
        &self,
        actor: &Actor,
        options: &ImportOptions,
        stream: impl Read + Send,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        self.import_people_of(actor, options, Supply::stream(Box::new(stream))?, progress)
    }

    fn import_people_of(
        &self,
        actor: &Actor,
        options: &ImportOptions,
        supply: Supply<'_>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let pack = edition.pack();
        let purpose = pack.purpose(&options.purpose);
        let lists: Vec<&List> = purpose.iter().flat_map(|purpose| &purpose.lists).collect();
        let names = Names::new(pack, &lists, OF_PEOPLE, &options.file)?;
        let (mut source, mut columns) = self.open_import(supply.look()?, &names, &options.file)?;
        if !source.has_header() {
            columns = all_columns(&mut source, &names)?;
        }
        let category = sole_category(purpose, options.category.as_ref());
        let has = |control| columns.contains(&Column::Control(control));
        if category.is_none() && source.has_header() && !has(Control::Category) && purpose.is_some() {
            return Err(OfficeError::input("several-categories", &[]));
        }
        if has(Control::ConsentWay) != has(Control::ConsentAt) {
            return Err(OfficeError::input("consent-columns", &[]));
        }
        let probe = probe(options, purpose, category.clone(), &columns, &names, self);
        let header = source.has_header() && category.is_some();
        self.gate(actor, Deed::Collect(probe), if header { &OF_HEADERS } else { OF_FILES })?;
        drop(source);
        let file = &options.file;
        let said = format!("people {actor} {options:?}");
        let id = self.import_id(&supply, &said)?;
        let task = People {
            actor: actor.clone(),
            options: options.clone(),
            category,
            clause: purpose.map(|purpose| purpose.clause.clone()).unwrap_or_default(),
            categories: Words::new(pack.categories.iter().map(|c| (&c.id, c.id.as_str(), &c.name))),
            choices: lists.iter().filter_map(|list| choices(list)).collect(),
            profile: world.profile.clone(),
        };
        self.run_import(Arc::new(task), &names, supply, file, &id, progress)
    }
}

/// What the members of all rows mean, where no header says it: one row with what the purpose may not hold refuses the
/// file. A member that means nothing is left to its row.
fn all_columns(source: &mut Source<Bytes<'_>>, names: &Names) -> Result<Vec<Column>> {
    let mut row = Row::default();
    while source.next(&mut row)? != Next::End {}
    nothing_to_say(names.drops_nothing(source.keys()))?;
    Ok(source.keys().iter().map(|key| names.column(key)).collect())
}

/// The category of a purpose that has one, unless an option says it.
fn sole_category(purpose: Option<&Purpose>, said: Option<&CategoryId>) -> Option<CategoryId> {
    let mut all = purpose.iter().flat_map(|purpose| &purpose.lists).flat_map(|list| &list.categories);
    said.or_else(|| all.next().filter(|_| all.next().is_none())).cloned()
}

/// A collect that stands for every row: with the file's columns, and with what each row will say for itself.
fn probe(
    options: &ImportOptions,
    purpose: Option<&Purpose>,
    category: Option<CategoryId>,
    columns: &[Column],
    names: &Names,
    office: &Office,
) -> Collecting {
    let mut items: Vec<ItemId> = columns.iter().filter_map(|column| item(column, names)).collect();
    let category = category.or_else(|| {
        let lists = purpose.map(|purpose| purpose.lists.as_slice()).unwrap_or_default();
        // Where rows say their category, a column is refused that none of them may hold.
        let list = lists.first()?;
        items.retain(|item| list.items.contains(item) || !lists.iter().any(|l| l.items.contains(item)));
        list.categories.first().cloned()
    });
    let has = |control| columns.contains(&Column::Control(control));
    let from_rows = has(Control::Consent) || has(Control::ConsentWay);
    let long_ago = Consent::to_processing(Way::Written, Timestamp::UNIX_EPOCH);
    let first = purpose.and_then(|purpose| {
        let list = purpose
            .lists
            .iter()
            .find(|list| category.as_ref().is_none_or(|c| list.categories.contains(c)))?;
        Some(list.choice.as_ref()?.options.first()?.id.clone())
    });
    Collecting {
        exception: None,
        subject: office.new_subject_id(),
        engagement: office.new_engagement_id(),
        purpose: options.purpose.clone(),
        category: category.unwrap_or_else(no_category),
        choice: if has(Control::Choice) { first } else { options.choice.clone() },
        items,
        consent: options.consent.or(from_rows.then_some(long_ago)),
        source: From::Import,
        fingerprint: [0; 16],
    }
}

/// For a purpose that does not exist, whose refusal comes before any category's.
#[allow(clippy::expect_used)] // a constant
fn no_category() -> CategoryId {
    "unknown".parse().expect("a well-formed id")
}

fn item(column: &Column, names: &Names) -> Option<ItemId> {
    match column {
        Column::Item(place) => Some(names.item(*place).clone()),
        _ => None,
    }
}

struct People {
    actor: Actor,
    options: ImportOptions,
    category: Option<CategoryId>,
    /// The purpose's, under which every value is asked for.
    clause: String,
    categories: Words<CategoryId>,
    /// The answers to each row's choice, with the row's categories.
    choices: Vec<(Vec<CategoryId>, Words<OptionId>)>,
    profile: Arc<Profile>,
}

impl Task for People {
    type Ready = Prepared;

    fn prepare(
        &self,
        office: &Office,
        row: &Row,
        columns: &[Column],
        names: &Names,
    ) -> Result<Prepared, Fault> {
        let person = self.person(row, columns, names)?;
        office.prepare(&person, From::Import).map_err(|why| match why {
            OfficeError::Input(bad) => bad.into(),
            _ => Code::Incomplete.into(),
        })
    }

    fn clause(&self) -> &str {
        &self.clause
    }

    fn tags(ready: &Prepared, tags: &mut Vec<Tag>) {
        tags.extend(ready.tags());
    }

    fn apply(&self, unit: &mut Unit<'_, Desk>, ready: Prepared, now: Timestamp) -> Result<Applied> {
        Ok(match take_in(unit, ready, &self.actor, now)? {
            Taken::Already => Applied::Already,
            Taken::In(collected) => Applied::In(match collected.identified {
                Identified::Conflict(item) => Some((collected.subject, item)),
                Identified::New | Identified::Known(_) => None,
            }),
        })
    }
}

impl People {
    fn person(&self, row: &Row, columns: &[Column], names: &Names) -> Result<NewPerson, Fault> {
        let mut cells: Vec<(usize, &str)> = Vec::with_capacity(row.cells.len());
        let (mut at, mut consent) = (self.options.at, self.options.consent);
        let (mut way, mut consented) = (None, None);
        let (mut choice, mut category) = (None, None);
        for (column, text) in row.cells() {
            match columns.get(column) {
                Some(Column::Item(place)) => cells.push((*place, text)),
                Some(Column::Control(control)) => match control {
                    Control::At => at = Some(self.moment(text)?),
                    Control::Consent => {
                        consent = Some(parse_consent(text, &self.profile).ok_or(Code::Consent)?);
                    }
                    Control::ConsentWay => way = Some(Way::from_word(text).ok_or(Code::Consent)?),
                    Control::ConsentAt => consented = Some(self.moment(text)?),
                    Control::Choice => choice = Some(text),
                    Control::Category => category = Some(text),
                    Control::Engagement | Control::Event | Control::Purpose | Control::Subject => {}
                },
                Some(Column::Dropped) => {}
                Some(Column::Unknown) | None => return Err(Code::RowUnknown.into()),
            }
        }
        consent = match (way, consented) {
            (Some(way), Some(at)) => Some(Consent::to_processing(way, at)),
            (None, None) => consent,
            _ => return Err(Code::Consent.into()),
        };
        // One order for every file: a row that comes again with its columns in another order is the same row.
        cells.sort_unstable_by_key(|(place, _)| *place);
        if cells.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Code::RowTwice.into());
        }
        let category = self.category(category)?;
        Ok(NewPerson {
            exception: None,
            proof: None,
            purpose: self.options.purpose.clone(),
            choice: self.choice(choice, &category)?,
            category,
            items: cells
                .into_iter()
                .map(|(place, text)| (names.item(place).clone(), text.to_owned()))
                .collect(),
            consent,
            at,
        })
    }

    fn moment(&self, text: &str) -> Result<Timestamp, Fault> {
        parse_moment(text, &self.profile).ok_or_else(|| Code::Moment.into())
    }

    fn category(&self, said: Option<&str>) -> Result<CategoryId, Fault> {
        let Some(said) = said else { return self.category.clone().ok_or_else(|| Code::Category.into()) };
        self.categories.get(said).ok_or_else(|| Code::Category.into())
    }

    fn choice(&self, said: Option<&str>, category: &CategoryId) -> Result<Option<OptionId>, Fault> {
        let Some(said) = said else { return Ok(self.options.choice.clone()) };
        let choice = self.choices.iter().find(|(categories, _)| categories.contains(category));
        choice.and_then(|(_, words)| words.get(said)).map(Some).ok_or_else(|| Code::Choice.into())
    }
}

fn choices(list: &List) -> Option<(Vec<CategoryId>, Words<OptionId>)> {
    let options = &list.choice.as_ref()?.options;
    Some((list.categories.clone(), Words::new(options.iter().map(|o| (&o.id, o.id.as_str(), &o.name)))))
}
