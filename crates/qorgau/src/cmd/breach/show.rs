//! One breach with everything that was done.

use office::{Breach, Office};
use serde_json::json;

use crate::{
    answer::Answer,
    show::{Names, Paint, due_by, fields, left, local, loud, table},
    speech::Speech,
};

/// By when the authority has to be told, and how long that still is.
pub(super) fn left_of(speech: &Speech, office: &Office, breach: &Breach) -> String {
    let left = left(speech, &office.world().profile, breach.due, office.clock().now());
    format!("{} ({left})", due_by(speech, office, breach.due))
}

/// Everything in the register about it.
pub(super) fn shown(speech: &Speech, office: &Office, one: &Breach) -> Answer {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let categories: Vec<_> = one.categories.iter().map(|id| names.category(id.as_str())).collect();
    let items: Vec<_> = one.items.iter().map(|id| names.item(id)).collect();
    let told = match one.authority_told() {
        Some(at) => speech.say("authority-told-at", &[("at", local(office, at).into())]),
        None => left_of(speech, office, one),
    };
    let pairs = [
        ("detected", local(office, one.detected)),
        ("entered", format!("{}, {}", local(office, one.entered), one.by)),
        ("authority", told),
        ("what", one.what.clone()),
        ("categories", categories.join("; ")),
        ("people", one.subjects.to_string()),
        ("items", items.join("; ")),
        ("consequences", one.consequences.clone()),
        ("measures", one.measures.clone()),
    ];
    let pairs: Vec<_> =
        pairs.into_iter().map(|(key, value)| (speech.word(&format!("field-{key}")), value)).collect();
    let head = speech.say("breach-head", &[("number", one.number.to_string().into())]);
    let mut text = format!("{}\n{}", Paint::out().strong(&head), fields(&pairs));
    let steps: Vec<Vec<String>> = one
        .steps
        .iter()
        .map(|step| {
            let what = speech.named("breach-step", step.what.word());
            vec![local(office, step.at), step.by.to_string(), what, step.note.clone()]
        })
        .collect();
    if !steps.is_empty() {
        let keys = ["head-time", "head-actor", "head-act", "head-note"];
        text += &format!("\n{}", table(&keys.map(|key| speech.word(key)), &steps, &[], &[0, 1]));
    }
    Answer::done(loud(speech, &text), json!(one))
}
