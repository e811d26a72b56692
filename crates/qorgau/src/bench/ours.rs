//! Our side: stores made from the first pack, by way of the office like everything else.

use std::{
    fs::{self, File},
    io::BufWriter,
    ops::{ControlFlow, Range},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context as _, bail, ensure};
use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, Consent, SubjectId, Target, Way, jurisdiction};
use office::{
    Founding, KeyChoice, NewPerson, Office,
    import::{FileOptions, ImportOptions},
};
use policy::{
    ActKind, Edition, Permission, Scope,
    load::{SourceFile, load},
};
use serde_json::{Value, json};

use super::{
    callers::{self, MANY},
    machine::peak_kilobytes,
    people::{self, Person},
};
use crate::pack::embedded::{FILES, PROFILE};

/// Where the clock of every store starts: a working Monday of a year whose next is known too.
const START: &str = "2024-07-01T07:00:00Z";
const CONSENT: &str = "2024-06-28T08:00:00Z";

/// Our side of a pair.
pub(super) struct Ours {
    pub(super) office: Office,
    pub(super) actor: Actor,
    dir: PathBuf,
}

impl Ours {
    /// A new store with one member of staff, who may do everything that is measured; acts are measured, and no signing in.
    pub(super) fn found(dir: &Path) -> anyhow::Result<Self> {
        let known = jurisdiction(&Profile::parse(PROFILE)?);
        let file =
            |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() };
        let files: Vec<SourceFile> = FILES.iter().map(file).collect();
        let edition = load(&files, &|id| (id == known.id).then(|| known.clone()))?;
        let actor =
            edition.pack().responsible.as_ref().context("the pack names a responsible person")?.staff.clone();
        let founding = Founding {
            edition,
            profile: PROFILE.to_owned(),
            staff: Some(actor.clone()),
            key: KeyChoice::File(dir.join("root.key")),
            rehearsal: Some(START.parse()?),
        };
        let (office, actor) = (Office::create(dir, founding)?, Actor::Staff(actor));
        office.acknowledge(&actor)?;
        Ok(Self { office, actor, dir: dir.to_owned() })
    }

    /// Puts an edition in force that asks for one item more of those whom the store holds.
    pub(super) fn widen(&self) -> anyhow::Result<()> {
        let world = self.office.world();
        let mut pack = world.edition().context("a store has an edition in force")?.pack().clone();
        pack.edition = "wider".to_owned();
        let list = pack.purposes.iter_mut().find(|purpose| purpose.id == *"recruitment");
        let list = list.and_then(|purpose| purpose.lists.first_mut()).context("the pack has this row")?;
        list.items.push("sex".parse()?);
        // it takes two
        let responsible =
            pack.responsible.as_ref().context("the pack has somebody responsible")?.role.clone();
        let second = Actor::Staff("second".parse()?);
        self.office.add_staff(&self.actor, "second".parse()?, vec![responsible])?;
        self.office.acknowledge(&second)?;
        let proposed = self.office.propose_edition(&self.actor, Edition::freeze(pack))?;
        self.office.approve(&second, proposed.proposal)?;
        self.office.acknowledge(&self.actor)?;
        Ok(())
    }

    /// Opens a store that was founded here.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Self> {
        let office = Office::open(dir, None)?;
        let actor = office.world().staff.keys().next().context("a store has staff")?.clone();
        Ok(Self { office, actor: actor.into(), dir: dir.to_owned() })
    }

    /// Closes the store and opens it again; gives how long the opening took, in seconds.
    pub(super) fn reopened(self) -> anyhow::Result<(Self, f64)> {
        let dir = self.dir.clone();
        drop(self);
        let began = Instant::now();
        let ours = Self::open(&dir)?;
        Ok((ours, began.elapsed().as_secs_f64()))
    }

    /// A key for a machine that may do what is measured by https.
    pub(super) fn machine_key(&self) -> anyhow::Result<String> {
        let acts = vec![ActKind::Collect, ActKind::Read, ActKind::Find];
        let scope = Permission { acts, purposes: Scope::All, items: Scope::All };
        let until = "2025-06-01T00:00:00Z".parse()?;
        Ok(self.office.add_key(&self.actor, "bench".parse()?, scope, until)?.1.to_string())
    }

    /// Takes in the people of these numbers, many callers at once; gives their ids, in no order.
    pub(super) fn collect(&self, numbers: Range<u64>) -> anyhow::Result<Vec<SubjectId>> {
        let collect = |person: NewPerson| Ok(self.office.collect(&self.actor, &person)?.subject);
        Ok(callers::all(MANY, to_collect(numbers)?, collect)?.1)
    }

    /// The ids of the people of these numbers, in no order.
    pub(super) fn ids(&self, numbers: Vec<u64>) -> anyhow::Result<Vec<SubjectId>> {
        let item = "email".parse()?;
        let find = |number: u64| {
            let found = self.office.find(&self.actor, &item, &people::email(number))?;
            found.first().copied().with_context(|| format!("person {number} is not in the store"))
        };
        Ok(callers::all(MANY, numbers, find)?.1)
    }

    /// Imports the people of these numbers from a CSV file, in a process of its own; gives its seconds and its peak of
    /// memory in kilobytes. The store is closed meanwhile.
    pub(super) fn import(self, numbers: Range<u64>) -> anyhow::Result<(Self, f64, u64)> {
        let (dir, rows) = (self.dir.clone(), numbers.end - numbers.start);
        drop(self);
        let csv = dir.with_extension("csv");
        people::write_csv(&mut BufWriter::new(File::create(&csv)?), numbers)?;
        let child = Command::new(std::env::current_exe()?)
            .args(["bench", "--import-child"])
            .args([&dir, &csv])
            .output()?;
        ensure!(child.status.success(), "the import fell: {}", String::from_utf8_lossy(&child.stderr));
        let said: Value = serde_json::from_slice(&child.stdout)?;
        ensure!(said["taken"].as_u64() == Some(rows), "the import took {} of {rows} rows", said["taken"]);
        fs::remove_file(csv)?;
        let seconds = said["seconds"].as_f64().context("the import says its seconds")?;
        let peak = said["peak_kilobytes"].as_u64().context("the import says its memory")?;
        Ok((Self::open(&dir)?, seconds, peak))
    }
}

/// The import itself: what the process of its own does.
pub(super) fn import_here(dir: &Path, csv: &Path) -> anyhow::Result<Value> {
    let Ours { office, actor, .. } = Ours::open(dir)?;
    let options = ImportOptions {
        purpose: "recruitment".parse()?,
        category: Some("candidate".parse()?),
        choice: None,
        consent: Some(Consent::to_processing(Way::Written, CONSENT.parse()?)),
        at: None,
        file: FileOptions::new(csv.with_extension("rejects.csv")),
    };
    let began = Instant::now();
    let report = office.import_people(&actor, &options, csv, &mut |_| ControlFlow::Continue(()))?;
    let seconds = began.elapsed().as_secs_f64();
    if let Some(rejects) = report.rejects_file {
        bail!("rows were rejected: {:?}, see {}", report.by_code, rejects.display());
    }
    Ok(json!({ "seconds": seconds, "taken": report.taken, "peak_kilobytes": peak_kilobytes() }))
}

/// The people of these numbers, ready for [`Office::collect`].
pub(super) fn to_collect(numbers: Range<u64>) -> anyhow::Result<Vec<NewPerson>> {
    let consent: Timestamp = CONSENT.parse()?;
    numbers.map(|number| Person::new(number).to_collect(consent)).collect()
}

/// What every act here is about.
pub(super) fn target() -> anyhow::Result<Target> {
    Ok(Target { purpose: "recruitment".parse()?, engagement: None })
}
