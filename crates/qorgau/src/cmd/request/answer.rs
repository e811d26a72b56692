//! The answer to a request, for the person: a document, or JSON for programs.

use anyhow::Result;
use kernel::{PaperId, RequestOutcome};
use office::RequestView;
use policy::RequestKind;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
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
        let view = office.request(actor, args.request)?;
        let Some(outcome) = view.state.outcome else {
            return Err(complaint("request-undecided", &[("request", args.request.to_string())]));
        };
        let world = office.world();
        let whole = view.state.kind == RequestKind::Information && outcome != RequestOutcome::Refused;
        let (doc, json) = if whole {
            let information = office.information(actor, args.request)?;
            (clerk::information(&world, &information, speech.lang), serde_json::to_value(&information)?)
        } else {
            (clerk::answer(&world, &view, speech.lang), as_json(&view))
        };
        let day = dated(office, office.clock().now());
        told(speech, &doc, &json, day, args.out.out.as_deref(), Readers::Owner)
    })
}

fn as_json(view: &RequestView) -> Value {
    let to_tell = view
        .to_tell
        .iter()
        .map(|one| json!({ "recipient": one.recipient, "due": one.duty.due, "done": one.duty.done }));
    json!({
        "request": view.request,
        "subject": view.subject,
        "kind": view.state.kind,
        "received": view.state.received,
        "decided": view.state.decided,
        "contact": view.words.contact,
        "represented_by": view.words.represented_by,
        "text": view.words.text,
        "answer": view.words.answer,
        "to_tell": to_tell.collect::<Vec<_>>(),
        "to_remove": view.to_remove,
    })
}
