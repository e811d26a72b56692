//! The sample policy told a second time, by hand: what is due when, and who may see what.

use calendar::{Profile, Reckoned};
use jiff::Timestamp;
use kernel::{Engagement, State};
use policy::ItemId;

use crate::house::{Facts, House};

/// When a span from a moment is over; both bounds where that can't be computed.
pub(crate) fn bounds(profile: &Profile, amount: &str, from: Timestamp) -> (Timestamp, Timestamp) {
    let end = profile.reckon(amount.parse().unwrap(), from);
    (end.bound(), end.latest())
}

/// The same where one day is wanted: the bound where it can't be computed.
pub(crate) fn moment(profile: &Profile, amount: &str, from: Timestamp) -> Result<Timestamp, Timestamp> {
    match profile.reckon(amount.parse().unwrap(), from) {
        Reckoned::At(at) => Ok(at),
        Reckoned::NotBefore { bound, .. } => Err(bound),
    }
}

/// The sample's terms: purpose, option, event, span, whether use goes on until then.
const TERMS: [(&str, Option<u8>, &str, &str, bool); 9] = [
    ("recruitment", None, "hired", "1 working day", false),
    ("recruitment", None, "refused", "30 days", false),
    ("recruitment", None, "consent-withdrawn", "15 working days", false),
    ("employment", None, "employment-ended", "75 years", false),
    ("contracts", Some(0), "contract-ended", "5 years", false),
    ("mailings", None, "consent-given", "1 year", true),
    ("mailings", None, "consent-withdrawn", "15 working days", false),
    ("", None, "court-decision", "1 working day", false),
    ("", None, "ended-by-law", "1 working day", false),
];

/// Every end that its facts set in motion, by its bounds, and whether data is only stored meanwhile.
pub(crate) fn ends(house: &House, e: &Engagement) -> (Vec<(Timestamp, Timestamp)>, bool) {
    let Facts { events, until, restricted, .. } = &house.facts[&e.id];
    let purpose = house.row(e).0.id.as_str();
    let happened = |event: &str| events.iter().find(|(known, _)| *known == event).map(|(_, at)| *at);
    let (mut ends, mut stored) = (Vec::new(), false);
    for (of, option, event, span, use_goes_on) in TERMS {
        let listens = of.is_empty() || (of == purpose && (option.is_none() || option == e.choice));
        if let Some(at) = happened(event).filter(|_| listens) {
            ends.push(bounds(&house.world.profile, span, at));
            stored |= !use_goes_on;
        }
    }
    if let Some(ended) = happened("contract-ended").filter(|_| purpose == "contracts" && e.choice == Some(1))
    {
        stored = true;
        let liquidated = happened("liquidated");
        ends.extend(liquidated.map(|at| bounds(&house.world.profile, "1 working day", at.max(ended))));
    }
    ends.extend(until.map(|at| (at, at)));
    (ends, stored || *restricted)
}

/// Whether its term may be over: then it is used no more.
pub(crate) fn over(house: &House, e: &Engagement) -> bool {
    ends(house, e).0.iter().any(|(earliest, _)| *earliest <= house.now)
}

/// What the next sweep has to destroy.
pub(crate) fn due(house: &House, state: &State, e: &Engagement) -> bool {
    let kept = state.subject.as_ref().is_some_and(|s| s.block.is_some()) || !state.holds.is_empty();
    ends(house, e).0.iter().any(|(_, latest)| *latest <= house.now)
        && !kept
        && house.facts[&e.id].pause.is_none_or(|pause| pause <= house.now)
}

/// Whether a member of staff may see an item, or, of a blocked person, check it.
pub(crate) fn sees(house: &House, who: &str, state: &State, e: &Engagement, item: &ItemId) -> Sight {
    let Some((_, member)) = house.world.staff.iter().find(|(id, _)| **id == *who) else {
        return Sight::Nothing;
    };
    let holds = |role: &str| member.roles.iter().any(|known| known == role);
    let purpose = house.row(e).0.id.as_str();
    let staff = ["recruitment", "employment"].contains(&purpose);
    let mail = purpose == "mailings" && ["email", "full-name"].contains(&item.as_str());
    let role = holds("responsible") || (holds("hr") && staff) || (holds("marketing") && mail);
    let listed = lists(e.edition, purpose).contains(&item.as_str())
        && lists(house.world.in_force, purpose).contains(&item.as_str());
    if member.acknowledged != house.world.in_force || !role || !listed || *item == *"password" {
        return Sight::Nothing;
    }
    let blocked = state.subject.as_ref().unwrap().block.is_some();
    if blocked {
        return if holds("responsible") { Sight::Check } else { Sight::Nothing };
    }
    let stored = ends(house, e).1;
    if over(house, e) || (stored && !holds("responsible")) { Sight::Nothing } else { Sight::Read }
}

/// What somebody may do to see an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    Nothing,
    Read,
    Check,
}

/// The items that each edition of the sample lists.
pub(crate) fn lists(edition: u32, purpose: &str) -> &'static [&'static str] {
    match (purpose, edition) {
        ("recruitment", 2) => &["email", "full-name"],
        ("recruitment", _) => &["full-name", "phone", "email"],
        ("employment", _) => &["full-name", "iin", "phone", "email"],
        ("contracts", 1 | 2 | 4 | 5) => &["full-name", "iin-bin", "phone", "email"],
        ("mailings", 2 | 4 | 5) => &["email", "full-name", "password", "phone"],
        ("mailings", _) => &["email", "full-name", "password"],
        _ => &[],
    }
}
