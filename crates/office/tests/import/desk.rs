//! A store and files to take in.

use std::{
    fmt::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use kernel::{Consent, Way};
use office::{
    Office, Result,
    import::{FileOptions, ImportOptions, ImportReport, Progress},
};
use tempfile::TempDir;

use crate::common::{at, found, staff};

pub(crate) struct Desk {
    pub(crate) office: Office,
    dir: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { office: found(dir.path()), dir }
    }

    /// The store, and the folder that goes when it is dropped.
    pub(crate) fn close(self) -> (Office, TempDir) {
        (self.office, self.dir)
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn rejects(&self) -> PathBuf {
        self.dir.path().join("rejected.csv")
    }

    /// Options for candidates whose consent is dated the day before the clock stands.
    pub(crate) fn candidates(&self) -> ImportOptions {
        self.options("recruitment")
    }

    pub(crate) fn options(&self, purpose: &str) -> ImportOptions {
        ImportOptions {
            purpose: purpose.parse().unwrap(),
            category: None,
            choice: None,
            consent: Some(Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"))),
            at: None,
            file: FileOptions::new(self.rejects()),
        }
    }

    pub(crate) fn import(&self, path: &Path, options: &ImportOptions) -> Result<ImportReport> {
        self.office.import_people(&staff(role(options)), options, path, &mut |_| ControlFlow::Continue(()))
    }

    /// Stops after so many batches.
    pub(crate) fn import_until(&self, path: &Path, options: &ImportOptions, batches: usize) -> ImportReport {
        let mut told = 0;
        let mut stop = |progress: Progress| {
            assert!(progress.bytes <= progress.total);
            told += 1;
            if told >= batches { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        self.office.import_people(&staff(role(options)), options, path, &mut stop).unwrap()
    }

    /// Lines of the rejects file without its header: row, item, code, clause.
    pub(crate) fn rejected(&self) -> Vec<[String; 4]> {
        let text = std::fs::read(self.rejects()).unwrap_or_default();
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let lines = reader.records().map(|line| line.unwrap());
        lines.map(|line| [0, 2, 3, 4].map(|cell| line[cell].to_owned())).collect()
    }

    /// How many people have this value.
    pub(crate) fn find(&self, item: &str, value: &str) -> usize {
        self.office.find(&staff("hr"), &item.parse().unwrap(), value).unwrap().len()
    }
}

fn role(options: &ImportOptions) -> &'static str {
    match options.purpose.as_str() {
        "recruitment" | "employment" => "hr",
        "contracts" | "products" => "sales",
        "mailings" => "marketing",
        _ => "hr",
    }
}

/// A CSV of so many candidates, each with a name and an e-mail of their own.
pub(crate) fn many(rows: usize) -> String {
    let mut text = "full-name,email,phone\n".to_owned();
    for row in 0..rows {
        writeln!(text, "Кандидат Номер,k{row}@example.kz,+77012345678").unwrap();
    }
    text
}

/// The good outcome, in three numbers.
pub(crate) fn counts(report: &ImportReport) -> (u64, u64, u64) {
    assert_eq!(report.rows, report.taken + report.already + report.rejected);
    (report.taken, report.already, report.rejected)
}
