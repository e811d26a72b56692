//! Text inside a line: words, emphasis, code, links.

use std::{fmt, ops::Deref};

use serde::Serialize;

/// Text that shows what it says: control characters are spaces, marks that turn the reading direction or hide
/// themselves are gone, white space is single. Nothing else about it is changed; writers escape it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Words(String);

impl Words {
    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Words {
        let mut out = String::with_capacity(text.len());
        for c in text.chars().filter(|c| !is_hidden(*c)) {
            // A no-break space between words is a decision of whoever wrote it.
            if c == '\u{a0}' && !out.is_empty() || !(c.is_whitespace() || c.is_control()) {
                out.push(c);
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        Words(out)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Words {
        text.as_str().into()
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Words {
        text.as_str().into()
    }
}

impl Deref for Words {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Directions and isolates, zero-width characters, tags, annotation marks, private use: what makes a text read
/// otherwise than it is stored. None of the three languages needs one.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{10ffff}')
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Run {
    /// Words.
    Text {
        /// The words.
        text: Words,
    },
    /// Words that matter.
    Strong {
        /// The words.
        text: Words,
    },
    /// An id, a hash, a file name.
    Code {
        /// The characters.
        text: Words,
    },
    /// A link.
    Link {
        /// What is shown.
        text: Words,
        /// Where it leads.
        to: Href,
    },
}

impl Run {
    /// Words; the space at either end is kept.
    pub fn text(text: &str) -> Run {
        Run::Text { text: edges(text) }
    }

    /// Words that matter.
    pub fn strong(text: &str) -> Run {
        Run::Strong { text: text.into() }
    }

    /// An id, a hash, a file name.
    pub fn code(text: &str) -> Run {
        Run::Code { text: text.into() }
    }

    /// A link to an address, or its words alone where that is none to link to.
    pub fn link(text: &str, to: &str) -> Run {
        match to.parse() {
            Ok(to) => Run::Link { text: text.into(), to },
            Err(BadHref) => Run::Text { text: text.into() },
        }
    }

    /// What is read.
    pub fn words(&self) -> &str {
        match self {
            Run::Text { text } | Run::Strong { text } | Run::Code { text } | Run::Link { text, .. } => text,
        }
    }
}

/// Words whose single space at either end joins them to their neighbours.
fn edges(text: &str) -> Words {
    let words = Words::from(text);
    let space = |has: bool| if has { " " } else { "" };
    match (text.starts_with(' '), text.ends_with(' ')) {
        (left, right) if words.is_blank() => Words(space(left || right).to_owned()),
        (left, right) => Words(format!("{}{words}{}", space(left), space(right))),
    }
}

/// A line or paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Runs(pub Vec<Run>);

impl Runs {
    /// What is read, without emphasis and links.
    pub fn plain(&self) -> String {
        self.0.iter().map(Run::words).collect()
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|run| run.words().trim().is_empty())
    }
}

impl From<&str> for Runs {
    fn from(text: &str) -> Runs {
        Runs(vec![Run::Text { text: text.into() }])
    }
}

impl From<String> for Runs {
    fn from(text: String) -> Runs {
        text.as_str().into()
    }
}

impl From<Run> for Runs {
    fn from(run: Run) -> Runs {
        Runs(vec![run])
    }
}

impl From<Vec<Run>> for Runs {
    fn from(runs: Vec<Run>) -> Runs {
        Runs(runs)
    }
}

/// Where a link may lead: `https:`, `http:`, `mailto:`, or an anchor of the same document (`#…`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An address that a document does not link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadHref;

impl fmt::Display for BadHref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a link leads to https:, http:, mailto: or an anchor, and holds no space, quote or angle")
    }
}

impl std::error::Error for BadHref {}

impl std::str::FromStr for Href {
    type Err = BadHref;
    fn from_str(text: &str) -> Result<Href, BadHref> {
        let known = ["https://", "http://", "mailto:", "#"]
            .iter()
            .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
        let plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\^`{|}()".contains(c);
        if known && text.len() <= 2_000 && text.chars().all(plain) {
            Ok(Href(text.to_owned()))
        } else {
            Err(BadHref)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_show_what_they_say() {
        assert_eq!(&*Words::from(" a\u{202e}b\r\n\t c\u{0} "), "ab c");
        assert_eq!(&*Words::from("Ә\u{a0}Ғ"), "Ә\u{a0}Ғ");
        assert_eq!(Run::text(" , and ").words(), " , and ");
        assert_eq!((Run::text("  ").words(), Run::text("").words()), (" ", ""));
    }

    #[test]
    fn links_lead_to_pages_and_mail_only() {
        for good in ["https://a.kz/x?y=1#z", "mailto:privacy@a.kz", "#rights"] {
            assert!(good.parse::<Href>().is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "https://",
            "#",
            "data:text/html,x",
            "https://a.kz/\"x",
            "https://a.kz/ x",
            "https://a.kz/(x)",
            "HTTPS:x",
            "https://а.kz/",
        ] {
            assert!(bad.parse::<Href>().is_err(), "{bad}");
        }
        assert_eq!(Run::link("x", "javascript:1"), Run::Text { text: "x".into() });
    }
}
