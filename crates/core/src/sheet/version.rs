//! Version vectors: which change saw which other change, whatever the clocks
//! say.

use crate::order::Map;

/// For each device, how many of its changes an answer has seen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct VersionVector(pub Map<u64>);

/// How two versions of an answer stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Descent {
    /// The same version.
    Same,
    /// The first descends from the second.
    Newer,
    /// The second descends from the first.
    Older,
    /// Neither saw the other.
    Concurrent,
}

impl VersionVector {
    /// Marks one more change by a device.
    pub fn bump(&mut self, device: &str) {
        let count = self.0.get(device).copied().unwrap_or(0);
        self.0.insert(device.to_string(), count.saturating_add(1));
    }

    /// How this version stands to another.
    pub fn compare(&self, other: &VersionVector) -> Descent {
        match (self.covers(other), other.covers(self)) {
            (true, true) => Descent::Same,
            (true, false) => Descent::Newer,
            (false, true) => Descent::Older,
            (false, false) => Descent::Concurrent,
        }
    }

    /// Everything the other saw, this one saw too.
    pub fn covers(&self, other: &VersionVector) -> bool {
        other
            .0
            .iter()
            .all(|(device, count)| self.0.get(device).copied().unwrap_or(0) >= *count)
    }

    /// The version that has seen both.
    pub fn join(&self, other: &VersionVector) -> VersionVector {
        let mut joined = self.clone();
        for (device, count) in &other.0 {
            let mine = joined.0.get(device).copied().unwrap_or(0);
            joined.0.insert(device.clone(), mine.max(*count));
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vector() -> impl Strategy<Value = VersionVector> {
        prop::collection::btree_map("[a-c]", 1u64..4, 0..3)
            .prop_map(|tree| VersionVector(tree.into_iter().collect()))
    }

    proptest! {
        #[test]
        fn join_is_a_least_upper_bound(a in vector(), b in vector(), c in vector()) {
            let ab = a.join(&b);
            prop_assert_eq!(&ab, &b.join(&a));
            prop_assert_eq!(ab.join(&c), a.join(&b.join(&c)));
            prop_assert_eq!(a.join(&a), a.clone());
            prop_assert!(ab.covers(&a) && ab.covers(&b));
        }

        #[test]
        fn compare_is_antisymmetric(a in vector(), b in vector()) {
            let flipped = match a.compare(&b) {
                Descent::Newer => Descent::Older,
                Descent::Older => Descent::Newer,
                same => same,
            };
            prop_assert_eq!(b.compare(&a), flipped);
        }
    }
}
