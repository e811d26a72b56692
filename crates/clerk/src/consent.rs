//! Consents on paper: the form that is signed, and the confirmation of one given or withdrawn.

use documents::{Block, Cell, Column, Doc, Run, Runs, Table};
use kernel::{Notice, Part, Parts, World};
use office::ConsentReceipt;
use policy::{Ground, Lang, PurposeId};
use receipts::{Happened, State};

use crate::{
    Telling,
    answer::to_tell,
    wording::{id, listed},
};

/// The form of a consent, to be signed: the exact text whose SHA-256 is kept with the consent, a yes and a no for each part
/// that the purpose asks for, and the line to sign on. `text` and `notice` are what the office gives for the purpose.
pub fn consent(world: &World, purpose: &PurposeId, text: &str, notice: &Notice) -> Doc {
    let it = &Telling::new(world, notice.lang);
    let mut lines = text.lines();
    let mut doc = Doc::new(notice.lang, lines.next().unwrap_or_default());
    for line in lines {
        doc.push(Block::paragraph(line));
    }
    let ground = it.pack().and_then(|pack| pack.purpose(purpose)).map(|purpose| &purpose.ground);
    if let Some(Ground::Consent(particulars)) = ground {
        let asked = Parts::asked(particulars);
        let rows = asked.iter().map(|part| {
            vec![Cell::from(it.named("agree", part.word())), Cell::from("______"), Cell::from("______")]
        });
        let heads = [("head-part", 60), ("head-yes", 20), ("head-no", 20)];
        let columns = heads.iter().map(|(key, share)| Column::new(it.word(key), *share)).collect();
        doc.push(Block::Table(Table {
            caption: it.word("consent-mark").into(),
            columns,
            rows: rows.collect(),
        }));
    }
    it.paragraph(&mut doc, "consent-form-free", &[]);
    doc.push(Block::Signatures { lines: vec![it.word("consent-signs").into()] });
    let hash: String = notice.digest.iter().map(|byte| format!("{byte:02x}")).collect();
    doc.push(Block::paragraph(it.runs("consent-form-hash", &[("hash", Run::code(&hash))])));
    doc
}

/// The confirmation of a consent as its receipt shows it: of its giving, or of its withdrawal once there was one.
pub fn confirmation(world: &World, receipt: &ConsentReceipt, lang: Lang) -> Doc {
    let withdrawn = |event: &receipts::Event| matches!(event.what, Happened::Withdrawn(_));
    match receipt.facts.events.iter().any(withdrawn) {
        true => consent_withdrawn(world, receipt, lang),
        false => consent_given(world, receipt, lang),
    }
}

/// The confirmation of a consent given.
pub fn consent_given(world: &World, receipt: &ConsentReceipt, lang: Lang) -> Doc {
    let it = &Telling::new(world, lang);
    let mut doc = head(it, receipt, "given-title");
    it.heading(&mut doc, 2, "given-head");
    let first = receipt.facts.events.first();
    let pieces = [
        ("operator", operator(receipt).into()),
        ("at", first.map(|event| it.moment(event.at)).unwrap_or_default().into()),
        ("way", first.map(|event| it.named("way", &event.way)).unwrap_or_default().into()),
    ];
    it.paragraph(&mut doc, "given-intro", &pieces);
    facts(it, &mut doc, receipt);
    it.heading(&mut doc, 2, "given-withdraw");
    let pieces = [("contact", it.contact())];
    doc.push(Block::paragraph(it.runs("given-withdraw-how", &pieces)));
    check(it, &mut doc, receipt);
    doc
}

/// The confirmation of a consent withdrawn, or of parts of it: what stops, by when the data is destroyed, what goes on and
/// on which ground, who has to be told.
pub fn consent_withdrawn(world: &World, receipt: &ConsentReceipt, lang: Lang) -> Doc {
    let it = &Telling::new(world, lang);
    let mut doc = head(it, receipt, "withdrawn-title");
    it.heading(&mut doc, 2, "withdrawn-head");
    it.paragraph(&mut doc, "withdrawn-intro", &[("operator", operator(receipt).into())]);
    let stops = receipt.facts.events.iter().filter_map(|event| match &event.what {
        Happened::Withdrawn(parts) => Some((event.at, parts)),
        _ => None,
    });
    let stops = stops.flat_map(|(at, parts)| parts.iter().map(move |(_, part)| (at, *part)));
    let stops: Vec<_> = stops.collect();
    let lines = stops.iter().map(|(at, part)| {
        let pieces = [("part", it.named("part", named(*part)).into()), ("at", it.moment(*at).into())];
        it.say("withdrawn-part", &pieces)
    });
    doc.push(Block::bullets(lines.map(Into::into)));
    let whole = stops.iter().any(|(_, part)| *part == receipts::Part::Processing);
    match (whole, receipt.due) {
        (true, Some((at, exact))) => {
            it.paragraph(&mut doc, "withdrawn-due", &[("due", it.due(Some(at), exact).into())]);
        }
        (true, None) => it.paragraph(&mut doc, "withdrawn-no-due", &[]),
        (false, _) => it.paragraph(&mut doc, "withdrawn-rest", &[]),
    }
    match receipt.goes_on.is_empty() {
        true => it.paragraph(&mut doc, "goes-on-nothing", &[]),
        false => it.goes_on(&mut doc, &receipt.goes_on),
    }
    to_tell(it, &mut doc, &receipt.to_tell);
    if receipt.to_remove > 0 {
        it.paragraph(&mut doc, "answer-to-remove", &[("n", receipt.to_remove.into())]);
    }
    it.heading(&mut doc, 2, "withdrawn-was");
    facts(it, &mut doc, receipt);
    check(it, &mut doc, receipt);
    it.heading(&mut doc, 2, "answer-next");
    crate::information::complaint(it, &mut doc);
    doc
}

fn head(it: &Telling<'_>, receipt: &ConsentReceipt, title: &str) -> Doc {
    let mut doc = it.letter(&it.word(title), receipt.at);
    it.meta(&mut doc, "meta-subject", id(receipt.facts.subject));
    it.meta(&mut doc, "meta-record", id(receipt.facts.record));
    doc
}

fn operator(receipt: &ConsentReceipt) -> &str {
    receipt.facts.parties.first().map(|party| party.name.as_str()).unwrap_or_default()
}

/// What the record says of the purpose, part by part, and of what happened.
fn facts(it: &Telling<'_>, doc: &mut Doc, receipt: &ConsentReceipt) {
    let facts = &receipt.facts;
    for purpose in &facts.purposes {
        let recipients =
            purpose.recipients.iter().map(|one| format!("{} ({})", one.name, it.state(&one.country)));
        let nobody = |text: String| if text.is_empty() { it.word("info-nobody") } else { text };
        it.terms(
            doc,
            vec![
                ("paper-purpose", format!("{} {}", it.cite(&purpose.clause), purpose.name).into()),
                ("info-ground", it.cite(&facts.legal_basis).into()),
                ("paper-items", listed(purpose.items.iter().map(|(_, name)| name.clone())).into()),
                ("info-recipients", nobody(listed(recipients)).into()),
                ("receipt-retention", purpose.retention.as_str().into()),
                ("info-edition", facts.notice.edition.as_str().into()),
                ("consent-language", shown_in(it, facts)),
                ("consent-text-hash", hash_of(facts)),
                ("consent-proof", facts.evidence.as_str().into()),
            ],
        );
        let rows = purpose.parts.iter().map(|(part, given)| {
            let answer = if *given { "answer-yes" } else { "answer-no" };
            let state = match facts.state(&purpose.id, *part) {
                Some(State::Given) => "state-given",
                Some(State::Withdrawn) => "state-withdrawn",
                Some(State::Expired) => "state-expired",
                Some(State::Refused) | None => "state-refused",
            };
            vec![
                Cell::from(it.named("part", named(*part))),
                Cell::from(it.word(answer)),
                Cell::from(it.word(state)),
            ]
        });
        let heads = [("head-part", 50), ("head-answer", 20), ("head-now", 30)];
        it.table(doc, "receipt-parts", &heads, rows.collect());
    }
    let rows = facts.events.iter().map(|event| {
        let what = match &event.what {
            Happened::Answered => it.word("happened-answered"),
            Happened::Withdrawn(parts) => {
                let parts = listed(parts.iter().map(|(_, part)| it.named("part", named(*part))));
                it.say("happened-withdrawn", &[("parts", parts.into())])
            }
            Happened::Expired => it.word("happened-expired"),
            Happened::Superseded(_) => it.word("happened-superseded"),
        };
        vec![Cell::from(it.moment(event.at)), Cell::from(what)]
    });
    it.table(doc, "receipt-events", &[("head-when", 34), ("head-what", 66)], rows.collect());
}

/// The language of the text that was shown, where one was.
fn shown_in(it: &Telling<'_>, facts: &receipts::ConsentFacts) -> Runs {
    facts.notice.shown.map_or_else(Runs::default, |(lang, _)| it.named("lang", lang.code()).into())
}

/// No hash where no text is known to have been shown.
fn hash_of(facts: &receipts::ConsentFacts) -> Runs {
    let hex = |hash: [u8; 32]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    facts.notice.shown.map_or_else(Runs::default, |(_, hash)| id(hex(hash)))
}

/// How anyone checks that the log holds it.
fn check(it: &Telling<'_>, doc: &mut Doc, receipt: &ConsentReceipt) {
    it.heading(doc, 2, "receipt-check");
    it.paragraph(doc, "receipt-check-how", &[]);
    it.terms(
        doc,
        vec![
            ("receipt-record", id(receipt.facts.record)),
            ("receipt-entry", id(receipt.entry)),
            ("receipt-digest", id(&receipt.digest)),
            ("receipt-log", id(&receipt.log)),
        ],
    );
}

/// A part by the word that the program has for it.
fn named(part: receipts::Part) -> &'static str {
    match part {
        receipts::Part::Processing => Part::Processing,
        receipts::Part::Publication => Part::Publication,
        receipts::Part::ThirdPartyTransfer => Part::ThirdParties,
        receipts::Part::CrossBorderTransfer => Part::CrossBorder,
    }
    .word()
}
