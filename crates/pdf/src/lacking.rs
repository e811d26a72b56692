//! Characters that the fonts do not have, replaced where everybody sees it.

use documents::{Block, Cell, Doc, Entry, Labels, Run, Runs, Words};

use crate::font::Fonts;

/// What stands for a character that the fonts do not have.
const LACKING: char = '\u{fffd}';

/// The document with such characters replaced, and a note at its beginning that says so.
pub(crate) fn replaced(doc: &Doc, fonts: &Fonts) -> Doc {
    let mut doc = doc.clone();
    words(&mut doc.title, fonts);
    doc.subtitle.iter_mut().for_each(|text| words(text, fonts));
    for (name, value) in &mut doc.meta {
        words(name, fonts);
        runs(value, fonts);
    }
    doc.blocks.iter_mut().for_each(|one| block(one, fonts));
    let note = Labels::of(doc.lang).lacking;
    doc.blocks.insert(0, Block::Note { title: None, text: vec![note.into()] });
    doc
}

fn block(block: &mut Block, fonts: &Fonts) {
    match block {
        Block::Heading { number, text, .. } => {
            number.iter_mut().for_each(|number| words(number, fonts));
            words(text, fonts);
        }
        Block::Paragraph { number, text } => {
            number.iter_mut().for_each(|number| words(number, fonts));
            runs(text, fonts);
        }
        Block::List { items, .. } => items.iter_mut().for_each(|Entry { number, text }| {
            number.iter_mut().for_each(|number| words(number, fonts));
            runs(text, fonts);
        }),
        Block::Terms { items } => items.iter_mut().for_each(|(name, value)| {
            words(name, fonts);
            runs(value, fonts);
        }),
        Block::Table(table) => {
            words(&mut table.caption, fonts);
            table.columns.iter_mut().for_each(|column| words(&mut column.head, fonts));
            let cells = table.rows.iter_mut().flatten();
            cells.flat_map(|Cell(lines)| lines).for_each(|line| runs(line, fonts));
        }
        Block::Note { title, text } => {
            title.iter_mut().for_each(|title| words(title, fonts));
            text.iter_mut().for_each(|text| runs(text, fonts));
        }
        Block::Signatures { lines } => lines.iter_mut().for_each(|line| words(line, fonts)),
        Block::PageBreak => {}
    }
}

fn runs(Runs(all): &mut Runs, fonts: &Fonts) {
    for run in all {
        match run {
            // The space at either end joins it to its neighbours.
            Run::Text { text } => *run = Run::text(&shown(text, fonts)),
            Run::Strong { text } | Run::Code { text } | Run::Link { text, .. } => words(text, fonts),
        }
    }
}

fn words(text: &mut Words, fonts: &Fonts) {
    *text = shown(text, fonts).into();
}

fn shown(text: &str, fonts: &Fonts) -> String {
    text.chars().map(|c| if fonts.have(c) { c } else { LACKING }).collect()
}
