//! The head of a document: its name, whose it is, when it was made, and what is in it.

use documents::{Doc, Runs};

use crate::{
    flow::{Flow, Mark},
    look::{ACCENT, BODY, LABEL, LINE, SIDE, SUBTITLE, TITLE, VALUE},
    tree::{Role, Tree},
};

/// How wide the names of particulars are.
const NAMES: f32 = 128.0;

pub(crate) fn add(flow: &mut Flow<'_>, doc: &Doc) {
    flow.mark(Mark::Fill { x: SIDE, y: flow.y - 8.0, width: 44.0, height: 3.0, colour: ACCENT });
    flow.y += 10.0;
    let title = flow.tree.add(Tree::ROOT, Role::Heading(1, doc.title.to_string()));
    flow.text(&Runs::from(&*doc.title), &TITLE, SIDE, flow.sheet.room(), title);
    if let Some(subtitle) = &doc.subtitle {
        flow.y += 6.0;
        let node = flow.tree.add(Tree::ROOT, Role::Paragraph);
        flow.text(&Runs::from(&**subtitle), &SUBTITLE, SIDE, flow.sheet.room(), node);
    }
    meta(flow, doc);
    if doc.is_long() {
        contents(flow, doc);
    }
    flow.y += 4.0;
}

fn meta(flow: &mut Flow<'_>, doc: &Doc) {
    if doc.meta.is_empty() {
        return;
    }
    flow.y += 16.0;
    let list = flow.tree.add(Tree::ROOT, Role::List { ordered: false });
    for (name, value) in &doc.meta {
        flow.rule(SIDE, flow.sheet.room(), 0.5, LINE);
        flow.y += 4.5;
        let entry = flow.tree.add(list, Role::Entry);
        let (label, body) = (flow.tree.add(entry, Role::Label), flow.tree.add(entry, Role::Body));
        let top = flow.y;
        flow.text(&Runs::from(&**name), &LABEL, SIDE, NAMES - 12.0, label);
        let under = flow.y;
        flow.y = top;
        flow.text(value, &VALUE, SIDE + NAMES, flow.sheet.room() - NAMES, body);
        flow.y = flow.y.max(under) + 4.5;
    }
    flow.rule(SIDE, flow.sheet.room(), 0.5, LINE);
}

fn contents(flow: &mut Flow<'_>, doc: &Doc) {
    flow.y += 26.0;
    let heading = flow.tree.add(Tree::ROOT, Role::Paragraph);
    let label = flow.labels.contents.clone();
    flow.text(&Runs::from(label), &LABEL, SIDE, flow.sheet.room(), heading);
    flow.y += 4.0;
    let list = flow.tree.add(Tree::ROOT, Role::Contents);
    for (chapter, (_, number, text)) in doc.chapters().enumerate() {
        let entry = flow.tree.add(list, Role::ContentsEntry);
        let link = flow.tree.add(entry, Role::Link);
        let (top, page) = (flow.y, flow.page());
        if let Some(number) = number {
            let node = flow.tree.add(link, Role::Span);
            flow.text(&Runs::from(&**number), &LABEL, SIDE, 20.0, node);
            flow.y = top;
        }
        let node = flow.tree.add(link, Role::Span);
        flow.text(&Runs::from(&**text), &BODY, SIDE + 22.0, flow.sheet.room() - 60.0, node);
        let node = flow.tree.add(link, Role::Span);
        let baseline = flow.y - (BODY.leading - BODY.size * 0.7) / 2.0;
        let right = flow.sheet.right();
        flow.mark(Mark::PageOf { chapter, right, y: baseline, style: VALUE, node });
        if page == flow.page() {
            let (y, height) = (top, flow.y - top);
            let alt = text.to_string();
            flow.mark(Mark::ToChapter {
                chapter,
                x: SIDE,
                y,
                width: flow.sheet.room(),
                height,
                node: link,
                alt,
            });
        }
        flow.y += 2.6;
    }
}
