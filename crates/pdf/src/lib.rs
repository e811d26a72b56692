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
mod lacking;
mod lines;
mod look;
mod table;
mod tree;
mod write;

use documents::Doc;
use jiff::civil::DateTime;

/// Typesets a document. `now` is written into the file as its date of creation.
///
/// The fonts hold Latin and Cyrillic. A character that they do not have stands as U+FFFD, and a note at the beginning says
/// so: a value in another script stops no document.
///
/// # Errors
/// The fonts in the program can't be read, or the document can't be written as PDF/UA-1.
pub fn render(doc: &Doc, now: DateTime) -> Result<Vec<u8>, PdfError> {
    let fonts = font::Fonts::new().ok_or(PdfError::Fonts)?;
    let laid = lay(doc, &fonts);
    if laid.missing.is_none() {
        return write::write(doc, laid, now);
    }
    let doc = &lacking::replaced(doc, &fonts);
    let laid = lay(doc, &fonts);
    match laid.missing {
        Some(c) => Err(PdfError::Character(c)),
        None => write::write(doc, laid, now),
    }
}

fn lay<'f>(doc: &Doc, fonts: &'f font::Fonts) -> flow::Laid<'f> {
    let mut flow = flow::Flow::new(doc, fonts);
    front::add(&mut flow, doc);
    blocks::add(&mut flow, doc);
    flow.done()
}

/// Why a document has no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The fonts in the program can't be read.
    #[error("the fonts in the program can't be read")]
    Fonts,
    /// The fonts lack a character, and what stands for it.
    #[error("the fonts have no U+{:04X}: they hold Latin and Cyrillic", u32::from(*.0))]
    Character(char),
    /// The file would break a rule of PDF/UA-1, or a limit of PDF.
    #[error("the document can't be written as PDF/UA-1: {0}")]
    Write(String),
}
