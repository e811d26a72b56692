//! The kernel, driven: a model organisation in memory, random histories, examples, and the decision table.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod blocks;
mod fences;
mod histories;
mod house;
mod opened;
mod people;
mod refusals;
mod rows;
mod rules;
mod staff;
mod steps;
mod table;
mod terms;
