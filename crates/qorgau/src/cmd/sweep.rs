//! `qorgau sweep`: destroys what is due, or says what would be destroyed.

use std::sync::Arc;

use anyhow::Result;
use kernel::Fate;
use office::{Done, DryRun, Office, Planned, Swept};
use serde_json::{Value, json};

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    show::{Count, Names, Paint, cite, ending, fields, local, table, term_in_words},
    speech::Speech,
};

/// Destroy, or look ahead.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Say what would be destroyed and why, and destroy nothing; --at may lie ahead
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        if args.dry_run {
            let plan = office.plan(actor, door.at(&office.world().profile)?)?;
            return Ok(warned(door.speech, office, planned(door.speech, office, &plan)));
        }
        let count = Count::new(door.speech, "sweep-progress");
        let swept = office.sweep(actor, &mut |gone| count.tell(gone))?;
        count.close();
        Ok(warned(door.speech, office, told(door.speech, &swept)))
    })
}

/// The answer of an act that destroyed one person's data.
pub(crate) fn destroyed(speech: &Speech, office: &Office, key: &str, act: &Done, swept: &Swept) -> Answer {
    let mut more = vec![("destroyed", swept.destroyed.to_string()), ("persons", swept.persons.to_string())];
    more.extend(swept.act.as_ref().map(|path| ("act-file", path.display().to_string())));
    let answer = done(speech, office, key, act, &more)
        .with("destroyed", swept.destroyed)
        .with("persons", swept.persons);
    if swept.signed { answer } else { answer.beside(&speech.word("sweep-unsigned")) }
}

/// Says beside an answer that the profile lacks a year, if it does.
pub(crate) fn warned(speech: &Speech, office: &Office, answer: Answer) -> Answer {
    match office.missing_year() {
        Some(year) => answer.beside(&speech.say("year-missing", &[("year", year.to_string().into())])),
        None => answer,
    }
}

fn told(speech: &Speech, swept: &Swept) -> Answer {
    let number = |key: &str, number: u64| (speech.word(key), number.to_string());
    let mut pairs = vec![
        number("field-destroyed", swept.destroyed),
        number("field-persons", swept.persons),
        number("field-kept", swept.kept),
    ];
    if let Some(path) = &swept.act {
        pairs.push((speech.word("field-act-file"), path.display().to_string()));
    }
    if swept.waiting > 0 {
        pairs.push(number("field-waiting", swept.waiting));
    }
    let json = json!({
        "run": swept.run,
        "destroyed": swept.destroyed,
        "persons": swept.persons,
        "kept": swept.kept,
        "waiting": swept.waiting,
        "signed": swept.signed,
        "act": swept.act.as_ref().map(|path| path.display().to_string()),
    });
    let head = speech.word(if swept.destroyed > 0 { "sweep-done" } else { "sweep-nothing" });
    let answer = Answer::done(format!("{}\n{}", Paint::out().good(&head), fields(&pairs)), json);
    if swept.signed { answer } else { answer.beside(&speech.word("sweep-unsigned")) }
}

fn planned(speech: &Speech, office: &Office, plan: &DryRun) -> Answer {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let heads = ["head-subject", "head-clause", "head-category", "head-fate"].map(|key| speech.word(key));
    let rows: Vec<Vec<String>> = plan
        .planned
        .iter()
        .map(|one| {
            let category = names.category(one.category.as_str());
            vec![
                one.subject.to_string(),
                cite(speech, office, &one.clause),
                category,
                reason(speech, office, one),
            ]
        })
        .collect();
    let going = plan.planned.iter().filter(|one| matches!(one.fate, Fate::Destroy(_))).count();
    let args = [
        ("at", local(office, plan.at).into()),
        ("count", going.into()),
        ("kept", (plan.planned.len() - going).into()),
    ];
    let head = Paint::out().strong(&speech.say("plan-head", &args));
    let text = if rows.is_empty() {
        format!("{head}\n")
    } else {
        format!("{head}\n\n{}", table(&heads, &rows, &[], &[0, 1]))
    };
    let all: Vec<Value> = plan.planned.iter().map(|one| as_json(speech, office, one)).collect();
    Answer::done(
        text,
        json!({ "at": plan.at, "due": going, "kept": plan.planned.len() - going, "planned": all }),
    )
}

/// Why it goes, or stays.
fn reason(speech: &Speech, office: &Office, one: &Planned) -> String {
    match one.fate {
        Fate::Destroy(due) => {
            let args =
                [("since", local(office, due.at).into()), ("term", in_words(speech, office, one).into())];
            speech.say("fate-due", &args)
        }
        Fate::KeptBlocked(_) => speech.word("fate-blocked"),
        Fate::KeptHeld(_) => speech.say("fate-held", &[("by", one.held_by.join(", ").into())]),
        Fate::Paused(until) => speech.say("fate-paused", &[("until", local(office, until).into())]),
        Fate::NotBefore(year) => speech.say("fate-not-before", &[("year", year.to_string().into())]),
        Fate::Moved(_) => speech.word("fate-moved"),
        Fate::NotDue => speech.word("fate-not-due"),
    }
}

/// The rule by which it is due; as the pack writes it, where no edition that is there has it.
fn in_words(speech: &Speech, office: &Office, one: &Planned) -> String {
    let world = office.world();
    let editions = world.edition().into_iter().chain(world.editions.values().map(Arc::as_ref));
    let packs = editions.map(|edition| edition.pack());
    let mut said = packs.filter_map(|pack| {
        ending(pack, &one.purpose, &one.term).map(|end| term_in_words(end, pack, &world.profile, speech.lang))
    });
    said.next().unwrap_or_else(|| one.term.clone())
}

fn as_json(speech: &Speech, office: &Office, one: &Planned) -> Value {
    json!({
        "subject": one.subject,
        "clause": one.clause,
        "purpose": one.purpose,
        "category": one.category,
        "term": one.term,
        "fate": one.fate.word(),
        "at": one.fate.at(),
        "held_by": one.held_by,
        "reason": reason(speech, office, one),
    })
}
