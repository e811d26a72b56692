//! The schema held to the loader.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::schema;
use crate::{
    check::FaultCode,
    load::{SourceFile, asked_of, load},
    sample,
};

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The TOML files of a folder.
fn files(folder: &Path) -> Vec<SourceFile> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let toml = paths.filter(|path| path.extension().is_some_and(|ext| ext == "toml"));
    toml.map(|path| SourceFile {
        path: path.file_name().unwrap().to_str().unwrap().to_owned(),
        text: fs::read_to_string(&path).unwrap(),
    })
    .collect()
}

/// The packs of the repository, each with its files.
fn packs() -> Vec<Vec<SourceFile>> {
    let folders = fs::read_dir(here("../../packs")).unwrap().map(|entry| entry.unwrap().path());
    let packs = folders.filter(|folder| folder.join("pack.toml").exists());
    packs.map(|folder| files(&folder)).chain([sample::files()]).collect()
}

/// A file as an editor shows it to a schema: days become texts.
fn as_json(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(all) => all.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    Some(json(toml::Value::Table(toml::from_str(text).ok()?)))
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn every_pack_is_valid() {
    let validator = validator();
    assert!(packs().len() > 1);
    for file in packs().into_iter().flatten() {
        let value = as_json(&file.text).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&value).map(|why| format!("{}: {why}", why.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", file.path);
    }
}

/// Every table by its key, with the keys in it; texts in three languages are all one table.
fn tables_of(schema: &Value, name: &str, out: &mut BTreeMap<String, BTreeSet<String>>) {
    for part in ["oneOf", "anyOf"] {
        for one in schema[part].as_array().into_iter().flatten() {
            tables_of(one, name, out);
        }
    }
    if schema["type"] == "array" {
        tables_of(&schema["items"], name, out);
    }
    if schema["type"] != "object" {
        return;
    }
    let keys = schema["properties"].as_object().unwrap();
    let names = keys.len() == 3 && keys.contains_key("kk");
    out.entry(if names { "name" } else { name }.to_owned()).or_default().extend(keys.keys().cloned());
    for (key, within) in keys {
        tables_of(within, key, out);
    }
}

#[test]
fn the_loader_asks_for_the_same_keys() {
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let faulty = fs::read_dir(here("tests/faults")).unwrap().map(|entry| files(&entry.unwrap().path()));
    for files in packs().into_iter().chain(faulty) {
        for (table, keys) in asked_of(&files) {
            asked.entry(table).or_default().extend(keys.into_iter().map(str::to_owned));
        }
    }
    let mut known = BTreeMap::new();
    tables_of(&schema(), "pack file", &mut known);
    assert_eq!(asked, known, "left: what the loader asks for; right: what the schema knows");
}

#[test]
fn every_key_is_explained() {
    fn look(schema: &Value, path: &str, dumb: &mut Vec<String>) {
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            if value["description"].as_str().is_none_or(|text| text.len() < 6) {
                dumb.push(path.clone());
            }
            look(value, &path, dumb);
            look(&value["items"], &path, dumb);
        }
    }
    let mut dumb = Vec::new();
    look(&schema(), "", &mut dumb);
    assert!(dumb.is_empty(), "{dumb:?}");
}

/// What a file shows by itself: no other file and no profile is needed to see it.
const SHAPE: &[FaultCode] = &[
    FaultCode::TooLarge, // the fixture nests deeper than any table
    FaultCode::UnknownKey,
    FaultCode::MissingKey,
    FaultCode::WrongType,
    FaultCode::BadId,
    FaultCode::BadWord,
    FaultCode::BadValue,
    FaultCode::MissingTranslation,
    FaultCode::PurposeWithoutCategory,
    FaultCode::PurposeWithoutItems,
    FaultCode::PurposeWithoutClause,
    FaultCode::TooManyItems,
    FaultCode::GroundWithoutReference,
    FaultCode::GroundWithoutParticulars,
    FaultCode::ConsentWithoutParticulars,
    FaultCode::TermWithoutEvent,
    FaultCode::RecipientWithoutUndertaking,
    FaultCode::CookieOfNobody,
];

/// Fixtures whose fault no schema can see, and why.
const UNSEEN: &[(FaultCode, &str)] =
    &[(FaultCode::WrongType, "a day in quotation marks: JSON has no days, only texts")];

#[test]
fn fixtures_of_a_wrong_shape_are_refused_and_no_others() {
    let validator = validator();
    let mut wrong = Vec::new();
    for code in FaultCode::ALL {
        let values =
            files(&here("tests/faults").join(code.code())).into_iter().map(|file| as_json(&file.text));
        // What is no TOML never reaches a schema.
        let refused = values.into_iter().flatten().any(|value| !validator.is_valid(&value));
        let expected = SHAPE.contains(code) && !UNSEEN.iter().any(|(unseen, _)| unseen == code);
        if refused != expected {
            wrong.push(format!("{code}: refused {refused}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The sample in one file, without days: those are told apart from texts by the loader alone.
fn whole() -> Value {
    let mut whole = Map::new();
    for file in sample::files() {
        let Some(Value::Object(tables)) = as_json(&file.text) else { panic!("{} reads", file.path) };
        for (key, value) in tables {
            match (whole.get_mut(&key), value) {
                (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
                (_, value) => drop(whole.insert(key, value)),
            }
        }
    }
    Value::Object(whole)
}

/// The loader's answer to a file given as JSON: whether its shape is sound. Days are given as days again.
fn loads(value: &Value) -> bool {
    let text = toml::to_string(value).unwrap();
    let days = ["approved-on", "in-force-from", "from", "until"];
    let unquoted = |line: &str| match line.split_once(" = ") {
        Some((key, day)) if days.contains(&key) && day.trim_matches('"').parse::<Date>().is_ok() => {
            format!("{key} = {}\n", day.trim_matches('"'))
        }
        _ => format!("{line}\n"),
    };
    let text: String = text.lines().map(unquoted).collect();
    let file = SourceFile { path: "whole.toml".to_owned(), text };
    match load(&[file], &sample::jurisdiction) {
        Ok(_) => true,
        Err(faults) => {
            assert!(faults.iter().all(|fault| fault.code != FaultCode::TomlSyntax), "{faults}");
            !faults.iter().any(|fault| SHAPE.contains(&fault.code))
        }
    }
}

fn places(value: &Value, at: String, out: &mut Vec<String>) {
    out.push(at.clone());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, format!("{at}/{key}"), out)),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(nth, value)| places(value, format!("{at}/{nth}"), out));
        }
        _ => {}
    }
}

#[test]
fn loader_and_schema_agree_on_every_single_change() {
    let validator = validator();
    let whole = whole();
    assert!(loads(&whole) && validator.is_valid(&whole));
    let mut all = Vec::new();
    places(&whole, String::new(), &mut all);
    let (mut apart, mut refused, mut tried) = (Vec::new(), 0, 0);
    for place in &all {
        for (deed, changed) in changes(&whole, place) {
            let (by_schema, by_loader) = (validator.is_valid(&changed), loads(&changed));
            tried += 1;
            refused += usize::from(!by_schema);
            if by_schema != by_loader {
                apart.push(format!("{place} {deed}: schema {by_schema}, loader {by_loader}"));
            }
        }
    }
    assert!(apart.is_empty(), "{} of {tried}: {:#?}", apart.len(), &apart[..apart.len().min(40)]);
    assert!(refused > 500 && tried > refused + 100, "{refused} of {tried}");
}

/// One value changed in a few ways.
fn changes(whole: &Value, place: &str) -> Vec<(&'static str, Value)> {
    let with = |value: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(place).unwrap() = value;
        changed
    };
    let there = whole.pointer(place).unwrap();
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    let day = ["approved-on", "in-force-from", "from", "until"].contains(&key);
    let mut all = Vec::new();
    if !place.is_empty() && !day {
        all.extend([
            ("a number", with(json!(7))),
            ("a flag", with(json!(true))),
            ("a table", with(json!({}))),
        ]);
        all.extend([
            ("blank", with(json!(" "))),
            ("a word", with(json!("Straße!"))),
            ("an array", with(json!([]))),
        ]);
    }
    // A table that a pack needs may stand in another file, so the whole may lack it.
    if parent.matches('/').count() > 0 || whole.pointer(parent).is_some_and(|parent| !parent.is_array()) {
        let mut changed = whole.clone();
        if let Some(Value::Object(map)) = changed.pointer_mut(parent)
            && !parent.is_empty()
        {
            map.remove(key);
            all.push(("gone", changed));
        }
    }
    if let Value::Object(map) = there {
        let mut more = map.clone();
        more.insert("novelty".to_owned(), json!("x"));
        all.push(("a key more", with(Value::Object(more))));
    }
    all
}
