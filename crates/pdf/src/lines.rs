//! Text into lines of a width.

use documents::{Href, Run, Runs};
use krilla::text::KrillaGlyph;
use policy::Lang;

use crate::{
    font::Fonts,
    hyphen,
    look::{ACCENT, Colour, Style},
};

/// A line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of a line that is set alike.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Which run of the text it belongs to.
    pub(crate) run: usize,
    /// From the line's left end, in points.
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
    pub(crate) link: Option<Href>,
}

/// What may follow a part of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
enum After {
    Nothing,
    Space,
    /// A new line, and nothing to show for it.
    Cut,
    /// A new line after a hyphen.
    Hyphen,
}

struct Part {
    run: usize,
    text: String,
    width: f32,
    after: After,
}

/// A setter of lines in one language.
#[derive(Clone, Copy)]
pub(crate) struct Setter<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) lang: Lang,
}

impl Setter<'_> {
    /// How wide a text is on one line.
    pub(crate) fn width(&self, text: &str, style: &Style) -> f32 {
        self.fonts.weight(style.bold).shape(text).width * style.size
    }

    /// The lines, and a character that the fonts lack.
    pub(crate) fn lines(&self, text: &Runs, style: &Style, width: f32) -> (Vec<Line>, Option<char>) {
        let parts = self.parts(text, style, width);
        let mut missing = None;
        let mut lines = Vec::new();
        let mut start = 0;
        while start < parts.len() {
            let end = self.fits(&parts[start..], style, width) + start;
            lines.push(self.line(&parts[start..end], text, style, end == parts.len(), &mut missing));
            start = end;
        }
        (lines, missing)
    }

    fn bold(&self, text: &Runs, run: usize, style: &Style) -> bool {
        style.bold || matches!(text.0.get(run), Some(Run::Strong { .. }))
    }

    fn parts(&self, text: &Runs, style: &Style, width: f32) -> Vec<Part> {
        let mut out: Vec<Part> = Vec::new();
        for (run, one) in text.0.iter().enumerate() {
            let bold = self.bold(text, run, style);
            let measure = |text: &str| self.fonts.weight(bold).shape(text).width * style.size;
            // A number stays with its sign.
            let words = one.words().replace("№ ", "№\u{a0}");
            if words.starts_with(' ')
                && let Some(last) = out.last_mut()
            {
                last.after = After::Space;
            }
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                let first = out.len();
                for (piece, after) in self.divided(word, style) {
                    let wide = measure(piece);
                    if wide <= width {
                        out.push(Part { run, text: piece.to_owned(), width: wide, after });
                        continue;
                    }
                    // Wider than the column: it is cut wherever it has to be.
                    let letters: Vec<char> = piece.chars().collect();
                    for (nth, c) in letters.iter().enumerate() {
                        let text = c.to_string();
                        let after = if nth + 1 == letters.len() { after } else { After::Cut };
                        out.push(Part { run, width: measure(&text), text, after });
                    }
                }
                if out.len() > first
                    && let Some(last) = out.last_mut()
                {
                    last.after = After::Space;
                }
            }
            if !words.ends_with(' ')
                && !words.is_empty()
                && let Some(last) = out.last_mut()
            {
                // The next run goes on in the same word.
                last.after = After::Nothing;
            }
        }
        out
    }

    /// A word in the parts between which a line may end.
    fn divided<'w>(&self, word: &'w str, style: &Style) -> Vec<(&'w str, After)> {
        let mut cuts: Vec<(usize, After)> = Vec::new();
        let long = word.chars().count() > 24;
        for (at, c) in word.char_indices() {
            let end = at + c.len_utf8();
            // Not within a number such as 120-VI or a date, and never before a lone letter; an id is cut if it has to be.
            let joins = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let words = word[..at].chars().count() >= 4
                && word[end..].chars().count() >= 4
                && (long || joins(word[..at].chars().next_back()) && joins(word[end..].chars().next()));
            let cut = match c {
                '/' | '–' | '—' => end < word.len(),
                '-' => words,
                '.' | '_' | '@' | '?' | '&' | ',' => long && end < word.len(),
                _ => false,
            };
            if cut {
                cuts.push((end, After::Cut));
            }
        }
        if style.divide {
            let letters = |c: char| c.is_alphabetic();
            let mut at = 0;
            for core in word.split(|c| !letters(c)) {
                cuts.extend(hyphen::points(core, self.lang).into_iter().map(|p| (at + p, After::Hyphen)));
                at += core.len();
                at += word[at..].chars().next().map_or(0, char::len_utf8);
            }
        }
        cuts.sort_by_key(|cut| cut.0);
        let mut out = Vec::new();
        let mut start = 0;
        for (end, after) in cuts {
            out.push((&word[start..end], after));
            start = end;
        }
        out.push((&word[start..], After::Nothing));
        out
    }

    /// How many parts go on the first line; at least one.
    fn fits(&self, parts: &[Part], style: &Style, width: f32) -> usize {
        let space = self.width(" ", style);
        let hyphen = self.width("-", style);
        let (mut filled, mut best, mut whole) = (0.0, None, None);
        for (nth, part) in parts.iter().enumerate() {
            filled += part.width;
            let last = nth + 1 == parts.len();
            let with = filled + if part.after == After::Hyphen && !last { hyphen } else { 0.0 };
            if part.after != After::Nothing || last {
                // The widths of parts leave out the kerning between them: a hair of slack.
                if with <= width + 0.05 {
                    best = Some(nth + 1);
                    if part.after != After::Hyphen {
                        whole = Some((nth + 1, filled));
                    }
                } else if best.is_none() {
                    return nth + 1;
                }
            }
            if filled > width && best.is_some() {
                break;
            }
            if part.after == After::Space {
                filled += space;
            }
        }
        // A line that is nearly full without dividing a word does not divide one.
        match (whole, best) {
            (Some((whole, filled)), _) if filled > width * 0.72 => whole,
            (_, Some(best)) => best,
            _ => parts.len(),
        }
    }

    fn line(
        &self,
        parts: &[Part],
        text: &Runs,
        style: &Style,
        last: bool,
        missing: &mut Option<char>,
    ) -> Line {
        let mut line = Line::default();
        let mut x = 0.0;
        let mut nth = 0;
        while nth < parts.len() {
            let run = parts[nth].run;
            let mut said = String::new();
            let mut divided = false;
            while nth < parts.len() && parts[nth].run == run {
                // Once lines are made a no-break space is a space, which every reader knows.
                said.push_str(&parts[nth].text.replace('\u{a0}', " "));
                let ends = nth + 1 == parts.len();
                match parts[nth].after {
                    // A space at the end of a line keeps words apart when they are copied or read out.
                    After::Space if !ends || !last => said.push(' '),
                    After::Hyphen if ends => divided = true,
                    _ => {}
                }
                nth += 1;
            }
            line.pieces.push(self.piece(run, x, said, divided, text, style, missing));
            x += line.pieces.last().map_or(0.0, |piece| piece.width);
        }
        line
    }

    #[expect(clippy::too_many_arguments, reason = "a piece is its text, its place and its look")]
    fn piece(
        &self,
        run: usize,
        x: f32,
        mut said: String,
        divided: bool,
        text: &Runs,
        style: &Style,
        missing: &mut Option<char>,
    ) -> Piece {
        let bold = self.bold(text, run, style);
        let plain = said.len();
        if divided {
            said.push('-');
        }
        let mut shaped = self.fonts.weight(bold).shape(&said);
        *missing = missing.or(shaped.missing);
        if divided {
            // What is copied or read out is a soft hyphen, which joins the word again.
            said.truncate(plain);
            said.push('\u{ad}');
            if let Some(last) = shaped.glyphs.last_mut() {
                last.text_range = plain..said.len();
            }
        }
        let link = match text.0.get(run) {
            Some(Run::Link { to, .. }) => Some(to.clone()),
            _ => None,
        };
        let colour = if link.is_some() { ACCENT } else { style.colour };
        Piece {
            run,
            x,
            width: shaped.width * style.size,
            text: said,
            glyphs: shaped.glyphs,
            bold,
            colour,
            link,
        }
    }
}
