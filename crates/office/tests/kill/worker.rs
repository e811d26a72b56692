//! What the child does until it is killed: people's lives, a file that is taken in, sweeps.

use std::{fmt::Write as _, ops::ControlFlow, path::Path, sync::Mutex, time::Duration};

use kernel::{Consent, EraseReason, Way};
use office::{
    NewPerson, Office, OfficeError,
    import::{FileOptions, ImportOptions, ImportReport, Progress},
};

use crate::common::{child, noise::Noise, *};

/// Rows of the file that is taken in all the while.
pub(crate) const ROWS: u64 = 12_000;

pub(crate) fn value(key: u64, n: u64) -> String {
    let mut noise = Noise(key << 8 | n);
    let len = 16 + noise.below(1500);
    noise.text(len)
}

pub(crate) fn email(key: u64) -> String {
    format!("person.{key}@example.kz")
}

fn newcomer(key: u64) -> NewPerson {
    let name = format!("Person {}", Noise(key).text(8));
    let items = [("full-name", name.as_str()), ("email", &email(key)), ("cv", &value(key, 0))];
    let consent = Consent::to_processing(Way::Written, at("2026-01-10T08:00:00Z"));
    NewPerson {
        consent: Some(consent),
        at: Some(at("2026-01-12T08:00:00Z")),
        ..person("recruitment", "candidate", &items)
    }
}

pub(crate) fn row_email(row: u64) -> String {
    format!("row.{row}@example.kz")
}

pub(crate) fn write_file(dir: &Path) {
    let mut text = "full-name,email,cv\n".to_owned();
    for row in 1..=ROWS {
        writeln!(text, "Row Body,{},{}", row_email(row), value(row, 1)).unwrap();
    }
    std::fs::write(dir.join("people.csv"), text).unwrap();
}

pub(crate) fn import(
    office: &Office,
    dir: &Path,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<ImportReport, OfficeError> {
    let options = ImportOptions {
        purpose: "recruitment".parse().unwrap(),
        category: None,
        choice: None,
        consent: Some(Consent::to_processing(Way::Written, at("2026-01-10T08:00:00Z"))),
        at: None,
        file: FileOptions::new(dir.join("rejected.csv")),
    };
    office.import_people(&staff("hr"), &options, &dir.join("people.csv"), progress)
}

/// Everything at once until the process is killed.
pub(crate) fn work(orders: &child::Orders) {
    let office = &Office::open(&orders.dir, None).unwrap();
    child::tell("ready");
    let next = &Mutex::new(orders.seed);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(move || {
                loop {
                    let key = {
                        let mut next = next.lock().unwrap();
                        *next += 1;
                        *next
                    };
                    live(office, key);
                }
            });
        }
        let dir = orders.dir.parent().unwrap();
        scope.spawn(move || {
            let told = import(office, dir, &mut |progress| {
                child::tell(&format!("imported {}", progress.rows));
                ControlFlow::Continue(())
            });
            assert_eq!(told.unwrap().rejected, 0);
        });
        scope.spawn(move || {
            loop {
                office.sweep(&responsible(), &mut |_| {}).unwrap();
                child::tell("swept");
                office.checkpoint().unwrap();
                std::thread::sleep(Duration::from_millis(20));
            }
        });
    });
}

/// One person's life: taken in, corrected, then kept, refused or erased.
fn live(office: &Office, key: u64) {
    let hr = staff("hr");
    let mut noise = Noise(key);
    child::tell(&format!("collecting {key}"));
    let who = office.collect(&hr, &newcomer(key)).unwrap().subject;
    child::tell(&format!("collected {key} {who}"));
    for n in 1..=noise.below(4) {
        child::tell(&format!("rectifying {key} {n}"));
        office.rectify(&hr, who, target("recruitment"), &[("cv".parse().unwrap(), value(key, n))]).unwrap();
        child::tell(&format!("rectified {key} {n}"));
    }
    match noise.below(10) {
        0..5 => {
            child::tell(&format!("refusing {key}"));
            let effective = Some(at("2026-01-20T08:00:00Z"));
            office
                .record_event(&hr, effective, who, target("recruitment"), "refused".parse().unwrap())
                .unwrap();
            child::tell(&format!("refused {key}"));
        }
        5 => {
            child::tell(&format!("erasing {key}"));
            office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
            child::tell(&format!("erased {key}"));
        }
        _ => {}
    }
}
