//! A small generator of pseudo-random numbers, ours so that a seed means the same school for ever.

/// xoshiro256** by Blackman and Vigna (public domain), seeded by splitmix64.
#[derive(Debug, Clone)]
pub struct Chance {
    state: [u64; 4],
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        let mut at = seed;
        let mut next = || {
            at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = at;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Chance {
            state: [next(), next(), next(), next()],
        }
    }

    /// A generator of its own for one part of the school, so that a change in one part leaves the
    /// others as they were.
    pub fn branch(seed: u64, part: &str, number: u64) -> Self {
        // FNV-1a spreads the name of the part over the seed.
        let hash = part.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Chance::new(seed ^ hash ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let c = c ^ a;
        let d = d ^ b;
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// From 0 up to, not including, `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The product's upper half is even enough for ends this small.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// From 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that happens `per_mille` times in a thousand.
    pub fn happens(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    /// About normal, mean 0, deviation 1. Sums of even numbers, since logarithms and cosines may
    /// differ in the last place between machines.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// One of the words, each as likely as its weight.
    pub fn weighted(&mut self, words: &[(&'static str, u32)]) -> &'static str {
        let total: usize = words.iter().map(|(_, weight)| *weight as usize).sum();
        let mut left = self.below(total);
        for (word, weight) in words {
            match left.checked_sub(*weight as usize) {
                Some(rest) => left = rest,
                None => return word,
            }
        }
        ""
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_means_the_same_numbers_for_ever() {
        let mut chance = Chance::new(7);
        let found: Vec<usize> = (0..6).map(|_| chance.below(1000)).collect();
        assert_eq!(found, FIRST_OF_SEED_7);
        assert_ne!(
            Chance::branch(7, "names", 0).below(1 << 30),
            Chance::branch(7, "names", 1).below(1 << 30)
        );
    }

    #[test]
    fn numbers_keep_to_their_bounds() {
        let mut chance = Chance::new(1);
        assert!((0..1000).all(|_| (3..=5).contains(&chance.between(3, 5))));
        assert_eq!(chance.below(0), 0);
        let mean = (0..4000).map(|_| chance.normal()).sum::<f64>() / 4000.0;
        assert!(mean.abs() < 0.1);
    }

    const FIRST_OF_SEED_7: [usize; 6] = [700, 278, 839, 981, 990, 872];
}
