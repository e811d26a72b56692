//! Documents on their way out: as a page, as Markdown, or on paper.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use documents::{Doc, html, markdown};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::Paint;
use crate::{answer::Answer, cli::Format, fault::complaint, speech::Speech};

/// Who may read the file that a document is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the folder lets: it is meant for the public.
    All,
    /// Its owner alone: it speaks of people.
    Owner,
}

/// Where a document goes.
#[derive(clap::Args)]
pub(crate) struct Out {
    /// The file to write; a PDF needs one
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Writes a document in the format asked for, Markdown where it is none of a document's. `dated` is the PDF's date of
/// creation.
pub(crate) fn written(
    speech: &Speech,
    doc: &Doc,
    dated: DateTime,
    out: Option<&Path>,
    readers: Readers,
) -> Result<Answer> {
    let bytes = match speech.format() {
        Format::Html => html::page(doc).into_bytes(),
        Format::Pdf if out.is_none() => return Err(complaint("pdf-needs-out", &[])),
        Format::Pdf => {
            pdf::render(doc, dated).map_err(|why| complaint("no-pdf", &[("why", why.to_string())]))?
        }
        _ => markdown::text(doc).into_bytes(),
    };
    let Some(path) = out else {
        return Ok(Answer::done(String::from_utf8(bytes)?, json!(null)));
    };
    put(path, &bytes, readers)?;
    Ok(said(speech, path))
}

/// A document that has a form for programs too: JSON in that format, and else as [`written`] puts it.
pub(crate) fn told(
    speech: &Speech,
    doc: &Doc,
    json: &Value,
    dated: DateTime,
    out: Option<&Path>,
    readers: Readers,
) -> Result<Answer> {
    match out {
        _ if !speech.json() => written(speech, doc, dated, out, readers),
        None => Ok(Answer::done(String::new(), json.clone())),
        Some(path) => kept(speech, path, &format!("{json:#}\n"), readers),
    }
}

/// Writes a text into a file, and says so.
pub(crate) fn kept(speech: &Speech, path: &Path, text: &str, readers: Readers) -> Result<Answer> {
    put(path, text.as_bytes(), readers)?;
    Ok(said(speech, path))
}

/// Where it was written.
pub(crate) fn said(speech: &Speech, path: &Path) -> Answer {
    let shown = path.display().to_string();
    let said = speech.say("document-written", &[("path", shown.as_str().into())]);
    Answer::done(Paint::out().good(&said), json!({ "file": shown }))
}

/// Text that a program reads, or that a terminal shows: to a file where one is named.
pub(crate) fn filed(speech: &Speech, answer: Answer, text: &str, out: Option<&Path>) -> Result<Answer> {
    let Some(path) = out else { return Ok(answer) };
    put(path, text.as_bytes(), Readers::Owner)?;
    let shown = path.display().to_string();
    let said = speech.say("document-written", &[("path", shown.as_str().into())]);
    Ok(Answer::done(Paint::out().good(&said), json!({ "file": shown })))
}

/// A cell of CSV that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
pub(crate) fn cell(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// Writes a file whole, readable by whom it is meant for.
pub(crate) fn put(path: &Path, bytes: &[u8], readers: Readers) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let done = options.open(path).and_then(|mut file| {
        #[cfg(unix)]
        if readers == Readers::Owner {
            // One that was there before keeps its mode when it is opened.
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        }
        file.write_all(bytes).and_then(|()| file.sync_all())
    });
    let shown = || path.display().to_string();
    done.map_err(|why| complaint("unwritable", &[("path", shown()), ("why", why.to_string())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+7 701 234 56 78", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(formula.to_owned()), format!("'{formula}"));
        }
        for plain in ["", "a=1", "1-2", "'=1", "Ә", "a@b.kz"] {
            assert_eq!(cell(plain.to_owned()), plain);
        }
    }
}
