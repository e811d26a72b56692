//! The kernel, driven: a model organisation in memory, random histories, examples, and the decision table.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod actors;
mod blocks;
mod clinic;
mod consents;
mod fences;
mod grounds;
mod histories;
mod house;
mod moving;
mod opened;
mod papers;
mod people;
mod refusals;
mod requests;
mod rows;
mod rules;
mod staff;
mod steps;
mod table;
mod terms;
mod two;
