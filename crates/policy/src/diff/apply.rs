//! Edits carried out.

use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use super::{
    Difference,
    edit::{Edit, Name, NamedBy, Op, Step, path_text},
};
use crate::Pack;

/// The pack that the differences make out of `old`: `apply(a, &diff(a, b))` is `b` in canonical order.
///
/// # Errors
/// The differences were not found from this pack, or what comes of them is no pack.
pub fn apply(old: &Pack, differences: &[Difference]) -> Result<Pack, CannotApply> {
    let mut old = old.clone();
    old.put_in_order();
    let mut value = serde_json::to_value(&old).map_err(|why| CannotApply::NoPack(why.to_string()))?;
    let mut root = Node::default();
    for difference in differences {
        root.plant(&difference.edit, 0);
    }
    root.carry_out(&mut value, &mut Vec::new())?;
    let mut new: Pack = serde_json::from_value(value).map_err(|why| CannotApply::NoPack(why.to_string()))?;
    new.put_in_order();
    Ok(new)
}

/// Why differences can't be carried out on a pack.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CannotApply {
    /// The pack is not the one that the differences were found from.
    #[error("the pack says something else at {0} than what is to be changed")]
    OtherPack(String),
    /// What comes of them is no pack.
    #[error("what comes of the changes is no pack: {0}")]
    NoPack(String),
}

/// The edits of one value, and of what lies in it. Those within are found before anything moves.
#[derive(Default)]
struct Node<'e> {
    within: Vec<(&'e Step, Node<'e>)>,
    own: Vec<&'e Op>,
}

impl<'e> Node<'e> {
    fn plant(&mut self, edit: &'e Edit, depth: usize) {
        let Some(step) = edit.path.get(depth) else {
            return self.own.push(&edit.op);
        };
        // Edits come in the order of the walk: a step not taken last may still have been taken before.
        let at = match self.within.iter().rposition(|(one, _)| *one == step) {
            Some(at) => at,
            None => {
                self.within.push((step, Node::default()));
                self.within.len() - 1
            }
        };
        self.within[at].1.plant(edit, depth + 1);
    }

    fn carry_out(&self, value: &mut Value, path: &mut Vec<Step>) -> Result<(), CannotApply> {
        match value {
            Value::Array(array) => self.on_array(array, path),
            _ => self.on_fields(value, path),
        }
    }

    fn on_fields(&self, value: &mut Value, path: &mut Vec<Step>) -> Result<(), CannotApply> {
        for (step, node) in &self.within {
            path.push((*step).clone());
            let (Step::Field(field), Value::Object(map)) = (step, &mut *value) else {
                return Err(other(path));
            };
            let there = map.get(field).filter(|there| !there.is_null()).cloned();
            match (&*node.own, map.get_mut(field)) {
                ([Op::Set { old, new }], _) => {
                    expect(there == *old, path)?;
                    match new {
                        Some(new) => drop(map.insert(field.clone(), new.clone())),
                        None => drop(map.remove(field)),
                    }
                }
                (_, Some(there)) => node.carry_out(there, path)?,
                (_, None) => return Err(other(path)),
            }
            path.pop();
        }
        Ok(())
    }

    fn on_array(&self, array: &mut Vec<Value>, path: &mut Vec<Step>) -> Result<(), CannotApply> {
        let Some(by) = self.named_by() else { return Ok(()) };
        let keys = by.keys(array).ok_or_else(|| other(path))?;
        let places: BTreeMap<_, _> = keys.iter().enumerate().map(|(nth, key)| (key.clone(), nth)).collect();
        let place = |key: &String, path: &[Step]| places.get(key).copied().ok_or_else(|| other(path));
        let mut all: Vec<Option<Value>> = array.drain(..).map(Some).collect();
        for (step, node) in &self.within {
            path.push((*step).clone());
            let Step::One(Name { key, .. }) = step else { return Err(other(path)) };
            let one = all[place(key, path)?].as_mut().ok_or_else(|| other(path))?;
            node.carry_out(one, path)?;
            path.pop();
        }
        for op in &self.own {
            if let Op::Remove { name, value } = op {
                let removed = all[place(&name.key, path)?].take();
                expect(removed.as_ref() == Some(value), path)?;
            }
        }
        let mut left: Vec<(String, Value)> =
            keys.into_iter().zip(all).filter_map(|(key, one)| Some((key, one?))).collect();
        for op in &self.own {
            if let Op::Insert { name, at, value } = op {
                expect(left.iter().all(|(key, _)| *key != name.key), path)?;
                left.insert((*at).min(left.len()), (name.key.clone(), value.clone()));
            }
        }
        for op in &self.own {
            if let Op::Order { keys, .. } = op {
                let mut by_key: BTreeMap<_, _> = left.drain(..).collect();
                expect(by_key.len() == keys.len(), path)?;
                for key in keys {
                    let one = by_key.remove(key).ok_or_else(|| other(path))?;
                    left.push((key.clone(), one));
                }
            }
        }
        array.extend(left.into_iter().map(|(_, one)| one));
        Ok(())
    }

    /// How the edits name what the array holds; `None` where it is replaced as a whole.
    fn named_by(&self) -> Option<NamedBy> {
        let own = self.own.iter().find_map(|op| match op {
            Op::Insert { name, .. } | Op::Remove { name, .. } => Some(name.by),
            Op::Order { by, .. } => Some(*by),
            Op::Set { .. } => None,
        });
        own.or_else(|| {
            self.within.iter().find_map(|(step, _)| match step {
                Step::One(name) => Some(name.by),
                Step::Field(_) => None,
            })
        })
    }
}

fn expect(holds: bool, path: &[Step]) -> Result<(), CannotApply> {
    if holds { Ok(()) } else { Err(other(path)) }
}

fn other(path: &[Step]) -> CannotApply {
    CannotApply::OtherPack(path_text(path))
}
