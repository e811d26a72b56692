//! Citations in the languages of their readers.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::raw::RawProfile;
use crate::Names;

pub(super) fn citations(raw: &RawProfile, found: &mut Findings<'_>) -> BTreeMap<String, Names> {
    let mut citations = BTreeMap::new();
    for row in &raw.citation {
        let (at, cite) = (row.cite.span().start, row.cite.get_ref());
        let place = format!("citation `{cite}`");
        let Names { kk, ru, en } = &row.names;
        if cite.trim().is_empty() {
            found.fault(at, &place, "`cite` is empty", "write it as it stands in the rule");
        }
        if [kk, ru, en].iter().any(|name| name.trim().is_empty()) {
            found.fault(at, &place, "a name is empty", "write `kk`, `ru` and `en`");
        }
        if citations.insert(cite.clone(), row.names.clone()).is_some() {
            found.fault(at, &place, "it is said twice", "keep one");
        }
    }
    citations
}
