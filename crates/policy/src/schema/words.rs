//! The words in which the schema is written: one for each way in which the loader reads a value.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{Lang, MAX_ID};

/// A key of a table.
pub(super) struct Key {
    name: &'static str,
    value: Value,
    needed: bool,
}

/// A key that has to be there.
pub(super) fn need(name: &'static str, value: Value) -> Key {
    Key { name, value, needed: true }
}

/// A key that may be absent.
pub(super) fn may(name: &'static str, value: Value) -> Key {
    Key { name, value, needed: false }
}

/// A table with these keys and no others.
pub(super) fn table(about: &str, keys: impl IntoIterator<Item = Key>) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for key in keys {
        if key.needed {
            required.push(Value::from(key.name));
        }
        properties.insert(key.name.to_owned(), key.value);
    }
    let mut table = json!({
        "type": "object",
        "description": about,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        table["required"] = Value::Array(required);
    }
    table
}

/// An array of tables.
pub(super) fn tables(about: &str, table: Value) -> Value {
    json!({ "type": "array", "description": about, "items": table })
}

/// A text that is not blank.
pub(super) fn text(about: &str, examples: &[&str]) -> Value {
    with_examples(json!({ "type": "string", "description": about, "pattern": r"\S" }), examples)
}

/// A text of a given shape.
pub(super) fn shaped(about: &str, pattern: &str, examples: &[&str]) -> Value {
    with_examples(json!({ "type": "string", "description": about, "pattern": pattern }), examples)
}

/// A text in every language.
pub(super) fn names(about: &str) -> Value {
    let said = |lang: Lang| match lang {
        Lang::Kk => text("In Kazakh.", &[]),
        Lang::Ru => text("In Russian.", &[]),
        Lang::En => text("In English.", &[]),
    };
    table(about, Lang::ALL.map(|lang| need(lang.code(), said(lang))))
}

/// An id.
pub(super) fn id(about: &str, examples: &[&str]) -> Value {
    shaped(about, &format!("^[a-z0-9][a-z0-9-]{{0,{}}}$", MAX_ID - 1), examples)
}

/// An array of ids.
pub(super) fn ids(about: &str, examples: &[&str]) -> Value {
    json!({ "type": "array", "description": about, "items": id("An id that the pack declares.", examples) })
}

/// `true` or `false`.
pub(super) fn flag(about: &str) -> Value {
    json!({ "type": "boolean", "description": about })
}

/// A day, without quotation marks. JSON has no days: a schema sees them as texts.
pub(super) fn date(about: &str) -> Value {
    json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": about })
}

/// One of a few words, by the names under which they are serialised.
pub(super) fn one_of<T: Serialize>(about: &str, words: &[T]) -> Value {
    json!({ "type": "string", "description": about, "enum": words })
}

/// With what is meant where the key is absent.
pub(super) fn default(mut value: Value, default: impl Into<Value>) -> Value {
    value["default"] = default.into();
    value
}

fn with_examples(mut value: Value, examples: &[&str]) -> Value {
    if !examples.is_empty() {
        value["examples"] = json!(examples);
    }
    value
}
