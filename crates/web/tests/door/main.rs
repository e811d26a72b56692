//! The door against those who are slow, many, or mean it badly: raw bytes on a socket, and what comes back.
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../api/fixture.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod fixture;
mod many;
mod raw;
mod slow;
mod smuggling;
mod spoilt;
