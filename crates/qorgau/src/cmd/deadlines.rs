//! `qorgau deadlines`: everything that has to be done by a day, what is overdue first.

use anyhow::Result;
use calendar::Profile;
use jiff::Timestamp;
use kernel::LeftDuty;
use office::{DeadlineLine, Task};
use serde_json::{Value, json};

use super::sweep::warned;
use crate::{
    answer::Answer,
    door::Door,
    moment,
    show::{Names, Paint, Rules, due_by, left, loud, rule, table},
    speech::Speech,
};

/// Until when, and how many.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What is due until then: the last day, or a moment; everything where it is not given
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// How many of each kind at most; what is overdue is always shown
    #[arg(long, default_value_t = 100)]
    limit: usize,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let world = office.world();
        let until = args.until.as_deref().map(|text| moment::end(text, &world.profile)).transpose()?;
        let lines = office.deadlines(actor, until.unwrap_or(Timestamp::MAX), args.limit)?;
        let now = office.clock().now();
        let overdue = lines.iter().filter(|line| line.overdue).count();
        let soon = lines.iter().filter(|line| line.soon).count();
        let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
        let mut rules = Rules::default();
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                let (what, which) = task(speech, &names, &line.task);
                let number = rules.number(rule(speech, office, &line.rule));
                let mut left = left(speech, &world.profile, line.due, now);
                if line.soon {
                    left.insert_str(0, "! ");
                }
                vec![left, due_by(speech, office, line.due), what, which, number]
            })
            .collect();
        let limit = args.limit;
        let args = [("count", lines.len().into()), ("overdue", overdue.into()), ("soon", soon.into())];
        let mut text = format!("{}\n", Paint::out().strong(&speech.say("deadlines-head", &args)));
        if !rows.is_empty() {
            let keys = ["head-left", "head-by", "head-what", "head-which", "head-rule"];
            text += &table(&keys.map(|key| speech.word(key)), &rows, &[], &[0, 1, 3, 4]);
            text += &rules.listed();
        }
        let all: Vec<Value> = lines.iter().map(|line| as_json(line, &world.profile)).collect();
        let answer =
            Answer::done(loud(speech, &text), json!({ "deadlines": all, "overdue": overdue, "soon": soon }));
        let full = lines.len() >= limit;
        let answer = warned(speech, office, answer);
        Ok(if full { answer.beside(&speech.say("limited", &[("n", limit.into())])) } else { answer })
    })
}

/// What has to be done, and to which thing.
fn task(speech: &Speech, names: &Names<'_>, task: &Task) -> (String, String) {
    match task {
        Task::Request { request, kind, decided, .. } => {
            let kind = speech.named("request-kind", kind.word());
            let step = speech.word(if *decided { "status-decided" } else { "status-open" });
            (format!("{kind} · {step}"), request.to_string())
        }
        Task::Duty { paper, duty, .. } => (speech.named("duty", duty.word()), paper.to_string()),
        Task::Left(left) => {
            let to = left.recipient.as_ref().map(|to| format!(" · {}", names.recipient(to.as_str())));
            (speech.named("duty", left.duty.word()) + &to.unwrap_or_default(), left.paper.to_string())
        }
        Task::Breach { number } => (speech.word("duty-breach"), format!("№ {number}")),
        Task::Carrier { number, place } => {
            (format!("{} · {place}", speech.word("duty-carrier")), format!("№ {number}"))
        }
    }
}

fn as_json(line: &DeadlineLine, profile: &Profile) -> Value {
    let mut out = match &line.task {
        Task::Request { request, subject, kind, decided } => {
            json!({ "task": "request", "request": request, "subject": subject, "kind": kind, "decided": decided })
        }
        Task::Duty { paper, subject, duty } => {
            json!({ "task": "duty", "paper": paper, "subject": subject, "duty": duty })
        }
        Task::Left(left) => {
            let LeftDuty { paper, duty, purpose, recipient, items, .. } = left;
            json!({ "task": "duty", "paper": paper, "duty": duty, "purpose": purpose, "recipient": recipient, "items": items })
        }
        Task::Breach { number } => json!({ "task": "breach", "number": number }),
        Task::Carrier { number, place } => json!({ "task": "carrier", "number": number, "place": place }),
    };
    out["due"] = json!(line.due);
    out["by"] = moment::last(line.due, profile).into();
    out["overdue"] = line.overdue.into();
    out["exact"] = profile.is_exact(line.due).into();
    out["soon"] = line.soon.into();
    out["rule"] = line.rule.as_str().into();
    out
}
