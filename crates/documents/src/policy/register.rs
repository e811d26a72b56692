//! The register, its terms, and what each consent covers.

use ::policy::{
    Due, Edition, Ground, Part, Topic, UntilDue,
    register::{RegisterRow, register_under},
};
use kernel::jurisdiction;

use super::say::Telling;
use crate::{Block, Cell, Column, Doc, Table};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "operator", it.part(Part::Operator));
    it.heading(doc, 3, "register", it.clause(Topic::Register));
    it.paragraph(doc, None, it.say("register-intro", &[]));
    let rows = rows(it);
    doc.push(Block::Table(table(it, &rows)));
    let everywhere = rows.first().map(|row| row.names.everywhere.join("; ")).unwrap_or_default();
    if !everywhere.is_empty() {
        it.paragraph(doc, None, it.say("everywhere", &[("terms", everywhere.into())]));
    }
    it.paragraph(doc, it.part(Part::Biometrics), it.say("biometrics", &[]));
    it.paragraph(doc, it.clause(Topic::Terms), it.say("terms", &[]));
    if stores(it.edition) {
        it.paragraph(doc, None, it.say("terms-storage", &[]));
    }
    consents(it, doc);
}

/// The register with the laws as the reader calls them.
fn rows(it: &Telling<'_>) -> Vec<RegisterRow> {
    register_under(it.edition, it.lang, &jurisdiction(it.profile))
}

fn table(it: &Telling<'_>, rows: &[RegisterRow]) -> Table {
    let head = |key, share| Column::new(it.say(key, &[]), share);
    let line = |row: &RegisterRow| {
        let names = &row.names;
        let purpose = [("no", row.no.to_string().into()), ("name", names.purpose.as_str().into())];
        vec![
            Cell::from(it.say("purpose-no", &purpose)),
            Cell(names.categories.iter().map(|one| one.as_str().into()).collect()),
            Cell::from(names.items.join("; ")),
            Cell::from(names.ground.as_str()),
            Cell(names.terms.iter().map(|one| one.as_str().into()).collect()),
        ]
    };
    Table {
        caption: it.say("register-caption", &[("count", it.pack.purposes.len().into())]).into(),
        columns: vec![
            head("head-purpose", 19),
            head("head-category", 14),
            head("head-items", 25),
            head("head-ground", 17),
            head("head-terms", 25),
        ],
        rows: rows.iter().map(line).collect(),
    }
}

/// Whether some row is only kept for a while after an event.
fn stores(edition: &Edition) -> bool {
    let kept = |due: &Due| !matches!(due, Due::Deadline(_));
    let mut ends = edition.rows().flat_map(|(_, _, list)| &list.ends);
    ends.any(|end| end.until_due == UntilDue::Storage && kept(&end.due))
}

fn consents(it: &Telling<'_>, doc: &mut Doc) {
    let word = |said: bool| Cell::from(it.say(if said { "yes" } else { "no" }, &[]));
    let given = it.pack.purposes.iter().filter_map(|purpose| match &purpose.ground {
        Ground::Consent(particulars) => Some((purpose, particulars)),
        Ground::Law(_) | Ground::Other { .. } => None,
    });
    let rows: Vec<Vec<Cell>> = given
        .map(|(purpose, says)| {
            vec![
                Cell::from(it.text(&purpose.name)),
                Cell::from(it.text(&says.term)),
                word(says.third_parties),
                word(says.cross_border),
                word(says.publication),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    it.heading(doc, 3, "consents", None);
    let law = it.by_clause(Topic::Consent);
    it.paragraph(doc, None, it.say("consents-intro", &[("law", law.into())]));
    let head = |key, share| Column::new(it.say(key, &[]), share);
    doc.push(Block::Table(Table {
        caption: it.say("consents-caption", &[]).into(),
        columns: vec![
            head("head-purpose", 32),
            head("head-holds", 32),
            head("head-third", 12),
            head("head-abroad", 12),
            head("head-public", 12),
        ],
        rows,
    }));
}
