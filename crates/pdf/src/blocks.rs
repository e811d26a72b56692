//! The text of a document, block by block.

use documents::{Block, Doc, Entry, Runs, Words};

use crate::{
    flow::{Flow, Mark, Place},
    look::{ACCENT, BODY, FAINT, GUTTER, INK, LABEL, NUMBER, SIDE, Style, heading},
    table,
    tree::{NodeId, Role, Tree},
};

/// Between blocks.
const GAP: f32 = 6.5;
/// Between entries of a list.
const CLOSE: f32 = 2.8;
/// From a list's edge to its text.
const INDENT: f32 = 13.0;

pub(crate) fn add(flow: &mut Flow<'_>, doc: &Doc) {
    // Where some text has a clause, all text stands beside the column of clauses.
    let x = if doc.has_clauses() { SIDE + GUTTER } else { SIDE };
    for (nth, block) in doc.blocks.iter().enumerate() {
        let next = doc.blocks.get(nth + 1);
        write(flow, block, next, x);
    }
}

fn write(flow: &mut Flow<'_>, block: &Block, next: Option<&Block>, x: f32) {
    let width = flow.sheet.right() - x;
    match block {
        Block::Heading { level, number, text, .. } => title(flow, *level, number.as_ref(), text, next),
        Block::Paragraph { number, text } => {
            flow.space(GAP);
            // A paragraph that leads a list stays with its first entries.
            let leads = matches!(next, Some(Block::List { .. } | Block::Table(_)));
            flow.need(BODY.leading * if leads { 3.5 } else { 1.0 });
            let node = flow.tree.add(Tree::ROOT, Role::Paragraph);
            beside(flow, number.as_ref(), text, node, x, width);
        }
        Block::List { ordered, items } => list(flow, *ordered, items, x, width),
        Block::Terms { items } => terms(flow, items, x, width),
        Block::Table(one) => table::add(flow, one),
        Block::Note { title, text } => note(flow, title.as_ref(), text, x, width),
        Block::Signatures { lines } => lines.iter().for_each(|line| sign(flow, line, x, width)),
        Block::PageBreak if !flow.at_top() => flow.new_page(),
        Block::PageBreak => {}
    }
}

fn title(flow: &mut Flow<'_>, level: u8, number: Option<&Words>, text: &Words, next: Option<&Block>) {
    let (style, before, after) = heading(level);
    flow.space(before);
    let below = match next {
        Some(Block::Table(_)) => 120.0,
        Some(Block::Heading { .. }) => 110.0,
        _ => 48.0,
    };
    flow.need(style.leading + after + below);
    let said = match number {
        Some(number) => format!("{number}\u{a0}\u{a0}{text}"),
        None => text.to_string(),
    };
    if level <= 2 {
        flow.rule(SIDE, flow.sheet.room(), 1.2, ACCENT);
        flow.y += 9.0;
    }
    let place = Place { level, text: said.replace("\u{a0}\u{a0}", " "), page: flow.page(), y: flow.y };
    let node = flow.tree.add(Tree::ROOT, Role::Heading(level.clamp(2, 6), place.text.clone()));
    flow.places.push(place);
    flow.text(&Runs::from(said), &style, SIDE, flow.sheet.room(), node);
    flow.y += after - GAP;
}

/// A text with its clause at its left.
fn beside(flow: &mut Flow<'_>, number: Option<&Words>, text: &Runs, node: NodeId, x: f32, width: f32) {
    let Some(number) = number.filter(|_| x > SIDE) else { return flow.text(text, &BODY, x, width, node) };
    let lines = flow.lines(text, &BODY, width).len();
    flow.need(BODY.leading * if lines == 3 { 3.0 } else { 2.0_f32.min(lines as f32) });
    let top = flow.y;
    let label = flow.tree.add(node, Role::Span);
    flow.text(&Runs::from(&**number), &NUMBER, SIDE, GUTTER - 6.0, label);
    flow.y = top;
    let body = flow.tree.add(node, Role::Span);
    flow.text(text, &BODY, x, width, body);
}

fn list(flow: &mut Flow<'_>, ordered: bool, items: &[Entry], x: f32, width: f32) {
    let node = flow.tree.add(Tree::ROOT, Role::List { ordered });
    let clauses = items.iter().any(|item| item.number.is_some()) && x > SIDE;
    for (nth, item) in items.iter().enumerate() {
        flow.space(if nth == 0 { GAP - 1.5 } else { CLOSE });
        let entry = flow.tree.add(node, Role::Entry);
        let label = flow.tree.add(entry, Role::Label);
        let body = flow.tree.add(entry, Role::Body);
        let lines = flow.lines(&item.text, &BODY, width - INDENT).len();
        flow.need(BODY.leading * if lines == 3 { 3.0 } else { 2.0_f32.min(lines as f32) });
        let top = flow.y;
        let mark = if ordered { format!("{}.", nth + 1) } else { "•".to_owned() };
        if let Some(number) = item.number.as_ref().filter(|_| clauses) {
            flow.text(&Runs::from(&**number), &NUMBER, SIDE, GUTTER - 6.0, label);
        } else {
            flow.text(&Runs::from(mark), &Style { colour: NUMBER.colour, ..BODY }, x, INDENT, label);
        }
        flow.y = top;
        let (x, width) =
            if item.number.is_some() && clauses { (x, width) } else { (x + INDENT, width - INDENT) };
        flow.text(&item.text, &BODY, x, width, body);
    }
}

fn terms(flow: &mut Flow<'_>, items: &[(Words, Runs)], x: f32, width: f32) {
    const TERM: f32 = 108.0;
    let node = flow.tree.add(Tree::ROOT, Role::List { ordered: false });
    for (term, text) in items {
        flow.space(GAP - 1.5);
        let entry = flow.tree.add(node, Role::Entry);
        let (label, body) = (flow.tree.add(entry, Role::Label), flow.tree.add(entry, Role::Body));
        let (name, bold) = (Runs::from(&**term), Style { bold: true, ..BODY });
        let lines = flow.lines(text, &BODY, width - TERM).len();
        // The whole term stands on the page where its meaning begins.
        let names = flow.lines(&name, &bold, TERM - 8.0).len();
        flow.need(BODY.leading * 3.0_f32.min(lines as f32).max(names as f32));
        let top = flow.y;
        flow.text(&name, &bold, x, TERM - 8.0, label);
        let under = flow.y;
        flow.y = top;
        flow.text(text, &BODY, x + TERM, width - TERM, body);
        if top < flow.y {
            flow.y = flow.y.max(under);
        }
    }
}

fn note(flow: &mut Flow<'_>, title: Option<&Words>, text: &[Runs], x: f32, width: f32) {
    const PAD: f32 = 9.0;
    flow.space(GAP + 3.0);
    let bold = Style { bold: true, ..BODY };
    let inner = width - 2.0 * PAD - 3.0;
    let title = title.map(|title| Runs::from(&**title));
    let all = title.iter().map(|one| (one, bold)).chain(text.iter().map(|one| (one, BODY)));
    let all: Vec<(&Runs, Style)> = all.collect();
    let lines: usize = all.iter().map(|(one, style)| flow.lines(one, style, inner).len()).sum();
    let height = lines as f32 * BODY.leading + (all.len().saturating_sub(1)) as f32 * 4.0 + 2.0 * PAD;
    flow.need(height);
    let y = flow.y;
    if height <= flow.left() {
        flow.mark(Mark::Fill { x, y, width, height, colour: FAINT });
        flow.mark(Mark::Fill { x, y, width: 2.5, height, colour: ACCENT });
    }
    flow.y += PAD;
    let node = flow.tree.add(Tree::ROOT, Role::Note);
    for (nth, (one, style)) in all.into_iter().enumerate() {
        flow.space(if nth == 0 { 0.0 } else { 4.0 });
        let part = flow.tree.add(node, Role::Paragraph);
        flow.text(one, &style, x + PAD + 3.0, inner, part);
    }
    flow.y += PAD;
}

/// Who signs, and three lines: signature, name, date.
fn sign(flow: &mut Flow<'_>, who: &Words, x: f32, width: f32) {
    flow.space(GAP + 12.0);
    flow.need(70.0);
    let node = flow.tree.add(Tree::ROOT, Role::Paragraph);
    let label = flow.tree.add(node, Role::Span);
    flow.text(&Runs::from(&**who), &BODY, x, width, label);
    flow.y += 26.0;
    let labels = [flow.labels.signature.clone(), flow.labels.name.clone(), flow.labels.date.clone()];
    let gap = 14.0;
    let each = (width - 2.0 * gap) / 3.0;
    let top = flow.y;
    for (nth, text) in labels.into_iter().enumerate() {
        let x = x + nth as f32 * (each + gap);
        flow.y = top;
        flow.rule(x, each, 0.6, INK);
        flow.y += 2.0;
        let label = flow.tree.add(node, Role::Span);
        flow.text(&Runs::from(text), &LABEL, x, each, label);
    }
}
