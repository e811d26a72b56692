/// Where keys and nonces come from: always the caller, never this crate.
///
/// Any `FnMut(&mut [u8])` is one, so a test passes a closure and the binary the system's generator.
/// An implementation must be a cryptographic generator that fills all of `out`; it has no way to
/// fail, because going on with a guessable key is worse than stopping: panic instead.
pub trait Random {
    /// Fills all of `out` with unpredictable bytes.
    fn fill(&mut self, out: &mut [u8]);
}

impl<F: FnMut(&mut [u8]) + ?Sized> Random for F {
    fn fill(&mut self, out: &mut [u8]) {
        self(out);
    }
}
