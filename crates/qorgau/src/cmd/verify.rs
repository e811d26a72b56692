//! `qorgau verify`: checks an act of destruction with nothing but its file and the log's verifier key.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use office::{Attested, verify_act};
use serde_json::json;

use crate::{
    answer::Answer,
    fault::complaint,
    show::{Paint, fields},
    speech::Speech,
};

/// The largest act that is read: some 2 million things destroyed.
const MOST: u64 = 1 << 30;

/// Which act, under which key.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The act of destruction
    file: PathBuf,
    /// The log's verifier key, or the file that holds it (`verifier-keys` in the log's folder)
    #[arg(long, value_name = "PUB|FILE")]
    key: String,
}

/// Runs it.
pub(crate) fn run(args: &Args, speech: &Speech) -> Result<Answer> {
    let attested = attested(&read(&args.file)?, &args.key)?;
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
    let keys = if Path::new(key).is_file() { read(Path::new(key))? } else { key.to_owned() };
    let mut why = String::new();
    // A log may have had several keys; one of them has to fit.
    for key in keys.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match verify_act(act, key) {
            Ok(attested) => return Ok(attested),
            Err(not) => why = not.to_string(),
        }
    }
    Err(complaint("act-does-not-hold", &[("why", why)]))
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
