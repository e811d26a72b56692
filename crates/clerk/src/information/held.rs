//! What is held, purpose by purpose.

use documents::{Block, Cell, Doc, Runs};
use kernel::Part;
use office::{DossierConsent, DossierEngagement, Information};

use crate::{
    Telling,
    wording::{id, listed},
};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc, of: &Information) {
    if of.dossier.engagements.is_empty() {
        return;
    }
    it.heading(doc, 2, "info-purposes");
    for (nth, one) in of.dossier.engagements.iter().enumerate() {
        let names = it.names_of(one.edition);
        doc.push(Block::Heading {
            level: 3,
            id: format!("purpose-{}", nth + 1).as_str().into(),
            number: Some(it.cite(&one.clause).into()),
            text: names.purpose(&one.purpose).into(),
        });
        facts(it, doc, one);
        values(it, doc, of, one);
    }
}

fn facts(it: &Telling<'_>, doc: &mut Doc, one: &DossierEngagement) {
    let names = it.names_of(one.edition);
    let recipients =
        one.recipients.iter().map(|to| format!("{} ({})", to.name.get(it.lang()), it.state(&to.state)));
    let none = |text: String| if text.is_empty() { it.word("info-nobody") } else { text };
    let phase = match one.restricted {
        true => format!("{}; {}", it.named("phase", one.phase), it.word("info-restricted")),
        false => it.named("phase", one.phase),
    };
    let events = one.events.iter().map(|(event, at)| format!("{} — {}", names.event(event), it.moment(*at)));
    let terms = one.terms.iter().map(|text| it.term(one.edition, &one.purpose, text));
    let mut pairs: Vec<(&str, Runs)> = vec![
        ("info-as", names.category(&one.category).into()),
        ("info-choice", one.choice.as_ref().map(|id| names.choice(id)).unwrap_or_default().into()),
        ("info-ground", it.ground(&one.ground).into()),
    ];
    pairs.extend(one.consent.iter().flat_map(|consent| agreed(it, consent)));
    pairs.extend([
        ("info-source", it.named("from", one.source.word()).into()),
        ("info-ways", listed(one.ways.iter().map(|act| it.named("act", act.as_str()))).into()),
        ("info-since", it.moment(one.collected).into()),
        ("info-edition", it.edition_of(one.edition).into()),
        ("info-phase", phase.into()),
        ("info-events", listed(events).into()),
        ("info-terms", listed(terms).into()),
        ("info-due", it.due(one.due, one.due_exact).into()),
        ("info-recipients", none(listed(recipients)).into()),
        ("info-abroad", it.word(abroad(one)).into()),
        ("info-record", id(one.id)),
    ]);
    it.terms(doc, pairs);
}

/// Whether data may cross the border: by the policy, or by the person's own consent.
fn abroad(one: &DossierEngagement) -> &'static str {
    let agreed = one.consent.as_ref().is_some_and(|consent| consent.parts.contains(&Part::CrossBorder));
    match (one.cross_border, agreed) {
        (true, _) => "info-abroad-may",
        (false, true) => "info-abroad-consent",
        (false, false) => "info-abroad-no",
    }
}

/// A consent, term by term.
pub(super) fn agreed<'k>(it: &Telling<'_>, consent: &DossierConsent) -> Vec<(&'k str, Runs)> {
    let given = format!("{}, {}", it.moment(consent.at), it.named("way", &consent.way));
    let withdrawn =
        consent.withdrawn.iter().map(|(part, at)| format!("{} — {}", it.parts([part]), it.moment(*at)));
    let mut pairs: Vec<(&str, Runs)> = vec![
        ("consent-given", given.into()),
        ("consent-parts", it.parts(&consent.parts).into()),
        ("consent-until", consent.until.map(|at| it.until(at)).unwrap_or_default().into()),
        ("consent-withdrawn", listed(withdrawn).into()),
    ];
    if let Some(lang) = &consent.notice_language {
        pairs.push(("consent-language", it.named("lang", lang).into()));
    }
    if let Some(hash) = &consent.notice_sha256 {
        pairs.push(("consent-text-hash", id(hash)));
    }
    pairs.push(("consent-proof", consent.proof.clone().unwrap_or_default().into()));
    pairs
}

fn values(it: &Telling<'_>, doc: &mut Doc, of: &Information, one: &DossierEngagement) {
    let names = it.names_of(one.edition);
    let hidden = it.word(if of.values { "info-value-hashed" } else { "info-value-hidden" });
    let rows = one.items.iter().map(|item| {
        let value = item.value.as_deref().unwrap_or(&hidden);
        vec![Cell::from(names.item(&item.item)), Cell::from(value)]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return it.paragraph(doc, "info-items-none", &[]);
    }
    it.table(doc, "info-items", &[("head-item", 40), ("head-value", 60)], rows);
}
