//! Numbers and texts from a seed: the same each time.

/// SplitMix64.
pub struct Noise(pub u64);

impl Noise {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Letters.
    pub fn text(&mut self, len: u64) -> String {
        (0..len).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }
}

/// The seed of this run: printed, and taken from `QORGAU_SEED` to run it again.
pub fn seed() -> u64 {
    let given = std::env::var("QORGAU_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        now.as_nanos() as u64 % 1_000_000_007
    });
    println!("QORGAU_SEED={seed}");
    seed
}

/// Whether the long form was asked for.
pub fn long() -> bool {
    std::env::var_os("QORGAU_LONG").is_some()
}
