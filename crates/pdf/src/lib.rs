//! A document on paper: A4, embedded fonts, tagged for screen readers (PDF/UA-1), a footer with page numbers, tables
//! that go on over pages under their header.
//!
//! Nothing is read from the system: the fonts are in the program. Equal documents and moments give equal bytes. Text
//! is placed glyph by glyph and never read as markup.

mod blocks;
mod flow;
mod font;
mod front;
mod hyphen;
mod lines;
mod look;
mod table;
mod tree;
mod write;

use documents::Doc;
use jiff::civil::DateTime;

/// Typesets a document. `now` is written into the file as its date of creation.
///
/// # Errors
/// [`PdfError::Character`] names a character that the fonts do not have: they hold Latin and Cyrillic.
pub fn render(doc: &Doc, now: DateTime) -> Result<Vec<u8>, PdfError> {
    let fonts = font::Fonts::new().ok_or(PdfError::Fonts)?;
    let mut flow = flow::Flow::new(doc, &fonts);
    front::add(&mut flow, doc);
    blocks::add(&mut flow, doc);
    let laid = flow.done();
    match laid.missing {
        Some(c) => Err(PdfError::Character(c)),
        None => write::write(doc, laid, now),
    }
}

/// Why a document has no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The fonts in the program can't be read.
    #[error("the fonts in the program can't be read")]
    Fonts,
    /// The fonts lack a character.
    #[error("the fonts have no U+{:04X}: they hold Latin and Cyrillic", u32::from(*.0))]
    Character(char),
    /// The file would break a rule of PDF/UA-1, or a limit of PDF.
    #[error("the document can't be written as PDF/UA-1: {0}")]
    Write(String),
}
