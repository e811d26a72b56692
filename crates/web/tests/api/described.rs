//! The description, walked.

use std::sync::LazyLock;

use policy::ActKind;
use serde_json::{Value, json};

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(web::description()).expect("the description is JSON"));

/// One operation of the description.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    value: &'static Value,
}

/// Every operation.
pub(crate) fn operations() -> Vec<Operation> {
    let paths = DOCUMENT["paths"].as_object().expect("paths");
    let of = |(path, item): (&'static String, &'static Value)| {
        let methods = item.as_object().into_iter().flatten().filter(|(method, _)| *method != "parameters");
        methods.map(move |(method, value)| Operation { method, path, value })
    };
    paths.iter().flat_map(of).collect()
}

impl Operation {
    pub(crate) fn id(&self) -> &'static str {
        self.value["operationId"].as_str().expect("every operation has an id")
    }

    /// The act that it is; none for what is open to everyone.
    pub(crate) fn act(&self) -> Option<ActKind> {
        let word = self.value["x-act"].as_str()?;
        Some(*ActKind::ALL.iter().find(|act| act.as_str() == word).expect("an act of the policy"))
    }

    /// Whether it says that it needs nobody.
    pub(crate) fn is_open(&self) -> bool {
        self.value["security"].as_array().is_some_and(|all| all.iter().all(|one| *one == json!({})))
    }

    /// Whether it is about the caller's own session and means of signing in: no act of the policy.
    pub(crate) fn is_own(&self) -> bool {
        self.value["x-own"] == true
    }

    pub(crate) fn takes_json(&self) -> bool {
        self.value["requestBody"]["content"].get("application/json").is_some()
    }

    pub(crate) fn takes_header(&self, name: &str) -> bool {
        let all = self.value["parameters"].as_array();
        all.is_some_and(|all| all.iter().any(|one| one["in"] == "header" && one["name"] == name))
    }

    /// The example of its body, with the body's schema.
    pub(crate) fn example(&self) -> Option<(&'static Value, Value)> {
        let content = &self.value["requestBody"]["content"]["application/json"];
        Some((content.get("example")?, rooted(&content["schema"])))
    }

    /// Whether it describes this status, and the schema of that answer's JSON.
    pub(crate) fn answers(&self, status: u16) -> Option<Option<Value>> {
        let response = self.value["responses"].get(status.to_string())?;
        Some(response["content"].get("application/json").map(|content| rooted(&content["schema"])))
    }

    pub(crate) fn has_default(&self) -> bool {
        self.value["responses"]["default"]["$ref"] == "#/components/responses/Problem"
    }
}

/// The schema of every problem.
pub(crate) fn problem() -> Value {
    rooted(&json!({ "$ref": "#/components/schemas/Problem" }))
}

/// What is wrong with a value by a schema.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    validator.iter_errors(value).map(|why| format!("{}: {why}", why.instance_path())).collect()
}

/// A schema that finds the components that it refers to.
fn rooted(schema: &Value) -> Value {
    json!({ "allOf": [schema], "components": DOCUMENT["components"] })
}
