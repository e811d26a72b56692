//! The answer to a request for information is what its schema says, and the schema asks for all of it.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use common::{BITRIX, CLINIC, responsible, rich};
use jsonschema::Validator;
use serde_json::Value;

fn schema() -> Value {
    let path = common::packs().join("../docs/schemas/information.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The schema at a place of the instance, references followed; a list's items by `[]`, a fixed place by its number.
fn shape<'s>(schema: &'s Value, at: &'s Value, instance: &Value) -> &'s Value {
    if let Some(name) = at["$ref"].as_str().and_then(|at| at.strip_prefix("#/$defs/")) {
        return shape(schema, &schema["$defs"][name], instance);
    }
    if let Some(kinds) = at["oneOf"].as_array() {
        let is = |kind: &&Value| {
            shape(schema, kind, instance)["properties"]["paper"]["const"] == instance["paper"]
        };
        return shape(schema, kinds.iter().find(is).unwrap(), instance);
    }
    at
}

/// Every required key in the instance, by its JSON pointer, and every object for a key of its own.
fn keys(schema: &Value, at: &Value, instance: &Value, path: &str, out: &mut Vec<(String, String)>) {
    let at = shape(schema, at, instance);
    match instance {
        Value::Object(all) => {
            assert_eq!(at["additionalProperties"], false, "{path}");
            for key in at["required"].as_array().unwrap() {
                out.push((path.to_owned(), key.as_str().unwrap().to_owned()));
            }
            for (key, one) in all {
                keys(schema, &at["properties"][key], one, &format!("{path}/{key}"), out);
            }
        }
        Value::Array(all) => {
            for (nth, one) in all.iter().enumerate() {
                let at = at["prefixItems"].get(nth).unwrap_or(&at["items"]);
                keys(schema, at, one, &format!("{path}/{nth}"), out);
            }
        }
        _ => {}
    }
}

fn fits(validator: &Validator, instance: &Value) -> Result<(), String> {
    let said: Vec<_> =
        validator.iter_errors(instance).map(|one| format!("{}: {one}", one.instance_path())).collect();
    if said.is_empty() { Ok(()) } else { Err(said.join("\n")) }
}

#[test]
fn a_real_answer_is_what_the_schema_says_and_no_key_may_be_missing() {
    let schema = schema();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for pack in [BITRIX, CLINIC] {
        let rich = rich(&pack);
        let told = rich.office.information(&responsible(&rich.office), rich.information).unwrap();
        let json = serde_json::to_value(&told).unwrap();
        fits(&validator, &json).unwrap();
        let mut all = Vec::new();
        keys(&schema, &schema, &json, "", &mut all);
        assert!(all.len() > 200, "{}", all.len());
        for (place, key) in all {
            let mut without = json.clone();
            let object = without.pointer_mut(&place).unwrap().as_object_mut().unwrap();
            let taken = object.remove(&key).unwrap();
            assert!(fits(&validator, &without).is_err(), "without {place}/{key}");
            let object = without.pointer_mut(&place).unwrap().as_object_mut().unwrap();
            object.insert(key.clone(), taken);
            object.insert("more".to_owned(), Value::Null);
            assert!(fits(&validator, &without).is_err(), "more in {place}");
        }
    }
}
