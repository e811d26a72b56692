//! The rights of the subject, how to use them, and how long everything takes.

use ::policy::{Part, Topic};
use calendar::FirstDay;

use super::say::Telling;
use crate::{Block, Cell, Column, Doc, Entry, Table, Words};

/// The profile's deadlines, in the order in which a reader looks for them.
const DEADLINES: [&str; 12] = [
    "information",
    "refusal",
    "rectify",
    "block",
    "unblock",
    "destroy-unlawful",
    "withdrawal",
    "destruction",
    "unpublish",
    "transfer-notice",
    "automated-objection",
    "breach-notice",
];

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "rights", it.part(Part::Rights));
    it.paragraph(doc, None, it.say("rights-intro", &[]));
    let mut rights = vec![
        right(it, it.clause(Topic::Information), "right-information", "information"),
        right(it, it.clause(Topic::Rectification), "right-rectification", "rectify"),
        right(it, it.clause(Topic::Blocking), "right-blocking", "block"),
        right(it, it.clause(Topic::Unlawful), "right-unlawful", "destroy-unlawful"),
        right(it, it.part(Part::Withdrawal), "right-withdrawal", "withdrawal"),
    ];
    if it.deadline("automated-objection").is_some() {
        rights.push(right(it, None, "right-objection", "automated-objection"));
    }
    rights.push(it.entry(it.part(Part::Protection), "right-protection"));
    rights.push(it.entry(it.part(Part::OtherRights), "right-other"));
    doc.push(Block::bullets(rights));
    requests(it, doc);
    deadlines(it, doc);
}

/// A right, with the time that the profile gives for it.
fn right(it: &Telling<'_>, number: Option<Words>, key: &str, deadline: &str) -> Entry {
    let right = it.say(key, &[]);
    let text = match it.deadline(deadline) {
        Some(term) => it.say("within", &[("right", right.into()), ("term", term.into())]),
        None => right,
    };
    Entry { number, text: text.into() }
}

fn requests(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 3, "requests", it.part(Part::Requests));
    let mut steps = vec![
        Entry::from(it.runs("requests-form", &[("contact", it.contact())])),
        it.entry(None, "requests-identity"),
    ];
    for (key, deadline) in [("requests-answer", "information"), ("requests-refusal", "refusal")] {
        steps.extend(it.deadline(deadline).map(|term| Entry::from(it.say(key, &[("term", term.into())]))));
    }
    steps.push(it.entry(None, "requests-further"));
    if let Some(number) = it.part(Part::Identity) {
        steps[1].number = Some(number);
        return doc.push(Block::bullets(steps));
    }
    doc.push(Block::List { ordered: true, items: steps });
}

fn deadlines(it: &Telling<'_>, doc: &mut Doc) {
    let row = |name: &str| {
        Some(vec![Cell::from(it.say(&format!("deadline-{name}"), &[])), Cell::from(it.deadline(name)?)])
    };
    let rows: Vec<_> = DEADLINES.into_iter().filter_map(row).collect();
    if rows.is_empty() {
        return;
    }
    it.heading(doc, 3, "deadlines", None);
    let usual = |one: &calendar::Deadline| one.first_day == FirstDay::DayAfter && one.rolls;
    if DEADLINES.into_iter().filter_map(|name| it.profile.deadline(name)).all(usual) {
        it.paragraph(doc, None, it.say("deadlines-note", &[]));
    }
    doc.push(Block::Table(Table {
        caption: it.say("deadlines-caption", &[]).into(),
        columns: vec![Column::new(it.say("head-what", &[]), 72), Column::new(it.say("head-within", &[]), 28)],
        rows,
    }));
}

#[cfg(test)]
mod tests {
    use super::{super::say::catalog, *};

    #[test]
    fn every_deadline_has_its_words() {
        let keys = catalog().keys(::policy::Lang::En);
        for name in DEADLINES {
            assert!(keys.contains(&format!("deadline-{name}").as_str()), "{name}");
        }
    }
}
