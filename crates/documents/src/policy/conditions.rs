//! Principles, copies of documents, and to whom data goes.

use ::policy::{Ground, Part, Purpose, Topic};

use super::say::Telling;
use crate::{Block, Cell, Column, Doc, Entry, Table};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 3, "conditions", it.part(Part::Conditions));
    it.paragraph(doc, it.part(Part::Principles), it.say("principles", &[]));
    doc.push(Block::bullets([
        it.entry(None, "principle-rights"),
        it.entry(None, "principle-lawful"),
        it.entry(it.clause(Topic::Access), "principle-confidential"),
        it.entry(None, "principle-equal"),
        it.entry(None, "principle-safe"),
    ]));
    let mut copies = it.say("identity-copies", &[]);
    if it.pack.conditions.scans_as_paper {
        copies = format!("{copies} {}", it.say("identity-scans", &[]));
    }
    it.paragraph(doc, it.part(Part::IdentityCopies), copies);
    it.paragraph(doc, it.part(Part::ThirdParties), it.say("third-parties", &[]));
    it.paragraph(doc, it.part(Part::Undertakings), it.say("undertakings", &[]));
    recipients(it, doc);
    abroad(it, doc);
}

fn recipients(it: &Telling<'_>, doc: &mut Doc) {
    if it.pack.recipients.is_empty() {
        return;
    }
    let head = |key, share| Column::new(it.say(key, &[]), share);
    let rows = it.pack.recipients.iter().map(|one| {
        vec![
            Cell::from(it.text(&one.name)),
            Cell::from(it.state(&one.state)),
            Cell::from(it.purposes(&one.purposes)),
            Cell::from(it.items(&one.items)),
        ]
    });
    doc.push(Block::Table(Table {
        caption: it.say("recipients", &[]).into(),
        columns: vec![
            head("head-recipient", 24),
            head("head-state", 8),
            head("head-given-for", 34),
            head("head-given-items", 34),
        ],
        rows: rows.collect(),
    }));
}

fn abroad(it: &Telling<'_>, doc: &mut Doc) {
    let reaches = |purpose: &&Purpose| {
        purpose.cross_border || matches!(&purpose.ground, Ground::Consent(says) if says.cross_border)
    };
    let purposes: Vec<_> =
        it.pack.purposes.iter().filter(reaches).map(|purpose| purpose.id.clone()).collect();
    let number = it.part(Part::CrossBorder);
    if purposes.is_empty() {
        return it.paragraph(doc, number, it.say("cross-border-none", &[]));
    }
    it.paragraph(doc, number, it.say("cross-border", &[("purposes", it.purposes(&purposes).into())]));
    let mut abroad = it.pack.states.iter().filter(|state| state.code != it.profile.region()).peekable();
    if abroad.peek().is_none() {
        return it.paragraph(doc, None, it.say("cross-border-empty", &[]));
    }
    it.paragraph(doc, None, it.say("cross-border-states", &[]));
    let one = |state: &::policy::State| {
        let args = [("state", it.state(&state.code).into()), ("because", it.text(&state.because).into())];
        Entry::from(it.say("state-because", &args))
    };
    doc.push(Block::bullets(abroad.map(one).collect::<Vec<_>>()));
}
