//! Values on their way in: normalised by their item's kind, with their blind-index tags.

use policy::{Edition, ItemId, List, kind};
use vault::{Keyring, Tag, Zeroizing};

use crate::{
    error::BadInput,
    record::{Entry, Record},
};

/// Normalised values of one person. Never printed.
#[derive(Clone, Default)]
pub struct Values {
    values: Vec<Value>,
    /// Not even normalised, since the decision refuses an item among them.
    unread: bool,
}

#[derive(Clone)]
struct Value {
    item: ItemId,
    tag: Option<Tag>,
    text: Zeroizing<String>,
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.items()).finish()
    }
}

impl Values {
    /// The items, in the order in which they were given.
    pub fn items(&self) -> impl Iterator<Item = &ItemId> {
        self.values.iter().map(|value| &value.item)
    }

    /// Items that the purpose may not hold are refused by their clause, whatever is wrong with the values.
    pub(crate) fn unread<'a>(items: impl IntoIterator<Item = &'a ItemId>) -> Self {
        let value = |item: &ItemId| Value { item: item.clone(), tag: None, text: Zeroizing::default() };
        Self { values: items.into_iter().map(value).collect(), unread: true }
    }

    /// Whether the values were left unread: then nothing of them may be kept.
    pub(crate) fn is_unread(&self) -> bool {
        self.unread
    }

    /// Normalises what was given. Values of items that the pack doesn't know stay out: the decision refuses them.
    pub(crate) fn parse<'a>(
        edition: &Edition,
        region: &str,
        keys: &Keyring,
        given: impl IntoIterator<Item = (&'a ItemId, &'a str)>,
    ) -> Result<Self, BadInput> {
        let mut out = Vec::new();
        for (item, raw) in given {
            let Some(known) = edition.pack().item(item) else {
                out.push(Value { item: item.clone(), tag: None, text: Zeroizing::default() });
                continue;
            };
            let normal = kind::normalise(&known.kind, raw, region)
                .map_err(|bad| BadInput::Value { item: item.clone(), bad })?;
            let identifies = || edition.pack().categories.iter().any(|c| c.identified_by.contains(item));
            let tag = normal.domain.filter(|_| known.findable || identifies());
            let tag = tag
                .map(|domain| keys.blind(domain, normal.blind.as_deref().unwrap_or(&normal.text).as_bytes()));
            out.push(Value { item: item.clone(), tag, text: Zeroizing::new(normal.text) });
        }
        Ok(Self { values: out, unread: false })
    }

    pub(crate) fn tag(&self, item: &ItemId) -> Option<Tag> {
        self.values.iter().find(|value| value.item == *item).and_then(|value| value.tag)
    }

    /// Items with their values in normal form.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&ItemId, &str)> {
        self.values.iter().map(|value| (&value.item, value.text.as_str()))
    }

    /// Those of these items.
    pub(crate) fn only(&self, items: &[ItemId]) -> Self {
        let values = self.values.iter().filter(|value| items.contains(&value.item)).cloned().collect();
        Self { values, unread: self.unread }
    }

    /// The values as a record of `list`.
    pub(crate) fn record(&self, list: &List) -> Record {
        let mut record = Record::default();
        for value in &self.values {
            if let Some(entry) = value.entry(list) {
                record.set(entry);
            }
        }
        record
    }
}

impl Value {
    fn entry(&self, list: &List) -> Option<Entry> {
        let place = list.items.iter().position(|item| *item == self.item)?;
        Some(Entry { place: u8::try_from(place).ok()?, tag: self.tag, value: self.text.clone() })
    }
}
