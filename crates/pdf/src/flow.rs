//! Where everything stands: a cursor that goes down a page and on to the next.

use documents::{Doc, Labels, Runs};

use crate::{
    font::Fonts,
    lines::{Line, Setter},
    look::{Colour, Sheet, Style, TOP},
    tree::{NodeId, Role, Tree},
};

/// Something on a page.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A line of text: the left end of its baseline.
    Text { x: f32, y: f32, line: Line, size: f32, nodes: Vec<NodeId> },
    /// A filled rectangle, which means nothing to a reader.
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    /// The number of the page on which a chapter begins, right-aligned, known only once all is laid out.
    PageOf { chapter: usize, right: f32, y: f32, style: Style, node: NodeId },
    /// A link to a chapter.
    ToChapter { chapter: usize, x: f32, y: f32, width: f32, height: f32, node: NodeId, alt: String },
}

/// A heading's place, for the outline and the contents.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// A laid-out document.
pub(crate) struct Laid<'a> {
    pub(crate) sheet: Sheet,
    pub(crate) pages: Vec<Vec<Mark>>,
    pub(crate) tree: Tree,
    pub(crate) places: Vec<Place>,
    pub(crate) labels: Labels,
    pub(crate) fonts: &'a Fonts,
    pub(crate) missing: Option<char>,
}

/// The layout under way.
pub(crate) struct Flow<'a> {
    pub(crate) sheet: Sheet,
    pub(crate) setter: Setter<'a>,
    pub(crate) tree: Tree,
    pub(crate) labels: Labels,
    pub(crate) places: Vec<Place>,
    /// From the upper edge of the page.
    pub(crate) y: f32,
    pages: Vec<Vec<Mark>>,
    missing: Option<char>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(doc: &Doc, fonts: &'a Fonts) -> Flow<'a> {
        Flow {
            sheet: Sheet::of(doc.is_wide()),
            setter: Setter { fonts, lang: doc.lang },
            tree: Tree::new(),
            labels: Labels::of(doc.lang),
            places: Vec::new(),
            y: TOP,
            pages: vec![Vec::new()],
            missing: None,
        }
    }

    pub(crate) fn done(self) -> Laid<'a> {
        let Flow { sheet, setter, tree, labels, places, pages, missing, .. } = self;
        Laid { sheet, pages, tree, places, labels, fonts: setter.fonts, missing }
    }

    /// Whether nothing stands on this page yet.
    pub(crate) fn at_top(&self) -> bool {
        self.y <= TOP
    }

    /// What is left of the page.
    pub(crate) fn left(&self) -> f32 {
        self.sheet.bottom() - self.y
    }

    pub(crate) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// A new page unless so much fits on this one.
    pub(crate) fn need(&mut self, height: f32) {
        if height > self.left() && !self.at_top() {
            self.new_page();
        }
    }

    /// Space that disappears at the top of a page.
    pub(crate) fn space(&mut self, height: f32) {
        if !self.at_top() {
            self.y += height;
        }
    }

    pub(crate) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    pub(crate) fn page(&self) -> usize {
        self.pages.len() - 1
    }

    pub(crate) fn lines(&mut self, text: &Runs, style: &Style, width: f32) -> Vec<Line> {
        let (lines, missing) = self.setter.lines(text, style, width);
        self.missing = self.missing.or(missing);
        lines
    }

    /// The nodes of a text's runs: its own where there is one run, else one under it for each.
    pub(crate) fn nodes(&mut self, text: &Runs, node: NodeId) -> Vec<NodeId> {
        let single = text.0.len() == 1 && !matches!(text.0[0], documents::Run::Link { .. });
        if single {
            return vec![node];
        }
        let role = |run: &documents::Run| match run {
            documents::Run::Link { .. } => Role::Link,
            _ => Role::Span,
        };
        text.0.iter().map(|run| self.tree.add(node, role(run))).collect()
    }

    /// A line whose upper edge is at `y`.
    pub(crate) fn line(&mut self, line: Line, x: f32, y: f32, style: &Style, nodes: &[NodeId]) {
        let baseline = y + (style.leading + style.size * 0.7) / 2.0;
        self.mark(Mark::Text { x, y: baseline, line, size: style.size, nodes: nodes.to_vec() });
    }

    /// A text that goes on over pages, never leaving one line behind or sending one ahead.
    pub(crate) fn text(&mut self, text: &Runs, style: &Style, x: f32, width: f32, node: NodeId) {
        let lines = self.lines(text, style, width);
        let nodes = self.nodes(text, node);
        let count = lines.len();
        for (nth, line) in lines.into_iter().enumerate() {
            let rest = count - nth;
            // The first line wants a second by it, and the last but one keeps the last.
            let together = if nth == 0 && count > 1 || rest == 2 { 2.0 } else { 1.0 };
            let together = if nth == 0 && count == 3 { 3.0 } else { together };
            self.need(style.leading * together);
            let y = self.y;
            self.line(line, x, y, style, &nodes);
            self.y += style.leading;
        }
    }

    /// A rule across the page.
    pub(crate) fn rule(&mut self, x: f32, width: f32, thick: f32, colour: Colour) {
        let y = self.y;
        self.mark(Mark::Fill { x, y, width, height: thick, colour });
    }
}
