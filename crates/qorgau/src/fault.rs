//! What went wrong, said to people: what happened, by which clause, what to do next. Never a personal value.

use std::fmt;

use anyhow::Error;
use kernel::{Refusal, RefusalCode};
use office::{BadInput, Office, OfficeError, explain, remedy};
use policy::{check::Faults, say::Arg};
use serde_json::json;
use store::StoreError;
use web::tls::BadCertificate;

use crate::{
    answer::{Answer, BAD_INPUT, BAD_STORE, REFUSED},
    show::{Paint, wrapped},
    speech::Speech,
};

/// A complaint about what was typed, by the key of its text.
#[derive(Debug)]
pub(crate) struct Complaint {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

impl std::error::Error for Complaint {}

/// A complaint: bad usage or input, exit code 2.
pub(crate) fn complaint(key: &'static str, args: &[(&'static str, String)]) -> Error {
    Complaint { key, args: args.to_vec() }.into()
}

/// The answer to an act that the policy refuses.
pub(crate) fn refused(speech: &Speech, refusal: &Refusal, office: &Office) -> Answer {
    let world = office.world();
    let Some(edition) = world.edition() else { return Answer::done("", json!(null)).code(BAD_STORE) };
    let cites = world.cites(speech.lang);
    let text = explain(refusal, edition.pack(), &cites);
    let remedy = remedy(refusal, edition.pack(), &cites);
    let json = json!({ "refused": {
        "code": refusal.code,
        "clause": refusal.clause,
        "act": refusal.act,
        "purpose": refusal.purpose,
        "category": refusal.category,
        "item": refusal.item,
        "event": refusal.event,
        "text": text,
        "remedy": remedy,
    } });
    let remedy = match refusal.code {
        RefusalCode::StepUp => format!("{remedy} {}", speech.word("step-up-how")),
        _ => remedy,
    };
    let (word, clause) = (speech.word("refused"), cites.clause(&refusal.clause));
    let head = format!("{} · {clause} · {}", Paint::err().bad(&word), refusal.code);
    let said = format!("{head}\n{}{}", wrapped(&text, 2), wrapped(&remedy, 2));
    Answer::done(said, json).no_result().code(REFUSED)
}

/// The answer to anything else that went wrong.
pub(crate) fn answer(speech: &Speech, why: &Error) -> Answer {
    if let Some(faults) = why.downcast_ref::<Faults>() {
        return faulty_pack(speech, faults).no_result();
    }
    let (code, text) = told(speech, why);
    let json = json!({ "error": { "exit": code, "text": text } });
    let word = speech.word("fault");
    let lines = wrapped(&format!("{word} · {text}"), 2);
    let said = lines.trim_start().replacen(&word, &Paint::err().bad(&word), 1);
    Answer::done(said, json).no_result().code(code)
}

/// Every fault of a pack.
pub(crate) fn faulty_pack(speech: &Speech, faults: &Faults) -> Answer {
    let one = |fault: &policy::check::Fault| {
        json!({
            "code": fault.code.code(),
            "clause": fault.clause,
            "file": fault.path,
            "line": fault.line,
            "column": fault.column,
            "what": fault.what(speech.lang),
            "why": fault.why(speech.lang),
            "do": fault.remedy(speech.lang),
            "near": fault.near,
        })
    };
    let json = json!({ "faults": faults.iter().map(one).collect::<Vec<_>>(), "count": faults.count() });
    Answer::done(faults.render(speech.lang, crate::show::colour_out()), json).code(BAD_INPUT)
}

/// In words alone.
pub(crate) fn worded(speech: &Speech, why: &Error) -> String {
    told(speech, why).1
}

fn told(speech: &Speech, why: &Error) -> (u8, String) {
    if let Some(complaint) = why.downcast_ref::<Complaint>() {
        let args: Vec<(&str, Arg<'_>)> =
            complaint.args.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
        return (BAD_INPUT, speech.say(complaint.key, &args));
    }
    if let Some(bad) = why.downcast_ref::<BadCertificate>() {
        return (BAD_INPUT, certificate(speech, bad));
    }
    let framed = |code, key, why: String| (code, speech.say(key, &[("why", why.into())]));
    match why.downcast_ref::<OfficeError>() {
        Some(OfficeError::Input(BadInput::Value { item, bad })) => {
            let args = [("item", item.to_string().into()), ("why", bad.say(speech.lang).into())];
            (BAD_INPUT, speech.say("fault-value", &args))
        }
        Some(OfficeError::Input(BadInput::Password(weak))) => (BAD_INPUT, weak.say(speech.lang)),
        Some(OfficeError::Input(BadInput::Said(complaints))) => {
            let said: Vec<String> = complaints.iter().map(|one| one.say(speech.lang)).collect();
            let unreachable = complaints.iter().any(|one| one.code() == "key-missing");
            (if unreachable { BAD_STORE } else { BAD_INPUT }, said.join("\n"))
        }
        Some(OfficeError::Store(StoreError::Missing { path })) => {
            let args = [("path", path.display().to_string().into())];
            (BAD_STORE, speech.say("fault-no-store", &args))
        }
        Some(OfficeError::Store(StoreError::InUse { lock })) => {
            let args = [("path", lock.display().to_string().into())];
            (BAD_STORE, speech.say("fault-in-use", &args))
        }
        Some(OfficeError::Store(why @ (StoreError::TooLong { .. } | StoreError::Exists { .. }))) => {
            framed(BAD_INPUT, "fault-input", why.to_string())
        }
        Some(OfficeError::Ledger(why @ ledger::LedgerError::NotInTree { .. })) => {
            framed(BAD_INPUT, "fault-input", why.to_string())
        }
        Some(OfficeError::Ledger(why)) => framed(BAD_STORE, "fault-log", why.to_string()),
        Some(why) => framed(BAD_STORE, "fault-store", why.to_string()),
        None => framed(BAD_STORE, "fault-other", format!("{why:#}")),
    }
}

fn certificate(speech: &Speech, bad: &BadCertificate) -> String {
    let (key, path, why) = match bad {
        BadCertificate::Unreadable { path, why } => ("certificate-unreadable", path, why.to_string()),
        BadCertificate::NotPem { path, what } => ("certificate-not-pem", path, (*what).to_owned()),
        BadCertificate::NotItsKey { path, why } => ("certificate-not-its-key", path, why.to_string()),
        BadCertificate::Own(why) => return speech.say("certificate-own", &[("why", why.to_string().into())]),
    };
    speech.say(key, &[("path", path.display().to_string().into()), ("why", why.into())])
}
