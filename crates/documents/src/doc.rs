//! A document as a value.

use policy::Lang;
use serde::Serialize;

use crate::{Runs, Words};

/// So many columns stand beside each other on an upright page.
const UPRIGHT: usize = 6;

/// A document in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doc {
    /// The language of every text in it.
    pub lang: Lang,
    /// What it is called.
    pub title: Words,
    /// What stands under the title.
    pub subtitle: Option<Words>,
    /// Who, when, which edition: name and value.
    pub meta: Vec<(Words, Runs)>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for a chapter, 3 for a section, 4 for less. The title is 1.
        level: u8,
        /// The anchor, unique in the document.
        id: Anchor,
        /// The clause, such as `3.4`.
        number: Option<Words>,
        /// What it says.
        text: Words,
    },
    /// A paragraph.
    Paragraph {
        /// The clause that it states.
        number: Option<Words>,
        /// What it says.
        text: Runs,
    },
    /// A list.
    List {
        /// Whether its order means something.
        ordered: bool,
        /// The entries.
        items: Vec<Entry>,
    },
    /// Terms and what they mean.
    Terms {
        /// Each with its meaning.
        items: Vec<(Words, Runs)>,
    },
    /// A table.
    Table(Table),
    /// Something to be noticed.
    Note {
        /// Its own heading.
        title: Option<Words>,
        /// What it says, in paragraphs.
        text: Vec<Runs>,
    },
    /// Lines to sign on: who signs.
    Signatures {
        /// The position of each who signs.
        lines: Vec<Words>,
    },
    /// A new page, where there are pages.
    PageBreak,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The clause that it states.
    pub number: Option<Words>,
    /// What it says.
    pub text: Runs,
}

/// A table with a header row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: Words,
    /// One hint for each column.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column, the first of which names the row.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What stands in its header.
    pub head: Words,
    /// Its share of the width, beside the others.
    pub share: u16,
    /// Where its text stands.
    pub align: Align,
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Numbers.
    End,
}

/// A cell: one line, or several, which then are entries of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Cell(pub Vec<Runs>);

impl Doc {
    /// An empty document.
    pub fn new(lang: Lang, title: impl Into<Words>) -> Doc {
        Doc { lang, title: title.into(), subtitle: None, meta: Vec::new(), blocks: Vec::new() }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Whether some paragraph or entry states a clause; all text then stands beside the column of clauses.
    pub fn has_clauses(&self) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::Paragraph { number, .. } => number.is_some(),
            Block::List { items, .. } => items.iter().any(|item| item.number.is_some()),
            _ => false,
        })
    }

    /// Whether a list of the chapters helps: there are several, and more than a page or two to find them in.
    pub fn is_long(&self) -> bool {
        self.blocks.len() >= 40 && self.chapters().count() >= 4
    }

    /// Whether some table has more columns than an upright page has room for: then paper lies on its side.
    pub fn is_wide(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.columns.len() > UPRIGHT))
    }

    /// The chapters (headings of level 2): anchor, clause, text.
    pub fn chapters(&self) -> impl Iterator<Item = (&str, Option<&Words>, &Words)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: 2, id, number, text } => Some((id.as_str(), number.as_ref(), text)),
            _ => None,
        })
    }
}

impl Block {
    /// A heading without a clause.
    pub fn heading(level: u8, id: &str, text: impl Into<Words>) -> Block {
        Block::Heading { level, id: id.into(), number: None, text: text.into() }
    }

    /// A paragraph without a clause.
    pub fn paragraph(text: impl Into<Runs>) -> Block {
        Block::Paragraph { number: None, text: text.into() }
    }

    /// A list without an order.
    pub fn bullets(items: impl IntoIterator<Item = Entry>) -> Block {
        Block::List { ordered: false, items: items.into_iter().collect() }
    }
}

/// The name of a place in a document: small Latin letters, digits and hyphens; anything else becomes a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Anchor(String);

impl Anchor {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Anchor {
    fn from(text: &str) -> Anchor {
        let plain = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
        Anchor(text.chars().map(plain).collect())
    }
}

impl<T: Into<Runs>> From<T> for Entry {
    fn from(text: T) -> Entry {
        Entry { number: None, text: text.into() }
    }
}

impl Column {
    /// A column of words.
    pub fn new(head: impl Into<Words>, share: u16) -> Column {
        Column { head: head.into(), share, align: Align::Start }
    }
}

impl<T: Into<Runs>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell(vec![text.into()])
    }
}
