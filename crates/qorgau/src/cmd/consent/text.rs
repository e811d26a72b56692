//! The text that is shown before consent.

use anyhow::Result;
use policy::{CategoryId, Lang, PurposeId};
use serde_json::json;

use crate::{answer::Answer, door::Door, given, show::fields};

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
}

/// Runs it. The hash is of the text's exact bytes, which are what stdout gets.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.look(|office| {
        let category = given::category(office, &args.purpose, args.category.as_ref())?;
        let lang = args.notice.unwrap_or(door.speech.lang);
        let (text, notice) = office.notice(&args.purpose, &category, lang)?;
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
