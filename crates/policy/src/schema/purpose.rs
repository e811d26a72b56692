//! Purposes, their rows and their endings.

use serde_json::{Value, json};

use super::words::*;
use crate::UntilDue;

pub(super) fn keys() -> Vec<Key> {
    vec![
        may("purpose", tables("The register: why data is held, about whom, which, until when.", purpose())),
        may("everywhere", tables("Endings that every row has, such as a court decision.", ending())),
    ]
}

fn purpose() -> Value {
    let mut purpose = table(
        "One purpose of the register.",
        [
            need(
                "no",
                json!({
                    "type": "integer",
                    "description": "Its number in the register.",
                    "minimum": 1,
                    "maximum": u16::MAX,
                }),
            ),
            need("id", id("Its id, as commands and the log name it. Never changed later.", &["recruitment"])),
            need("clause", text("The clause that states it.", &["3.1/1"])),
            need("name", names("What people call it.")),
            need(
                "ground",
                id(
                    "`consent` with `[purpose.consent]`, `law` with the law's citation, or a ground of the profile with \
                     a reference.",
                    &["consent", "law", "contract"],
                ),
            ),
            may(
                "reference",
                text("What a ground of the profile is here: the contract, the interest, the task.", &[]),
            ),
            may(
                "special",
                id(
                    "The condition under which special categories are held, by the profile.",
                    &["health-care"],
                ),
            ),
            may("law", text("The law on which it rests, with the article.", &["Labour Code, art. 33"])),
            may("consent", consent()),
            may(
                "cross-border",
                default(flag("Whether the policy's clause on transfer abroad reaches it."), false),
            ),
            may("choice", choice()),
            need("holds", tables("Its rows: about whom, and which data, and no other.", row())),
            may("ends", tables("Endings of all its rows.", ending())),
        ],
    );
    purpose["properties"]["holds"]["minItems"] = json!(1);
    // Each ground asks for its own key, and the other's has no meaning.
    let under = |grounds: Value, needed: &str, unknown: [&str; 2]| {
        let [one, other] = unknown;
        json!({
            "if": { "properties": { "ground": grounds }, "required": ["ground"] },
            "then": { "required": [needed], "properties": { one: false, other: false } },
        })
    };
    purpose["allOf"] = json!([
        under(json!({ "const": "consent" }), "consent", ["law", "reference"]),
        under(json!({ "const": "law" }), "law", ["consent", "reference"]),
        under(json!({ "not": { "enum": ["consent", "law"] } }), "reference", ["consent", "law"]),
    ]);
    purpose
}

fn consent() -> Value {
    table(
        "What the consent names besides the operator, the person and the items. Each is said aloud, yes or no.",
        [
            need("reference", text("The law that asks for it or allows it.", &["Law 94-V, art. 7, 8"])),
            need("term", names("How long it holds, in words that people read.")),
            need("third-parties", flag("Whether data may go to third parties.")),
            need("cross-border", flag("Whether data may cross the border.")),
            need("publication", flag("Whether data may be published.")),
            may(
                "transfer-notice",
                default(flag("Whether the person is told of each transfer to a third party."), false),
            ),
        ],
    )
}

fn choice() -> Value {
    let option = table(
        "One answer.",
        [
            need("id", id("Its id, for `when`.", &["term-5-years"])),
            need("name", names("What people call it.")),
        ],
    );
    table(
        "Something that has to be chosen when data is taken in, such as the kind of contract.",
        [need("name", names("What is chosen.")), may("options", tables("The answers.", option))],
    )
}

fn row() -> Value {
    let mut row = table(
        "One row of the register.",
        [
            may("category", id("Whose data it is.", &["candidate"])),
            may("categories", ids("Whose data it is, where several share the row.", &["counterparty"])),
            need("items", ids("The items that may be held, and no others.", &["full-name", "phone"])),
            may("required", ids("Items without which nothing is taken in.", &["full-name"])),
            may("ends", tables("Endings of this row alone.", ending())),
        ],
    );
    row["properties"]["items"]["minItems"] = json!(1);
    row["properties"]["items"]["maxItems"] = json!(64);
    row["anyOf"] = json!([
        { "required": ["category"] },
        { "required": ["categories"], "properties": { "categories": { "minItems": 1 } } },
    ]);
    row
}

fn ending() -> Value {
    let phases = [UntilDue::Storage, UntilDue::Use];
    table(
        "When this happens, that is due.",
        [
            need("on", id("The event.", &["hired", "consent-withdrawn"])),
            may("when", id("Only for this answer of the purpose's choice.", &["term-5-years"])),
            need("due", due()),
            may(
                "until-due",
                default(
                    one_of("Until then the data is in storage only, or still in use.", &phases),
                    "storage",
                ),
            ),
            may("opens", opens()),
        ],
    )
}

fn due() -> Value {
    let mut named = table(
        "A term by its name.",
        [
            may("deadline", text("By this deadline of the profile.", &["withdrawal"])),
            may(
                "law",
                text("The term of this name that a law sets, from the profile.", &["employment-records"]),
            ),
            may("until", id("Not before this event.", &["liquidated"])),
        ],
    );
    named["minProperties"] = json!(1);
    named["maxProperties"] = json!(1);
    let span = r"^(at once|0*([1-9]\d{0,3}|[12]\d{4}|3[0-5]\d{3}|36[0-4]\d{2}|36500) (working day|day|month|year)s?)$";
    json!({
        "description": "When destruction is due: at once, after a span, or by a named term.",
        "oneOf": [
            shaped("`at once`, or a span after the event.", span, &["at once", "30 days", "5 working days", "5 years"]),
            named,
        ],
    })
}

fn opens() -> Value {
    table(
        "What the event opens: the person enters another purpose, with some of the data.",
        [
            need("purpose", id("The purpose that is entered.", &["employment"])),
            may("category", id("As whom; needed where that purpose has several.", &["employee"])),
            may("carries", ids("Items that pass on, held at both ends.", &["full-name"])),
        ],
    )
}
