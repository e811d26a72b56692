//! One request with everything said in it.

use anyhow::Result;
use kernel::PaperId;
use office::{Office, RequestView};
use serde_json::json;

use super::decide::said;
use crate::{
    answer::Answer,
    door::Door,
    show::{Paint, by, due_by, fields, left, local, rule, table},
    speech::Speech,
};

/// Runs it.
pub(super) fn run(request: PaperId, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| Ok(shown(door.speech, office, &office.request(actor, request)?)))
}

fn shown(speech: &Speech, office: &Office, view: &RequestView) -> Answer {
    let (world, now, state) = (office.world(), office.clock().now(), &view.state);
    let field = |key: &str| speech.word(&format!("field-{key}"));
    let mut pairs = vec![
        (field("subject"), view.subject.to_string()),
        (field("kind"), speech.named("request-kind", state.kind.word())),
        (field("status"), speech.named("status", state.status.word())),
        (field("channel"), speech.named("channel", state.channel.word())),
        (field("received"), local(office, state.received)),
    ];
    if state.closed.is_none() {
        let left = left(speech, &world.profile, state.deadline.at, now);
        pairs.push((field("answer-by"), format!("{} ({left})", due_by(speech, office, state.deadline.at))));
        pairs.push((field("rule"), rule(speech, office, &view.rule)));
    }
    if let Some(since) = state.paused {
        pairs.push((field("paused"), speech.say("blocked-since", &[("since", local(office, since).into())])));
    }
    pairs.push((field("identity"), speech.named("identity", state.identity.word())));
    if !state.parts.is_empty() {
        let parts: Vec<_> = state.parts.iter().map(|part| speech.named("part", part.word())).collect();
        pairs.push((field("parts"), parts.join("; ")));
    }
    if let Some(one) = state.representative {
        let until = one
            .until
            .map(|until| format!(", {}", speech.say("kept-until", &[("at", by(office, until).into())])));
        let by = speech.named("represented", one.by.word());
        pairs.push((field("representative"), format!("{by}{}", until.unwrap_or_default())));
        pairs.push((field("represented-by"), view.words.represented_by.clone()));
    }
    if state.again > 0 {
        pairs.push((field("again"), speech.say("times", &[("n", state.again.into())])));
    }
    for (key, text) in [("contact", &view.words.contact), ("text", &view.words.text)] {
        if !text.is_empty() {
            pairs.push((field(key), text.clone()));
        }
    }
    let evidence: Vec<_> = view.evidence.iter().map(ToString::to_string).collect();
    if !evidence.is_empty() {
        pairs.push((field("evidence"), evidence.join("\n")));
    }
    if let (Some(answer), Some(outcome)) = (&view.words.answer, state.outcome) {
        pairs.push((field("outcome"), speech.named("outcome", outcome.word())));
        pairs.extend(said(speech, office, answer));
    }
    let head = Paint::out().strong(&speech.word("request-head"));
    let history: Vec<Vec<String>> = view
        .words
        .history
        .iter()
        .map(|note| {
            let what = speech.named("step", &note.what);
            vec![local(office, note.at), note.by.to_string(), what, note.note.clone()]
        })
        .collect();
    let keys = ["head-time", "head-actor", "head-act", "head-note"];
    let lines = table(&keys.map(|key| speech.word(key)), &history, &[], &[0, 1]);
    let json = json!({
        "request": view.request,
        "subject": view.subject,
        "kind": state.kind,
        "status": state.status,
        "channel": state.channel,
        "received": state.received,
        "deadline": state.deadline.at,
        "identity": state.identity,
        "paused_since": state.paused,
        "extended": state.extended,
        "engagement": state.engagement,
        "parts": state.parts.iter().collect::<Vec<_>>(),
        "outcome": state.outcome,
        "rule": view.rule,
        "evidence": view.evidence,
        "words": view.words,
    });
    Answer::done(format!("{head} {}\n{}\n{lines}", view.request, fields(&pairs)), json)
}
