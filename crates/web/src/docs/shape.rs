//! What the description says of a value, in few words.

use serde_json::Value;

/// A member of an object.
pub(super) struct Member {
    pub(super) name: String,
    /// Such as `text`, `Moment, or null`, `list of Name`.
    pub(super) kind: String,
    pub(super) about: String,
    pub(super) needed: bool,
}

/// The members of an object; those that it takes over from others first.
pub(super) fn members(document: &Value, schema: &Value) -> Vec<Member> {
    let schema = resolved(document, schema);
    let mut out: Vec<Member> = list(&schema["allOf"]).flat_map(|part| members(document, part)).collect();
    let needed = |name: &str| list(&schema["required"]).any(|one| one == name);
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let about = member["description"].as_str().unwrap_or_default().to_owned();
        out.push(Member { name: name.clone(), kind: kind(member), about, needed: needed(name) });
    }
    out
}

/// What kind of value it is.
pub(super) fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return name.to_owned();
    }
    let several = ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|key| list(&schema[key]));
    let several: Vec<String> = several.map(kind).collect();
    if !several.is_empty() {
        return several.join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    }
    let of = |name: &str| match name {
        "string" => "text".to_owned(),
        "array" => format!("list of {}", kind(&schema["items"])),
        other => other.to_owned(),
    };
    match &schema["type"] {
        Value::String(name) => of(name),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).map(of).collect::<Vec<_>>().join(" or ")
        }
        _ => String::new(),
    }
}

/// The schema that a reference means.
pub(super) fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let path = schema["$ref"].as_str().and_then(|path| path.strip_prefix('#'));
    path.and_then(|path| document.pointer(path)).unwrap_or(schema)
}

pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
