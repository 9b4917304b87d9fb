//! Sorting and sorted maps that weigh little in the wasm.
//!
//! The standard library's sorts and B-trees are compiled anew for every type:
//! about 5 KB each, a hundred together (`docs/decisions/0004-small-collections.md`).
//! Here one sort orders indices, and a map is a sorted list. Both keep
//! n log n for what files and sheets bring: a list is put in order once.

use std::cmp::Ordering;

/// The order of `n` things, as indices; stable. A plain merge sort: the standard
/// library's is faster and ten times its weight.
pub fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut runs: Vec<usize> = (0..n).collect();
    let in_order = |at: usize| compare(at, at.saturating_sub(1)) != Ordering::Less;
    if (1..n).all(in_order) {
        return runs;
    }
    let mut width: usize = 1;
    while width < n {
        let mut merged = Vec::with_capacity(n);
        for pair in runs.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            while let ([a, rest_left @ ..], [b, rest_right @ ..]) = (left, right) {
                // Equal things keep their order: the left one goes first.
                if compare(*b, *a) == Ordering::Less {
                    merged.push(*b);
                    right = rest_right;
                } else {
                    merged.push(*a);
                    left = rest_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        runs = merged;
        width = width.saturating_mul(2);
    }
    runs
}

/// A list put in order; stable.
pub fn sorted<T>(items: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let at = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    at.into_iter()
        .filter_map(|i| slots.get_mut(i)?.take())
        .collect()
}

/// The first text that occurs twice.
pub fn twice<'a>(texts: &[&'a str]) -> Option<&'a str> {
    let at = order(texts.len(), &|a, b| texts.get(a).cmp(&texts.get(b)));
    at.windows(2).find_map(|pair| match pair {
        [a, b] if texts.get(*a) == texts.get(*b) => texts.get(*b).copied(),
        _ => None,
    })
}

/// A map from texts, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<V>(Vec<(String, V)>);

impl<V> Default for Map<V> {
    fn default() -> Map<V> {
        Map(Vec::new())
    }
}

impl<V> Map<V> {
    /// An empty map.
    pub fn new() -> Map<V> {
        Map::default()
    }

    /// An empty map with room for so many.
    pub fn with_capacity(n: usize) -> Map<V> {
        Map(Vec::with_capacity(n))
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        // Files and stores bring keys in order: look at the end first.
        match self.0.last() {
            Some((last, _)) if last.as_str() < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(k, _)| k.as_str().cmp(key)),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&V> {
        self.0.get(self.find(key).ok()?).map(|(_, v)| v)
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let at = self.find(key).ok()?;
        self.0.get_mut(at).map(|(_, v)| v)
    }

    /// Is there a value for the key?
    pub fn contains_key(&self, key: &str) -> bool {
        self.find(key).is_ok()
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: String, value: V) {
        match self.find(&key) {
            Ok(at) => {
                if let Some(slot) = self.0.get_mut(at) {
                    slot.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        let at = self.find(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Keeps what `f` says.
    pub fn retain(&mut self, f: impl Fn(&str, &V) -> bool) {
        self.0.retain(|(k, v)| f(k, v));
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there nothing?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keys with values, in order, taken out of the map.
    pub fn into_list(self) -> Vec<(String, V)> {
        self.0
    }

    /// Keys with values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&String, &V)> {
        self.0.iter().map(|(k, v)| (k, v))
    }

    /// Keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> {
        self.0.iter().map(|(k, _)| k)
    }

    /// The values themselves, in the order of their keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, v)| v)
    }

    /// Values, in the order of their keys, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, v)| v)
    }

    /// Values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, v)| v)
    }
}

impl<V> FromIterator<(String, V)> for Map<V> {
    /// Puts everything in order once; of a key that occurs twice, the last one
    /// stays.
    fn from_iter<I: IntoIterator<Item = (String, V)>>(iter: I) -> Map<V> {
        let list = sorted(iter.into_iter().collect(), &|a: &(String, V), b| {
            a.0.cmp(&b.0)
        });
        let mut map = Map::new();
        for (key, value) in list {
            map.insert(key, value);
        }
        map
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (String, V)>,
        fn(&'a (String, V)) -> (&'a String, &'a V),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(k, v)| (k, v))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn behaves_like_a_tree(ops in prop::collection::vec(("[a-e]{1,2}", any::<Option<u8>>()), 0..40)) {
            let (mut map, mut tree) = (Map::new(), BTreeMap::new());
            for (key, value) in &ops {
                match value {
                    Some(v) => { map.insert(key.clone(), *v); tree.insert(key.clone(), *v); }
                    None => { prop_assert_eq!(map.remove(key), tree.remove(key)); }
                }
            }
            prop_assert_eq!(map.iter().collect::<Vec<_>>(), tree.iter().collect::<Vec<_>>());
            let again: Map<u8> = tree.clone().into_iter().rev().collect();
            prop_assert_eq!(again, map);
        }

        #[test]
        fn sorts_like_the_library(list in prop::collection::vec((0u8..9, any::<u8>()), 0..40)) {
            let mut want = list.clone();
            want.sort_by_key(|p| p.0);
            prop_assert_eq!(sorted(list, &|a, b| a.0.cmp(&b.0)), want);
        }
    }
}
