//! `qorgau policy`: checks a pack, prints its register, tells what a new one changes, renders it for its readers.

mod diff;

use anyhow::Result;
use clap::Subcommand;
use documents::policy::render;
use kernel::jurisdiction;
use policy::{
    Edition,
    check::Faults,
    register::{Format, register_under},
};
use serde_json::json;
use std::path::{Path, PathBuf};

use crate::{
    answer::Answer,
    cli,
    fault::faulty_pack,
    pack::{self, Loaded},
    show::{Paint, Readers, fields, width, written as written_document},
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
    /// Tell what a new pack changes, clause by clause, for the people whose data it is (--format table|json|md)
    Diff {
        /// The old pack's folder, or `bitrix-kz` for the pack in the binary
        old: String,
        /// The new pack's folder
        new: String,
        /// The jurisdiction profile of both, where it is not found by its id
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
    },
    /// Print the JSON Schema of a pack's files, for editors
    Schema,
    /// Print the register: which data, about whom, why, until when (--format table|json|csv|md)
    Register {
        /// The pack's folder, or `bitrix-kz` for the pack in the binary
        pack: String,
        /// The jurisdiction profile, where it is not found by its id
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
    },
    /// Write the policy as the public reads it (--format html|md|pdf, --lang kk|ru|en)
    Render {
        /// The pack's folder, or `bitrix-kz` for the pack in the binary
        pack: String,
        /// The jurisdiction profile, where it is not found by its id
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
        /// The file to write; a PDF needs one
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, speech: &Speech) -> Result<Answer> {
    match command {
        Command::Check { pack, profile } => match pack::load(pack, profile.as_deref()) {
            Ok(loaded) => Ok(sound(speech, &loaded.edition)),
            Err(why) => Ok(faulty_pack(speech, &why.downcast::<Faults>()?)),
        },
        Command::Diff { old, new, profile } => {
            let load = |pack| pack::load(pack, profile.as_deref());
            diff::run(&load(old)?, &load(new)?, speech)
        }
        Command::Schema => {
            let schema = format!("{:#}\n", policy::schema::schema());
            Ok(Answer::exact(schema.clone(), schema))
        }
        Command::Register { pack, profile } => {
            let loaded = pack::load(pack, profile.as_deref())?;
            Ok(written(speech, &loaded))
        }
        Command::Render { pack, profile, out } => {
            let loaded = pack::load(pack, profile.as_deref())?;
            rendered(speech, &loaded, out.as_deref())
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
        // Whoever asks for the others has been told so already.
        cli::Format::Md | cli::Format::Html | cli::Format::Pdf => Format::Markdown,
    };
    let json = Format::Json.write(&rows, speech.lang);
    Answer::exact(format.write(&rows, speech.lang), json)
}

/// The policy for its readers. A PDF is dated by its edition, so that it comes out the same wherever it is made.
fn rendered(speech: &Speech, loaded: &Loaded, out: Option<&Path>) -> Result<Answer> {
    let doc = render(&loaded.edition, &loaded.profile, speech.lang);
    let day = loaded.edition.pack().in_force_from.to_datetime(jiff::civil::Time::midnight());
    written_document(speech, &doc, day, out, Readers::All)
}
