//! Who sees it and to whom it goes.

use std::str::FromStr;

use super::head::shaped;
use crate::{
    ActKind,
    check::{FaultCode, Report},
    load::{At, draft::*, table::Tab},
};

pub(super) fn role(mut tab: Tab<'_>, out: &mut Report) -> Role {
    let role = Role {
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        may: tab.tables("may", out).into_iter().map(|tab| permission(tab, out)).collect(),
    };
    tab.done(out);
    role
}

fn permission(mut tab: Tab<'_>, out: &mut Report) -> Permission {
    let known: Vec<_> = ActKind::ALL.iter().map(|act| (act.as_str(), *act)).collect();
    let acts = tab.need("acts", out).and_then(|value| value.array(out)).unwrap_or_default();
    let permission = Permission {
        acts: acts.iter().filter_map(|act| act.word(&known, out)).collect(),
        purposes: named(&mut tab, "purposes", out),
        items: named(&mut tab, "items", out),
    };
    tab.done(out);
    permission
}

/// `"all"` or an array of ids.
fn named<T: FromStr>(tab: &mut Tab<'_>, key: &'static str, out: &mut Report) -> Named<T> {
    match tab.need(key, out) {
        None => Named::Only(Vec::new()),
        Some(value) if value.as_str() == Some("all") => Named::All,
        Some(value) => Named::Only(value.ids(out)),
    }
}

pub(super) fn recipient(mut tab: Tab<'_>, out: &mut Report) -> Recipient {
    let recipient = Recipient {
        at: tab.at,
        id: tab.parsed("id", FaultCode::BadId, out),
        name: tab.names("name", out),
        state: code(&mut tab, "state", out),
        purposes: tab.ids("purposes", out),
        items: tab.ids("items", out),
        undertaking: tab.table("undertaking", out).map(|tab| undertaking(tab, out)),
        undertaking_given: tab.get("undertaking").is_some(),
    };
    tab.done(out);
    recipient
}

fn undertaking(mut tab: Tab<'_>, out: &mut Report) -> Undertaking {
    let undertaking = Undertaking {
        reference: tab.text("reference", out),
        from: tab.date("from", out),
        until: tab.get("until").and_then(|value| value.date(out)),
    };
    tab.done(out);
    undertaking
}

pub(super) fn state(mut tab: Tab<'_>, out: &mut Report) -> State {
    let state = State { code: code(&mut tab, "code", out), because: tab.names("because", out) };
    tab.done(out);
    state
}

/// ISO 3166 alpha-2, by its shape.
fn code(tab: &mut Tab<'_>, key: &'static str, out: &mut Report) -> Option<At<String>> {
    let formed = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    tab.need(key, out).and_then(|value| shaped(&value, formed, out))
}
