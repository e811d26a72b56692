//! The answer to a request, for the person: a document, or JSON for programs.

use anyhow::Result;
use kernel::PaperId;

use crate::{
    answer::Answer,
    door::Door,
    show::{Out, Readers, dated, told},
};

/// Which, and where to.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The request's id
    request: PaperId,
    #[command(flatten)]
    out: Out,
}

/// Runs it. A granted request for information is answered by everything held; each answer is put together anew and
/// logged.
pub(super) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let reply = office.reply(actor, args.request)?;
        let doc = clerk::reply(&office.world(), &reply, speech.lang);
        let day = dated(office, office.clock().now());
        told(speech, &doc, &reply.json(), day, args.out.out.as_deref(), Readers::Owner)
    })
}
