//! Who sees it and to whom it goes.

use serde_json::{Value, json};

use super::words::*;
use crate::{ActKind, IdentityLevel, RequestKind};

pub(super) fn keys() -> Vec<Key> {
    vec![
        may("role", tables("Who may do what. What no role allows is refused.", role())),
        may("recipient", tables("Third parties that data may go to.", recipient())),
        may("request", tables("How one kind of request is answered: a rule for each right.", request())),
        may(
            "copy-exception",
            tables("When a copy of an identity document may be taken after all.", exception()),
        ),
        may("state", tables("States to which data may go. None are allowed where none stand here.", state())),
    ]
}

fn role() -> Value {
    let permission = table(
        "These acts, under these purposes, on these items.",
        [
            need(
                "acts",
                json!({
                    "type": "array",
                    "description": "The acts.",
                    "items": one_of("An act.", ActKind::ALL),
                }),
            ),
            need("purposes", scope("Under these purposes, or `all`.", "recruitment")),
            need("items", scope("Seeing these items, or `all`.", "phone")),
        ],
    );
    table(
        "What a member of staff may do.",
        [
            need("id", id("Its id.", &["hr"])),
            need("name", names("What people call it.")),
            may("may", tables("Its permissions.", permission)),
        ],
    )
}

/// `"all"`, or an array of ids.
fn scope(about: &str, example: &str) -> Value {
    json!({ "description": about, "oneOf": [{ "const": "all" }, ids("Only these.", &[example])] })
}

fn recipient() -> Value {
    let undertaking = table(
        "Its promise to meet the Law; data goes only while it is in force.",
        [
            need("reference", text("The paper's reference.", &["Contract 7, schedule 2"])),
            need("from", date("In force from.")),
            may("until", date("In force until, where it ends.")),
        ],
    );
    table(
        "A third party.",
        [
            need("id", id("Its id.", &["mailer"])),
            need("name", names("What it is called.")),
            need("state", code("Where it is, ISO 3166 alpha-2.")),
            may("purposes", ids("Under these purposes.", &["mailings"])),
            may("items", ids("These items and no others.", &["email"])),
            need("undertaking", undertaking),
        ],
    )
}

fn request() -> Value {
    let kinds: Vec<&str> = RequestKind::ALL.iter().map(|kind| kind.word()).collect();
    let levels: Vec<&str> = IdentityLevel::ALL.iter().map(|level| level.word()).collect();
    table(
        "How one kind of request is answered.",
        [
            need("kind", one_of("What is asked for.", &kinds)),
            need("clause", text("The clause that gives the right.", &["3.4.1.2"])),
            need("deadline", text("The profile's deadline for the answer, by its name.", &["information"])),
            need("identity", one_of("Without this nothing is granted.", &levels)),
            may(
                "values",
                one_of("Without this no value leaves with the answer; `identity` if absent.", &levels),
            ),
        ],
    )
}

fn exception() -> Value {
    table(
        "A case in which a copy of an identity document may be taken.",
        [
            need("id", id("Its id, named when a copy is taken.", &["other-law"])),
            need("name", names("What it says.")),
        ],
    )
}

fn state() -> Value {
    table(
        "A state to which data may go.",
        [
            need("code", code("ISO 3166 alpha-2.")),
            need("because", names("Why it counts as one that protects personal data.")),
        ],
    )
}

fn code(about: &str) -> Value {
    shaped(about, "^[A-Z]{2}$", &["KZ"])
}
