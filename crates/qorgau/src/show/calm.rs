//! Texts of strangers in a terminal: what they wrote moves no cursor, hides nothing and turns no line round.

/// The text with control characters as pictures (U+2400 and on), and without marks that turn its direction. Line breaks,
/// tabs and colours stay.
pub(crate) fn calm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = colour(rest).unwrap_or(letter.len_utf8());
        let (head, tail) = rest.split_at(length);
        match letter {
            '\n' | '\t' => out.push(letter),
            '\u{1b}' if length > 1 => out.push_str(head),
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => out.push('\u{2421}'),
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            _ => out.push_str(head),
        }
        rest = tail;
    }
    out
}

/// How long a sequence is that sets a colour (ECMA-48, SGR) and conceals nothing.
fn colour(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\u{1b}[")?;
    let end = inner.find(|letter: char| !matches!(letter, '0'..='9' | ';'))?;
    let (how, tail) = inner.split_at(end);
    let conceals = how.split(';').any(|one| one.trim_start_matches('0') == "8");
    (tail.starts_with('m') && !conceals).then_some(end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_s_text_moves_nothing_and_hides_nothing() {
        for (text, calmed) in [
            ("Әсел\n\tназвание", "Әсел\n\tназвание"),
            ("\u{1b}[1m\u{1b}[32mdone\u{1b}[0m", "\u{1b}[1m\u{1b}[32mdone\u{1b}[0m"),
            ("a\u{1b}[2J\u{1b}[Hb", "a␛[2J␛[Hb"),
            ("\u{1b}]0;title\u{7}", "␛]0;title␇"),
            ("\u{1b}[8mhidden\u{1b}[0;08m", "␛[8mhidden␛[0;08m"),
            ("\rover\u{8}\u{7f}\u{9b}2J", "␍over␈␡\u{fffd}2J"),
            ("a\u{202e}b\u{2066}c", "a\u{fffd}b\u{fffd}c"),
            ("\u{1b}[31", "␛[31"),
            ("\u{1b}", "␛"),
        ] {
            assert_eq!(calm(text), calmed);
        }
    }
}
