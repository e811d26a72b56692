//! The pack itself, its operator, what it covers, and what it declares.

use serde_json::{Value, json};

use super::words::*;
use crate::{EventScope, Form, Kind, Topic};

pub(super) fn keys() -> Vec<Key> {
    vec![
        may("pack", pack()),
        may("operator", operator()),
        may("responsible", responsible()),
        may("conditions", conditions()),
        may("clauses", clauses()),
        may("product", tables("The products that the policy covers.", product())),
        may("site", tables("The sites that the policy covers.", site())),
        may("item", tables("The kinds of personal data that some purpose holds.", item())),
        may("category", tables("The kinds of people whose data is held.", category())),
        may("event", tables("What terms listen to: every ending names one.", event())),
    ]
}

fn pack() -> Value {
    table(
        "The pack itself. It stands once, in whichever file.",
        [
            need("id", id("The pack's id.", &["bitrix-kz"])),
            need("profile", text("The jurisdiction profile: its deadlines and terms of law.", &["kz"])),
            need("edition", text("The edition's own name.", &["2024-06-17"])),
            need("approved-on", date("The day on which it was approved, without quotation marks.")),
            need("approved-by", names("Who approved it: a position, not a person's name.")),
            need("in-force-from", date("The day from which it is in force; not before `approved-on`.")),
        ],
    )
}

fn operator() -> Value {
    table(
        "The organisation whose policy it is.",
        [
            need("name", names("What it is called.")),
            need(
                "form",
                one_of("A legal entity also needs `[responsible]`.", &[Form::LegalEntity, Form::Person]),
            ),
            need(
                "number",
                text("Its number in the state's register; the check digit is verified.", &["130340020239"]),
            ),
            need(
                "number-kind",
                one_of("What kind of number that is.", &[Kind::Bin, Kind::Iin, Kind::RegisterNumber]),
            ),
            need("address", text("Where the policy is published.", &["https://example.kz/privacy"])),
        ],
    )
}

fn responsible() -> Value {
    table(
        "The person responsible for organising the processing.",
        [
            need("position", names("The position.")),
            need("role", id("The role that this person holds.", &["responsible"])),
            need(
                "email",
                shaped("Where people reach them.", &format!("^[^@]+@{DOMAIN}$"), &["privacy@example.kz"]),
            ),
            need("staff", id("The member of staff who holds it when a store is made.", &["privacy-officer"])),
        ],
    )
}

fn conditions() -> Value {
    table(
        "Conditions that a pack switches.",
        [may(
            "scans-as-paper",
            default(
                flag("Whether a scan of an identity document is held to the rule for paper copies."),
                false,
            ),
        )],
    )
}

fn clauses() -> Value {
    let clause = |topic: &Topic| need(topic.word(), text(about(*topic), &[]));
    table(
        "This policy's own clause for each rule that decisions rest on: every permit and refusal names it.",
        Topic::ALL.iter().map(clause),
    )
}

/// What a clause is about.
fn about(topic: Topic) -> &'static str {
    match topic {
        Topic::Duty => "Whoever processes data has read the policy and follows it.",
        Topic::Access => "Confidentiality: who may see what.",
        Topic::Terms => "How terms are set.",
        Topic::Register => "The register of purposes.",
        Topic::Consent => "Consent and its particulars.",
        Topic::TermOver => "Processing stops when the term is over.",
        Topic::Destruction => "Destruction when the purpose is reached.",
        Topic::Information => "The person learns what is held.",
        Topic::Rectification => "Changes and additions on documents.",
        Topic::Blocking => "Blocking.",
        Topic::Unlawful => "Destruction of what was collected against the law.",
        Topic::Demand => "Destruction on the person's demand.",
        Topic::Court => "Court decisions and bans on destroying.",
        Topic::Passwords => "Passwords and second factors.",
        Topic::Responsible => "Who is responsible.",
        Topic::Editions => "New editions.",
        Topic::Requests => "Requests of subjects, and how they come.",
        Topic::Identity => "Showing who one is.",
        Topic::Withdrawal => "Withdrawing a consent.",
        Topic::ThirdParties => "Giving data to third parties.",
        Topic::Undertaking => "A third party's promise to meet the law.",
        Topic::Border => "Across the border.",
        Topic::Publication => "Making data public.",
        Topic::Authorities => "Demands of courts and authorities.",
        Topic::IdentityCopies => "Copies of identity documents.",
        Topic::Carriers => "Paper and other carriers.",
        Topic::Breach => "Breaches of security.",
        Topic::Journals => "Journals of what was done.",
    }
}

fn product() -> Value {
    table("A product.", [need("name", names("What it is called."))])
}

/// A domain's labels, small letters only.
const DOMAIN: &str = r"[a-z0-9][a-z0-9-]{0,62}(\.[a-z0-9][a-z0-9-]{0,62})+";

fn site() -> Value {
    table(
        "A site.",
        [
            need("domain", shaped("Its domain.", &format!("^{DOMAIN}$"), &["example.kz"])),
            may("subdomains", default(flag("Whether its subdomains count too."), false)),
        ],
    )
}

fn item() -> Value {
    table(
        "A kind of personal data.",
        [
            need(
                "id",
                id("Its id, as lists, commands and the log name it. Never changed later.", &["phone"]),
            ),
            need("kind", kind()),
            need("name", names("What people call it.")),
            may("special", default(flag("Whether it is of a special category, such as health."), false)),
            may("findable", default(flag("Whether people may be looked up by a value of it."), false)),
        ],
    )
}

fn kind() -> Value {
    let list = Kind::OneOf(Vec::new()).word();
    let words: Vec<_> = Kind::words().filter(|word| *word != list).collect();
    let choice = json!({
        "type": "array",
        "description": "The words, two at least.",
        "items": text("A word.", &[]),
        "minItems": 2,
    });
    json!({
        "description": "What a value looks like: it is checked, and brought into one form.",
        "oneOf": [
            { "type": "string", "enum": words },
            table("One of a few words.", [need("one-of", choice)]),
        ],
    })
}

fn category() -> Value {
    table(
        "A kind of person.",
        [
            need("id", id("Its id.", &["candidate"])),
            need("name", names("What people call it.")),
            may(
                "identified-by",
                ids(
                    "Items that tell who is who, strongest first. Phone and name never identify.",
                    &["iin", "email"],
                ),
            ),
        ],
    )
}

fn event() -> Value {
    let scopes = [EventScope::Engagement, EventScope::Organisation];
    table(
        "Something that happens, and starts or ends terms.",
        [
            need("id", id("Its id.", &["hired", "consent-withdrawn"])),
            need("name", names("What people call it.")),
            may(
                "scope",
                default(
                    one_of("Whether it happens to one relation or to the whole organisation.", &scopes),
                    "engagement",
                ),
            ),
        ],
    )
}
