//! The rehearsal store: where it lies, how it is founded, and how a period's files come in.

use std::{
    fs,
    ops::{AddAssign, ControlFlow},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use kernel::{Actor, SubjectId, Target};
use office::{
    Founding, KeyChoice, Layout, Office,
    import::{EventOptions, FileOptions, ImportOptions, ImportReport},
};
use policy::{Edition, ItemId, Lang, StaffId};

use super::{
    people::{EVENTS, List, Period, noon},
    progress::Progress,
};
use crate::{fault::complaint, pack::embedded};

/// Who takes files in.
pub(super) const IMPORTER: &str = "importer";

/// A rehearsal store and the folder around it.
pub(super) struct Rehearsal {
    /// The folder of it all.
    pub(super) dir: PathBuf,
    /// The store.
    pub(super) office: Office,
    /// Who organises the processing.
    pub(super) responsible: Actor,
    lang: Lang,
}

/// What became of a period's files.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Took {
    /// Rows of people taken in.
    pub(super) rows: u64,
    /// Rows refused because their term was over.
    pub(super) over: u64,
    /// Events recorded.
    pub(super) events: u64,
    /// Rows set aside for any other reason; there should be none.
    pub(super) others: u64,
    /// People who look like two that are known.
    pub(super) conflicts: u64,
}

/// The folder of the files in a rehearsal's folder.
pub(super) fn files(dir: &Path) -> PathBuf {
    dir.join("files")
}

/// The folder of the store in a rehearsal's folder.
pub(super) fn store(dir: &Path) -> PathBuf {
    dir.join("store")
}

/// The folder of a rehearsal: the one asked for, which holds nothing yet, or the first free name in this folder.
pub(super) fn fresh(asked: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(dir) = asked {
        let mut inside = fs::read_dir(dir).ok().into_iter().flatten();
        return match inside.next() {
            None => Ok(dir.to_owned()),
            Some(_) => Err(complaint("demo-not-empty", &[("dir", dir.display().to_string())])),
        };
    }
    let names =
        std::iter::once("qorgau-demo".to_owned()).chain((2..1_000).map(|n| format!("qorgau-demo-{n}")));
    let free = names.map(PathBuf::from).find(|dir| !dir.exists());
    free.ok_or_else(|| complaint("demo-too-many", &[]))
}

impl Rehearsal {
    /// Founds a store whose clock stands at the noon of a period's first import. One member of staff for every role
    /// of the pack, each named by it, has read the edition; they act in this process, where nobody else can, and do not
    /// sign in.
    pub(super) fn found(dir: &Path, edition: Edition, period: &Period, lang: Lang) -> anyhow::Result<Self> {
        let layout = Layout::new(store(dir));
        let roles: Vec<_> = edition.pack().roles.iter().map(|role| role.id.clone()).collect();
        let responsible =
            edition.pack().responsible.as_ref().context("the pack names no responsible person")?;
        let (first, of_first) = (Actor::Staff(responsible.staff.clone()), responsible.role.clone());
        let founding = Founding {
            edition,
            profile: embedded::PROFILE.to_owned(),
            staff: None,
            key: KeyChoice::File(layout.root_key()),
            rehearsal: Some(noon(period.taken)),
        };
        let office = Office::create(layout.dir(), founding)?;
        office.acknowledge(&first)?;
        for role in roles.into_iter().filter(|role| *role != of_first) {
            let id: StaffId = role.as_str().parse()?;
            office.add_staff(&first, id.clone(), vec![role])?;
            office.acknowledge(&id.into())?;
        }
        Ok(Self { dir: dir.to_owned(), office, responsible: first, lang })
    }

    /// Takes a period's files in, people first, then what happened to them.
    pub(super) fn take(&self, period: &Period, progress: &Progress) -> anyhow::Result<Took> {
        let mut took = Took::default();
        let actor: Actor = IMPORTER.parse()?;
        for list in List::ALL {
            let (path, file) = self.file(period, &list.file());
            if !path.exists() {
                continue;
            }
            let options = ImportOptions {
                purpose: list.purpose().parse()?,
                category: match list.categories() {
                    [only] => Some(only.parse()?),
                    _ => None,
                },
                choice: None,
                consent: None,
                at: None,
                file,
            };
            let done = progress.rows();
            let report = self.office.import_people(&actor, &options, &path, &mut |now| {
                progress.at(done + now.rows);
                ControlFlow::Continue(())
            })?;
            took.add(&report);
            took.rows += report.taken;
        }
        let (path, file) = self.file(period, EVENTS);
        if path.exists() {
            let options = EventOptions { purpose: None, event: None, at: None, file };
            let done = progress.rows();
            // Whoever records events looks people up, which is not the importer's to do.
            let report = self.office.import_events(&self.responsible, &options, &path, &mut |now| {
                progress.at(done + now.rows);
                ControlFlow::Continue(())
            })?;
            took.add(&report);
            took.events += report.taken;
        }
        Ok(took)
    }

    fn file(&self, period: &Period, name: &str) -> (PathBuf, FileOptions) {
        let folder = files(&self.dir).join(period.folder);
        let rejects = folder.join(format!("rejected-{name}"));
        (folder.join(name), FileOptions { lang: self.lang, ..FileOptions::new(rejects) })
    }

    /// Finds somebody by their address.
    pub(super) fn find(&self, actor: &Actor, email: &str) -> anyhow::Result<SubjectId> {
        let found = self.office.find(actor, &item("email")?, email)?;
        found.first().copied().context("somebody whom the files bring is not in the store")
    }
}

impl AddAssign for Took {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.over += other.over;
        self.events += other.events;
        self.others += other.others;
        self.conflicts += other.conflicts;
    }
}

impl Took {
    fn add(&mut self, report: &ImportReport) {
        let over = report.by_code.get("already-due").copied().unwrap_or_default();
        self.over += over;
        self.others += report.rejected - over;
        self.conflicts += report.conflicting;
    }
}

/// An item by its id.
pub(super) fn item(id: &str) -> anyhow::Result<ItemId> {
    Ok(id.parse()?)
}

/// The newest engagement under a purpose.
pub(super) fn target(purpose: &str) -> anyhow::Result<Target> {
    Ok(Target { purpose: purpose.parse()?, engagement: None })
}
