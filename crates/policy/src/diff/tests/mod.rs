//! Differences: found, judged, said, carried out.

mod judged;
mod mutations;
mod properties;
mod told;
mod widened;

use super::*;
use crate::sample;

/// The sample, with a state to which data may go.
fn base() -> Pack {
    let mut pack = sample::pack();
    let because = pack.products[0].name.clone();
    pack.states.push(crate::State { code: "TR".to_owned(), because });
    pack
}

/// The differences that a change of it makes.
fn changed(change: impl FnOnce(&mut Pack)) -> Vec<Difference> {
    let old = base();
    let mut new = old.clone();
    change(&mut new);
    let found = diff(&old, &new);
    new.put_in_order();
    assert_eq!(apply(&old, &found).unwrap(), new, "the differences carry out the change");
    found
}
