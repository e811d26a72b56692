//! What subjects may ask for: every kind by one rule, each with a deadline that the law knows.

use super::{FaultCode, Report};
use crate::{
    RequestKind,
    load::{Jurisdiction, Place, draft::Draft},
};

pub(super) fn check(draft: &Draft, profile: Option<&Jurisdiction>, out: &mut Report) {
    let mut seen = Vec::new();
    for request in &draft.requests {
        let Some(kind) = &request.kind else { continue };
        match seen.iter().find(|(known, _)| *known == kind.value) {
            Some((_, first)) => {
                drop(out.add(FaultCode::NamedTwice, kind.at).with("name", kind.value.word()).also(*first));
            }
            None => seen.push((kind.value, kind.at)),
        }
        if let (Some(deadline), Some(profile)) = (&request.deadline, profile)
            && !profile.deadlines.contains(&deadline.value)
        {
            let known = profile.deadlines.iter().map(String::as_str);
            out.add(FaultCode::DeadlineUnknown, deadline.at)
                .with("name", &deadline.value)
                .near(&deadline.value, known);
        }
    }
    let missing: Vec<_> =
        RequestKind::ALL.iter().filter(|kind| !seen.iter().any(|(k, _)| k == *kind)).collect();
    if !missing.is_empty() && draft.requests.iter().all(|request| request.kind.is_some()) {
        let words = missing.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
        out.add(FaultCode::RightWithoutRule, Place::NOWHERE).with("name", words);
    }
}
