//! The act of destruction on paper, made from the act's file.

use std::collections::BTreeMap;

use documents::{Align, Block, Cell, Column, Doc, Run, Runs, Table};
use jiff::Timestamp;
use kernel::World;
use office::{ActOfDestruction, Attested};
use policy::Lang;

use crate::{Telling, ranges::ranges};

/// So many ranges are told of each kind of number; the rest stands in the file.
const RANGES: usize = 400;

/// What rows have in common: clause, purpose, category, edition, term.
type Row<'a> = (&'a str, &'a str, &'a str, u32, &'a str);
/// How many of them, and from when to when they were due.
type Sum = (u64, Option<(Timestamp, Timestamp)>);

/// The act on paper: who destroyed what and when, by which terms, and how anyone can check it. `attested` is what
/// checking the file gave.
pub fn destruction(world: &World, act: &ActOfDestruction, attested: &Attested, lang: Lang) -> Doc {
    let tell = Telling::new(world, lang);
    let body = &act.act;
    let mut doc = tell.letter(&tell.word("destroy-title"), body.finished);
    tell.meta(&mut doc, "destroy-run", Run::code(&body.run.to_string()));
    let kind = tell.named("destroy-kind", body.act.as_str());
    tell.paragraph(
        &mut doc,
        "destroy-intro",
        &[("kind", kind.into()), ("clause", tell.clause(&body.clause).into())],
    );
    tell.terms(
        &mut doc,
        vec![
            ("destroy-by", tell.who(&body.by).into()),
            ("destroy-started", tell.moment(body.started).into()),
            ("destroy-finished", tell.moment(body.finished).into()),
            ("destroy-records", body.counts.engagements.to_string().into()),
            ("destroy-persons", body.counts.persons.to_string().into()),
            ("destroy-entries", body.counts.entries.to_string().into()),
            ("destroy-backups", tell.word("destroy-backups-text").into()),
        ],
    );
    rows(&tell, &mut doc, act);
    papers(&tell, &mut doc, act);
    numbers(&tell, &mut doc, act);
    proof(&tell, &mut doc, act, attested);
    tell.heading(&mut doc, 2, "destroy-commission");
    tell.paragraph(&mut doc, "destroy-signed", &[]);
    let mut lines = tell.responsible();
    lines.extend(["destroy-administrator", "destroy-member"].map(|key| tell.word(key).into()));
    doc.push(Block::Signatures { lines });
    doc
}

fn rows(tell: &Telling<'_>, doc: &mut Doc, act: &ActOfDestruction) {
    let mut sums: BTreeMap<Row<'_>, Sum> = BTreeMap::new();
    for row in act.act.destroyed.iter().filter_map(|one| one.row.as_ref()) {
        let key = (&*row.clause, &*row.purpose, &*row.category, row.edition, &*row.term);
        let (count, due) = sums.entry(key).or_default();
        *count += 1;
        if let Some(at) = row.due {
            *due = Some(due.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
        }
    }
    let cells = |(row, sum): (Row<'_>, Sum)| -> Vec<Cell> {
        let (clause, purpose, category, edition, term) = row;
        let names = tell.names_of(edition);
        let due = match sum.1 {
            None => String::new(),
            Some((first, last)) if tell.until(first) == tell.until(last) => tell.until(first),
            Some((first, last)) => format!("{} – {}", tell.until(first), tell.until(last)),
        };
        vec![
            tell.cite(clause).into(),
            names.purpose(purpose).into(),
            names.category(category).into(),
            why(tell, edition, purpose, term).into(),
            due.into(),
            sum.0.to_string().into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = sums.into_iter().map(cells).collect();
    if rows.is_empty() {
        return;
    }
    tell.heading(doc, 2, "destroy-rows");
    let heads = [("clause", 10), ("purpose", 25), ("category", 16), ("term", 24), ("due", 17), ("count", 8)];
    let mut columns: Vec<Column> = heads
        .iter()
        .map(|(key, share)| Column::new(tell.word(&format!("destroy-head-{key}")), *share))
        .collect();
    if let Some(last) = columns.last_mut() {
        last.align = Align::End;
    }
    doc.push(Block::Table(Table { caption: tell.word("destroy-rows-caption").into(), columns, rows }));
}

/// Papers beside a person's items, whose words went with their keys.
fn papers(tell: &Telling<'_>, doc: &mut Doc, act: &ActOfDestruction) {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for kind in act.act.destroyed.iter().filter_map(|one| one.paper.as_deref()) {
        *sums.entry(kind).or_default() += 1;
    }
    let row =
        |(kind, count): (&str, u64)| vec![tell.named("destroy-paper", kind).into(), count.to_string().into()];
    let rows = sums.into_iter().map(row).collect();
    tell.table(doc, "destroy-papers", &[("destroy-head-paper", 6), ("destroy-head-count", 1)], rows);
}

/// The term that ended, or why it went before, in words where the texts have them.
fn why(tell: &Telling<'_>, edition: u32, purpose: &str, term: &str) -> String {
    let reason = tell.named("destroy-why", term);
    if reason != term {
        return reason;
    }
    tell.ended(edition, purpose, term).unwrap_or(reason)
}

fn numbers(tell: &Telling<'_>, doc: &mut Doc, act: &ActOfDestruction) {
    let all = &act.act.destroyed;
    let lists = [
        ("destroy-slots", all.iter().map(|one| one.slot).collect::<Vec<_>>()),
        ("destroy-gone", all.iter().flat_map(|one| one.entries.iter().copied()).collect()),
    ];
    tell.heading(doc, 2, "destroy-keys");
    for (key, list) in lists {
        let (told, more) = ranges(list, RANGES);
        if told.is_empty() {
            continue;
        }
        let mut runs = vec![Run::text(&format!("{} ", tell.word(key))), Run::code(&told)];
        if more > 0 {
            runs.push(Run::text(&tell.say("destroy-more", &[("n", more.into())])));
        }
        doc.push(Block::paragraph(Runs(runs)));
    }
}

fn proof(tell: &Telling<'_>, doc: &mut Doc, act: &ActOfDestruction, attested: &Attested) {
    tell.heading(doc, 2, "destroy-proof");
    tell.paragraph(doc, "destroy-proof-text", &[]);
    tell.terms(
        doc,
        vec![
            ("destroy-log", Run::code(&attested.origin).into()),
            ("destroy-entry", attested.index.to_string().into()),
            ("destroy-size", attested.size.to_string().into()),
            ("destroy-digest", Run::code(&act.act.digest()).into()),
        ],
    );
    let command = Run::code(&format!("qorgau verify {}.json --key KEY", act.act.run));
    doc.push(Block::paragraph(tell.runs("destroy-how", &[("command", command)])));
}
