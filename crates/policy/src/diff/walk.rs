//! Two canonical forms side by side: the edits that make the one into the other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::edit::{Edit, Name, NamedBy, Op, Step};
use crate::order::ORDERED;

/// Fields whose value means something as a whole only.
const WHOLE: [&str; 3] = ["kind", "due", "may"];

/// The edits from `old` to `new`. Fields that nobody has heard of are walked like the others.
pub(super) fn edits(old: &Value, new: &Value) -> Vec<Edit> {
    let mut walk = Walk { path: Vec::new(), out: Vec::new() };
    walk.value(old, new);
    walk.out
}

struct Walk {
    path: Vec<Step>,
    out: Vec<Edit>,
}

impl Walk {
    fn value(&mut self, old: &Value, new: &Value) {
        if old == new {
            return;
        }
        match (old, new) {
            (Value::Object(a), Value::Object(b)) if self.is_open() && !is_text(a) && akin(a, b) => {
                self.object(a, b)
            }
            (Value::Array(a), Value::Array(b)) if self.is_open() => match named(a, b) {
                Some(both) => self.array(a, b, both),
                None => self.set(Some(old), Some(new)),
            },
            _ => self.set(Some(old), Some(new)),
        }
    }

    fn is_open(&self) -> bool {
        !matches!(self.path.last(), Some(Step::Field(name)) if WHOLE.contains(&name.as_str()))
    }

    fn object(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys {
            self.path.push(Step::Field(key.clone()));
            match (old.get(key), new.get(key)) {
                (Some(a), Some(b)) => self.value(a, b),
                (a, b) => self.set(a, b),
            }
            self.path.pop();
        }
    }

    fn array(&mut self, old: &[Value], new: &[Value], (by, old_keys, new_keys): Both) {
        let name = |key: &String| Name { by, key: key.clone() };
        let pairs = pairs(by, old, new, &old_keys, &new_keys);
        let kept: BTreeSet<_> = pairs.values().copied().collect();
        for (nth, key) in old_keys.iter().enumerate().filter(|(nth, _)| !kept.contains(nth)) {
            self.push(Op::Remove { name: name(key), value: old[nth].clone() });
        }
        let mut order: Vec<&String> =
            old_keys.iter().enumerate().filter(|(nth, _)| kept.contains(nth)).map(|(_, key)| key).collect();
        for (at, key) in new_keys.iter().enumerate() {
            match pairs.get(&at) {
                Some(nth) => {
                    self.path.push(Step::One(name(&old_keys[*nth])));
                    self.value(&old[*nth], &new[at]);
                    self.path.pop();
                }
                None => {
                    order.insert(at.min(order.len()), key);
                    self.push(Op::Insert { name: name(key), at, value: new[at].clone() });
                }
            }
        }
        let wanted: Vec<_> = new_keys
            .iter()
            .enumerate()
            .map(|(at, key)| pairs.get(&at).map_or(key, |nth| &old_keys[*nth]))
            .collect();
        // A pack's own collections are brought into their order anyway.
        let ordered = matches!(&*self.path, [Step::Field(field)] if ORDERED.contains(&field.as_str()));
        if !ordered && order != wanted {
            self.push(Op::Order { by, keys: wanted.into_iter().cloned().collect() });
        }
    }

    /// Null is as good as absent: both read back as nothing.
    fn set(&mut self, old: Option<&Value>, new: Option<&Value>) {
        let given = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
        let (old, new) = (given(old), given(new));
        if old != new {
            self.push(Op::Set { old, new });
        }
    }

    fn push(&mut self, op: Op) {
        self.out.push(Edit { path: self.path.clone(), op });
    }
}

type Both = (NamedBy, Vec<String>, Vec<String>);

/// How two arrays name what they hold, and the names.
fn named(old: &[Value], new: &[Value]) -> Option<Both> {
    NamedBy::ALL.into_iter().find_map(|by| Some((by, by.keys(old)?, by.keys(new)?)))
}

/// A text in every language: it is changed as a whole.
fn is_text(map: &Map<String, Value>) -> bool {
    map.len() == 3 && ["kk", "ru", "en"].iter().all(|lang| map.contains_key(*lang))
}

/// Whether two objects are forms of one thing. Variants of a choice, such as `consent` and `law`, share no field.
fn akin(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    old.keys().any(|key| new.contains_key(key))
}

/// For each new place the old place of the same thing: of the same name, or a row about some of the same people.
fn pairs(
    by: NamedBy,
    old: &[Value],
    new: &[Value],
    old_keys: &[String],
    new_keys: &[String],
) -> BTreeMap<usize, usize> {
    let places: BTreeMap<_, _> = old_keys.iter().enumerate().map(|(nth, key)| (key, nth)).collect();
    let mut pairs: BTreeMap<usize, usize> =
        new_keys.iter().enumerate().filter_map(|(at, key)| Some((at, *places.get(key)?))).collect();
    if by != NamedBy::Categories {
        return pairs;
    }
    let mut free: Vec<_> = (0..old.len()).filter(|nth| !pairs.values().any(|taken| taken == nth)).collect();
    for (at, row) in new.iter().enumerate() {
        if pairs.contains_key(&at) {
            continue;
        }
        let best = free.iter().enumerate().map(|(place, nth)| (shared(&old[*nth], row), place));
        if let Some((1.., place)) = best.rev().max_by_key(|(shared, _)| *shared) {
            pairs.insert(at, free.remove(place));
        }
    }
    pairs
}

/// How many categories two rows share.
fn shared(old: &Value, new: &Value) -> usize {
    let categories =
        |row: &Value| row.get("categories").and_then(Value::as_array).cloned().unwrap_or_default();
    let new = categories(new);
    categories(old).iter().filter(|category| new.contains(category)).count()
}
