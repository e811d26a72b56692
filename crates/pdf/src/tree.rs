//! What a screen reader is told: the document's structure, apart from where it stands on pages.

use std::num::NonZeroU16;

use documents::Labels;
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// A place in the structure.
pub(crate) type NodeId = usize;

/// What a part of the structure is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Role {
    Document,
    Heading(u8, String),
    Paragraph,
    List { ordered: bool },
    Entry,
    Label,
    Body,
    Table(String),
    Head,
    Rows,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Contents,
    ContentsEntry,
    Note,
    Span,
    Link,
}

/// The structure. A node has either parts or text, never both.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<(Role, Vec<NodeId>)>,
}

impl Tree {
    pub(crate) fn new() -> Tree {
        Tree { nodes: vec![(Role::Document, Vec::new())] }
    }

    /// The whole document.
    pub(crate) const ROOT: NodeId = 0;

    pub(crate) fn add(&mut self, under: NodeId, role: Role) -> NodeId {
        self.nodes.push((role, Vec::new()));
        let id = self.nodes.len() - 1;
        self.nodes[under].1.push(id);
        id
    }

    /// Puts the newest part before another one of the same parent: it is read first.
    pub(crate) fn before_last(&mut self, under: NodeId, other: NodeId) {
        let parts = &mut self.nodes[under].1;
        if let (Some(newest), Some(at)) = (parts.pop(), parts.iter().position(|part| *part == other)) {
            parts.insert(at, newest);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// As the file holds it; `texts` are the pieces on pages that belong to each node.
    pub(crate) fn tags(&self, texts: &[Vec<Identifier>], lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        for child in &self.nodes[Tree::ROOT].1 {
            tree.push(self.group(*child, texts));
        }
        tree
    }

    fn group(&self, id: NodeId, texts: &[Vec<Identifier>]) -> TagGroup {
        let (role, parts) = &self.nodes[id];
        let mut group = TagGroup::new(role.tag());
        for text in &texts[id] {
            group.push(Node::from(*text));
        }
        for part in parts {
            group.push(self.group(*part, texts));
        }
        group
    }
}

impl Role {
    fn tag(&self) -> TagKind {
        match self {
            Role::Document | Role::Note => Tag::Div.into(),
            Role::Heading(level, text) => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(text.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::List { ordered: true } => Tag::L(ListNumbering::Decimal).into(),
            Role::List { ordered: false } => Tag::L(ListNumbering::Disc).into(),
            Role::Entry => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::Body => Tag::LBody.into(),
            Role::Table(caption) => Tag::Table.with_summary(Some(caption.clone())).into(),
            Role::Head => Tag::THead.into(),
            Role::Rows => Tag::TBody.into(),
            Role::Row => Tag::TR.into(),
            Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
            Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell => Tag::TD.into(),
            Role::Contents => Tag::TOC.into(),
            Role::ContentsEntry => Tag::TOCI.into(),
            Role::Span => Tag::Span.into(),
            Role::Link => Tag::Link.into(),
        }
    }
}

/// The words of a footer.
pub(crate) fn page_of(labels: &Labels, page: usize, pages: usize) -> String {
    labels.page.replace("{pages}", &pages.to_string()).replace("{page}", &page.to_string())
}
