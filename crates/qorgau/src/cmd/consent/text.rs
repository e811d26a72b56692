//! The text that is shown before consent.

use anyhow::Result;
use policy::{CategoryId, Lang, PurposeId};
use serde_json::json;

use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    show::{Out, Readers, fields, kept, written},
};

/// For what and whom.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Under which purpose
    #[arg(long)]
    purpose: PurposeId,
    /// For whom; may be left out where the purpose reaches one kind of people
    #[arg(long)]
    category: Option<CategoryId>,
    /// The text's language; that of the answer where it is not given
    #[arg(long, value_name = "kk|ru|en", value_parser = str::parse::<Lang>)]
    notice: Option<Lang>,
    #[command(flatten)]
    out: Out,
}

/// Runs it. The hash is of the text's exact bytes, which are what stdout gets.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.look(|office| {
        let category = office.category_of(&args.purpose, args.category.as_ref())?;
        let lang = args.notice.unwrap_or(door.speech.lang);
        let (text, notice) = office.notice(&args.purpose, &category, lang)?;
        let out = args.out.out.as_deref();
        if matches!(door.speech.format(), Format::Md | Format::Html | Format::Pdf) {
            // Dated by its edition: the form is the same wherever it is printed.
            let world = office.world();
            let day = world.edition().map_or(jiff::civil::Date::ZERO, |edition| edition.pack().in_force_from);
            let form = clerk::consent(&world, &args.purpose, &text, &notice);
            let day = day.to_datetime(jiff::civil::Time::midnight());
            return written(door.speech, &form, day, out, Readers::All);
        }
        if let Some(path) = out {
            return kept(door.speech, path, &text, Readers::All);
        }
        let hash = hex::encode(notice.digest);
        let json = json!({
            "purpose": args.purpose,
            "category": category,
            "language": lang.code(),
            "text": text,
            "sha256": hash,
        });
        Ok(Answer::done(text, json).beside(&fields(&[("SHA-256".to_owned(), hash)])))
    })
}
