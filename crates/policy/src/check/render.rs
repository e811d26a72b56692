//! Faults as people read them: the text underlined, why, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{Fault, Faults, fault::Spot, say};
use crate::Lang;

impl Faults {
    /// Every fault with its place underlined, for a terminal.
    pub fn render(&self, lang: Lang, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Unicode);
        let mut out = String::new();
        for fault in &self.list {
            out += &renderer.render(&[self.group(fault, lang)]);
            out += "\n\n";
        }
        let count = [("count", self.count().into())];
        out += &say().say(lang, "fault-count", &count);
        out
    }

    fn group<'a>(&'a self, fault: &'a Fault, lang: Lang) -> Group<'a> {
        let word = |key| say().say(lang, key, &[]);
        let title = Level::ERROR.with_name(word("level-error")).primary_title(fault.what(lang));
        let mut group = Group::with_title(title.id(fault.code.code()));
        let also = fault.also.as_ref().filter(|a| fault.spot.as_ref().is_some_and(|s| s.file == a.file));
        if let Some(spot) = &fault.spot {
            let also = also.map(|spot| (spot, word("first-here")));
            group = self.snippet(group, spot, AnnotationKind::Primary, None, also);
        }
        if let (Some(spot), None) = (&fault.also, also) {
            group = self.snippet(group, spot, AnnotationKind::Context, Some(word("first-here")), None);
        }
        let cited = |clause: &String| {
            let said = self.words.get(clause).map_or(clause.as_str(), |words| words.get(lang));
            format!(" ({said})")
        };
        let clause = fault.clause.as_ref().map(cited).unwrap_or_default();
        let why = fault.why(lang) + &clause;
        group = group.element(Level::NOTE.with_name(word("level-why")).message(why));
        let mut remedy = fault.remedy(lang);
        if let Some(hint) = fault.hint(lang) {
            remedy = format!("{hint} {remedy}");
        }
        group.element(Level::HELP.with_name(word("level-do")).message(remedy))
    }

    fn snippet<'a>(
        &'a self,
        group: Group<'a>,
        spot: &'a Spot,
        kind: AnnotationKind,
        label: Option<String>,
        also: Option<(&'a Spot, String)>,
    ) -> Group<'a> {
        let Some((file, range)) = self.text(spot) else { return group };
        let also = also.and_then(|(s, l)| self.text(s).map(|(_, range)| (range, l)));
        // Only the lines that matter: a snippet costs the length of its text.
        let first = also.as_ref().map_or(range.start, |(other, _)| other.start.min(range.start));
        let last = also.as_ref().map_or(range.end, |(other, _)| other.end.max(range.end));
        let from = file.text[..first].rfind('\n').map_or(0, |at| at + 1);
        let to = file.text[last..].find('\n').map_or(file.text.len(), |at| last + at);
        let line = file.text[..from].matches('\n').count() + 1;
        let inside = |range: Range<usize>| range.start - from..range.end - from;
        let mut snippet = Snippet::source(&file.text[from..to]).line_start(line).path(file.path.as_str());
        snippet = snippet.annotation(kind.span(inside(range)).label(label));
        if let Some((range, label)) = also {
            snippet = snippet.annotation(AnnotationKind::Context.span(inside(range)).label(label));
        }
        group.element(snippet)
    }
}
