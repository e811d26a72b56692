//! Purposes: ground, choice, lists and endings.

use super::term;
use crate::{
    Particulars,
    check::{FaultCode, Report},
    load::{At, draft::*, table::Tab},
};

pub(super) fn purpose(mut tab: Tab<'_>, out: &mut Report) -> Purpose {
    let ends: Vec<_> = tab.tables("ends", out).into_iter().map(|tab| term::ending(tab, out)).collect();
    let purpose = Purpose {
        at: tab.at,
        no: tab.need("no", out).and_then(|value| value.number(out)),
        id: tab.parsed("id", FaultCode::BadId, out),
        clause: tab.get("clause").and_then(|value| value.text(out)),
        clause_given: tab.get("clause").is_some(),
        name: tab.names("name", out),
        ground: ground(&mut tab, out),
        special: tab.get("special").and_then(|value| value.parsed(FaultCode::BadId, out)),
        cross_border: tab.flag("cross-border", out),
        choice: tab.table("choice", out).map(|tab| choice(tab, out)),
        lists: tab.tables("holds", out).into_iter().map(|tab| list(tab, &ends, out)).collect(),
    };
    tab.done(out);
    purpose
}

/// `ground = "consent"` with a table `consent`, `ground = "law"` with a `law`, or another word, which the profile has
/// to know, with a `reference`.
fn ground(tab: &mut Tab<'_>, out: &mut Report) -> Option<At<Ground>> {
    let word = tab.need("ground", out)?;
    let ground = match word.as_str() {
        Some("consent") => Ground::Consent(tab.table("consent", out).map(|tab| particulars(tab, out))),
        Some("law") => Ground::Law(tab.get("law").and_then(|value| value.text(out))),
        _ => {
            let id = word.parsed(FaultCode::BadId, out)?.value;
            Ground::Other(id, tab.get("reference").and_then(|value| value.text(out)))
        }
    };
    Some(At { value: ground, at: word.at })
}

fn particulars(mut tab: Tab<'_>, out: &mut Report) -> Option<At<Particulars>> {
    let reference = tab.text("reference", out);
    let term = tab.names("term", out);
    let mut said = |key| tab.need(key, out).and_then(|value| value.flag(out));
    // Each is said aloud, yes or no: silence is no answer to the subject.
    let (third_parties, cross_border, publication) =
        (said("third-parties"), said("cross-border"), said("publication"));
    let transfer_notice = tab.flag("transfer-notice", out);
    tab.done(out);
    let reference = reference?;
    let particulars = Particulars {
        reference: reference.value,
        term: term?,
        third_parties: third_parties?,
        cross_border: cross_border?,
        publication: publication?,
        transfer_notice,
    };
    Some(At { value: particulars, at: reference.at })
}

fn choice(mut tab: Tab<'_>, out: &mut Report) -> Choice {
    let choice = Choice {
        at: tab.at,
        name: tab.names("name", out),
        options: tab.tables("options", out).into_iter().map(|tab| option(tab, out)).collect(),
    };
    tab.done(out);
    choice
}

fn option(mut tab: Tab<'_>, out: &mut Report) -> ChoiceOption {
    let option = ChoiceOption { id: tab.parsed("id", FaultCode::BadId, out), name: tab.names("name", out) };
    tab.done(out);
    option
}

fn list(mut tab: Tab<'_>, ends: &[Ending], out: &mut Report) -> List {
    let mut all = ends.to_vec();
    let mut categories = tab.ids("categories", out);
    let one = tab.get("category").and_then(|value| value.parsed(FaultCode::BadId, out));
    categories.extend(one);
    let list = List {
        at: tab.at,
        categories,
        items: tab.ids("items", out),
        required: tab.ids("required", out),
        ends: {
            all.extend(tab.tables("ends", out).into_iter().map(|tab| term::ending(tab, out)));
            all
        },
    };
    tab.done(out);
    list
}
