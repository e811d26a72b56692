//! `qorgau policy`: checks a pack, and prints its register.

use anyhow::Result;
use clap::Subcommand;
use kernel::jurisdiction;
use policy::{
    Edition,
    check::Faults,
    register::{Format, register_under},
};
use serde_json::json;
use std::path::PathBuf;

use crate::{
    answer::Answer,
    cli,
    fault::faulty_pack,
    pack::{self, Loaded},
    show::{Paint, fields, width},
    speech::Speech,
};

/// What is wanted of a pack.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Report every fault of a pack at once
    Check {
        /// The pack's folder, or `bitrix-kz` for the pack in the binary
        pack: String,
        /// The jurisdiction profile, where it is not found by its id
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
    },
    /// Print the register: which data, about whom, why, until when (--format table|json|csv|md)
    Register {
        /// The pack's folder, or `bitrix-kz` for the pack in the binary
        pack: String,
        /// The jurisdiction profile, where it is not found by its id
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, speech: &Speech) -> Result<Answer> {
    match command {
        Command::Check { pack, profile } => match pack::load(pack, profile.as_deref()) {
            Ok(loaded) => Ok(sound(speech, &loaded.edition)),
            Err(why) => Ok(faulty_pack(speech, &why.downcast::<Faults>()?)),
        },
        Command::Register { pack, profile } => {
            let loaded = pack::load(pack, profile.as_deref())?;
            Ok(written(speech, &loaded))
        }
    }
}

fn sound(speech: &Speech, edition: &Edition) -> Answer {
    let pack = edition.pack();
    let hash = hex::encode(edition.hash());
    let args = [("pack", pack.id.to_string().into()), ("edition", pack.edition.clone().into())];
    let counts = [
        ("purposes", pack.purposes.len().into()),
        ("rows", edition.row_count().into()),
        ("items", pack.items.len().into()),
        ("roles", pack.roles.len().into()),
    ];
    let pairs = [
        (speech.word("field-holds"), speech.say("pack-counts", &counts)),
        (speech.word("field-operator"), pack.operator.name.get(speech.lang).to_owned()),
        (speech.word("field-approved"), pack.approved_on.to_string()),
        (speech.word("field-in-force"), pack.in_force_from.to_string()),
        ("SHA-256".to_owned(), hash.clone()),
    ];
    let json = json!({
        "pack": pack.id,
        "edition": pack.edition,
        "sha256": hash,
        "approved_on": pack.approved_on,
        "in_force_from": pack.in_force_from,
        "purposes": pack.purposes.len(),
        "rows": edition.row_count(),
        "items": pack.items.len(),
        "faults": [],
        "count": 0,
    });
    let head = Paint::out().good(&speech.say("pack-sound", &args));
    Answer::done(format!("{head}\n{}", fields(&pairs)), json)
}

/// The register in the format asked for. Its JSON has its own shape, and goes out byte for byte.
fn written(speech: &Speech, loaded: &Loaded) -> Answer {
    let rows = register_under(&loaded.edition, speech.lang, &jurisdiction(&loaded.profile));
    let format = match speech.format() {
        cli::Format::Table => Format::Table { width: width() },
        cli::Format::Json => Format::Json,
        cli::Format::Csv => Format::Csv,
        cli::Format::Md => Format::Markdown,
    };
    let json = Format::Json.write(&rows, speech.lang);
    Answer::exact(format.write(&rows, speech.lang), json)
}
