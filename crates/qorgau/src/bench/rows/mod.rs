//! The rows: each measures one promise.

pub(super) mod collect;
pub(super) mod consent;
pub(super) mod deadlines;
pub(super) mod edition;
pub(super) mod find;
pub(super) mod hot;
pub(super) mod import;
pub(super) mod information;
pub(super) mod log;
pub(super) mod open;
pub(super) mod policy;
pub(super) mod read;
pub(super) mod sweep;

use super::{
    Bench,
    report::{Line, Target, figure},
};

/// A line without a raw side.
fn alone(what: &str, store: String, ours: f64, unit: &'static str, target: Target) -> Line {
    Line {
        what: what.to_owned(),
        store,
        ours,
        raw: None,
        ratio: None,
        unit,
        target: Some(target),
        notes: Vec::new(),
    }
}

impl Bench {
    fn large(&self) -> String {
        format!("{} people", figure(self.people as f64))
    }
}
