//! Random edits of a pack, by the field: the sample's own values, made other, removed, doubled and shuffled.
//!
//! They work on the canonical form, so that a field added to the model is changed too, without a line here.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::{Map, Value};

use crate::{Pack, sample};

static SAMPLE: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(sample::pack()).unwrap());

/// One random edit: which place of the canonical form, and what is done there.
#[derive(Debug, Clone)]
pub(super) struct Mutation {
    place: Index,
    deed: u8,
    with: Index,
}

/// Some edits of the sample, one after another; a pack comes out every time.
pub(super) fn packs() -> impl Strategy<Value = Pack> {
    let mutation = (any::<Index>(), any::<u8>(), any::<Index>()).prop_map(|(place, deed, with)| Mutation {
        place,
        deed,
        with,
    });
    prop::collection::vec(mutation, 0..12).prop_map(|mutations| {
        let mut value = SAMPLE.clone();
        for mutation in mutations {
            let mut next = value.clone();
            mutation.carry_out(&mut next);
            // What is no pack is no edit of one.
            if let Ok(pack) = serde_json::from_value::<Pack>(next) {
                value = serde_json::to_value(pack).unwrap();
            }
        }
        serde_json::from_value(value).unwrap()
    })
}

impl Mutation {
    fn carry_out(&self, value: &mut Value) {
        let mut places = Vec::new();
        places_of(value, &mut String::new(), &mut places);
        let place = places[self.place.index(places.len())].clone();
        let texts: Vec<_> =
            places.iter().filter_map(|at| value.pointer(at)?.as_str().map(str::to_owned)).collect();
        let borrowed = texts[self.with.index(texts.len())].clone();
        let Some(there) = value.pointer_mut(&place) else { return };
        match (self.deed % 8, &mut *there) {
            (0..=2, Value::Bool(flag)) => *flag = !*flag,
            (0..=3, Value::Number(number)) => {
                *number = ((number.as_u64().unwrap() + self.with.index(5) as u64) % 60_000).into();
            }
            (0..=1, Value::String(text)) => text.push_str("-x"),
            (2..=3, Value::String(text)) => *text = borrowed,
            (0, Value::Array(all)) if !all.is_empty() => drop(all.remove(self.with.index(all.len()))),
            (1, Value::Array(all)) => all.reverse(),
            (2, Value::Array(all)) if !all.is_empty() => all.rotate_left(1),
            (3, Value::Array(all)) if !all.is_empty() => {
                let last = self.with.index(all.len());
                all.swap(0, last);
            }
            // One more, like another: its own name where it has one.
            (4..=5, Value::Array(all)) if !all.is_empty() => {
                let mut one = all[self.with.index(all.len())].clone();
                rename(&mut one);
                all.insert(self.with.index(all.len() + 1), one);
            }
            // The very same twice: no sound pack has that, and it has to be carried out all the same.
            (6, Value::Array(all)) if !all.is_empty() => all.extend_from_within(..1),
            (6, Value::Object(map)) => forget(map, &self.with),
            (7, any) => *any = Value::Null,
            _ => {}
        }
    }
}

fn rename(one: &mut Value) {
    match one {
        Value::String(text) => text.push('2'),
        Value::Object(map) => {
            for key in ["id", "code", "domain", "on", "reference"] {
                if let Some(Value::String(text)) = map.get_mut(key) {
                    text.push('2');
                }
            }
            if let Some(Value::Array(categories)) = map.get_mut("categories") {
                categories.iter_mut().for_each(rename);
            }
        }
        _ => {}
    }
}

fn forget(map: &mut Map<String, Value>, which: &Index) {
    if let Some(key) = map.keys().nth(which.index(map.len().max(1))).cloned() {
        map.remove(&key);
    }
}

/// Every place of a value, as JSON pointers.
pub(super) fn places_of(value: &Value, at: &mut String, out: &mut Vec<String>) {
    out.push(at.clone());
    let here = at.len();
    let mut within = |name: &str, value: &Value| {
        at.push('/');
        at.push_str(name);
        places_of(value, at, out);
        at.truncate(here);
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| within(key, value)),
        Value::Array(all) => all.iter().enumerate().for_each(|(nth, value)| within(&nth.to_string(), value)),
        _ => {}
    }
}
