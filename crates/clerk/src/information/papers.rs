//! What is kept of a person beside their items.

use documents::{Block, Cell, Doc, Run, Runs};
use office::{Answer, DossierDuty, DossierMatter, DossierPaper, SystemResult};

use super::{held::agreed, items};
use crate::{
    Telling,
    wording::{id, listed},
};

pub(super) fn add(it: &Telling<'_>, doc: &mut Doc, papers: &[DossierPaper]) {
    if papers.is_empty() {
        return;
    }
    it.heading(doc, 2, "info-papers");
    it.paragraph(doc, "info-papers-intro", &[]);
    for (nth, paper) in papers.iter().enumerate() {
        let key = format!("paper-{}", word(&paper.what));
        let anchor = format!("paper-{}", nth + 1);
        doc.push(Block::heading(3, &anchor, it.word(&key)));
        add_one(it, doc, paper);
    }
}

/// The kinds of papers, as the JSON names them.
fn word(what: &DossierMatter) -> &'static str {
    match what {
        DossierMatter::FormerConsent { .. } => "former-consent",
        DossierMatter::Request { .. } => "request",
        DossierMatter::Disclosure { .. } => "disclosure",
        DossierMatter::Publication { .. } => "publication",
        DossierMatter::Carrier { .. } => "carrier",
        DossierMatter::Evidence { .. } => "evidence",
        DossierMatter::Code { .. } => "code",
    }
}

fn add_one(it: &Telling<'_>, doc: &mut Doc, paper: &DossierPaper) {
    let names = it.names();
    let mut pairs: Vec<(&str, Runs)> = vec![("paper-id", id(paper.id))];
    match &paper.what {
        DossierMatter::FormerConsent { purpose, edition, consent, ended } => {
            pairs.push(("paper-purpose", it.names_of(*edition).purpose(purpose).into()));
            pairs.push(("info-edition", it.edition_of(*edition).into()));
            pairs.extend(agreed(it, consent));
            pairs.push(("paper-ended", it.moment(*ended).into()));
        }
        DossierMatter::Request { .. } => return request(it, doc, paper),
        DossierMatter::Disclosure {
            purpose,
            recipient,
            document,
            abroad,
            at,
            items: given,
            notice,
            recipient_told,
        } => {
            let whom = match recipient {
                Some(whom) => names.recipient(whom),
                None => it.word("paper-authority"),
            };
            pairs.extend([
                ("paper-when", it.moment(*at).into()),
                ("paper-whom", whom.into()),
                ("paper-abroad", abroad.as_ref().map(|code| it.state(code)).unwrap_or_default().into()),
                ("paper-document", document.clone().unwrap_or_default().into()),
                ("paper-purpose", names.purpose(purpose).into()),
                ("paper-items", items(&names, given).into()),
                ("paper-notice", duty(it, notice.as_ref()).into()),
                ("paper-recipient-told", duty(it, recipient_told.as_ref()).into()),
            ]);
        }
        DossierMatter::Publication { purpose, at, items: given, place, removal } => {
            pairs.extend([
                ("paper-when", it.moment(*at).into()),
                ("paper-place", place.as_str().into()),
                ("paper-purpose", names.purpose(purpose).into()),
                ("paper-items", items(&names, given).into()),
                ("paper-removal", duty(it, removal.as_ref()).into()),
            ]);
        }
        DossierMatter::Carrier { purpose, number, at } => pairs.extend([
            ("paper-when", it.moment(*at).into()),
            ("paper-carrier-number", number.to_string().into()),
            ("paper-purpose", names.purpose(purpose).into()),
        ]),
        DossierMatter::Evidence { request, at, sha256, bytes } => pairs.extend([
            ("paper-when", it.moment(*at).into()),
            ("paper-of-request", id(request)),
            ("paper-bytes", bytes.to_string().into()),
            ("paper-sha256", id(sha256)),
        ]),
        DossierMatter::Code { request, expires } => {
            pairs.extend([("paper-of-request", id(request)), ("paper-expires", it.moment(*expires).into())])
        }
    }
    it.terms(doc, pairs);
}

fn request(it: &Telling<'_>, doc: &mut Doc, paper: &DossierPaper) {
    let DossierMatter::Request {
        kind,
        channel,
        parts,
        received,
        again,
        due,
        paused,
        extended,
        identity,
        represented,
        represented_until,
        status,
        decided,
        outcome,
        closed,
        kept_until,
        words,
    } = &paper.what
    else {
        return;
    };
    let moment = |at: &Option<jiff::Timestamp>| at.map(|at| it.moment(at)).unwrap_or_default();
    let outcome = outcome.as_ref().map(|outcome| it.named("outcome", outcome)).unwrap_or_default();
    let due = match extended {
        true => format!("{}; {}", it.until(*due), it.word("request-extended")),
        false => it.until(*due),
    };
    let right = represented.as_ref().map(|right| it.named("represented", right));
    let until = represented_until.map(|at| it.say("request-power-until", &[("at", it.until(at).into())]));
    let who = Some(words.represented_by.clone()).filter(|who| !who.is_empty());
    it.terms(
        doc,
        vec![
            ("paper-id", id(paper.id)),
            ("request-asked", it.named("request-kind", kind).into()),
            (
                "request-received",
                format!("{}, {}", it.moment(*received), it.named("channel", channel)).into(),
            ),
            ("request-parts", it.parts(parts).into()),
            ("request-again", again.map(|n| n.to_string()).unwrap_or_default().into()),
            ("request-due", due.into()),
            ("request-paused", moment(paused).into()),
            ("request-identity", it.named("identity", identity).into()),
            ("request-status", it.named("status", status).into()),
            ("request-decided", moment(decided).into()),
            ("request-outcome", outcome.into()),
            ("request-closed", moment(closed).into()),
            ("request-kept-until", kept_until.map(|at| it.until(at)).unwrap_or_default().into()),
            ("request-represented", listed([who, right, until].into_iter().flatten()).into()),
            ("request-contact", words.contact.as_str().into()),
            ("request-text", words.text.as_str().into()),
        ],
    );
    let rows = words.history.iter().map(|note| {
        vec![
            Cell::from(it.moment(note.at)),
            Cell::from(it.named("step", &note.what)),
            Cell::from(note.by.to_string()),
            Cell::from(note.note.as_str()),
        ]
    });
    let heads = [("head-when", 24), ("head-step", 26), ("head-who", 20), ("head-note", 30)];
    it.table(doc, "request-history", &heads, rows.collect());
    if let Some(answer) = &words.answer {
        let pairs = vec![
            ("decision-outcome", it.named("outcome", answer.outcome.word()).into()),
            ("decision-clause", it.cite(&answer.clause).into()),
        ];
        it.terms(doc, pairs);
        if answer.unfounded {
            it.paragraph(doc, "effect-unblock", &[]);
        }
        decision(it, doc, answer);
    }
}

/// What a decision says: reasons, what was refused by which clause, what a law keeps, what goes on, what was done.
pub(crate) fn decision(it: &Telling<'_>, doc: &mut Doc, answer: &Answer) {
    let names = it.names();
    if !answer.reasons.is_empty() {
        it.terms(doc, vec![("decision-reasons", answer.reasons.as_str().into())]);
    }
    for (code, clause) in &answer.refused {
        let clause = if clause.is_empty() { &answer.clause } else { clause };
        let pieces = [("why", refused(it, code).into()), ("clause", it.cite(clause).into())];
        it.paragraph(doc, "decision-refused", &pieces);
    }
    let kept = answer.kept.iter().map(|kept| {
        vec![
            Cell::from(format!("{} {}", it.cite(&kept.clause), names.purpose(kept.purpose.as_str()))),
            Cell::from(it.cite(&kept.law)),
            Cell::from(it.kept_term(kept)),
            Cell::from(it.due(kept.until, kept.exact)),
        ]
    });
    let heads = [("head-purpose", 30), ("head-law", 30), ("head-term", 22), ("head-until", 18)];
    it.table(doc, "decision-kept", &heads, kept.collect());
    it.goes_on(doc, &answer.goes_on);
    let systems = answer.systems.iter().map(|one| system(it, one)).collect();
    let heads = [("head-system", 26), ("head-did", 40), ("head-when", 22), ("head-tries", 12)];
    it.table(doc, "decision-systems", &heads, systems);
    if let Some(act) = answer.act {
        doc.push(Block::paragraph(it.runs("decision-act", &[("act", Run::code(&act.to_string()))])));
    }
}

/// Why the policy did not let it be done, for the person.
pub(crate) fn refused(it: &Telling<'_>, code: &str) -> String {
    let key = format!("refused-{code}");
    let said = it.word(&key);
    // A code that a later version wrote: the clause beside it says more than the code would.
    if said == key { it.word("refused-otherwise") } else { said }
}

fn system(it: &Telling<'_>, one: &SystemResult) -> Vec<Cell> {
    let state = match one.state {
        office::SystemState::Done => "done",
        office::SystemState::Refused => "refused",
        office::SystemState::Failed => "failed",
    };
    let mut did = vec![Runs::from(it.named("system", state))];
    did.extend(one.code.as_ref().map(|code| refused(it, code).into()));
    vec![
        Cell::from(it.named("system-name", &one.system)),
        Cell(did),
        Cell::from(it.moment(one.at)),
        Cell::from(one.tries.to_string()),
    ]
}

/// By when something has to be done, and when it was.
fn duty(it: &Telling<'_>, duty: Option<&DossierDuty>) -> String {
    let Some(duty) = duty else { return String::new() };
    let due = it.say("duty-due", &[("at", it.until(duty.due).into())]);
    let done = duty.done.map(|done| it.say("duty-done", &[("at", it.moment(done).into())]));
    listed([due].into_iter().chain(done))
}
