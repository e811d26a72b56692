//! What of a person's story a dossier leaves out, held against what was put in, against the tables and against the log.

use kernel::{Consent, Duty, Matter, Part};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::dossier::Story;

/// Everything that ought to be told and is not.
pub(crate) fn missing(story: &Story, dossier: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut leaves = Vec::new();
    texts(dossier, &mut leaves);
    let list = |name: &str| dossier[name].as_array().cloned().unwrap_or_default();
    let (engagements, papers, acts) = (list("engagements"), list("papers"), list("acts"));

    for (item, value) in &story.given {
        let told = match value {
            Some(value) => json!({ "item": item, "value": value }),
            None => json!({ "item": item }),
        };
        let all = engagements.iter().filter_map(|e| e["items"].as_array()).flatten();
        lacks(all.filter(|one| **one == told).count() != 1, &mut out, || format!("the value of {item}"));
    }
    for text in &story.said {
        lacks(!leaves.contains(&text.as_str()), &mut out, || format!("what was said: {text}"));
    }
    for text in &story.nowhere {
        lacks(leaves.contains(&text.as_str()), &mut out, || format!("it tells {text}"));
    }

    let raw = &story.raw;
    let person = json!({ "subject": raw.subject.id, "blocked_since": raw.subject.block.map(|b| b.since) });
    lacks(!within(&person, dossier), &mut out, || "the person".to_owned());
    for (e, held) in &raw.engagements {
        let events = kernel::events_of(&story.list).into_iter().zip(&e.events);
        let option =
            e.choice.and_then(|at| Some(&story.list.choice.as_ref()?.options.get(usize::from(at))?.id));
        let said = json!({
            "id": e.id, "purpose": story.purpose.id, "category": story.category, "choice": option,
            "restricted": e.restricted, "source": e.source.word(), "collected": e.collected,
            "edition": e.edition, "phase": "storage", "due": e.due.map(|due| due.at),
            "due_exact": e.due.is_none_or(|due| due.exact), "consent": e.consent.map(|one| consent(&one)),
            "events": events.filter_map(|(on, at)| Some((on, (*at)?))).collect::<Vec<_>>(),
        });
        lacks(!engagements.iter().any(|one| within(&said, one)), &mut out, || format!("engagement {}", e.id));
        for (place, text) in held {
            let hashed = usize::from(*place) < 64 && {
                let item = &story.list.items[usize::from(*place)];
                story.given.iter().any(|(id, value)| id == item && value.is_none())
            };
            lacks(!hashed && !leaves.contains(&text.as_str()), &mut out, || format!("held: {text}"));
        }
    }
    for (paper, words) in &raw.papers {
        let mut said = told(story, &paper.matter);
        said["id"] = json!(paper.id);
        match (&paper.matter, words) {
            (Matter::Evidence(_), Some(file)) => {
                let digest: String = Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect();
                (said["sha256"], said["bytes"]) = (json!(digest), json!(file.len()));
            }
            (Matter::Request(_), Some(words)) => said["words"] = serde_json::from_slice(words).unwrap(),
            (Matter::FormerConsent(_), Some(words)) => said["consent"]["proof"] = text(words),
            (Matter::Publication(_), Some(words)) => said["place"] = text(words),
            (Matter::Disclosure(_), Some(words)) => said["document"] = text(words),
            _ => {}
        }
        lacks(!papers.iter().any(|one| within(&said, one)), &mut out, || {
            format!("a {}: {said}", paper.kind())
        });
    }
    for (id, words) in &raw.holds {
        let mut lines = words.splitn(3, '\n');
        let mut next = || lines.next();
        let said = json!({ "id": id, "by": next(), "since": next(), "reference": next() });
        let there = dossier["holds"].as_array().is_some_and(|all| all.iter().any(|one| within(&said, one)));
        lacks(!there, &mut out, || format!("hold {id}"));
    }
    // Of an entry all that speaks of the act; which run it was is the log’s own.
    for (index, said) in &raw.entries {
        let mut said: Map<String, Value> = said.as_object().unwrap().clone();
        ["subject", "run"].iter().for_each(|key| drop(said.remove(*key)));
        said.insert("entry".to_owned(), json!(index));
        let said = Value::Object(said);
        lacks(!acts.iter().any(|act| within(&said, act)), &mut out, || format!("entry {said}"));
    }
    out
}

fn lacks(fault: bool, out: &mut Vec<String>, what: impl FnOnce() -> String) {
    if fault {
        out.push(what());
    }
}

fn text(bytes: &[u8]) -> Value {
    Value::String(String::from_utf8(bytes.to_vec()).unwrap())
}

/// Every text in a document.
fn texts<'a>(part: &'a Value, out: &mut Vec<&'a str>) {
    match part {
        Value::String(text) => out.push(text),
        Value::Array(list) => list.iter().for_each(|one| texts(one, out)),
        Value::Object(fields) => fields.values().for_each(|one| texts(one, out)),
        _ => {}
    }
}

/// Whether all that is said is told too; nothing is said by a null or an empty list.
fn within(said: &Value, told: &Value) -> bool {
    match (said, told) {
        (Value::Null, _) => told.is_null(),
        (Value::Object(said), Value::Object(told)) => {
            said.iter().all(|(key, value)| within(value, told.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Array(said), Value::Null) => said.is_empty(),
        _ => said == told,
    }
}

fn consent(one: &Consent) -> Value {
    let withdrawn = Part::ALL.into_iter().zip(one.withdrawn).filter_map(|(part, at)| Some((part, at?)));
    let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    json!({
        "way": one.way.word(), "at": one.at, "parts": one.parts.iter().collect::<Vec<_>>(),
        "until": one.until, "withdrawn": withdrawn.collect::<Vec<_>>(),
        "notice_language": one.notice.map(|notice| notice.lang.code()),
        "notice_sha256": one.notice.map(|notice| hex(notice.digest)),
    })
}

/// What a paper's row says, in the dossier's words.
fn told(story: &Story, matter: &Matter) -> Value {
    let items = |mask: u64| -> Vec<_> {
        let places = story.list.items.iter().enumerate();
        places.filter(|(place, _)| mask >> place & 1 == 1).map(|(_, item)| item).collect()
    };
    let duty = |one: Duty| one.due.map(|due| json!({ "due": due, "done": one.done }));
    let purpose = &story.purpose.id;
    match matter {
        Matter::FormerConsent(one) => json!({
            "paper": "former-consent", "purpose": purpose, "edition": one.edition, "ended": one.ended,
            "consent": consent(&one.consent),
        }),
        Matter::Request(one) => json!({
            "paper": "request", "kind": one.kind.word(), "channel": one.channel.word(),
            "received": one.received, "due": one.deadline.at, "identity": one.identity.word(),
            "status": one.status.word(), "paused": one.paused, "extended": Some(true).filter(|_| one.extended),
            "parts": one.parts.iter().collect::<Vec<_>>(),
            "represented": one.representative.map(|who| who.by.word()),
            "represented_until": one.representative.and_then(|who| who.until),
            "again": Some(one.again).filter(|again| *again > 0), "decided": one.decided,
            "outcome": one.outcome.map(|outcome| outcome.word()),
            "closed": one.closed.map(|closed| closed.at),
            "kept_until": one.closed.map(|closed| closed.kept_until),
        }),
        Matter::Disclosure(one) => {
            let to = one.recipient.map(|at| &story.pack.recipients[usize::from(at)]);
            json!({
                "paper": "disclosure", "purpose": purpose, "recipient": to.map(|to| &to.id),
                "abroad": to.filter(|_| one.abroad).map(|to| &to.state), "at": one.at,
                "items": items(one.items), "notice": duty(one.notice), "recipient_told": duty(one.tell),
            })
        }
        Matter::Publication(one) => json!({
            "paper": "publication", "purpose": purpose, "at": one.at, "items": items(one.items),
            "removal": duty(one.removal),
        }),
        Matter::Carrier(one) => {
            json!({ "paper": "carrier", "purpose": purpose, "number": one.number, "at": one.at })
        }
        Matter::Evidence(one) => json!({ "paper": "evidence", "request": one.request, "at": one.at }),
        Matter::Code(one) => json!({ "paper": "code", "request": one.request, "expires": one.expires }),
    }
}
