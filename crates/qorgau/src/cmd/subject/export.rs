//! Everything held on a person, for the person.

use std::sync::Arc;

use anyhow::Result;
use kernel::{Verdict, jurisdiction, name_in};
use office::{Dossier, DossierAct, DossierEngagement, Office};
use policy::{
    Edition,
    register::{OneOrMany, register_under},
};

use super::{
    papers::papers,
    show::{due, head},
};
use crate::{
    answer::Answer,
    show::{Names, Paint, cite, fields, local, table},
    speech::Speech,
};

/// What is held, why, on what ground, from where, until when, and who did what.
pub(crate) fn exported(speech: &Speech, office: &Office, dossier: &Dossier) -> Result<Answer> {
    let mut text = head(speech, office, dossier);
    for one in &dossier.engagements {
        text += &engagement(speech, office, one);
    }
    text += &papers(speech, office, dossier);
    text += &format!(
        "\n{}\n{}",
        Paint::out().strong(&speech.word("export-acts")),
        acts(speech, office, &dossier.acts)
    );
    Ok(Answer::done(text, serde_json::to_value(dossier)?))
}

fn engagement(speech: &Speech, office: &Office, one: &DossierEngagement) -> String {
    let world = office.world();
    let edition = world.editions.get(&one.edition);
    let names = Names::new(edition.map(|edition| edition.pack()), speech.lang);
    let paint = Paint::out();
    let mut pairs = vec![
        (speech.word("field-category"), names.category(&one.category)),
        (speech.word("field-ground"), ground(speech, office, one)),
        (speech.word("field-source"), speech.word(&format!("source-{}", one.source.word()))),
        (speech.word("field-since"), local(office, one.collected)),
        (speech.word("field-phase"), speech.word(&format!("phase-{}", one.phase))),
        (speech.word("field-due"), due(speech, office, one)),
        (speech.word("field-terms"), terms(speech, office, edition.map(Arc::as_ref), one).join("\n")),
    ];
    if !one.events.is_empty() {
        let event = |(event, at): &(String, _)| format!("{} — {}", names.event(event), local(office, *at));
        pairs
            .push((speech.word("field-events"), one.events.iter().map(event).collect::<Vec<_>>().join("; ")));
    }
    let hidden = speech.word("kept-hashed");
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| paint.faint(&hidden));
    let items: Vec<_> = one.items.iter().map(|item| (names.item(&item.item), value(&item.value))).collect();
    let title =
        paint.strong(&format!("{} {}", cite(speech, office, &one.clause), names.purpose(&one.purpose)));
    format!("\n{title}\n{}\n{}", fields(&pairs), fields(&items))
}

/// The terms as people read them; the pack's own words, where the edition is not there.
fn terms(
    speech: &Speech,
    office: &Office,
    edition: Option<&Edition>,
    one: &DossierEngagement,
) -> Vec<String> {
    let under = jurisdiction(&office.world().profile);
    let rows = edition.map(|edition| register_under(edition, speech.lang, &under)).unwrap_or_default();
    let row = rows.into_iter().find(|row| {
        let there = match &row.category {
            OneOrMany::One(category) => *category == *one.category.as_str(),
            OneOrMany::Many(several) => several.iter().any(|category| *category == *one.category.as_str()),
        };
        there && row.purpose == *one.purpose.as_str()
    });
    let Some(row) = row else { return one.terms.clone() };
    row.names.terms.into_iter().chain(row.names.everywhere).collect()
}

fn ground(speech: &Speech, office: &Office, one: &DossierEngagement) -> String {
    match &one.consent {
        Some(consent) => {
            let way = speech.word(&format!("way-{}", consent.way));
            speech.say("ground-consent", &[("way", way.into()), ("at", local(office, consent.at).into())])
        }
        None => told(speech, office, &one.ground),
    }
}

/// A law in words; a ground of the profile by its name, and the law or contract that it rests on.
fn told(speech: &Speech, office: &Office, ground: &str) -> String {
    let world = office.world();
    let cites = world.cites(speech.lang);
    let parts = ground.split_once(" (").and_then(|(id, law)| Some((id, law.strip_suffix(')')?)));
    let known = parts.and_then(|(id, law)| Some((world.profile.ground(id)?, law)));
    match known {
        Some((ground, law)) => format!("{} ({})", name_in(&ground.names, speech.lang), cites.cite(law)),
        None => cites.cite(ground),
    }
}

fn acts(speech: &Speech, office: &Office, acts: &[DossierAct]) -> String {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let heads = ["head-entry", "head-time", "head-actor", "head-act", "head-clause", "head-about"];
    let rows: Vec<Vec<String>> = acts
        .iter()
        .map(|act| {
            let mut word = speech.word(&format!("act-{}", act.act.as_str()));
            if act.verdict == Verdict::Refused {
                word = format!("{word} ({})", speech.word("refused"));
            }
            let items = act.items.iter().map(|item| names.item(item)).collect::<Vec<_>>().join("; ");
            let about = [
                act.purpose.as_ref().map(|purpose| names.purpose(purpose)),
                act.event.as_ref().map(|event| names.event(event)),
                Some(items).filter(|items| !items.is_empty()),
            ];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            vec![
                act.entry.to_string(),
                local(office, act.time),
                act.actor.to_string(),
                word,
                cite(speech, office, &act.clause),
                about,
            ]
        })
        .collect();
    table(&heads.map(|key| speech.word(key)), &rows, &[0], &[1, 4])
}
