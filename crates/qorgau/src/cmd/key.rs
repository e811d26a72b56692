//! `qorgau key`: the root key on paper, and back from it.

use std::{
    fs::OpenOptions,
    io::{self, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use clap::Subcommand;
use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};
use serde_json::json;
use vault::RootKey;

use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    show::{Paint, wrapped},
    speech::Speech,
};

/// What is wanted of the key.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print the root key for a safe
    Export {
        #[command(flatten)]
        form: Form,
    },
    /// Write a key file from the 24 words, read from stdin
    Restore {
        /// The new key file; nothing is replaced
        file: PathBuf,
    },
}

/// How the key is printed.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Form {
    /// As 24 words
    #[arg(long)]
    words: bool,
    /// As a QR code of the 24 words
    #[arg(long)]
    qr: bool,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Export { form } => door.look(|office| {
            let words = office.key_words();
            if form.qr { qr(door.speech, &words) } else { Ok(listed(door.speech, &words)) }
        }),
        Command::Restore { file } => restore(door.speech, file),
    }
}

/// Four columns, to be read downwards.
fn listed(speech: &Speech, words: &str) -> Answer {
    let all: Vec<&str> = words.split(' ').collect();
    let rows = all.len().div_ceil(4);
    let mut out = Paint::out().strong(&speech.word("key-words")) + "\n\n";
    for row in 0..rows {
        for (number, word) in all.iter().enumerate().skip(row).step_by(rows) {
            out += &format!("  {:>2} {word:<12}", number + 1);
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out += &format!("\n{}", wrapped(&speech.word("key-advice"), 2));
    Answer::done(out, json!({ "words": words }))
}

fn qr(speech: &Speech, words: &str) -> Result<Answer> {
    let code = QrCode::with_error_correction_level(words.as_bytes(), EcLevel::M);
    let code = code.map_err(|_| complaint("no-qr", &[]))?;
    let image = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let head = Paint::out().strong(&speech.word("key-qr"));
    let advice = wrapped(&speech.word("key-advice"), 2);
    Ok(Answer::done(format!("{head}\n\n{image}\n\n{advice}"), json!({ "words": words, "qr": image })))
}

fn restore(speech: &Speech, path: &Path) -> Result<Answer> {
    let mut words = String::new();
    io::stdin().lock().take(4096).read_to_string(&mut words).map_err(|_| complaint("bad-stdin", &[]))?;
    let root =
        RootKey::from_words(&words).map_err(|why| complaint("bad-words", &[("why", why.to_string())]))?;
    let file = path.display().to_string();
    let unwritable =
        |why: io::Error| complaint("unwritable", &[("path", file.clone()), ("why", why.to_string())]);
    let mut out =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(unwritable)?;
    let text = root.to_file_text();
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(unwritable)?;
    let said = speech.say("key-restored", &[("path", file.clone().into())]);
    Ok(Answer::done(Paint::out().good(&said), json!({ "key_file": file })))
}
