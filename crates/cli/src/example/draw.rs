//! Numbers that look random and are always the same for the same seed.

/// SplitMix64: small, and good enough to make up villages.
#[derive(Clone)]
pub struct Draw(u64);

impl Draw {
    /// A stream of its own for each name, so that one village does not change because
    /// another was asked one question more.
    pub fn new(seed: u64, name: &str) -> Draw {
        let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
        for byte in name.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Draw(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high.saturating_sub(low)).unwrap_or(0);
        let drawn = self.next() % width.saturating_add(1);
        low.saturating_add(i64::try_from(drawn).unwrap_or(0))
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    /// The place of one of some weights.
    pub fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut left = self.between(1, weights.iter().sum::<i64>().max(1));
        for (at, weight) in weights.iter().enumerate() {
            left = left.saturating_sub(*weight);
            if left <= 0 {
                return at;
            }
        }
        0
    }

    /// One of a list.
    pub fn one<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        let last = i64::try_from(list.len()).ok()?.checked_sub(1)?;
        let at = usize::try_from(self.between(0, last)).ok()?;
        list.get(at)
    }
}
