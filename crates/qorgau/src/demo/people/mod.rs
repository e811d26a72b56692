//! Made-up people and their six years, drawn from a seed.

mod draw;
mod files;
mod items;
mod letters;
mod lists;
mod lives;
mod names;
mod numbers;
mod periods;
mod person;
mod places;

#[cfg(test)]
mod tests;

pub(super) use files::{EVENTS, Written, write};
pub(super) use lists::List;
pub(super) use periods::{PERIODS, Period, noon};
