//! How answers look in a terminal.

mod document;
mod due;
mod paint;
mod progress;
mod table;
mod term;

pub(crate) use clerk::Names;
#[allow(unused_imports, reason = "commands take them one by one")]
pub(crate) use document::{Out, Readers, cell, filed, put, written};
pub(crate) use due::{Rules, by, left, loud, rule, span};
pub(crate) use paint::{Paint, colour_out};
pub(crate) use progress::{Bar, Count};
pub(crate) use table::{fields, table, width, wrapped};
pub(crate) use term::{ending, term_in_words};

use calendar::Profile;
use jiff::Timestamp;
use office::Office;

use crate::moment;

/// A moment in the local time of an office.
pub(crate) fn local(office: &Office, moment: Timestamp) -> String {
    let world = office.world();
    let profile: &Profile = &world.profile;
    moment::local(moment, profile)
}
