//! `qorgau verify`: checks an act of destruction or a consent receipt with nothing but its file and the log's verifier
//! key.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use office::{Attested, NotAttested, verify_act};
use receipts::NotVerified;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    fault::complaint,
    show::{Paint, fields},
    speech::Speech,
};

/// The largest act that is read: some 2 million things destroyed.
const MOST: u64 = 1 << 30;

/// Which file, under which key.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The act of destruction, or the consent receipt
    file: PathBuf,
    /// The log's verifier key, or the file that holds it (`verifier-keys` in the log's folder)
    #[arg(long, value_name = "PUB|FILE")]
    key: String,
}

/// Runs it.
pub(crate) fn run(args: &Args, speech: &Speech) -> Result<Answer> {
    let file = read(&args.file)?;
    match kind(&file) {
        Some(Kind::Receipt) => receipt(&file, &keys(&args.key)?, speech),
        Some(Kind::Act) => act(&attested(&file, &args.key)?, speech),
        None => Err(complaint("neither-act-nor-receipt", &[])),
    }
}

fn act(attested: &Attested, speech: &Speech) -> Result<Answer> {
    let number = |key: &str, number: u64| (speech.word(key), number.to_string());
    let pairs = [
        (speech.word("field-run"), attested.run.to_string()),
        (speech.word("field-log"), attested.origin.clone()),
        number("field-entry", attested.index),
        number("field-signed", attested.size),
        number("field-destroyed", attested.counts.engagements),
        number("field-persons", attested.counts.persons),
        number("field-gone", attested.counts.entries),
    ];
    let json = json!({
        "holds": true,
        "run": attested.run,
        "origin": attested.origin,
        "index": attested.index,
        "size": attested.size,
        "counts": attested.counts,
    });
    let head = Paint::out().good(&speech.word("act-holds"));
    Ok(Answer::done(format!("{head}\n{}", fields(&pairs)), json))
}

/// Checks an act's text with a key, or with the keys in a file.
pub(super) fn attested(act: &str, key: &str) -> Result<Attested> {
    let mut why = "act-unproved";
    for key in keys(key)? {
        match verify_act(act, &key) {
            Ok(attested) => return Ok(attested),
            Err(not) => {
                why = match not {
                    NotAttested::Form(_) => "act-form",
                    NotAttested::Altered => "act-altered",
                    NotAttested::OtherEntry => "act-other-entry",
                    NotAttested::Counts => "act-counts",
                    NotAttested::Unproved(_) => "act-unproved",
                }
            }
        }
    }
    Err(complaint(why, &[]))
}

/// What a file is, or was before it was damaged; whether it holds is checked by what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Act,
    Receipt,
}

/// The type of a receipt, and where its record stands.
const RECEIPT: [&str; 2] = ["dpv:ConsentReceipt", "dpv:hasRecordOfActivity"];
/// The format of an act, and what it says of its log entry.
const ACT: [&str; 2] = ["qorgau-act-of-destruction-1", "subject_hash"];

/// What a file says of itself, or is built like; one that is no JSON any more is known by its words. There is more than
/// one mark of either, so that one damaged byte hides neither.
fn kind(file: &str) -> Option<Kind> {
    #[derive(serde::Deserialize)]
    struct Said {
        #[serde(rename = "@type")]
        kind: Option<Value>,
        format: Option<Value>,
        #[serde(rename = "dpv:hasRecordOfActivity")]
        record: Option<IgnoredAny>,
        act: Option<IgnoredAny>,
        proof: Option<IgnoredAny>,
    }
    let (receipt, act) = match serde_json::from_str::<Said>(file) {
        Ok(said) => (
            said.kind.is_some_and(|kind| kind == RECEIPT[0]) || said.record.is_some(),
            said.format.is_some_and(|format| format == ACT[0]) || said.act.and(said.proof).is_some(),
        ),
        Err(_) => (file.contains("dpv:"), ACT.iter().any(|mark| file.contains(mark))),
    };
    match (receipt, act) {
        (true, _) => Some(Kind::Receipt),
        (false, true) => Some(Kind::Act),
        (false, false) => None,
    }
}

/// The keys given, or those in the file given: a log may have had several, and one of them has to fit.
fn keys(given: &str) -> Result<Vec<String>> {
    let text = if Path::new(given).is_file() { read(Path::new(given))? } else { given.to_owned() };
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn receipt(file: &str, keys: &[String], speech: &Speech) -> Result<Answer> {
    let mut why = "receipt-unproved";
    for key in keys {
        match receipts::verify(file, key) {
            Ok(verified) => {
                let pairs = [
                    (speech.word("field-record"), verified.record.clone()),
                    (speech.word("field-log"), verified.origin.clone()),
                    (speech.word("field-entry"), verified.index.to_string()),
                    (speech.word("field-signed"), verified.size.to_string()),
                    ("SHA-256".to_owned(), hex::encode(verified.digest)),
                ];
                let json = json!({
                    "holds": true,
                    "record": verified.record,
                    "time": verified.time,
                    "origin": verified.origin,
                    "index": verified.index,
                    "size": verified.size,
                    "sha256": hex::encode(verified.digest),
                });
                let head = Paint::out().good(&speech.word("receipt-holds"));
                return Ok(Answer::done(format!("{head}\n{}", fields(&pairs)), json));
            }
            Err(not) => {
                why = match not {
                    NotVerified::TooLarge | NotVerified::Form(_) => "receipt-form",
                    NotVerified::Altered => "receipt-altered",
                    NotVerified::OtherFrame => "receipt-frame",
                    NotVerified::Key => "receipt-key",
                    NotVerified::Unproved(_) => "receipt-unproved",
                }
            }
        }
    }
    Err(complaint(why, &[]))
}

/// The text of a file that an act may have.
pub(super) fn read(path: &Path) -> Result<String> {
    let mut text = String::new();
    let read = fs::File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text));
    let said = |why: std::io::Error| {
        complaint("unreadable", &[("path", path.display().to_string()), ("why", why.to_string())])
    };
    read.map(|_| text).map_err(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_still_called_what_it_was() {
        let receipt =
            r#"{"@type":"dpv:ConsentReceipt","dpv:hasRecordOfActivity":{"@type":"dpv:ConsentRecord"}}"#;
        let act = r#"{"format":"qorgau-act-of-destruction-1","act":{"run":"x"},"entry":{"subject_hash":"x"},"proof":"x"}"#;
        for (file, is) in [(receipt, Kind::Receipt), (act, Kind::Act)] {
            assert_eq!(kind(file), Some(is));
            for place in 0..file.len() {
                let mut bytes = file.as_bytes().to_vec();
                bytes[place] = b'#';
                let damaged = String::from_utf8(bytes).expect("it is ASCII");
                assert_eq!(kind(&damaged), Some(is), "{damaged}");
            }
        }
        for none in [
            "",
            "{}",
            "[]",
            "null",
            "\"qorgau\"",
            r#"{"@type":"dpv:Consent"}"#,
            r#"{"act":"sweep","destroyed":1}"#,
            "Dear all",
        ] {
            assert_eq!(kind(none), None, "{none}");
        }
    }
}
