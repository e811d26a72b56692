//! What a batch changed of one table, over what the engine has; a job's part can be taken back.

use std::{collections::BTreeMap, ops::RangeInclusive};

/// Changed rows by key: a value, or `None` for gone.
pub(super) struct Delta<K, V> {
    rows: BTreeMap<K, Option<V>>,
    /// What stood under a key before each change, to go back to.
    before: Vec<(K, Option<Option<V>>)>,
}

impl<K, V> Default for Delta<K, V> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), before: Vec::new() }
    }
}

impl<K: Ord + Clone, V> Delta<K, V> {
    /// `None` if unchanged, `Some(None)` if gone.
    pub(super) fn get(&self, key: &K) -> Option<Option<&V>> {
        self.rows.get(key).map(Option::as_ref)
    }

    pub(super) fn range(&self, keys: RangeInclusive<K>) -> impl Iterator<Item = (&K, Option<&V>)> {
        self.rows.range(keys).map(|(key, value)| (key, value.as_ref()))
    }

    pub(super) fn set(&mut self, key: K, value: Option<V>) {
        let before = self.rows.insert(key.clone(), value);
        self.before.push((key, before));
    }

    pub(super) fn mark(&self) -> usize {
        self.before.len()
    }

    pub(super) fn back_to(&mut self, mark: usize) {
        while self.before.len() > mark {
            match self.before.pop() {
                Some((key, Some(value))) => drop(self.rows.insert(key, value)),
                Some((key, None)) => drop(self.rows.remove(&key)),
                None => {}
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.before.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Delta;

    #[test]
    fn goes_back_to_a_mark_through_several_changes_of_one_key() {
        let mut delta = Delta::default();
        delta.set(1, Some("a"));
        let mark = delta.mark();
        delta.set(1, None);
        delta.set(2, Some("b"));
        delta.set(1, Some("c"));
        delta.back_to(mark);
        assert_eq!(delta.get(&1), Some(Some(&"a")));
        assert_eq!(delta.get(&2), None);
    }
}
