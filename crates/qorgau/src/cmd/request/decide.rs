//! A request decided, and what it asks for done.

use anyhow::Result;
use kernel::PaperId;
use office::{Decided, Decision, Grant, Office};
use policy::PurposeId;
use serde_json::json;

use crate::{
    answer::Answer,
    cmd::{consent_goes_on, done_as},
    door::Door,
    fault::complaint,
    given::items,
    show::{Names, by},
    speech::Speech,
};

/// Which and how.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The request's id
    request: PaperId,
    /// Whether it is granted
    #[arg(value_parser = ["grant", "refuse"])]
    decision: String,
    /// For a rectification, or a block about wrong values: the new ones; item=@- reads the value from stdin. May be repeated
    #[arg(long, value_name = "ITEM=VALUE")]
    set: Vec<String>,
    /// For a rectification whose request names no purpose: under which; otherwise wherever the items are held
    #[arg(long)]
    purpose: Option<PurposeId>,
    /// For a block: no breach was found, and the block ends
    #[arg(long)]
    unfounded: bool,
    /// For a block or a demand to destroy: data was collected or processed against the law, and is destroyed whatever
    /// would keep it
    #[arg(long, conflicts_with = "unfounded")]
    unlawful: bool,
    /// Said to the person with the answer; a refusal needs it. Kept sealed
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reasons: String,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let refuse = args.decision == "refuse";
    if refuse && args.reasons.trim().is_empty() {
        return Err(complaint("refusal-needs-reasons", &[]));
    }
    if refuse && (args.unfounded || args.unlawful || !args.set.is_empty() || args.purpose.is_some()) {
        return Err(complaint("refusal-alone", &[]));
    }
    let given = items(&args.set)?;
    door.act(|office, actor| {
        let reasons = args.reasons.clone();
        let decision = if refuse {
            Decision::Refuse { reasons }
        } else {
            let values = office.with_hashed_passwords(given)?;
            let purpose = args.purpose.clone();
            let (unfounded, unlawful) = (args.unfounded, args.unlawful);
            Decision::Grant(Grant { purpose, values, unfounded, unlawful, reasons })
        };
        let decided = office.decide_request(actor, args.request, decision)?;
        Ok(told(door.speech, office, args.request, &decided))
    })
}

fn told(speech: &Speech, office: &Office, request: PaperId, decided: &Decided) -> Answer {
    let answer = &decided.answer;
    let mut pairs = vec![
        (speech.word("field-request"), request.to_string()),
        (speech.word("field-kind"), speech.named("request-kind", decided.kind.word())),
        (speech.word("field-subject"), decided.subject.to_string()),
        (speech.word("field-outcome"), speech.named("outcome", answer.outcome.word())),
    ];
    pairs.extend(said(speech, office, answer));
    if let Some(swept) = &decided.swept {
        pairs.push((speech.word("field-destroyed"), swept.destroyed.to_string()));
        pairs.push((speech.word("field-persons"), swept.persons.to_string()));
        if let Some(act) = &swept.act {
            pairs.push((speech.word("field-act-file"), act.display().to_string()));
        }
    }
    if !decided.contact.is_empty() {
        pairs.push((speech.word("field-contact"), decided.contact.clone()));
    }
    let json = json!({
        "request": request,
        "subject": decided.subject,
        "kind": decided.kind,
        "contact": decided.contact,
        "answer": answer,
        "destroyed": decided.swept.as_ref().map(|swept| swept.destroyed),
        "act_file": decided.swept.as_ref().and_then(|swept| swept.act.as_ref()).map(|act| act.display().to_string()),
    });
    let out = done_as(speech, office, "done-decide-request", &decided.done, &pairs, json);
    let out = out.beside(&speech.say("decide-next", &[("request", request.to_string().into())]));
    match &decided.swept {
        Some(swept) if !swept.signed => out.beside(&speech.word("sweep-unsigned")),
        _ => out,
    }
}

/// What an answer says: what was refused by which clause, what a law keeps, what goes on, what each system did.
pub(super) fn said(speech: &Speech, office: &Office, answer: &office::Answer) -> Vec<(String, String)> {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let cites = world.cites(speech.lang);
    let mut pairs = Vec::new();
    let mut lines = |key: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            pairs.push((speech.word(key), lines.join("\n")));
        }
    };
    lines(
        "field-reasons",
        Some(answer.reasons.clone()).filter(|text| !text.is_empty()).into_iter().collect(),
    );
    let refused = answer.refused.iter().map(|(code, clause)| {
        let clause = if clause.is_empty() { &answer.clause } else { clause };
        format!("{} · {}", clerk::refused(code, speech.lang), cites.clause(clause))
    });
    lines("field-refused-by", refused.collect());
    let kept = answer.kept.iter().map(|kept| {
        let until = kept.until.map(|until| by(office, until));
        let until = match until {
            Some(day) if kept.exact => speech.say("kept-until", &[("at", day.into())]),
            Some(day) => speech.say("due-not-before", &[("at", day.into())]),
            None => speech.word("due-unknown"),
        };
        let (clause, law) = (cites.cite(&kept.clause), cites.cite(&kept.law));
        format!("{clause} {}: {until} — {law}", names.purpose(kept.purpose.as_str()))
    });
    lines("field-law-keeps", kept.collect());
    if !answer.goes_on.is_empty() {
        lines("field-goes-on", vec![consent_goes_on(speech, office, &answer.goes_on)]);
    }
    let systems = answer.systems.iter().map(|one| {
        let state = serde_json::to_value(one.state).unwrap_or_default();
        format!(
            "{}: {}",
            speech.named("system-name", &one.system),
            speech.named("system", state.as_str().unwrap_or_default())
        )
    });
    lines("field-systems", systems.collect());
    pairs
}
