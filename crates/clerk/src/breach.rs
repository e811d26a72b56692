//! A breach of security, told to the authority and to the people whose data it is about (Law 94-V art. 25(2)(8)).

use documents::{Block, Cell, Doc, Run, Runs};
use jiff::Timestamp;
use kernel::World;
use office::{Breach, BreachStep, BreachStepKind};
use policy::{Kind, Lang, Pack};

use crate::Telling;

/// The profile's deadline for telling the authority.
const NOTICE: &str = "breach-notice";

/// The notification to the authority: what happened, to whom, what may follow, what was done, by when it was due.
pub fn authority(world: &World, breach: &Breach, now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let number = breach.number.to_string();
    let mut doc = tell.letter(&tell.say("breach-title", &[("number", number.into())]), now);
    tell.meta(&mut doc, "breach-to", tell.word("breach-authority"));
    introduced(&tell, &mut doc, breach);
    what_happened(&tell, &mut doc, breach);
    whose_data(&tell, &mut doc, breach);
    tell.heading(&mut doc, 2, "breach-answer");
    tell.terms(
        &mut doc,
        vec![
            ("breach-consequences", (&*breach.consequences).into()),
            ("breach-measures", (&*breach.measures).into()),
        ],
    );
    steps(&tell, &mut doc, breach);
    in_time(&tell, &mut doc, breach, now);
    contacts(&tell, &mut doc);
    doc.push(Block::Signatures { lines: tell.signing() });
    doc
}

/// The notice to the people concerned, in plain words; it names no one, so that one text reaches all.
pub fn subjects(world: &World, breach: &Breach, now: Timestamp, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let mut doc = tell.letter(&tell.word("breach-people-title"), now);
    tell.paragraph(&mut doc, "breach-people-intro", &[("day", tell.day(breach.detected).into())]);
    tell.heading(&mut doc, 2, "breach-what-happened");
    doc.push(Block::paragraph(&*breach.what));
    tell.heading(&mut doc, 2, "breach-which-data");
    let names = tell.names();
    let whose: Vec<String> = breach.categories.iter().map(|id| names.category(id.as_str())).collect();
    if !whose.is_empty() {
        tell.paragraph(&mut doc, "breach-people-whose", &[("categories", whose.join("; ").into())]);
    }
    doc.push(Block::bullets(breach.items.iter().map(|item| names.item(item).into())));
    tell.heading(&mut doc, 2, "breach-people-means");
    doc.push(Block::paragraph(&*breach.consequences));
    tell.heading(&mut doc, 2, "breach-people-done");
    doc.push(Block::paragraph(&*breach.measures));
    let done =
        breach.steps.iter().filter(|step| step.what == BreachStepKind::Measure && !step.note.is_empty());
    let done: Vec<_> = done.map(|step| format!("{}: {}", tell.day(step.at), step.note).into()).collect();
    if !done.is_empty() {
        doc.push(Block::bullets(done));
    }
    tell.heading(&mut doc, 2, "breach-people-do");
    let advice = advice(world.edition().map(|edition| edition.pack()), breach);
    doc.push(Block::bullets(advice.into_iter().map(|key| tell.word(key).into())));
    tell.heading(&mut doc, 2, "breach-people-rights");
    tell.paragraph(&mut doc, "breach-people-rights-text", &[]);
    contacts(&tell, &mut doc);
    doc
}

/// What a person can do, by the kinds of data that are out.
fn advice(pack: Option<&Pack>, breach: &Breach) -> Vec<&'static str> {
    let kinds: Vec<&Kind> =
        breach.items.iter().filter_map(|id| pack?.item(id)).map(|item| &item.kind).collect();
    let any = |of: fn(&Kind) -> bool| kinds.iter().any(|kind| of(kind));
    let mut out = Vec::new();
    if any(|kind| matches!(kind, Kind::Password)) {
        out.push("breach-do-password");
    }
    if any(|kind| matches!(kind, Kind::Email | Kind::Phone)) {
        out.push("breach-do-messages");
    }
    if any(|kind| matches!(kind, Kind::BankAccount)) {
        out.push("breach-do-bank");
    }
    if any(|kind| {
        matches!(
            kind,
            Kind::Iin | Kind::IinOrBin | Kind::DocumentNumber | Kind::RegisterNumber | Kind::File(_)
        )
    }) {
        out.push("breach-do-documents");
    }
    out.extend(["breach-do-strangers", "breach-do-tell-us"]);
    out
}

fn introduced(tell: &Telling<'_>, doc: &mut Doc, breach: &Breach) {
    let pack = tell.world().edition().map(|edition| edition.pack());
    let operator = pack.map(|pack| pack.operator.name.get(tell.lang()).to_owned()).unwrap_or_default();
    let source = rule(tell, breach).map(|(_, source)| source).unwrap_or_default();
    let key = if source.is_empty() { "breach-intro" } else { "breach-intro-by" };
    tell.paragraph(doc, key, &[("operator", operator.into()), ("law", source.into())]);
}

fn what_happened(tell: &Telling<'_>, doc: &mut Doc, breach: &Breach) {
    tell.heading(doc, 2, "breach-what-happened");
    tell.terms(
        doc,
        vec![
            ("breach-detected", tell.moment(breach.detected).into()),
            ("breach-entered", tell.moment(breach.entered).into()),
            ("breach-what", (&*breach.what).into()),
        ],
    );
}

fn whose_data(tell: &Telling<'_>, doc: &mut Doc, breach: &Breach) {
    let names = tell.names();
    let categories: Vec<String> = breach.categories.iter().map(|id| names.category(id.as_str())).collect();
    tell.heading(doc, 2, "breach-whose");
    tell.terms(
        doc,
        vec![
            ("breach-categories", categories.join("; ").into()),
            ("breach-number", breach.subjects.to_string().into()),
            ("breach-items", names.items(&breach.items).into()),
        ],
    );
}

fn steps(tell: &Telling<'_>, doc: &mut Doc, breach: &Breach) {
    let row = |step: &BreachStep| -> Vec<Cell> {
        let what = tell.named("breach-step", step.what.word());
        vec![tell.moment(step.at).into(), what.into(), (&*step.note).into()]
    };
    let heads = [("breach-head-time", 3), ("breach-head-step", 4), ("breach-head-note", 6)];
    tell.table(doc, "breach-steps", &heads, breach.steps.iter().map(row).collect());
}

/// By when the authority has to be told, by which rule, and whether it is late.
fn in_time(tell: &Telling<'_>, doc: &mut Doc, breach: &Breach, now: Timestamp) {
    tell.heading(doc, 2, "breach-time");
    let rule = rule(tell, breach).map(|(amount, source)| {
        let args = [("amount", amount.into()), ("source", source.into())];
        tell.say("breach-rule-text", &args)
    });
    let told = breach.authority_told();
    tell.terms(
        doc,
        vec![
            ("breach-due", tell.until(breach.due).into()),
            ("breach-rule", rule.unwrap_or_default().into()),
            ("breach-told", told.map(|at| tell.moment(at)).unwrap_or_default().into()),
        ],
    );
    if told.unwrap_or(now) >= breach.due {
        let text =
            vec![tell.word("breach-late-text").into(), Runs::from("____________________________________")];
        doc.push(Block::Note { title: Some(tell.word("breach-late").into()), text });
    }
}

fn contacts(tell: &Telling<'_>, doc: &mut Doc) {
    let Some(pack) = tell.world().edition().map(|edition| edition.pack()) else { return };
    tell.heading(doc, 2, "breach-contacts");
    let mut pairs = vec![
        ("breach-operator", Runs::from(pack.operator.name.get(tell.lang()))),
        tell.address(&pack.operator.address),
    ];
    if let Some(one) = &pack.responsible {
        pairs.push(("breach-responsible", one.position.get(tell.lang()).into()));
        pairs.push(("breach-email", Run::link(&one.email, &format!("mailto:{}", one.email)).into()));
    }
    tell.terms(doc, pairs);
}

/// How long the profile gives to tell the authority, and by which law.
fn rule(tell: &Telling<'_>, breach: &Breach) -> Option<(String, String)> {
    let profile = &tell.world().profile;
    let day = profile.local_date(breach.detected);
    let rule = profile.deadline_at(NOTICE, day).or_else(|| profile.deadline(NOTICE))?;
    Some((tell.length(rule.amount), tell.cite(&rule.source)))
}
