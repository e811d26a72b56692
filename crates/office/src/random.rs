//! Randomness from the operating system, fetched a page at a time.

use std::cell::RefCell;

use vault::{Random, Zeroizing};

/// The system's random numbers. What was handed out is overwritten in the page at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

const PAGE: usize = 4096;

thread_local! {
    static POOL: RefCell<(Zeroizing<[u8; PAGE]>, usize)> =
        RefCell::new((Zeroizing::new([0; PAGE]), PAGE));
}

impl Random for SystemRandom {
    fn fill(&mut self, out: &mut [u8]) {
        POOL.with_borrow_mut(|(page, used)| {
            for chunk in out.chunks_mut(PAGE) {
                if *used + chunk.len() > PAGE {
                    #[allow(clippy::expect_used)]
                    // Without randomness no key may be made: there is nothing to go on with.
                    getrandom::fill(page.as_mut_slice()).expect("the system gives random numbers");
                    *used = 0;
                }
                let taken = &mut page[*used..*used + chunk.len()];
                chunk.copy_from_slice(taken);
                taken.fill(0);
                *used += chunk.len();
            }
        });
    }
}

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    SystemRandom.fill(&mut out);
    out
}
