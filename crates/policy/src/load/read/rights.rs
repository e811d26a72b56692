//! What subjects may ask for, and exceptions from what is forbidden.

use crate::{
    IdentityLevel, RequestKind,
    check::{FaultCode, Report},
    load::{draft::*, table::Tab},
};

pub(super) fn request(mut tab: Tab<'_>, out: &mut Report) -> Request {
    let kinds: Vec<_> = RequestKind::ALL.iter().map(|kind| (kind.word(), *kind)).collect();
    let levels: Vec<_> = IdentityLevel::ALL.iter().map(|level| (level.word(), *level)).collect();
    let request = Request {
        kind: tab.need("kind", out).and_then(|value| value.word(&kinds, out)),
        clause: tab.text("clause", out),
        deadline: tab.text("deadline", out),
        identity: tab.need("identity", out).and_then(|value| value.word(&levels, out)),
        values: tab.get("values").and_then(|value| value.word(&levels, out)),
    };
    tab.done(out);
    request
}

pub(super) fn copy_exception(mut tab: Tab<'_>, out: &mut Report) -> CopyException {
    let exception =
        CopyException { id: tab.parsed("id", FaultCode::BadId, out), name: tab.names("name", out) };
    tab.done(out);
    exception
}
