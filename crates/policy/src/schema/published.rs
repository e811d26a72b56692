//! What a policy tells besides the register.

use serde_json::{Value, json};

use super::words::*;
use crate::{KeptBy, MeasureKind, Part, Warranty};

/// As the loader takes addresses.
const HTTPS: &str = r#"^https://[^\s/"'<>\\^`{|}]*\.[^\s"'<>\\^`{|}]*$"#;

pub(super) fn keys() -> Vec<Key> {
    vec![
        may("publication", publication()),
        may("parts", parts()),
        may("law", tables("The laws on which the policy rests.", law())),
        may("citation", tables("Citations in the languages of their readers.", citation())),
        may("processor", processor()),
        may("cookie-group", tables("Cookies that are agreed to or refused as one.", group())),
        may("cookie-service", tables("Services that set cookies.", service())),
        may("cookie", tables("The cookies themselves.", cookie())),
    ]
}

fn publication() -> Value {
    table(
        "Where the policy is published, and whom its readers write to.",
        [
            need(
                "address",
                shaped("Always shows the edition in force.", HTTPS, &["https://example.kz/privacy"]),
            ),
            need(
                "contact",
                shaped("An e-mail address for requests.", r"^[^@]+@.*\..*$", &["privacy@example.kz"]),
            ),
        ],
    )
}

fn parts() -> Value {
    let part = |part: &Part| may(part.word(), text("The part's number in this policy.", &["3.1.1"]));
    table(
        "This policy's own numbers of its parts; a part without one stands without.",
        Part::ALL.iter().map(part),
    )
}

fn law() -> Value {
    table(
        "A law on which the policy rests.",
        [
            need("no", number("Its place among the others.")),
            need("name", names("Its full title, with date and number.")),
        ],
    )
}

fn citation() -> Value {
    table(
        "A citation as pack or profile write it, and as people read it.",
        [
            need("cite", text("Word for word as it stands elsewhere.", &["Law 94-V, art. 7, 8"])),
            need("name", names("In every language.")),
        ],
    )
}

fn processor() -> Value {
    let all = |words: &[&str], about: &str| json!({ "type": "array", "description": about, "items": one_of("One of them.", words) });
    let warranties: Vec<&str> = Warranty::ALL.iter().map(|one| one.word()).collect();
    let kept: Vec<&str> = KeptBy::ALL.iter().map(|one| one.word()).collect();
    let kinds: Vec<&str> = MeasureKind::ALL.iter().map(|one| one.word()).collect();
    let own = table(
        "A measure in the pack's own words.",
        [need("id", one_of("Which.", &kinds)), need("text", names("What is done."))],
    );
    let measure = json!({
        "description": "A measure, or a table with the pack's own words for it.",
        "oneOf": [one_of("A measure.", &kinds), own],
    });
    table(
        "Where the organisation keeps what users place in its products.",
        [
            need("content", names("What users place, in words people read.")),
            may("warranties", all(&warranties, "What the user warrants.")),
            may("kept-by", all(&kept, "What sets how content is kept.")),
            need(
                "measures",
                json!({ "type": "array", "description": "Security measures.", "items": measure }),
            ),
            may("foreign-software", default(flag("Whether others' software may be built in."), false)),
            may("demands-proof", default(flag("Whether proof of lawfulness may be demanded."), false)),
            may("public-by-user", names("What a user may make public by a product's function.")),
        ],
    )
}

fn group() -> Value {
    let mut group = table(
        "Cookies that are agreed to or refused as one.",
        [
            need("no", number("Its place among the others.")),
            need("id", id("Its id.", &["analytics"])),
            need("name", names("What people call it.")),
            need("serves", names("What it serves.")),
            may("required", default(flag("Whether it is set without asking."), false)),
            may("lost", names("What a visitor who refuses it goes without; always there unless `required`.")),
            may("purpose", id("The purpose under which what it collects is held.", &["sites"])),
        ],
    );
    let required = json!({ "properties": { "required": { "const": true } }, "required": ["required"] });
    group["if"] = required;
    group["then"] = json!({ "not": { "required": ["lost"] } });
    group["else"] = json!({ "required": ["lost"] });
    group
}

fn service() -> Value {
    table(
        "A service that sets cookies.",
        [
            need("id", id("Its id.", &["yandex-metrica"])),
            need("name", names("Its name.")),
            need("group", id("Its group.", &["analytics"])),
            need("provider", names("Who provides it.")),
            may(
                "recipient",
                id("The provider as a recipient, where it has undertaken to meet the Law.", &["metrica"]),
            ),
            may("collects", ids("The items it collects.", &["ip"])),
            may("terms", shaped("The provider's own terms.", HTTPS, &[])),
            may("opt-out", shaped("Where the provider lets people opt out.", HTTPS, &[])),
        ],
    )
}

fn cookie() -> Value {
    let lasts = r"^(session|[0-9]{1,5} (minute|hour|day|month|year)s?)$";
    let mut cookie = table(
        "One cookie, set by the organisation itself in a group, or by a service.",
        [
            need("name", text("Its name; `*` at the end stands for what varies.", &["_ga_*"])),
            may("group", id("Its group, where the organisation sets it.", &["necessary"])),
            may("service", id("The service that sets it.", &["yandex-metrica"])),
            need("lasts", shaped("How long it lasts.", lasts, &["session", "2 years"])),
        ],
    );
    cookie["oneOf"] = json!([{ "required": ["group"] }, { "required": ["service"] }]);
    cookie
}

fn number(about: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": u16::MAX, "description": about })
}
