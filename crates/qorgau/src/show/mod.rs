//! How answers look in a terminal.

mod due;
mod paint;
mod progress;
mod table;
mod term;

pub(crate) use due::{Rules, by, left, loud, rule, span};
pub(crate) use paint::{Paint, colour_out};
pub(crate) use progress::{Bar, Count};
pub(crate) use table::{fields, table, width, wrapped};
pub(crate) use term::{ending, term_in_words};

use calendar::Profile;
use jiff::Timestamp;
use office::Office;
use policy::{CategoryId, EventId, ItemId, Lang, Pack, PurposeId};

use crate::moment;

/// Ids as people call them, in one language; an id that the policy doesn't know stays an id.
pub(crate) struct Names<'a> {
    pack: Option<&'a Pack>,
    lang: Lang,
}

impl<'a> Names<'a> {
    /// The names of a pack.
    pub(crate) fn new(pack: Option<&'a Pack>, lang: Lang) -> Self {
        Self { pack, lang }
    }

    /// An item.
    pub(crate) fn item(&self, id: &ItemId) -> String {
        self.pack
            .and_then(|p| p.item(id))
            .map_or_else(|| id.to_string(), |i| i.name.get(self.lang).to_owned())
    }

    /// A purpose.
    pub(crate) fn purpose(&self, id: &str) -> String {
        let known = id.parse::<PurposeId>().ok();
        let known = known.and_then(|id| self.pack?.purpose(&id).map(|p| p.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }

    /// A category.
    pub(crate) fn category(&self, id: &str) -> String {
        let known = id.parse::<CategoryId>().ok();
        let known = known.and_then(|id| self.pack?.category(&id).map(|c| c.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }

    /// Somebody to whom data goes.
    pub(crate) fn recipient(&self, id: &str) -> String {
        let known = self.pack.and_then(|pack| pack.recipients.iter().find(|one| one.id.as_str() == id));
        known.map_or_else(|| id.to_owned(), |one| one.name.get(self.lang).to_owned())
    }

    /// An event.
    pub(crate) fn event(&self, id: &str) -> String {
        let known = id.parse::<EventId>().ok();
        let known = known.and_then(|id| self.pack?.event(&id).map(|e| e.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }
}

/// A moment in the local time of an office.
pub(crate) fn local(office: &Office, moment: Timestamp) -> String {
    let world = office.world();
    let profile: &Profile = &world.profile;
    moment::local(moment, profile)
}
