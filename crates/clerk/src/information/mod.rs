//! The answer to a request for information (clause 3.4.1.2): everything held on a person, for that person to read.
//!
//! Nothing that stands in the JSON of [`Information`] is missing here; a test walks its leaves.

mod held;
mod log;
pub(crate) mod papers;

use documents::{Block, Doc, Entry, Run};
use jiff::Timestamp;
use kernel::World;
use office::{DossierHold, Information};
use policy::{Lang, Topic};

use crate::{
    Telling,
    wording::{id, listed},
};

/// Writes the answer. It holds personal values where `information.values` says so, and says why where it does not.
pub fn information(world: &World, information: &Information, lang: Lang) -> Doc {
    let it = &Telling::new(world, lang);
    let dossier = &information.dossier;
    let mut doc = head(it, information);
    summary(it, &mut doc, information);
    restrictions(it, &mut doc, information);
    held::add(it, &mut doc, information);
    papers::add(it, &mut doc, &dossier.papers);
    log::add(it, &mut doc, &dossier.acts);
    rights(it, &mut doc);
    check(it, &mut doc, information);
    doc
}

fn head(it: &Telling<'_>, of: &Information) -> Doc {
    let mut doc = it.letter(&it.word("info-title"), of.dossier.at);
    it.meta(&mut doc, "meta-request", id(of.request));
    it.meta(&mut doc, "meta-subject", id(of.dossier.subject));
    it.meta(&mut doc, "meta-edition", of.policy.edition.as_str());
    doc
}

fn summary(it: &Telling<'_>, doc: &mut Doc, of: &Information) {
    it.heading(doc, 2, "info-held");
    let dossier = &of.dossier;
    let whole = [
        ("operator", of.operator.name.get(it.lang()).into()),
        ("at", it.moment(dossier.at).into()),
        ("clause", it.clause_of_policy(it.topic(Topic::Information)).into()),
    ];
    it.paragraph(doc, "info-intro", &whole);
    match dossier.engagements.len() {
        0 => it.paragraph(doc, "info-none", &[]),
        n => it.paragraph(doc, "info-some", &[("n", n.into())]),
    }
    let (known, asked) = (it.named("identity", of.identity), it.named("identity", of.identity_for_values));
    let levels = [("known", known.as_str().into()), ("asked", asked.as_str().into())];
    if of.values {
        return it.paragraph(doc, "info-identity", &levels);
    }
    let again = it.runs("info-without-next", &[("contact", it.contact())]);
    let title = Some(it.word("info-without-title").into());
    doc.push(Block::Note { title, text: vec![it.say("info-without", &levels).into(), again] });
}

/// What stops use, and what stops destruction.
fn restrictions(it: &Telling<'_>, doc: &mut Doc, of: &Information) {
    let dossier = &of.dossier;
    if dossier.blocked_since.is_none() && dossier.holds.is_empty() {
        return;
    }
    it.heading(doc, 2, "info-restrictions");
    if let Some(since) = dossier.blocked_since {
        it.paragraph(doc, "info-blocked", &[("since", it.moment(since).into())]);
    }
    if !dossier.holds.is_empty() {
        it.paragraph(doc, "info-holds", &[]);
        doc.push(Block::bullets(dossier.holds.iter().map(|hold| held_by(it, hold))));
    }
}

fn held_by(it: &Telling<'_>, hold: &DossierHold) -> Entry {
    let since = hold.since.parse::<Timestamp>();
    let since = since.map_or_else(|_| hold.since.clone(), |since| it.moment(since));
    let pieces = [
        ("reference", Run::text(&hold.reference)),
        ("since", Run::text(&since)),
        ("by", Run::text(&hold.by)),
        ("id", Run::code(&hold.id.to_string())),
    ];
    it.runs("info-hold", &pieces).into()
}

/// What the person may ask for next, how long that takes, and who hears a complaint.
pub(crate) fn rights(it: &Telling<'_>, doc: &mut Doc) {
    it.heading(doc, 2, "your-rights");
    let rights = ["rectify", "block", "destroy-unlawful", "withdrawal"].map(|deadline| {
        let right = it.word(&format!("your-right-{deadline}"));
        match it.deadline(deadline) {
            Some(term) => it.say("your-right-within", &[("right", right.into()), ("term", term.into())]),
            None => right,
        }
    });
    it.paragraph(doc, "your-rights-intro", &[]);
    doc.push(Block::bullets(rights.map(Entry::from)));
    complaint(it, doc);
}

/// Where whoever does not agree may go.
pub(crate) fn complaint(it: &Telling<'_>, doc: &mut Doc) {
    doc.push(Block::paragraph(it.runs("your-complaint", &[("contact", it.contact())])));
}

fn check(it: &Telling<'_>, doc: &mut Doc, of: &Information) {
    it.heading(doc, 2, "info-check");
    it.paragraph(doc, "info-check-log", &[]);
    let mut pairs = vec![
        ("meta-number", of.operator.number.as_str().into()),
        it.address(&of.operator.address),
        ("meta-policy-hash", id(&of.policy.sha256)),
    ];
    if let Some(contact) = &of.operator.contact {
        pairs.push(("meta-contact", Run::link(contact, &format!("mailto:{contact}")).into()));
    }
    it.paragraph(doc, "info-check-policy", &[]);
    it.terms(doc, pairs);
    it.paragraph(doc, "info-check-json", &[]);
}

/// Names of items; or a dash.
pub(crate) fn items<'i>(
    names: &crate::Names<'_>,
    items: impl IntoIterator<Item = &'i policy::ItemId>,
) -> String {
    listed(items.into_iter().map(|item| names.item(item)))
}
