//! The answer to a request that asks for something to be done, and the acknowledgement that a request came.

use documents::{Block, Cell, Doc, Run, Runs};
use kernel::{RequestOutcome, World};
use office::{Answer, Reply, RequestView, ToTell};
use policy::{Lang, RequestKind};

use crate::{
    Telling,
    information::{complaint, papers::decision},
    wording::{id, listed},
};

/// Writes the answer to a decided request, whatever it asked for.
pub fn reply(world: &World, reply: &Reply, lang: Lang) -> Doc {
    match reply {
        Reply::Information(information) => crate::information(world, information, lang),
        Reply::Decision(view) => answer(world, view, lang),
    }
}

/// Writes the answer to a decided request: what was decided and why, what a law keeps and until when, what goes on and on
/// which ground, what each system did, who has to be told. One that is not decided says so.
pub fn answer(world: &World, view: &RequestView, lang: Lang) -> Doc {
    let it = &Telling::new(world, lang);
    let kind = it.named("request-kind", view.state.kind.word());
    let title = it.say("answer-title", &[("kind", kind.as_str().into())]);
    let at = view.state.decided.unwrap_or(view.state.received);
    let mut doc = it.letter(&title, at);
    addressed(it, &mut doc, view);
    it.heading(&mut doc, 2, "answer-decision");
    match &view.words.answer {
        Some(answer) => decided(it, &mut doc, view, answer),
        None => {
            it.paragraph(&mut doc, "answer-none-yet", &[("due", it.until(view.state.deadline.at).into())])
        }
    }
    to_tell(it, &mut doc, &view.to_tell);
    if !view.to_remove.is_empty() {
        it.paragraph(&mut doc, "answer-to-remove", &[("n", view.to_remove.len().into())]);
    }
    asked(it, &mut doc, view);
    it.heading(&mut doc, 2, "answer-next");
    complaint(it, &mut doc);
    doc
}

/// Writes the acknowledgement that a request came: what is asked for, by when it is answered and which rule says so.
pub fn received(world: &World, view: &RequestView, lang: Lang) -> Doc {
    let it = &Telling::new(world, lang);
    let state = &view.state;
    let mut doc = it.letter(&it.word("received-title"), state.received);
    addressed(it, &mut doc, view);
    it.heading(&mut doc, 2, "received-head");
    it.paragraph(&mut doc, "received-intro", &[("at", it.moment(state.received).into())]);
    let rules = it.world().editions.get(&state.edition).map(|edition| edition.pack().requests.as_slice());
    let rule = rules.unwrap_or_default().iter().find(|rule| rule.kind == state.kind);
    let needs = rule.map(|rule| it.named("identity", rule.identity.word())).unwrap_or_default();
    let clause = rule.map(|rule| &*rule.clause).unwrap_or_default();
    it.terms(
        &mut doc,
        vec![
            ("request-asked", it.named("request-kind", state.kind.word()).into()),
            (it.clause_key("received-clause", clause), it.cite(clause).into()),
            ("request-due", it.due(Some(state.deadline.at), state.deadline.exact).into()),
            ("received-rule", it.rule(&view.rule).into()),
            ("request-identity", it.named("identity", state.identity.word()).into()),
            ("received-needs", needs.into()),
        ],
    );
    if state.kind == RequestKind::Block {
        it.paragraph(&mut doc, "received-blocked", &[]);
    }
    asked(it, &mut doc, view);
    it.heading(&mut doc, 2, "answer-next");
    complaint(it, &mut doc);
    doc
}

/// To whom the letter goes, and about whom.
fn addressed(it: &Telling<'_>, doc: &mut Doc, view: &RequestView) {
    it.meta(doc, "meta-request", id(view.request));
    it.meta(doc, "meta-subject", id(view.subject));
    if let Some(one) = view.state.representative {
        let by = it.named("represented", one.by.word());
        let mut said = format!("{} ({by}", view.words.represented_by);
        if let Some(until) = one.until {
            said += &format!(", {}", it.say("represented-until", &[("at", it.until(until).into())]));
        }
        it.meta(doc, "request-represented", said + ")");
    }
    if !view.words.contact.is_empty() {
        it.meta(doc, "answer-to", view.words.contact.as_str());
    }
}

fn decided(it: &Telling<'_>, doc: &mut Doc, view: &RequestView, answer: &Answer) {
    let kind = view.state.kind.word();
    let key = format!("decided-{}", answer.outcome.word());
    let pieces = [
        ("kind", it.named("request-kind", kind).into()),
        ("at", it.moment(view.state.received).into()),
        ("clause", it.clause(&answer.clause).into()),
    ];
    doc.push(Block::paragraph(Run::strong(&it.say(&key, &pieces))));
    if answer.outcome != RequestOutcome::Refused {
        let effect = if answer.unfounded { "effect-unblock" } else { &format!("effect-{kind}") };
        let term = it.deadline("withdrawal").unwrap_or_default();
        it.paragraph(doc, effect, &[("term", term.into())]);
    }
    if answer.reasons.is_empty() && answer.outcome == RequestOutcome::Refused && answer.refused.is_empty() {
        it.paragraph(doc, "decided-no-reasons", &[]);
    }
    decision(it, doc, answer);
}

/// Who outside has to hear of it, by when, and when they did.
pub(crate) fn to_tell(it: &Telling<'_>, doc: &mut Doc, all: &[ToTell]) {
    if all.is_empty() {
        return;
    }
    let names = it.names();
    it.paragraph(doc, "to-tell-intro", &[]);
    let rows = all.iter().map(|one| {
        let whom = one
            .recipient
            .as_ref()
            .map_or_else(|| it.word("paper-authority"), |id| names.recipient(id.as_str()));
        let done = one.duty.done.map_or_else(|| it.word("to-tell-not-yet"), |at| it.moment(at));
        vec![Cell::from(whom), Cell::from(it.until(one.duty.due)), Cell::from(done)]
    });
    let heads = [("head-whom", 46), ("head-by-when", 27), ("head-told", 27)];
    it.table(doc, "to-tell", &heads, rows.collect());
}

/// What the person asked, in their own words.
fn asked(it: &Telling<'_>, doc: &mut Doc, view: &RequestView) {
    let parts: Vec<_> = view.state.parts.iter().collect();
    let evidence = listed(view.evidence.iter().map(ToString::to_string));
    let pairs: Vec<(&str, Runs)> = vec![
        ("consent-what", it.parts(&parts).into()),
        ("request-text", view.words.text.as_str().into()),
        ("answer-evidence", evidence.into()),
    ];
    if pairs.iter().any(|(_, said)| !said.is_blank()) {
        it.heading(doc, 2, "answer-asked");
        it.terms(doc, pairs);
    }
}
