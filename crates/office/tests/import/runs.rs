//! Runs: again, stopped and taken up, in conflict with what is known.

use std::ops::ControlFlow;

use office::{Office, import::Progress};

use crate::{
    common::staff,
    desk::{Desk, counts, many},
};

#[test]
fn twice_is_nothing_new() {
    let desk = Desk::new();
    let path = desk.file("x.csv", "full-name,email\nАсан Үсен,a@example.kz\nБота Әли,\nБота Әли,\nЕ,e@\n");
    let first = desk.import(&path, &desk.candidates()).unwrap();
    assert_eq!(counts(&first), (2, 1, 1), "the same row twice in one file is one");
    let copy = desk.file("copy.csv", "email;full-name\r\na@example.kz;Асан Үсен\r\n;Бота Әли\r\n");
    for path in [&path, &copy] {
        let again = desk.import(path, &desk.candidates()).unwrap();
        assert_eq!((again.taken, again.resumed, again.finished), (0, None, true));
    }
    assert_eq!((desk.find("email", "a@example.kz"), desk.find("full-name", "Бота Әли")), (1, 1));
    let other = desk.file("x.csv", "full-name,email,phone\nАсан Үсен,A@Example.kz,+77012345678\n");
    assert_eq!(counts(&desk.import(&other, &desk.candidates()).unwrap()), (1, 0, 0));
    assert_eq!(desk.find("email", "a@example.kz"), 1, "a new row of a person known is not a new person");
}

#[test]
fn a_row_can_come_again_once_its_person_is_gone() {
    let desk = Desk::new();
    let path = desk.file("x.csv", "full-name,email\nАсан Үсен,a@example.kz\n");
    desk.import(&path, &desk.candidates()).unwrap();
    let who = desk.office.find(&staff("hr"), &"email".parse().unwrap(), "a@example.kz").unwrap()[0];
    let officer = crate::common::responsible();
    desk.office.erase(&officer, who, None, kernel::EraseReason::Demand).unwrap();
    assert_eq!(counts(&desk.import(&path, &desk.candidates()).unwrap()), (1, 0, 0));
}

#[test]
fn a_stopped_run_goes_on_where_it_was() {
    let desk = Desk::new();
    let mut text = many(7_000);
    text.push_str("Кандидат Номер,broken,\n");
    text.insert_str(text.find('\n').unwrap() + 1, ",first@example.kz,\n");
    let path = desk.file("x.csv", &text);
    let stopped = desk.import_until(&path, &desk.candidates(), 2);
    assert!(!stopped.finished);
    assert_eq!(counts(&stopped), (3_999, 0, 1));
    let moved = desk.file("moved.csv", &text);
    std::fs::remove_file(path).unwrap();
    let mut first = None;
    let mut tell = |progress: Progress| {
        first.get_or_insert(progress);
        ControlFlow::Continue(())
    };
    let rest = desk.office.import_people(&staff("hr"), &desk.candidates(), &moved, &mut tell).unwrap();
    assert_eq!(first.map(|p| (p.rows, p.fresh)), Some((4_000, 0)));
    assert_eq!((rest.finished, rest.resumed), (true, Some(4_000)));
    assert_eq!(counts(&rest), (7_000, 0, 2));
    let rows: Vec<_> = desk.rejected().into_iter().map(|[row, ..]| row).collect();
    assert_eq!(rows, ["2", "7003"]);
    let again = desk.import(&moved, &desk.candidates()).unwrap();
    assert_eq!((counts(&again), again.resumed), ((0, 7_000, 2), None));
}

#[test]
fn a_run_that_fell_between_commit_and_file_loses_no_rejected_row() {
    let desk = Desk::new();
    let mut text = many(4_500);
    text.insert_str(text.find('\n').unwrap() + 1, ",first@example.kz,\n");
    let path = desk.file("x.csv", &text);
    // A panic in the callback is as sudden as a kill: the batch is durable, and nothing was settled after it.
    let fell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut fall = |_| panic!("killed");
        desk.office.import_people(&staff("hr"), &desk.candidates(), &path, &mut fall)
    }));
    assert!(fell.is_err());
    std::fs::remove_file(desk.rejects()).unwrap();
    let rest = desk.import(&path, &desk.candidates()).unwrap();
    assert_eq!((counts(&rest), rest.resumed), ((4_500, 0, 1), Some(2_000)));
    assert_eq!(desk.rejected().len(), 1);
}

#[test]
fn a_file_that_changed_before_the_stop_is_read_from_its_beginning() {
    let desk = Desk::new();
    let text = many(4_500);
    let path = desk.file("x.csv", &text);
    desk.import_until(&path, &desk.candidates(), 1);
    let changed = text.replacen("k1999@", "z1999@", 1);
    let report = desk.import(&desk.file("x.csv", changed), &desk.candidates()).unwrap();
    assert_eq!((counts(&report), report.resumed), ((2_501, 1_999, 0), None));
    assert_eq!(desk.find("email", "z1999@example.kz"), 1);
}

#[test]
fn a_stop_survives_closing_the_store() {
    let desk = Desk::new();
    let path = desk.file("x.csv", many(3_000));
    desk.import_until(&path, &desk.candidates(), 1);
    let dir = desk.office.layout().dir().to_owned();
    let options = desk.candidates();
    let (office, keep) = desk.close();
    drop(office);
    let office = Office::open(dir, None).unwrap();
    let report =
        office.import_people(&staff("hr"), &options, &path, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((counts(&report), report.resumed), ((3_000, 0, 0), Some(2_000)));
    drop(keep);
}

#[test]
fn conflicts_make_new_people_and_are_reported_once() {
    let desk = Desk::new();
    let text = "full-name,iin-bin,email\n\
                Асан Үсен,130340020239,a@example.kz\n\
                Бота Әли,,b@example.kz\n\
                Асан Үсен,130340020239,b@example.kz\n";
    let mut options = desk.options("contracts");
    options.category = Some("counterparty".parse().unwrap());
    options.choice = Some("term-5-years".parse().unwrap());
    let path = desk.file("x.csv", text);
    let report = desk.import(&path, &options).unwrap();
    assert_eq!((counts(&report), report.conflicting), ((3, 0, 0), 1));
    let conflict = &report.conflicts[0];
    assert_eq!((conflict.row, conflict.item.as_str()), (4, "email"));
    let found = desk.office.find(&staff("sales"), &"email".parse().unwrap(), "b@example.kz").unwrap();
    assert!(found.len() == 2 && found.contains(&conflict.subject));
    let again = desk.import(&path, &options).unwrap();
    assert_eq!((counts(&again), again.conflicting), ((0, 3, 0), 0));
}
