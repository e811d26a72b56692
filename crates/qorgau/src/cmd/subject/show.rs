//! What is held on a person and until when, without values.

use office::{Dossier, DossierEngagement, DossierHold, DossierPaper, Office};
use serde_json::{Value, json};

use super::papers::papers;
use crate::{
    answer::Answer,
    show::{Names, Paint, by, cite, fields, local},
    speech::Speech,
};

/// Engagements with phase, due day and items, block and holds.
pub(crate) fn shown(speech: &Speech, office: &Office, dossier: &Dossier) -> Answer {
    let mut text = head(speech, office, dossier);
    for one in &dossier.engagements {
        text += &engagement(speech, office, one);
    }
    text += &papers(speech, office, dossier);
    let paper =
        |paper: &DossierPaper| json!({ "id": paper.id, "paper": paper.what.word(), "at": paper.what.at() });
    let json = json!({
        "subject": dossier.subject,
        "blocked_since": dossier.blocked_since,
        "holds": dossier.holds.iter().map(|h| json!({ "id": h.id, "by": h.by, "since": h.since })).collect::<Vec<_>>(),
        "engagements": dossier.engagements.iter().map(as_json).collect::<Vec<Value>>(),
        "papers": dossier.papers.iter().map(paper).collect::<Vec<Value>>(),
    });
    Answer::done(text, json)
}

fn engagement(speech: &Speech, office: &Office, one: &DossierEngagement) -> String {
    let world = office.world();
    let names = Names::new(world.editions.get(&one.edition).map(|edition| edition.pack()), speech.lang);
    let items: Vec<String> = one.items.iter().map(|item| names.item(&item.item)).collect();
    let mut pairs = vec![
        (speech.word("field-engagement"), one.id.to_string()),
        (speech.word("field-category"), names.category(&one.category)),
        (speech.word("field-since"), local(office, one.collected)),
        (speech.word("field-phase"), speech.word(&format!("phase-{}", one.phase))),
        (speech.word("field-due"), due(speech, office, one)),
        (speech.word("field-items"), items.join("; ")),
    ];
    if !one.events.is_empty() {
        let event = |(event, at): &(String, _)| format!("{} — {}", names.event(event), local(office, *at));
        pairs
            .push((speech.word("field-events"), one.events.iter().map(event).collect::<Vec<_>>().join("; ")));
    }
    let title =
        format!("{} {} ({})", cite(speech, office, &one.clause), names.purpose(&one.purpose), one.purpose);
    format!("\n{}\n{}", Paint::out().strong(&title), fields(&pairs))
}

/// Who it is, and what keeps the data.
pub(crate) fn head(speech: &Speech, office: &Office, dossier: &Dossier) -> String {
    let block = match dossier.blocked_since {
        Some(since) => speech.say("blocked-since", &[("since", local(office, since).into())]),
        None => speech.word("no"),
    };
    let pairs = [
        (speech.word("field-blocked"), block),
        (speech.word("field-holds-on"), holds(speech, office, &dossier.holds)),
        (speech.word("field-acts"), dossier.acts.len().to_string()),
    ];
    format!("{} {}\n{}", Paint::out().strong(&speech.word("field-subject")), dossier.subject, fields(&pairs))
}

/// The holds with their ids, one below the other.
fn holds(speech: &Speech, office: &Office, holds: &[DossierHold]) -> String {
    let one = |hold: &DossierHold| {
        let since = hold.since.parse().map_or_else(|_| hold.since.clone(), |at| local(office, at));
        let args = [("by", hold.by.clone().into()), ("since", since.into())];
        format!("{}\n{}", hold.id, speech.say("hold-line", &args))
    };
    if holds.is_empty() { speech.word("no") } else { holds.iter().map(one).collect::<Vec<_>>().join("\n") }
}

/// Until when.
pub(crate) fn due(speech: &Speech, office: &Office, one: &DossierEngagement) -> String {
    match one.due {
        None => speech.word("due-unknown"),
        Some(at) if one.due_exact => by(office, at),
        Some(at) => speech.say("due-not-before", &[("at", by(office, at).into())]),
    }
}

fn as_json(one: &DossierEngagement) -> Value {
    let items: Vec<_> = one.items.iter().map(|item| &item.item).collect();
    json!({
        "id": one.id,
        "clause": one.clause,
        "purpose": one.purpose,
        "category": one.category,
        "collected": one.collected,
        "phase": one.phase,
        "due": one.due,
        "due_exact": one.due_exact,
        "events": one.events.iter().map(|(event, at)| json!({ "event": event, "at": at })).collect::<Vec<_>>(),
        "items": items,
    })
}
