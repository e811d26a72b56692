//! Editions: one immutable, hashed state of a pack.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{List, Pack, Purpose};

/// A pack with its canonical form and hash. Two editions are the same if and only if their hashes are.
#[derive(Debug, Clone)]
pub struct Edition {
    pack: Pack,
    canonical: Vec<u8>,
    hash: [u8; 32],
    rows: Vec<(usize, usize)>,
}

impl Edition {
    /// Freezes a checked pack.
    pub fn freeze(pack: Pack) -> Edition {
        let canonical = canonical(&pack);
        let hash = Sha256::digest(&canonical).into();
        let rows = (pack.purposes.iter().enumerate())
            .flat_map(|(p, purpose)| (0..purpose.lists.len()).map(move |l| (p, l)))
            .collect();
        Edition { pack, canonical, hash, rows }
    }

    /// Reads an edition back from its canonical form.
    ///
    /// # Errors
    /// The bytes are no pack, or not exactly the canonical form of one.
    pub fn from_canonical(bytes: &[u8]) -> Result<Edition, NotCanonical> {
        let pack: Pack =
            serde_json::from_slice(bytes).map_err(|why| NotCanonical::NoPack(why.to_string()))?;
        let edition = Edition::freeze(pack);
        if edition.canonical == bytes { Ok(edition) } else { Err(NotCanonical::OtherForm) }
    }

    /// The policy.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Canonical JSON (RFC 8785 shapes: sorted keys, no white space, integers and strings only).
    pub fn canonical(&self) -> &[u8] {
        &self.canonical
    }

    /// SHA-256 of the canonical form.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// The register's row at `index`, counting lists over all purposes in order.
    pub fn row(&self, index: u16) -> Option<(&Purpose, &List)> {
        let (p, l) = *self.rows.get(usize::from(index))?;
        let purpose = self.pack.purposes.get(p)?;
        Some((purpose, purpose.lists.get(l)?))
    }

    /// How many rows the register has.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Every row of the register with its index.
    pub fn rows(&self) -> impl Iterator<Item = (u16, &Purpose, &List)> {
        (0..=u16::MAX).map_while(|index| self.row(index).map(|(purpose, list)| (index, purpose, list)))
    }
}

/// Bytes that are no edition.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotCanonical {
    /// They don't read as a pack.
    #[error("the bytes are no pack: {0}")]
    NoPack(String),
    /// They read as a pack, but its canonical form differs.
    #[error("the bytes read as a pack, but are not its canonical form")]
    OtherForm,
}

/// A JSON value in canonical form (RFC 8785 for values of texts, integers, truth values, lists and maps).
pub fn canonical_json(value: &Value) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 * 1024);
    write(value, &mut out);
    out
}

fn canonical(pack: &Pack) -> Vec<u8> {
    canonical_json(&serde_json::to_value(pack).expect("a pack has text keys, integers and texts only"))
}

/// Writes one value. Keys are sorted here and not left to the map, whose order is a feature of its crate.
fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(b.0));
            between(b"{}", entries, out, |(key, value), out| {
                plain(key, out);
                out.push(b':');
                write(value, out);
            });
        }
        Value::Array(values) => between(b"[]", values, out, write),
        leaf => plain(leaf, out),
    }
}

fn plain(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("memory takes texts, integers and truth values");
}

fn between<T>(
    ends: &[u8; 2],
    parts: impl IntoIterator<Item = T>,
    out: &mut Vec<u8>,
    each: impl Fn(T, &mut Vec<u8>),
) {
    out.push(ends[0]);
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        each(part, out);
    }
    out.push(ends[1]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_survives_the_round_trip() {
        let edition = crate::sample::edition();
        let back = Edition::from_canonical(edition.canonical()).unwrap();
        assert_eq!(back.pack(), edition.pack());
        assert_eq!(back.hash(), edition.hash());
    }

    #[test]
    fn what_is_published_is_part_of_the_edition_and_its_absence_leaves_no_trace() {
        let published = crate::sample::published();
        let back = Edition::from_canonical(published.canonical()).unwrap();
        assert_eq!(back.pack(), published.pack());
        assert_ne!(published.hash(), crate::sample::edition().hash());
        let mut plain = crate::sample::pack();
        plain.published = Default::default();
        let plain = Edition::freeze(plain);
        assert!(!String::from_utf8(plain.canonical().to_vec()).unwrap().contains("published"));
    }

    #[test]
    fn only_the_canonical_form_reads_back() {
        let edition = crate::sample::edition();
        let mut spaced = edition.canonical().to_vec();
        spaced.push(b'\n');
        assert_eq!(Edition::from_canonical(&spaced).unwrap_err(), NotCanonical::OtherForm);
        assert!(matches!(Edition::from_canonical(b"{}"), Err(NotCanonical::NoPack(_))));
    }

    #[test]
    fn keys_are_sorted_and_nothing_is_spaced() {
        let mut out = Vec::new();
        write(&serde_json::json!({"b": [1, {"y": null, "x": "\u{1}ә"}], "a": true}), &mut out);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, r#"{"a":true,"b":[1,{"x":"\u0001ә","y":null}]}"#);
    }

    #[test]
    fn any_change_changes_the_hash() {
        let edition = crate::sample::edition();
        let mut pack = edition.pack().clone();
        pack.purposes[0].name.en.push('!');
        assert_ne!(Edition::freeze(pack).hash(), edition.hash());
    }

    #[test]
    fn rows_count_lists_over_all_purposes() {
        let edition = crate::sample::edition();
        let lists: usize = edition.pack().purposes.iter().map(|p| p.lists.len()).sum();
        assert_eq!(edition.rows().count(), lists);
        assert_eq!(edition.row_count(), lists);
        assert!(edition.row(lists as u16).is_none());
    }
}
