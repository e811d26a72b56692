//! Endings: on this event, that is due.

use crate::{
    Span, UntilDue,
    check::{FaultCode, Report},
    load::{
        At,
        draft::{Due, Ending, Opens},
        table::{Tab, Val},
    },
};

pub(super) fn ending(mut tab: Tab<'_>, out: &mut Report) -> Ending {
    let phases = [("storage", UntilDue::Storage), ("use", UntilDue::Use)];
    let at = tab.at;
    let ending = Ending {
        at,
        // Its absence is a fault with a name of its own.
        on: tab.get("on").and_then(|value| value.parsed(FaultCode::BadId, out)),
        on_given: tab.get("on").is_some(),
        when: tab.get("when").and_then(|value| value.parsed(FaultCode::BadId, out)),
        due: tab.need("due", out).and_then(|value| due(&value, out)),
        until_due: match tab.get("until-due") {
            Some(value) => value.word(&phases, out),
            None => Some(At { value: UntilDue::Storage, at }),
        },
        opens: tab.table("opens", out).map(|tab| opens(tab, out)),
    };
    tab.done(out);
    ending
}

/// `"at once"`, a span, or a table with `deadline`, `law` or `until`.
fn due(value: &Val<'_>, out: &mut Report) -> Option<At<Due>> {
    let at = value.at;
    if !value.is_table() {
        if value.as_str() == Some("at once") {
            return Some(At { value: Due::Deadline("destruction".to_owned()), at });
        }
        return value.parsed::<Span>(FaultCode::BadValue, out).map(|span| span.map(Due::After));
    }
    let mut tab = value.table("due", out)?;
    let given = ["deadline", "law", "until"].into_iter().find_map(|key| Some((key, tab.get(key)?)));
    let due = match given {
        None => {
            out.add(FaultCode::MissingKey, at).with("key", "deadline, law, until").with("table", "due");
            None
        }
        Some(("until", event)) => event.parsed(FaultCode::BadId, out).map(|event| Due::Until(event.value)),
        Some(("law", name)) => name.text(out).map(|name| Due::Law(name.value)),
        Some((_, name)) => name.text(out).map(|name| Due::Deadline(name.value)),
    };
    tab.done(out);
    due.map(|value| At { value, at })
}

fn opens(mut tab: Tab<'_>, out: &mut Report) -> Opens {
    let opens = Opens {
        at: tab.at,
        purpose: tab.parsed("purpose", FaultCode::BadId, out),
        category: tab.get("category").and_then(|value| value.parsed(FaultCode::BadId, out)),
        carries: tab.ids("carries", out),
    };
    tab.done(out);
    opens
}
