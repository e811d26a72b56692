//! Ids as people call them.

use policy::{CategoryId, EventId, ItemId, Lang, Pack, PurposeId};

/// Ids as people call them, in one language; an id that the policy doesn't know stays an id.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    pack: Option<&'a Pack>,
    lang: Lang,
}

impl<'a> Names<'a> {
    /// The names of a pack.
    pub fn new(pack: Option<&'a Pack>, lang: Lang) -> Self {
        Self { pack, lang }
    }

    /// An item.
    pub fn item(&self, id: &ItemId) -> String {
        self.pack
            .and_then(|p| p.item(id))
            .map_or_else(|| id.to_string(), |i| i.name.get(self.lang).to_owned())
    }

    /// Several items.
    pub fn items<'i>(&self, ids: impl IntoIterator<Item = &'i ItemId>) -> String {
        ids.into_iter().map(|id| self.item(id)).collect::<Vec<_>>().join("; ")
    }

    /// A purpose.
    pub fn purpose(&self, id: &str) -> String {
        let known = id.parse::<PurposeId>().ok();
        let known = known.and_then(|id| self.pack?.purpose(&id).map(|p| p.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }

    /// A category.
    pub fn category(&self, id: &str) -> String {
        let known = id.parse::<CategoryId>().ok();
        let known = known.and_then(|id| self.pack?.category(&id).map(|c| c.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }

    /// Somebody to whom data goes.
    pub fn recipient(&self, id: &str) -> String {
        let known = self.pack.and_then(|pack| pack.recipients.iter().find(|one| one.id.as_str() == id));
        known.map_or_else(|| id.to_owned(), |one| one.name.get(self.lang).to_owned())
    }

    /// What was chosen where a row asks for a choice, with what was asked.
    pub fn choice(&self, id: &str) -> String {
        let lists = self.pack.into_iter().flat_map(|pack| &pack.purposes).flat_map(|one| &one.lists);
        let found = lists.filter_map(|list| list.choice.as_ref()).find_map(|choice| {
            let option = choice.options.iter().find(|option| option.id.as_str() == id)?;
            Some(format!("{}: {}", choice.name.get(self.lang), option.name.get(self.lang)))
        });
        found.unwrap_or_else(|| id.to_owned())
    }

    /// An event.
    pub fn event(&self, id: &str) -> String {
        let known = id.parse::<EventId>().ok();
        let known = known.and_then(|id| self.pack?.event(&id).map(|e| e.name.get(self.lang).to_owned()));
        known.unwrap_or_else(|| id.to_owned())
    }
}
