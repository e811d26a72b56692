//! The history as CSV files: one a list and a period, and one of events.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use anyhow::Context as _;
use csv::{Writer, WriterBuilder};
use jiff::civil::Date;
use policy::{Edition, ItemId, Lang, Pack};

use super::{
    draw::Draw,
    items::value,
    lists::List,
    lives::{Happening, Life, Taking},
    periods::{PERIODS, Period},
    person::Person,
};

/// The file of a period's events.
pub(in crate::demo) const EVENTS: &str = "events.csv";

/// What was written, and whom the rehearsal meets by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::demo) struct Written {
    /// Files.
    pub(in crate::demo) files: u64,
    /// Rows of people.
    pub(in crate::demo) rows: u64,
    /// Rows of events.
    pub(in crate::demo) events: u64,
    /// Rows of people for each period, those of events after it.
    pub(in crate::demo) periods: [(u64, u64); PERIODS.len()],
    /// The address of somebody whose contract is in force.
    pub(in crate::demo) customer: String,
    /// The address of a candidate who was refused lately.
    pub(in crate::demo) candidate: String,
}

/// The places of the two whom the rehearsal meets.
const CUSTOMER: usize = 0;
const CANDIDATE: usize = 1;
/// Refused with the candidate and never blocked: few as the people may be, the last sweep has something to do.
const OTHER: usize = 2;

/// Writes the files of `people` people under a seed into folders, one for each period.
pub(in crate::demo) fn write(
    edition: &Edition,
    seed: u64,
    people: usize,
    into: &Path,
) -> anyhow::Result<Written> {
    let mut sheets = Sheets::new(edition.pack(), into);
    let mut happenings: Vec<(Happening, String)> = Vec::new();
    let mut out = Written::default();
    for place in 0..people {
        let draw = Draw::of(seed, place as u64);
        let person = Person::draw(&draw, place);
        let life = match place {
            CUSTOMER => Life::under_contract(&draw),
            CANDIDATE | OTHER => Life::refused_lately(&draw),
            _ => Life::draw(&draw),
        };
        for taking in &life.takings {
            let row =
                Row { taking, person: &person, alone: life.takings.len() == 1 && life.happenings.is_empty() };
            let whole = place == CUSTOMER || place == CANDIDATE;
            out.periods[sheets.taking(&row, whole, &draw)?].0 += 1;
        }
        happenings.extend(life.happenings.iter().map(|happening| (*happening, person.email.clone())));
        match place {
            CUSTOMER => out.customer = person.email,
            CANDIDATE => out.candidate = person.email,
            _ => {}
        }
    }
    // In the order in which it happened: being hired comes before the employment's end.
    happenings.sort_by_key(|(happening, _)| happening.on);
    for (happening, whose) in &happenings {
        out.periods[sheets.happening(happening, whose)?].1 += 1;
    }
    out.files = sheets.finish()?;
    (out.rows, out.events) =
        out.periods.iter().fold((0, 0), |(rows, events), of| (rows + of.0, events + of.1));
    Ok(out)
}

/// A row to be written.
struct Row<'a> {
    taking: &'a Taking,
    person: &'a Person,
    /// Nothing else is known of the person, and nothing happens: no other row has to find them.
    alone: bool,
}

/// Open files, each begun with its first row.
struct Sheets<'a> {
    pack: &'a Pack,
    into: &'a Path,
    open: BTreeMap<(usize, Option<List>), Writer<BufWriter<File>>>,
}

impl<'a> Sheets<'a> {
    fn new(pack: &'a Pack, into: &'a Path) -> Self {
        Self { pack, into, open: BTreeMap::new() }
    }

    /// Writes a row of people into its period's file; a whole one leaves nothing out.
    fn taking(&mut self, row: &Row<'_>, whole: bool, draw: &Draw) -> anyhow::Result<usize> {
        let (taking, pack) = (row.taking, self.pack);
        let (items, required) = items_of(pack, taking.list)?;
        let period = period_of(taking.on);
        let cells: Vec<String> = items
            .iter()
            .map(|item| {
                let text = match item.as_str() {
                    "birth-date" => day(&PERIODS[period], row.person.birth),
                    id => value(id, row.person, taking.on, draw).unwrap_or_default(),
                };
                // Of a visitor, who is nobody in particular, the visit at least is known.
                let needed = whole || required.contains(item) || (*item == *"email" && !row.alone);
                let needed = needed || *item == *"site-access";
                if needed || !draw.chance(missing(item.as_str())) { text } else { String::new() }
            })
            .collect();
        let on = day(&PERIODS[period], taking.on);
        let controls = controls(taking.list).iter().map(|control| match *control {
            "consent-way" => taking.way.unwrap_or_default(),
            "category" => taking.category,
            "choice" => taking.choice.unwrap_or_default(),
            _ => &on, // on one day, people come in and give their consent
        });
        let record: Vec<&str> = controls.chain(cells.iter().map(String::as_str)).collect();
        self.sheet(period, Some(taking.list), items)?.write_record(record)?;
        Ok(period)
    }

    fn happening(&mut self, happening: &Happening, whose: &str) -> anyhow::Result<usize> {
        let period = period_of(happening.on);
        let on = day(&PERIODS[period], happening.on);
        let row = [on.as_str(), happening.list.purpose(), happening.event, whose];
        self.sheet(period, None, &[])?.write_record(row)?;
        Ok(period)
    }

    fn sheet(
        &mut self,
        period: usize,
        list: Option<List>,
        items: &[ItemId],
    ) -> anyhow::Result<&mut Writer<BufWriter<File>>> {
        use std::collections::btree_map::Entry;
        let vacant = match self.open.entry((period, list)) {
            Entry::Occupied(sheet) => return Ok(sheet.into_mut()),
            Entry::Vacant(vacant) => vacant,
        };
        let name = list.map_or_else(|| EVENTS.to_owned(), List::file);
        let path = self.into.join(PERIODS[period].folder).join(name);
        let mut sheet = start(&path, PERIODS[period].is_old()).with_context(|| path.display().to_string())?;
        sheet.write_record(heads(self.pack, &PERIODS[period], list, items))?;
        Ok(vacant.insert(sheet))
    }

    fn finish(self) -> anyhow::Result<u64> {
        let files = self.open.len() as u64;
        for (_, mut sheet) in self.open {
            sheet.flush()?;
        }
        Ok(files)
    }
}

/// Begins a file. The system before put semicolons between cells and a mark before the text.
fn start(path: &Path, old: bool) -> anyhow::Result<Writer<BufWriter<File>>> {
    use std::io::Write as _;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    if old {
        file.write_all("\u{FEFF}".as_bytes())?;
    }
    Ok(WriterBuilder::new().delimiter(if old { b';' } else { b',' }).from_writer(file))
}

/// The header: ids, or the names that the system before knew them by.
fn heads(pack: &Pack, period: &Period, list: Option<List>, items: &[ItemId]) -> Vec<String> {
    let email = [pack.items.iter().find(|item| item.id == *"email").map(|item| item.id.clone())];
    let (controls, items): (&[&str], Vec<&ItemId>) = match list {
        None => (&["at", "purpose", "event"], email.iter().flatten().collect()),
        Some(list) => (controls(list), items.iter().collect()),
    };
    let name = |id: &&ItemId| match pack.item(id) {
        Some(item) if period.is_old() => item.name.get(Lang::Ru).to_owned(),
        _ => id.to_string(),
    };
    controls.iter().map(ToString::to_string).chain(items.iter().map(name)).collect()
}

fn controls(list: List) -> &'static [&'static str] {
    match list {
        List::Mailings => &["at", "consent-way", "consent-at", "category"],
        List::Contracts | List::Representatives => &["at", "choice"],
        _ if list.by_consent() => &["at", "consent-way", "consent-at"],
        _ => &["at"],
    }
}

/// The items of a list, and those without which nobody comes on it.
fn items_of(pack: &Pack, list: List) -> anyhow::Result<(&[ItemId], &[ItemId])> {
    let purpose = pack.purposes.iter().find(|purpose| purpose.id == *list.purpose());
    let rows = purpose.into_iter().flat_map(|purpose| &purpose.lists);
    let mut rows =
        rows.filter(|row| row.categories.iter().any(|category| *category == *list.categories()[0]));
    let row = rows.next().with_context(|| format!("the pack has no list for {list:?}"))?;
    Ok((&row.items, &row.required))
}

/// How often an item is missing, in a hundred.
fn missing(item: &str) -> u32 {
    match item {
        "photo" => 60,
        "military-registration" => 55,
        "cv" => 25,
        "email" => 4,
        _ => 9,
    }
}

fn period_of(on: Date) -> usize {
    PERIODS.iter().position(|period| period.has(on)).unwrap_or(PERIODS.len() - 1)
}

fn day(period: &Period, on: Date) -> String {
    if period.is_old() { on.strftime("%d.%m.%Y").to_string() } else { on.to_string() }
}
