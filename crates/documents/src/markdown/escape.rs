//! Words into Markdown that shows just these words.

/// Escapes words for any place inside a line, a table's cell too.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let inside_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' => true,
            // Between letters it is an id's underscore, and emphasises nothing.
            '_' => !(at > 0 && inside_word(chars.get(at - 1)) && inside_word(chars.get(at + 1))),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Words of a heading: those, and no closing marks.
pub(super) fn line(text: &str) -> String {
    escape(text)
}

/// A line that starts a paragraph: no heading, list, quotation or rule.
pub(super) fn start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    match text.chars().next() {
        Some('+' | '-' | '=' | ':') => format!("\\{text}"),
        Some('0'..='9') if rest.starts_with(['.', ')']) => format!("{}\\{rest}", &text[..digits]),
        _ => text.to_owned(),
    }
}

/// Code, in marks longer than any inside.
pub(super) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{pad}{text}{pad}{marks}")
}
