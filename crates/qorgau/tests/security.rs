//! docs/security.md says what holds: every requirement once, every file and test it names there, every sum right.
#![allow(clippy::unwrap_used)] // a test may stop

use std::{collections::BTreeMap, fs, path::Path};

/// The sections of OWASP ASVS 5.0, and which of their requirements are of level 1 or 2.
const ASKED: &[(&str, &[u32])] = &[
    ("1.1", &[1, 2]),
    ("1.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("1.3", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("1.4", &[1, 2, 3]),
    ("1.5", &[1, 2]),
    ("2.1", &[1, 2, 3]),
    ("2.2", &[1, 2, 3]),
    ("2.3", &[1, 2, 3, 4]),
    ("2.4", &[1]),
    ("3.2", &[1, 2]),
    ("3.3", &[1, 2, 3, 4]),
    ("3.4", &[1, 2, 3, 4, 5, 6]),
    ("3.5", &[1, 2, 3, 4, 5]),
    ("3.7", &[1, 2]),
    ("4.1", &[1, 2, 3]),
    ("4.2", &[1]),
    ("4.3", &[1, 2]),
    ("4.4", &[1, 2, 3, 4]),
    ("5.1", &[1]),
    ("5.2", &[1, 2, 3]),
    ("5.3", &[1, 2]),
    ("5.4", &[1, 2, 3]),
    ("6.1", &[1, 2, 3]),
    ("6.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ("6.3", &[1, 2, 3, 4]),
    ("6.4", &[1, 2, 3, 4]),
    ("6.5", &[1, 2, 3, 4, 5]),
    ("6.6", &[1, 2, 3]),
    ("6.8", &[1, 2, 3, 4]),
    ("7.1", &[1, 2, 3]),
    ("7.2", &[1, 2, 3, 4]),
    ("7.3", &[1, 2]),
    ("7.4", &[1, 2, 3, 4, 5]),
    ("7.5", &[1, 2]),
    ("7.6", &[1, 2]),
    ("8.1", &[1, 2]),
    ("8.2", &[1, 2, 3]),
    ("8.3", &[1]),
    ("8.4", &[1]),
    ("9.1", &[1, 2, 3]),
    ("9.2", &[1, 2, 3, 4]),
    ("10.1", &[1, 2]),
    ("10.2", &[1, 2]),
    ("10.3", &[1, 2, 3, 4]),
    ("10.4", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ("10.5", &[1, 2, 3, 4, 5]),
    ("10.6", &[1, 2]),
    ("10.7", &[1, 2, 3]),
    ("11.1", &[1, 2]),
    ("11.2", &[1, 2, 3]),
    ("11.3", &[1, 2, 3]),
    ("11.4", &[1, 2, 3, 4]),
    ("11.5", &[1]),
    ("11.6", &[1]),
    ("12.1", &[1, 2, 3]),
    ("12.2", &[1, 2]),
    ("12.3", &[1, 2, 3, 4]),
    ("13.1", &[1]),
    ("13.2", &[1, 2, 3, 4, 5]),
    ("13.3", &[1, 2]),
    ("13.4", &[1, 2, 3, 4, 5]),
    ("14.1", &[1, 2]),
    ("14.2", &[1, 2, 3, 4]),
    ("14.3", &[1, 2, 3]),
    ("15.1", &[1, 2, 3]),
    ("15.2", &[1, 2, 3]),
    ("15.3", &[1, 2, 3, 4, 5, 6, 7]),
    ("16.1", &[1]),
    ("16.2", &[1, 2, 3, 4, 5]),
    ("16.3", &[1, 2, 3, 4]),
    ("16.4", &[1, 2, 3]),
    ("16.5", &[1, 2, 3]),
    ("17.1", &[1]),
    ("17.2", &[1, 2, 3, 4]),
    ("17.3", &[1, 2]),
];
const STATES: [&str; 4] = ["met", "part", "not yet", "n/a"];

/// A row: number, what is asked, state, where, shown by.
type Row<'t> = [&'t str; 5];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn text() -> String {
    fs::read_to_string(root().join("docs/security.md")).unwrap()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The rows of requirements, in the order of the text.
fn rows(text: &str) -> Vec<Row<'_>> {
    let asked =
        |cells: &Vec<&str>| cells[0].split('.').count() == 3 && cells[0].starts_with(char::is_numeric);
    text.lines()
        .filter(|line| line.starts_with('|'))
        .map(cells)
        .filter(asked)
        .map(|row| row.try_into().unwrap())
        .collect()
}

#[test]
fn every_requirement_stands_there_once_in_its_order() {
    let asked = ASKED.iter().flat_map(|(section, all)| all.iter().map(move |one| format!("{section}.{one}")));
    let (text, asked) = (text(), asked.collect::<Vec<_>>());
    let told: Vec<&str> = rows(&text).iter().map(|row| row[0]).collect();
    assert_eq!(told, asked);
}

#[test]
fn every_row_says_where_and_what_shows_it() {
    let text = text();
    for [number, what, state, place, by] in rows(&text) {
        assert!(STATES.contains(&state), "{number}: {state}");
        assert!(!what.is_empty() && !place.is_empty() && !by.is_empty(), "{number}");
        assert_eq!(by == "—", matches!(state, "n/a" | "not yet"), "{number}: {by}");
        for named in [place, by].iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let (path, test) =
                named.split_once("::").map_or((named, None), |(path, test)| (path, Some(test)));
            if test.is_none() && !path.contains('/') {
                continue; // a word, and no file
            }
            if test.is_none() && (path.starts_with('/') || path.starts_with('-')) {
                continue; // an address of the service
            }
            let file = root().join(path);
            assert!(file.exists(), "{number}: {path} is not there");
            if let Some(test) = test {
                let file = fs::read_to_string(file).unwrap();
                assert!(file.contains(&format!("fn {test}(")), "{number}: {path} has no {test}");
            }
        }
    }
}

#[test]
fn the_sums_are_those_of_the_rows() {
    let text = text();
    let mut sums: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for [number, _, state, ..] in rows(&text) {
        let place = STATES.iter().position(|one| *one == state).unwrap();
        for key in [number.split('.').next().unwrap(), "all"] {
            sums.entry(key).or_default()[place] += 1;
        }
    }
    let mut told = 0;
    for line in text.lines().filter(|line| line.starts_with("| [V") || line.starts_with("| all ")) {
        let cells = cells(line);
        let key = cells[0].strip_prefix("[V").map_or("all", |name| name.split(' ').next().unwrap());
        let counts: Vec<usize> = cells[1..].iter().map(|count| count.parse().unwrap()).collect();
        assert_eq!(counts, sums[key], "{}", cells[0]);
        told += 1;
    }
    assert_eq!(told, sums.len());
}
