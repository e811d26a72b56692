//! What makes a policy whole: every reference meets something, every term ends, every ground is named.
//!
//! A check runs on the draft, where each value still has its place, and reports all it finds.

mod citations;
mod code;
mod fault;
mod items;
mod known;
mod operator;
mod outside;
mod published;
mod purposes;
mod references;
mod render;
mod report;
mod rights;
mod terms;

use std::sync::LazyLock;

use crate::{
    Lang,
    load::{Jurisdiction, draft::Draft},
    say::Catalog,
};
pub use code::FaultCode;
pub use fault::{Fault, Faults};
use known::Known;
pub(crate) use report::Report;

/// Runs every check.
pub(crate) fn check(draft: &Draft, jurisdiction: &dyn Fn(&str) -> Option<Jurisdiction>, out: &mut Report) {
    let known = Known::of(draft);
    let profile = operator::profile(draft, jurisdiction, out);
    out.words(profile.iter().flat_map(|profile| &profile.citations));
    operator::check(draft, out);
    references::check(draft, &known, out);
    items::check(draft, &known, out);
    purposes::check(draft, profile.as_ref(), out);
    terms::check(draft, profile.as_ref(), &known, out);
    outside::check(draft, profile.as_ref(), &known, out);
    rights::check(draft, profile.as_ref(), out);
    published::check(draft, &known, out);
    citations::check(draft, profile.as_ref(), out);
}

/// The texts of every fault.
fn say() -> &'static Catalog {
    static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
        // A test reads every text; were one broken, its key would be said.
        Catalog::new(&[
            (Lang::Kk, include_str!("kk.ftl")),
            (Lang::Ru, include_str!("ru.ftl")),
            (Lang::En, include_str!("en.ftl")),
        ])
        .unwrap_or_default()
    });
    &TEXTS
}
