//! The sealed record's plain form: for each item its place in the row, its blind-index tag and its value. The tags
//! stand inside so that erasing needs no second normalisation to find them.

use policy::{ItemId, List};
use vault::{Tag, Zeroizing};

/// One person's values under one purpose, by place in the row. Never printed.
#[derive(Default, Clone)]
pub(crate) struct Record(Vec<Entry>);

#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) place: u8,
    pub(crate) tag: Option<Tag>,
    pub(crate) value: Zeroizing<String>,
}

/// The record's form; part of what the sealing binds.
pub(crate) const SCHEMA: u16 = 1;

/// The place of what is no item: the tag of an imported row that nothing else identifies.
pub(crate) const NO_ITEM: u8 = u8::MAX;

/// The place of what is no item: the proof of the consent.
pub(crate) const PROOF: u8 = u8::MAX - 1;

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Record({} items)", self.0.len())
    }
}

impl Record {
    /// Puts a value in; gives the tag of the value that it replaces.
    pub(crate) fn set(&mut self, entry: Entry) -> Option<Tag> {
        match self.0.iter_mut().find(|old| old.place == entry.place) {
            Some(old) => std::mem::replace(old, entry).tag,
            None => {
                self.0.push(entry);
                None
            }
        }
    }

    pub(crate) fn get(&self, place: u8) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.place == place)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    pub(crate) fn tags(&self) -> impl Iterator<Item = Tag> {
        self.0.iter().filter_map(|entry| entry.tag)
    }

    /// The items and values, by the row that the record is bound to.
    pub(crate) fn items<'a>(&'a self, list: &'a List) -> impl Iterator<Item = (&'a ItemId, &'a str)> {
        let item = |place: u8| list.items.get(usize::from(place));
        self.0.iter().filter_map(move |entry| Some((item(entry.place)?, entry.value.as_str())))
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let len: usize = self.0.iter().map(|entry| 22 + entry.value.len()).sum();
        let mut out = Zeroizing::new(Vec::with_capacity(len));
        for Entry { place, tag, value } in &self.0 {
            let size = u32::try_from(value.len()).unwrap_or(u32::MAX); // kinds limit values far below
            out.extend_from_slice(&[*place, u8::from(tag.is_some())]);
            out.extend_from_slice(&tag.unwrap_or_default());
            out.extend_from_slice(&size.to_be_bytes());
            out.extend_from_slice(value.as_bytes());
        }
        out
    }

    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut out = Record::default();
        while let Some((&[place, tagged], rest)) = bytes.split_first_chunk::<2>() {
            let (tag, rest) = rest.split_first_chunk::<16>()?;
            let (size, rest) = rest.split_first_chunk::<4>()?;
            let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
            let (value, rest) = rest.split_at_checked(size)?;
            let value = Zeroizing::new(std::str::from_utf8(value).ok()?.to_owned());
            out.0.push(Entry { place, tag: (tagged == 1).then_some(*tag), value });
            bytes = rest;
        }
        bytes.is_empty().then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(place: u8, tag: Option<Tag>, value: &str) -> Entry {
        Entry { place, tag, value: Zeroizing::new(value.to_owned()) }
    }

    #[test]
    fn round_trip_and_no_value_in_debug() {
        let mut record = Record::default();
        assert_eq!(record.set(entry(3, Some([7; 16]), "Әсел")), None);
        record.set(entry(0, None, ""));
        assert_eq!(record.set(entry(3, Some([8; 16]), "Қуат")), Some([7; 16]));
        let bytes = record.to_bytes();
        let back = Record::from_bytes(&bytes).expect("it reads back");
        assert_eq!(back.get(3).map(|e| (e.value.as_str(), e.tag)), Some(("Қуат", Some([8; 16]))));
        assert_eq!(back.get(0).map(|e| e.value.as_str()), Some(""));
        assert!(!format!("{record:?}").contains("Қуат"));
        for cut in 1..bytes.len() {
            let short = Record::from_bytes(&bytes[..cut]);
            assert!(short.is_none_or(|r| r.iter().count() < 2), "a cut record never reads whole");
        }
    }
}
