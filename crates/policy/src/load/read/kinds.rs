//! Items and their kinds.

use crate::{
    check::{FaultCode, Report},
    kind::{Kind, KindWord, is_biometric},
    load::{
        At,
        draft::Item,
        table::{Tab, Val},
    },
};

/// Whether an id names biometric data, whole or by some of its parts (clause 3.1.1).
pub(crate) fn biometric(id: &str) -> bool {
    let parts: Vec<_> = id.split('-').collect();
    let mut runs = (0..parts.len()).flat_map(|from| (from + 1..=parts.len()).map(move |to| from..to));
    // A face-to-face meeting and voice mail measure no body.
    let plain = |run: &str| ["face", "voice"].contains(&run);
    is_biometric(id)
        || runs.any(|run| {
            let run = parts[run].join("-");
            !plain(&run) && is_biometric(&run)
        })
}

pub(super) fn item(mut tab: Tab<'_>, out: &mut Report) -> Item {
    let item = Item {
        id: tab.parsed("id", FaultCode::BadId, out),
        kind: tab.need("kind", out).and_then(|value| kind(&value, out)),
        name: tab.names("name", out),
        findable: tab.flag("findable", out),
        special: tab.flag("special", out),
    };
    tab.done(out);
    item
}

/// A word such as `"phone"` or `"file:photo"`, or a table with `one-of`.
fn kind(value: &Val<'_>, out: &mut Report) -> Option<At<Kind>> {
    let at = value.at;
    if value.is_table() {
        let mut tab = value.table("kind", out)?;
        let words = tab.need("one-of", out).and_then(|words| one_of(&words, out));
        tab.done(out);
        return words.map(|value| At { value, at });
    }
    let word = value.text(out)?.value;
    match Kind::parse_word(&word) {
        Ok(Kind::OneOf(_)) => value.wrong("a-table", out),
        Ok(value) => Some(At { value, at }),
        Err(KindWord::Biometric) => {
            out.add(FaultCode::BiometricItem, at).with("name", word);
            None
        }
        Err(KindWord::Unknown { closest }) => {
            let known = Kind::words().collect::<Vec<_>>().join(", ");
            out.add(FaultCode::BadWord, at).with("value", &word).with("known", known).near(&word, closest);
            None
        }
    }
}

fn one_of(value: &Val<'_>, out: &mut Report) -> Option<Kind> {
    let words: Vec<_> = value.array(out)?.iter().filter_map(|word| word.text(out)).collect();
    if words.len() < 2 {
        out.add(FaultCode::BadValue, value.at).with("value", "one-of");
        return None;
    }
    Some(Kind::OneOf(words.into_iter().map(|word| word.value).collect()))
}
