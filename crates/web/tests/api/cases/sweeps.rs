//! Destruction.

use axum::http::Method;
use kernel::EraseReason;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "plan-sweep",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::GET, "/v1/sweeps/plan?at=2031-01-01T00:00:00Z&limit=10&after=0")
        },
    },
    Case {
        operation: "sweep",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::POST, "/v1/sweeps")
        },
    },
    Case {
        operation: "acts",
        by: By::Machine,
        ask: |fixture| {
            destroyed(fixture);
            Ask::bare(Method::GET, "/v1/acts?limit=10")
        },
    },
    Case {
        operation: "act",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/acts/{}", destroyed(fixture))),
    },
];

/// The run that destroyed somebody's data.
pub(crate) fn destroyed(fixture: &Fixture) -> kernel::RunId {
    let subject = fixture.person().subject;
    let erased = fixture.office.erase(&fixture.everybody, subject, None, EraseReason::Demand);
    erased.expect("erased").1.run
}
