//! Profiles that can't be loaded: each says where, what, and what to do.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use calendar::Profile;

/// A small sound profile, in pieces that a test can spoil.
const SOUND: &str = r#"
id = "xx"
region = "XX"

[counting]
weekend = ["sunday"]
first-day = "day-after"
end-of-day = true
rolls = true
effective-from = 2020-01-01
source = "act"
confidence = "statute"

[[offset]]
since = 2000-01-01T00:00:00Z
offset = "+01:00"
source = "act"
confidence = "statute"

[[holiday]]
id = "fixed-day"
name = "A fixed day"
days = ["05-01"]
transfers = true
effective-from = 2000-01-01
effective-to = 2030-12-31
source = "act"
confidence = "statute"

[[holiday]]
id = "moving-day"
name = "A moving day"
movable = true
transfers = false
effective-from = 2000-01-01
source = "act"
confidence = "statute"

[[year]]
year = 2026
movable = { moving-day = 2026-06-02 }
source = "act"
confidence = "statute"

[[year.swap]]
off = 2026-06-03
worked = 2026-06-07
source = "act"
confidence = "statute"

[[deadline]]
name = "answer"
amount = "1 month"
extension = "2 months"
effective-from = 2020-01-01
source = "act, art. 1"
confidence = "statute"

[[law-term]]
name = "ledgers"
amount = "5 years"
citation = "act, art. 2"
effective-from = 2020-01-01
confidence = "statute"
"#;

fn message(text: &str) -> String {
    Profile::parse(text).expect_err("it should be refused").to_string()
}

/// Spoils the sound profile and returns the line that was spoilt, and the message.
fn spoil(sound: &str, spoilt: &str) -> (usize, String) {
    let at = SOUND.find(sound).unwrap_or_else(|| panic!("{sound} is not in the profile"));
    let line = SOUND[..at].lines().count();
    (line, message(&SOUND.replacen(sound, spoilt, 1)))
}

#[test]
fn the_sound_profile_loads() {
    Profile::parse(SOUND).unwrap();
}

#[test]
fn a_rule_needs_its_effective_date_its_source_and_its_confidence() {
    for header in [
        "[counting]",
        "[[offset]]",
        "[[holiday]]",
        "[[year]]",
        "[[year.swap]]",
        "[[deadline]]",
        "[[law-term]]",
    ] {
        let start = SOUND.find(header).unwrap();
        let end = SOUND[start + 1..].find("\n\n").map_or(SOUND.len(), |end| start + 1 + end);
        let mut seen = 0;
        for field in ["effective-from", "since", "source", "citation", "confidence"] {
            let Some(line) = SOUND[start..end].lines().find(|line| line.starts_with(field)) else {
                continue;
            };
            seen += 1;
            let without =
                format!("{}{}{}", &SOUND[..start], SOUND[start..end].replacen(line, "", 1), &SOUND[end..]);
            let message = message(&without);
            assert!(message.contains(&format!("missing field `{field}`")), "{header}: {message}");
            assert!(message.contains("line "), "{header}: {message}");
            assert!(message.contains("add it"), "{header}: {message}");
        }
        // A year's own number says from when it is in force, and so do a swap's days.
        assert_eq!(seen, if header.starts_with("[[year") { 2 } else { 3 }, "{header}");
    }
}

#[test]
fn every_fault_says_where_what_and_what_to_do() {
    for (sound, spoilt, says) in [
        ("id = \"xx\"", "id = \"X X\"", "`id`: is no name; write small Latin letters"),
        ("region = \"XX\"", "region = \"Xx\"", "`Xx` is no country code; write the ISO"),
        (
            "first-day = \"day-after\"",
            "first-day = \"moment\"",
            "[counting]: `moment` fits hours only; write `day-after`",
        ),
        ("first-day = \"day-after\"", "first-day = \"next\"", "unknown variant `next`"),
        ("\"sunday\"", "\"sonntag\"", "unknown variant `sonntag`"),
        (
            "[\"sunday\"]",
            "[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\",\"sunday\"]",
            "no day of the week is left",
        ),
        ("\"+01:00\"", "\"+1\"", "`+1` is no offset from UTC; write it as `+05:00`"),
        ("2000-01-01T00:00:00Z", "2000-01-01", "can't be read"),
        ("\"05-01\"", "\"02-30\"", "holiday `fixed-day`: `02-30` is no day of the year; write month and day"),
        ("days = [\"05-01\"]", "", "holiday `fixed-day`: it has to be either fixed or movable; give `days`"),
        ("2030-12-31", "1999-12-31", "it ends before it begins; correct"),
        ("\"moving-day\"", "\"fixed-day\"", "holiday `fixed-day`: the id is taken; give each"),
        ("year = 2026", "year = 26", "[[year]] 26: it can't be meant; write a year from"),
        (
            "moving-day = 2026-06-02",
            "other-day = 2026-06-02",
            "there is no holiday `other-day`; add the [[holiday]]",
        ),
        (
            "moving-day = 2026-06-02",
            "fixed-day = 2026-06-02",
            "`fixed-day` is a fixed holiday; take its date out",
        ),
        ("moving-day = 2026-06-02", "moving-day = 2027-06-02", "2027-06-02 is in another year; enter it"),
        ("off = 2026-06-03\nworked = 2026-06-07\n", "", "[[year.swap]]: no day is named; give the day `off`"),
        (
            "off = 2026-06-03",
            "off = 2026-06-02",
            "2026-06-02 is off already, so the swap changes nothing; correct",
        ),
        (
            "worked = 2026-06-07",
            "worked = 2026-06-08",
            "2026-06-08 is worked already, so the swap changes nothing; correct",
        ),
        ("\"1 month\"", "\"at once\"", "`at once` is not a length of time: write"),
        ("\"1 month\"", "\"1 day\"", "an extension of 2 months can't be added to 1 day; give both"),
        ("\"act, art. 1\"", "\" \"", "deadline `answer`: `source` is empty; name the act"),
        (
            "extension = \"2 months\"",
            "first-day = \"moment\"",
            "deadline `answer`: `moment` fits hours only; write",
        ),
        ("\"act, art. 2\"", "\"\"", "law-term `ledgers`: `citation` is empty; name the act"),
        ("name = \"answer\"", "name = \"Answer!\"", "that is no name; write small"),
        (
            "amount = \"5 years\"",
            "amount = \"5 years\"\nnotes = \"x\"",
            "[[law-term]]: unknown field `notes`",
        ),
        ("region = \"XX\"", "region = \"XX\"\nzone = \"+05\"", "the top of the file: unknown field `zone`"),
        ("2020-01-01", "2020-02-30", ""),
    ] {
        let (line, message) = spoil(sound, spoilt);
        assert!(message.contains(says), "{spoilt}: {message}");
        let named: usize =
            message.split("line ").nth(1).and_then(|rest| rest.split(',').next()?.parse().ok()).unwrap();
        // A fault of a rule is told at the rule's name, a few lines from what was spoilt.
        assert!(named.abs_diff(line) <= 6, "{spoilt} on line {line}: {message}");
    }
}

#[test]
fn hours_are_counted_from_the_moment_and_stay() {
    let hours = SOUND.replacen(
        "\"1 month\"\nextension = \"2 months\"",
        "\"72 hours\"\nfirst-day = \"day-after\"\nrolls = true",
        1,
    );
    let message = message(&hours);
    assert!(message.contains("hours are counted from a day; write `first-day = \"moment\"`"), "{message}");
    assert!(message.contains("hours never roll to another day; take `rolls` out"), "{message}");
}

#[test]
fn two_versions_need_two_dates() {
    let deadline = &SOUND[SOUND.find("[[deadline]]").unwrap()..SOUND.find("[[law-term]]").unwrap()];
    let message = message(&format!("{SOUND}\n{deadline}"));
    assert!(message.contains("there are two versions from 2020-01-01; keep one"), "{message}");

    let later = deadline.replace("2020-01-01", "2025-07-01").replace("1 month", "3 months");
    let profile = Profile::parse(&format!("{SOUND}\n{later}")).unwrap();
    let amount =
        |on: &str| profile.deadline_at("answer", common::date(on)).map(|rule| rule.amount.to_string());
    assert_eq!(amount("2019-12-31"), None);
    assert_eq!(amount("2025-06-30").as_deref(), Some("1 month"));
    assert_eq!(amount("2025-07-01").as_deref(), Some("3 months"));
    assert_eq!(profile.deadline("answer").unwrap().amount.to_string(), "3 months");
    assert_eq!(profile.deadline("other"), None);
}

#[test]
fn a_year_entered_twice_and_offsets_out_of_order_are_refused() {
    let year = "\n[[year]]\nyear = 2026\nsource = \"act\"\nconfidence = \"statute\"\n";
    let message_of_year = message(&format!("{SOUND}{year}"));
    assert!(
        message_of_year.contains("[[year]] 2026: the year is entered twice; put both"),
        "{message_of_year}"
    );

    let offset = "\n[[offset]]\nsince = 1999-01-01T00:00:00Z\noffset = \"-03:30\"\nsource = \"act\"\nconfidence = \"statute\"\n";
    let message_of_offset = message(&format!("{SOUND}{offset}"));
    assert!(message_of_offset.contains("not in the order of time; sort them"), "{message_of_offset}");

    let none = SOUND.replacen("[[offset]]", "[[other]]", 1);
    assert!(Profile::parse(&none).is_err());
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_file() {
    let text = SOUND.replacen("\"XX\"", "\"?\"", 1).replacen("\"+01:00\"", "\"?\"", 1).replacen(
        "act, art. 1",
        "",
        1,
    );
    let error = Profile::parse(&text).unwrap_err();
    let lines: Vec<usize> = error.faults().iter().map(|fault| fault.line).collect();
    assert_eq!(lines.len(), 3, "{error}");
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn clocks_change_by_an_offset_or_a_rule_never_by_both() {
    let rule = "rule = \"CET-1CEST,M3.5.0,M10.5.0/3\"";
    assert!(Profile::parse(&SOUND.replacen("offset = \"+01:00\"", rule, 1)).is_ok());
    for (written, says) in [
        (
            format!("offset = \"+01:00\"\n{rule}"),
            "it has to be either an offset or a rule; give `offset` where",
        ),
        (String::new(), "it has to be either an offset or a rule; give `offset` where"),
        ("rule = \"CET-1CEST\"".to_owned(), "`CET-1CEST` is no yearly rule; write it as POSIX does"),
        ("rule = \"Europe/Berlin\"".to_owned(), "`Europe/Berlin` is no yearly rule; write it"),
        (rule.replace("/3\"", "/999\""), "is no yearly rule; write it"),
    ] {
        let message = message(&SOUND.replacen("offset = \"+01:00\"", &written, 1));
        assert!(message.contains(says), "{written}: {message}");
    }
}

#[test]
fn grounds_and_conditions_are_whole() {
    let row = |table: &str, more: &str| {
        format!(
            "{SOUND}\n[[{table}]]\nid = \"contract\"\nname = {{ kk = \"шарт\", ru = \"договор\", en = \"contract\" }}\n\
             citation = \"act, art. 6\"\ndemand = \"keeps\"\neffective-from = 2018-05-25\nconfidence = \"statute\"\n{more}"
        )
    };
    let ground = row("ground", "objection = false\n");
    assert!(Profile::parse(&ground).is_ok(), "{:?}", Profile::parse(&ground));
    assert!(Profile::parse(&row("condition", "")).is_ok());
    for (text, says) in [
        (
            row("ground", ""),
            "ground `contract`: it doesn't say whether the person may object; write `objection",
        ),
        (row("condition", "objection = true\n"), "condition `contract`: a condition is nothing to object to"),
        (
            ground.replace("\"contract\"\nname", "\"consent\"\nname"),
            "ground `consent`: every policy knows this",
        ),
        (
            ground.replace("\"contract\"\nname", "\"law\"\nname"),
            "ground `law`: every policy knows this ground",
        ),
        (ground.replace("\"contract\"\nname", "\"A b\"\nname"), "ground `A b`: that is no id; write small"),
        (ground.replace("\"шарт\"", "\" \""), "ground `contract`: a name is empty; write `kk`"),
        (ground.replace("kk = \"шарт\", ", ""), "missing field `kk`"),
        (ground.replace("act, art. 6", ""), "ground `contract`: `citation` is empty; name the act"),
        (ground.replace("\"keeps\"", "\"stays\""), "unknown variant `stays`"),
        (format!("{ground}\n{}", ground.strip_prefix(SOUND).unwrap()), "ground `contract`: the id is taken"),
    ] {
        let message = message(&text);
        assert!(message.contains(says), "{says}: {message}");
    }
}

#[test]
fn citations_have_every_language_once() {
    let row = "\n[[citation]]\ncite = \"act, art. 6\"\nname = { kk = \"6-бап\", ru = \"ст. 6\", en = \"art. 6\" }\n";
    let sound = format!("{SOUND}{row}");
    let profile = Profile::parse(&sound).unwrap();
    assert_eq!(profile.citation("act, art. 6").map(|names| names.ru.as_str()), Some("ст. 6"));
    assert_eq!(profile.citation("act, art. 7"), None);
    assert_eq!(profile.citations().count(), 1);
    for (text, says) in [
        (sound.replace("\"6-бап\"", "\" \""), "citation `act, art. 6`: a name is empty; write `kk`"),
        (sound.replace("ru = \"ст. 6\", ", ""), "missing field `ru`"),
        (sound.replace("\"act, art. 6\"\nname", "\"\"\nname"), "citation ``: `cite` is empty; write it as"),
        (format!("{sound}{row}"), "citation `act, art. 6`: it is said twice; keep one"),
    ] {
        let message = message(&text);
        assert!(message.contains(says), "{says}: {message}");
    }
}
