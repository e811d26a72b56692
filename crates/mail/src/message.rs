//! A letter, before it is put into bytes.

use std::fmt;

use thiserror::Error;

use crate::Address;

/// A plain-text letter to one person. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    to: Address,
    subject: String,
    text: String,
}

/// From whom letters come: the organisation's address and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub(crate) address: Address,
    pub(crate) name: String,
}

/// What can't stand in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadMessage {
    /// A line break or another control character in a subject or name would begin a header of its own; `=?` an
    /// encoded word (RFC 2047), which shows as something else than it says.
    #[error("a subject, a name or a text holds a control character, or a subject or name `=?`")]
    Control,
    /// It is too long.
    #[error("a subject or a name has at most {MAX_LINE} characters, a text {MAX_TEXT} bytes")]
    TooLong,
}

const MAX_LINE: usize = 200;
const MAX_TEXT: usize = 65_536;

impl Message {
    /// A letter; the text's lines end in `\n`. How many of them end the text is not kept on the way.
    ///
    /// # Errors
    /// A subject over 200 characters, with a control character or with `=?`; a text over 65,536 bytes or with a control
    /// character other than line feed and tab.
    pub fn new(to: Address, subject: &str, text: &str) -> Result<Self, BadMessage> {
        line(subject)?;
        if text.len() > MAX_TEXT {
            return Err(BadMessage::TooLong);
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(BadMessage::Control);
        }
        Ok(Self { to, subject: subject.to_owned(), text: text.to_owned() })
    }

    /// To whom.
    pub fn to(&self) -> &Address {
        &self.to
    }

    /// The subject.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Sender {
    /// # Errors
    /// A name over 200 characters, with a control character or with `=?`.
    pub fn new(address: Address, name: &str) -> Result<Self, BadMessage> {
        line(name)?;
        Ok(Self { address, name: name.to_owned() })
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message(..)")
    }
}

fn line(text: &str) -> Result<(), BadMessage> {
    if text.chars().any(char::is_control) || text.contains(['\u{2028}', '\u{2029}']) || text.contains("=?") {
        return Err(BadMessage::Control);
    }
    if text.chars().count() > MAX_LINE { Err(BadMessage::TooLong) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_can_be_put_in() {
        let to = || "asel@example.kz".parse::<Address>().unwrap();
        for subject in
            ["a\r\nBcc: x@example.kz", "a\nb", "a\rb", "a\0", "a\u{85}b", "a\u{2028}b", "=?utf-8?q?x?="]
        {
            assert_eq!(Message::new(to(), subject, ""), Err(BadMessage::Control), "{subject:?}");
            assert_eq!(Sender::new(to(), subject), Err(BadMessage::Control), "{subject:?}");
        }
        assert_eq!(Message::new(to(), "a", "a\r\n.\r\n"), Err(BadMessage::Control));
        assert_eq!(Message::new(to(), &"ә".repeat(201), ""), Err(BadMessage::TooLong));
        assert_eq!(Message::new(to(), "", &"a".repeat(65_537)), Err(BadMessage::TooLong));
        let message = Message::new(to(), "Құпия", "Құпия\n\tмәтін").unwrap();
        assert_eq!(format!("{message:?}"), "Message(..)");
    }
}
