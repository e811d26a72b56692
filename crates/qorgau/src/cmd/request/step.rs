//! A request moved on.

use std::{fs, path::Path};

use anyhow::Result;
use kernel::{PaperId, Step};
use office::EVIDENCE_MAX;

use super::Command;
use crate::{
    answer::Answer,
    cmd::done,
    door::Door,
    fault::complaint,
    show::{Readers, put, said},
};

/// One step.
pub(super) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let moved = |request: &PaperId, step, note: &str| office.move_request(actor, *request, step, note);
        let (key, request, step) = match command {
            Command::Identify { request, level } => {
                ("done-confirm-identity", request, office.confirm_identity(actor, *request, *level)?)
            }
            Command::Pause { request, reason, note } => {
                ("done-pause", request, moved(request, Step::Pause(*reason), note)?)
            }
            Command::Resume { request, note } => {
                ("done-resume", request, moved(request, Step::Resume, note)?)
            }
            Command::Extend { request, note } => {
                ("done-extend", request, moved(request, Step::Extend, note)?)
            }
            Command::PassOn { request, note } => {
                ("done-pass-on", request, moved(request, Step::PassOn, note)?)
            }
            Command::Note { request, text } => ("done-note", request, moved(request, Step::Note, text)?),
            Command::Answered { request } => {
                ("done-answer-request", request, office.answered(actor, *request)?)
            }
            _ => return Err(complaint("usage-which-command", &[])), // the others have files of their own
        };
        Ok(done(door.speech, office, key, &step, &[("request", request.to_string())]))
    })
}

/// A file that supports it.
pub(super) fn attach(request: PaperId, file: &Path, door: &Door<'_>) -> Result<Answer> {
    let bad = |why: String| complaint("unreadable", &[("path", file.display().to_string()), ("why", why)]);
    let size = fs::metadata(file).map_err(|why| bad(why.to_string()))?.len();
    if size > EVIDENCE_MAX as u64 {
        return Err(complaint("evidence-size", &[("most", (EVIDENCE_MAX >> 20).to_string())]));
    }
    let bytes = vault::Zeroizing::new(fs::read(file).map_err(|why| bad(why.to_string()))?);
    door.act(|office, actor| {
        let (attached, evidence) = office.attach(actor, request, &bytes)?;
        let more = [("request", request.to_string()), ("evidence", evidence.to_string())];
        Ok(done(door.speech, office, "done-attach", &attached, &more))
    })
}

/// The same file again.
pub(super) fn evidence(evidence: PaperId, out: &Path, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let file = office.evidence(actor, evidence)?;
        put(out, &file, Readers::Owner)?;
        Ok(said(door.speech, out))
    })
}
