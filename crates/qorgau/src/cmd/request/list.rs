//! Open requests by the time left.

use anyhow::Result;
use calendar::Profile;
use kernel::Status;
use office::OpenRequest;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    door::Door,
    moment,
    show::{Paint, Rules, due_by, left, loud, rule, table},
};

/// Runs it. What is overdue stands first.
pub(super) fn run(limit: usize, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let open = office.open_requests(actor, limit)?;
        let (world, now) = (office.world(), office.clock().now());
        let overdue = open.iter().filter(|one| one.overdue).count();
        let soon = open.iter().filter(|one| one.soon).count();
        let mut rules = Rules::default();
        let rows: Vec<Vec<String>> = open
            .iter()
            .map(|one| {
                let state = &one.state;
                let kind = speech.named("request-kind", state.kind.word());
                let step = match (state.status, state.paused) {
                    (Status::Open, Some(_)) => speech.word("status-paused"),
                    (status, _) => speech.named("status", status.word()),
                };
                let mut left = left(speech, &world.profile, state.deadline.at, now);
                if one.soon {
                    left.insert_str(0, "! ");
                }
                vec![
                    left,
                    due_by(speech, office, state.deadline.at),
                    format!("{kind} · {step}"),
                    one.request.to_string(),
                    rules.number(rule(speech, office, &one.rule)),
                ]
            })
            .collect();
        let args = [("count", open.len().into()), ("overdue", overdue.into()), ("soon", soon.into())];
        let head = Paint::out().strong(&speech.say("requests-head", &args));
        let mut text = format!("{head}\n");
        if !rows.is_empty() {
            let keys = ["head-left", "head-by", "head-what", "head-request", "head-rule"];
            text += &table(&keys.map(|key| speech.word(key)), &rows, &[], &[0, 1, 3, 4]);
            text += &rules.listed();
        }
        let all: Vec<Value> = open.iter().map(|one| as_json(one, &world.profile)).collect();
        let json = json!({ "requests": all, "overdue": overdue, "soon": soon });
        let answer = Answer::done(loud(speech, &text), json);
        let full = open.len() >= limit;
        Ok(if full { answer.beside(&speech.say("limited", &[("n", limit.into())])) } else { answer })
    })
}

fn as_json(one: &OpenRequest, profile: &Profile) -> Value {
    json!({
        "request": one.request,
        "subject": one.subject,
        "kind": one.state.kind,
        "status": one.state.status,
        "identity": one.state.identity,
        "received": one.state.received,
        "deadline": one.state.deadline.at,
        "deadline_exact": one.state.deadline.exact,
        "paused_since": one.state.paused,
        "by": moment::last(one.state.deadline.at, profile),
        "overdue": one.overdue,
        "soon": one.soon,
        "rule": one.rule,
    })
}
