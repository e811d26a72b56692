//! `qorgau act`: an act of destruction as a document to be signed, made from its file once that was checked.

use std::path::PathBuf;

use anyhow::Result;
use office::ActOfDestruction;

use super::verify::{attested, read};
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    moment,
    show::{Out, Readers, written},
};

/// Which act, under which key.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The act of destruction
    file: PathBuf,
    /// The log's verifier key, or the file that holds it; the store's own where it is not given
    #[arg(long, value_name = "PUB|FILE")]
    key: Option<String>,
    #[command(flatten)]
    out: Out,
}

/// Runs it. Names of purposes and terms are the store's; an act names nobody, so nothing is logged.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.look(|office| {
        let text = read(&args.file)?;
        let own = || office.layout().log().join("verifier-keys").display().to_string();
        let key = args.key.clone().unwrap_or_else(own);
        let attested = attested(&text, &key)?;
        let bad = |_| complaint("act-form", &[]);
        let act: ActOfDestruction = serde_json::from_str(&text).map_err(bad)?;
        let world = office.world();
        let doc = clerk::destruction(&world, &act, &attested, door.speech.lang);
        let dated = moment::civil(act.act.finished, &world.profile);
        written(door.speech, &doc, dated, args.out.out.as_deref(), Readers::Owner)
    })
}
