//! How answers look in a terminal.

mod calm;
mod document;
mod due;
mod paint;
mod progress;
mod table;
mod term;

pub(crate) use calm::calm;
pub(crate) use clerk::Names;
pub(crate) use clerk::term_in_words;
pub(crate) use document::{Out, Readers, cell, filed, kept, put, said, told, written};
pub(crate) use due::{Rules, by, due_by, left, loud, rule, span};
pub(crate) use paint::{Paint, colour_out};
pub(crate) use progress::{Bar, Count};
pub(crate) use table::{fields, table, width, wrapped};
pub(crate) use term::ending;

use calendar::Profile;
use jiff::Timestamp;
use office::Office;

use crate::{moment, speech::Speech};

/// `clause 3.1`, or an article of a law in the reader's words.
pub(crate) fn clause(speech: &Speech, office: &Office, clause: &str) -> String {
    office.world().cites(speech.lang).clause(clause)
}

/// A clause's number, or a law in the reader's words.
pub(crate) fn cite(speech: &Speech, office: &Office, cite: &str) -> String {
    office.world().cites(speech.lang).cite(cite)
}

/// A moment as a document is dated by: local time, without an offset.
pub(crate) fn dated(office: &Office, moment: Timestamp) -> jiff::civil::DateTime {
    office.world().profile.offset(moment).to_datetime(moment)
}

/// A moment in the local time of an office.
pub(crate) fn local(office: &Office, moment: Timestamp) -> String {
    let world = office.world();
    let profile: &Profile = &world.profile;
    moment::local(moment, profile)
}
