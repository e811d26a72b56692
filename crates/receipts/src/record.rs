//! The record: what was consented to, and what became of it.

use ledger::Hash;
use policy::edition::canonical_json;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    ConsentFacts, Event, Happened, Part, Party, Purpose, Role, State,
    json::{RECORD_PROFILE, SCHEMA_VERSION, checksum, context},
};

/// A consent record: ISO/IEC TS 27560:2023 in JSON-LD, by the terms of DPV 2.3 and its guide for that standard.
///
/// `docs/schemas/consent-record.schema.json` is its form, and the crate's README says which field is where.
pub fn record(facts: &ConsentFacts) -> Value {
    let id = record_id(facts);
    let subject = urn(&facts.subject.to_string());
    let parties = |role: Role| -> Vec<Value> {
        let numbered = facts.parties.iter().enumerate().filter(|(_, party)| party.role == role);
        numbered.map(|at| party(facts, at)).collect()
    };
    let mut notice = json!({
        "@type": "dpv:ConsentNotice",
        "schema:url": facts.notice.address,
        "dct:isPartOf": {
            "dct:title": facts.notice.edition,
            "spdx:checksum": checksum(&facts.notice.edition_sha256)
        }
    });
    if let Some((lang, sha256)) = &facts.notice.shown {
        notice["dct:language"] = json!(lang.code());
        notice["spdx:checksum"] = checksum(sha256);
    }
    let mut control = json!({"@type": "dpv:WithdrawConsent", "dct:description": facts.withdrawal.text});
    if let Some(address) = &facts.withdrawal.address {
        control["dpv:isExercisedAt"] = json!(address);
    }
    let mut record = json!({
        "@context": context(),
        "@id": id,
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": RECORD_PROFILE,
        "schema:schemaVersion": SCHEMA_VERSION,
        "dct:identifier": facts.record.to_string(),
        "dct:language": facts.language.code(),
        "dpv:hasDataSubject": {
            "@id": subject,
            "@type": "dpv:DataSubject",
            "dct:identifier": facts.subject.to_string()
        },
        "dpv:hasDataController": parties(Role::Controller),
        "dpv:hasDataProcessor": parties(Role::Processor),
        "dpv:hasJurisdiction": facts.jurisdiction,
        "dpv:hasLegalBasis": {"@type": "dpv:Consent", "dct:source": facts.legal_basis},
        "dpv:hasNotice": notice,
        "dpv:hasProcess": facts.purposes.iter().enumerate().map(|at| purpose(facts, at)).collect::<Vec<_>>(),
        "dpv:hasConsentControl": control,
        "dpv:hasConsentStatus": facts.events.iter().map(|e| event(facts, e)).collect::<Vec<_>>()
    });
    if !facts.evidence.is_empty() {
        record["dct:provenance"] = json!(facts.evidence);
    }
    record
}

/// What a log entry commits to: SHA-256 of the record's canonical JSON (RFC 8785).
pub fn digest(record: &Value) -> Hash {
    Sha256::digest(canonical_json(record)).into()
}

pub(crate) fn urn(uuid: &str) -> String {
    format!("urn:uuid:{uuid}")
}

fn record_id(facts: &ConsentFacts) -> String {
    urn(&facts.record.to_string())
}

fn party(facts: &ConsentFacts, (at, party): (usize, &Party)) -> Value {
    let role = match party.role {
        Role::Controller => "dpv:DataController",
        Role::Processor => "dpv:DataProcessor",
    };
    json!({
        "@id": format!("{}#party-{}", record_id(facts), at + 1),
        "@type": ["dpv:Organisation", role],
        "dct:identifier": party.number,
        "dpv:hasName": party.name,
        "dpv:hasAddress": party.address,
        "dpv:hasContact": party.email
    })
}

fn purpose(facts: &ConsentFacts, (at, purpose): (usize, &Purpose)) -> Value {
    let item = |(id, name): &(String, String)| json!({"@type": "dpv:PersonalData", "dct:identifier": id, "dct:title": name});
    let recipients = purpose.recipients.iter().map(|recipient| {
        json!({
            "@type": ["dpv:Recipient", "dpv:ThirdParty"],
            "dpv:hasName": recipient.name,
            "dpv:hasLocation": recipient.country
        })
    });
    let part = |(part, _): &(Part, bool)| {
        json!({
            "@id": part_id(facts, at, *part),
            "@type": "dpv:Process",
            "dct:identifier": part.word(),
            "dpv:hasProcessing": processing(*part),
            "dpv:hasConsentStatus": {"@type": facts.state(&purpose.id, *part).map(status)}
        })
    };
    json!({
        "@id": format!("{}#purpose-{}", record_id(facts), at + 1),
        "@type": "dpv:Process",
        "dpv:hasPurpose": {
            "@type": "dpv:Purpose",
            "dct:identifier": purpose.id,
            "dct:title": purpose.name,
            "dct:source": purpose.clause
        },
        "dpv:hasPersonalData": purpose.items.iter().map(item).collect::<Vec<_>>(),
        "dpv:hasRecipient": recipients.collect::<Vec<_>>(),
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageLocation", "dpv:hasLocation": purpose.storage},
            {"@type": "dpv:StorageDuration", "dpv:hasDuration": purpose.retention}
        ],
        "dpv:hasProcess": purpose.parts.iter().map(part).collect::<Vec<_>>()
    })
}

fn event(facts: &ConsentFacts, event: &Event) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    let by_subject = matches!(event.what, Happened::Answered | Happened::Withdrawn(_));
    let controller = facts.parties.iter().position(|party| party.role == Role::Controller).unwrap_or(0);
    let controller = format!("{}#party-{}", record_id(facts), controller + 1);
    let by = if by_subject { urn(&facts.subject.to_string()) } else { controller };
    put("dpv:isIndicatedAtTime", json!(event.at.to_string()));
    put("dpv:isIndicatedBy", json!(by));
    put("dpv:hasIndicationMethod", json!(event.way));
    put("dpv:hasDuration", json!(event.validity));
    match &event.what {
        Happened::Answered => {
            // An answer that gives nothing is a refusal.
            let given = facts.purposes.iter().flat_map(|purpose| &purpose.parts).any(|(_, given)| *given);
            put(
                "@type",
                json!([
                    if given { status(State::Given) } else { status(State::Refused) },
                    "dpv:ExplicitlyExpressedConsent"
                ]),
            );
            put("dpv:hasProcess", json!(parts(facts, |purpose, part| purpose.parts.contains(&(part, true)))));
        }
        Happened::Withdrawn(list) => {
            put("@type", json!([status(State::Withdrawn)]));
            let listed = |purpose: &Purpose, part| list.iter().any(|(id, p)| *id == purpose.id && *p == part);
            put("dpv:hasProcess", json!(parts(facts, listed)));
        }
        Happened::Expired => {
            put("@type", json!([status(State::Expired)]));
        }
        Happened::Superseded(by) => {
            put("@type", json!([status(State::Expired)]));
            put("dct:isReplacedBy", json!(urn(&by.to_string())));
        }
    }
    Value::Object(out)
}

/// References to the parts for which `which` holds.
fn parts(facts: &ConsentFacts, which: impl Fn(&Purpose, Part) -> bool) -> Vec<Value> {
    let mut out = Vec::new();
    for (at, purpose) in facts.purposes.iter().enumerate() {
        let asked = purpose.parts.iter().map(|(part, _)| *part).filter(|part| which(purpose, *part));
        out.extend(asked.map(|part| json!({"@id": part_id(facts, at, part)})));
    }
    out
}

fn part_id(facts: &ConsentFacts, at: usize, part: Part) -> String {
    format!("{}#purpose-{}-{}", record_id(facts), at + 1, part.word())
}

/// DPV has no "publish": disseminating is what it calls making data known to everybody.
fn processing(part: Part) -> Value {
    match part {
        Part::Processing => json!(["dpv:Collect", "dpv:Store", "dpv:Use"]),
        Part::Publication => json!(["dpv:Disseminate"]),
        Part::ThirdPartyTransfer => json!(["dpv:DiscloseByTransmission"]),
        Part::CrossBorderTransfer => json!(["dpv:CrossBorderTransfer"]),
    }
}

/// DPV counts a consent whose context is over, as after a new edition, among the expired.
fn status(state: State) -> &'static str {
    match state {
        State::Given => "dpv:ConsentGiven",
        State::Refused => "dpv:ConsentRefused",
        State::Withdrawn => "dpv:ConsentWithdrawn",
        State::Expired => "dpv:ConsentExpired",
    }
}
