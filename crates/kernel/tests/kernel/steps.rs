//! Random histories: what may happen in the model organisation, one step at a time.

use jiff::{SignedDuration, Timestamp};
use kernel::*;
use policy::{EventId, IdentityLevel, RequestKind};
use proptest::{option, prelude::*};

use crate::{
    house::{House, id, ids, kz_with_2027, loading, person},
    moving::{asked, chosen, moving, papers},
};

pub(crate) const ACTORS: [&str; 5] = ["anna", "marat", "olga", "stranger", "officer"];
const PURPOSES: [(&str, &str); 5] = [
    ("recruitment", "candidate"),
    ("employment", "employee"),
    ("contracts", "counterparty"),
    ("mailings", "participant"),
    ("pastimes", "participant"),
];
pub(crate) const ITEMS: [&str; 7] =
    ["full-name", "email", "phone", "iin", "iin-bin", "password", "shoe-size"];
const EVENTS: [&str; 10] = [
    "hired",
    "refused",
    "employment-ended",
    "contract-ended",
    "consent-withdrawn",
    "liquidated",
    "court-decision",
    "ended-by-law",
    "consent-given",
    "wedding",
];
pub(crate) const RECIPIENTS: [&str; 6] = ["mailer", "far", "near", "late", "notary", "nobody"];
const CLASSES: [&str; 4] = ["letter", "medium", "identity-document-copy", "parchment"];
const ROLES: [&str; 4] = ["responsible", "hr", "marketing", "wizard"];

/// One step; numbers choose among what there is.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Collect {
        actor: usize,
        who: u8,
        purpose: usize,
        items: u8,
        consent: Option<u16>,
        back: u16,
        choice: Option<bool>,
        parts: u8,
    },
    Rectify {
        actor: usize,
        who: u8,
        purpose: usize,
        items: u8,
    },
    Event {
        actor: usize,
        who: u8,
        purpose: usize,
        event: usize,
        back: u16,
    },
    Revoke {
        actor: usize,
        who: u8,
        purpose: usize,
        event: usize,
    },
    Block {
        actor: usize,
        who: u8,
    },
    Unblock {
        actor: usize,
        who: u8,
        how: u8,
        purpose: usize,
        items: u8,
    },
    Hold {
        actor: usize,
        who: u8,
    },
    Release {
        actor: usize,
        who: u8,
    },
    Erase {
        actor: usize,
        who: u8,
        purpose: Option<usize>,
        unlawful: bool,
    },
    Merge {
        actor: usize,
        who: u8,
        other: u8,
    },
    Split {
        actor: usize,
        who: u8,
        which: u8,
    },
    Activate {
        actor: usize,
        edition: u32,
    },
    Acknowledge {
        actor: usize,
    },
    Employ {
        actor: usize,
        who: usize,
        role: usize,
    },
    Dismiss {
        actor: usize,
        who: usize,
    },
    Consent {
        actor: usize,
        who: u8,
        purpose: usize,
        parts: u8,
        until: Option<u16>,
        back: u16,
    },
    Withdraw {
        actor: usize,
        who: u8,
        purpose: usize,
        parts: u8,
    },
    Transfer {
        actor: usize,
        who: u8,
        purpose: usize,
        to: usize,
        items: u8,
    },
    Carrier {
        actor: usize,
        who: u8,
        purpose: usize,
        class: usize,
        excepted: bool,
    },
    Finish {
        actor: usize,
        who: u8,
        which: usize,
        duty: usize,
    },
    Restrict {
        actor: usize,
        who: u8,
        purpose: usize,
        on: bool,
    },
    Receive {
        actor: usize,
        who: u8,
        kind: usize,
        purpose: Option<usize>,
        same: u8,
        identity: usize,
    },
    Request {
        actor: usize,
        who: u8,
        which: usize,
        how: usize,
        level: usize,
    },
    Organisation {
        actor: usize,
        what: u8,
    },
    Wait {
        hours: u16,
    },
    Sweep,
    EnterYear,
}

/// A step, those that build something up more often.
pub(crate) fn step() -> impl Strategy<Value = Step> {
    let actor = || prop_oneof![1 => 0..ACTORS.len(), 1 => Just(ACTORS.len() - 1)];
    let who = || 0..3u8;
    // beyond the lists: what fits the person and the row
    let (purpose, event) = (|| 0..3 * PURPOSES.len(), || 0..3 * EVENTS.len());
    let items = || prop_oneof![4 => Just(0b11u8), 2 => 0..16u8, 1 => any::<u8>()];
    let back = || prop_oneof![3 => Just(0u16), 1 => 0..2_000u16];
    let consent = || prop_oneof![5 => back().prop_map(Some), 1 => Just(None)];
    let parts = || prop_oneof![1 => Just(15u8), 1 => 0..16u8];
    let consent_until = || option::of(0..400u16);
    prop_oneof![
        8 => (actor(), who(), purpose(), items(), consent(), back(), any::<Option<bool>>(), parts()).prop_map(
            |(actor, who, purpose, items, consent, back, choice, parts)| {
                Step::Collect { actor, who, purpose, items, consent, back, choice, parts }
            }
        ),
        2 => (actor(), who(), purpose(), items())
            .prop_map(|(actor, who, purpose, items)| Step::Rectify { actor, who, purpose, items }),
        8 => (actor(), who(), purpose(), event(), back())
            .prop_map(|(actor, who, purpose, event, back)| Step::Event { actor, who, purpose, event, back }),
        2 => (actor(), who(), purpose(), event())
            .prop_map(|(actor, who, purpose, event)| Step::Revoke { actor, who, purpose, event }),
        2 => (actor(), who()).prop_map(|(actor, who)| Step::Block { actor, who }),
        2 => (actor(), who(), 0..3u8, purpose(), items())
            .prop_map(|(actor, who, how, purpose, items)| Step::Unblock { actor, who, how, purpose, items }),
        2 => (actor(), who()).prop_map(|(actor, who)| Step::Hold { actor, who }),
        2 => (actor(), who()).prop_map(|(actor, who)| Step::Release { actor, who }),
        2 => (actor(), who(), option::of(purpose()), any::<bool>())
            .prop_map(|(actor, who, purpose, unlawful)| Step::Erase { actor, who, purpose, unlawful }),
        1 => (actor(), who(), who()).prop_map(|(actor, who, other)| Step::Merge { actor, who, other }),
        1 => (actor(), who(), any::<u8>()).prop_map(|(actor, who, which)| Step::Split { actor, who, which }),
        3 => (actor(), who(), purpose(), parts(), consent_until(), back()).prop_map(
            |(actor, who, purpose, parts, until, back)| Step::Consent { actor, who, purpose, parts, until, back }
        ),
        3 => (actor(), who(), purpose(), parts())
            .prop_map(|(actor, who, purpose, parts)| Step::Withdraw { actor, who, purpose, parts }),
        8 => (actor(), who(), purpose(), 0..RECIPIENTS.len() + 2, items())
            .prop_map(|(actor, who, purpose, to, items)| Step::Transfer { actor, who, purpose, to, items }),
        2 => (actor(), who(), purpose(), 0..CLASSES.len(), any::<bool>()).prop_map(
            |(actor, who, purpose, class, excepted)| Step::Carrier { actor, who, purpose, class, excepted }
        ),
        3 => (actor(), who(), any::<usize>(), 0..3usize)
            .prop_map(|(actor, who, which, duty)| Step::Finish { actor, who, which, duty }),
        1 => (actor(), who(), purpose(), any::<bool>())
            .prop_map(|(actor, who, purpose, on)| Step::Restrict { actor, who, purpose, on }),
        4 => (actor(), 0..4u8, 0..7usize, option::of(purpose()), 0..2u8, 0..4usize).prop_map(
            |(actor, who, kind, purpose, same, identity)| {
                Step::Receive { actor, who, kind, purpose, same, identity }
            }
        ),
        12 => (actor(), 0..4u8, any::<usize>(), 0..14usize, 0..4usize)
            .prop_map(|(actor, who, which, how, level)| Step::Request { actor, who, which, how, level }),
        2 => (actor(), 0..12u8).prop_map(|(actor, what)| Step::Organisation { actor, what }),
        1 => (actor(), 1..7u32).prop_map(|(actor, edition)| Step::Activate { actor, edition }),
        3 => actor().prop_map(|actor| Step::Acknowledge { actor }),
        1 => (actor(), actor(), 0..ROLES.len()).prop_map(|(actor, who, role)| Step::Employ { actor, who, role }),
        1 => (actor(), actor()).prop_map(|(actor, who)| Step::Dismiss { actor, who }),
        4 => prop_oneof![0..72u16, 0..6_000u16].prop_map(|hours| Step::Wait { hours }),
        4 => Just(Step::Sweep),
        1 => Just(Step::EnterYear),
    ]
}

/// An act with what it is about.
pub(crate) struct Doing {
    pub(crate) actor: &'static str,
    pub(crate) who: SubjectId,
    pub(crate) other: Option<SubjectId>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) deed: Deed,
}

impl Step {
    /// The act that the step means in this house; none where time passes or a sweep runs.
    pub(crate) fn doing(&self, house: &mut House) -> Option<Doing> {
        let now = house.now;
        let ago = |days: u16| (days > 0).then(|| now - SignedDuration::from_hours(24 * i64::from(days)));
        let mut other = None;
        let mut at = None;
        let (actor, who, deed) = match self.clone() {
            Step::Collect { actor, who, purpose, items: mask, consent, back, choice, parts } => {
                let (purpose, category) = PURPOSES[purpose % PURPOSES.len()];
                let kinds = ["term-5-years", "until-liquidation"];
                let choice =
                    choice.filter(|_| purpose == "contracts").map(|first| id(kinds[usize::from(first)]));
                let consent = consent.map(|days| ago(days.saturating_add(back)).unwrap_or(now));
                at = ago(back);
                let collecting = Collecting {
                    subject: person(who),
                    engagement: house.next(EngagementId::from_bytes),
                    purpose: id(purpose),
                    category: id(category),
                    choice,
                    items: items(mask),
                    consent: consent.map(|at| Consent {
                        parts: asked(house, purpose, parts),
                        ..Consent::to_processing(Way::WebForm, at)
                    }),
                    exception: None,
                    source: Source::Subject,
                    fingerprint: [0; 16],
                };
                (actor, who, Deed::Collect(collecting))
            }
            Step::Rectify { actor, who, purpose, items: mask } => {
                (actor, who, Deed::Rectify { target: target(house, who, purpose), items: items(mask) })
            }
            Step::Event { actor, who, purpose, event, back } => {
                at = ago(back);
                let opens = house.next(EngagementId::from_bytes);
                let target = target(house, who, purpose);
                let event = happening(house, who, &target, event, |e, place| e.events[place].is_none());
                (actor, who, Deed::RecordEvent { target, event, opens })
            }
            Step::Revoke { actor, who, purpose, event } => {
                let target = target(house, who, purpose);
                let event = happening(house, who, &target, event, |e, place| e.events[place].is_some());
                (actor, who, Deed::RevokeEvent { target, event })
            }
            Step::Block { actor, who } => (actor, who, Deed::Block),
            Step::Unblock { actor, who, how, purpose, items: mask } => {
                let target = target(house, who, purpose);
                let outcome = match how {
                    0 => Outcome::Unfounded,
                    1 => Outcome::Rectified { target, items: items(mask) },
                    _ => Outcome::Destroyed { target: (mask > 3).then_some(target) },
                };
                (actor, who, Deed::Unblock { outcome })
            }
            Step::Hold { actor, who } => (actor, who, Deed::Hold { hold: house.next(HoldId::from_bytes) }),
            Step::Release { actor, who } => {
                let first = house.state(person(who), None).holds.first().copied();
                (actor, who, Deed::Release { hold: first.unwrap_or(HoldId::from_bytes([9; 16])) })
            }
            Step::Erase { actor, who, purpose, unlawful } => {
                let reason = if unlawful { EraseReason::Unlawful } else { EraseReason::Demand };
                (
                    actor,
                    who,
                    Deed::Erase { target: purpose.map(|purpose| target(house, who, purpose)), reason },
                )
            }
            Step::Merge { actor, who, other: second } => {
                other = Some(person(second));
                (actor, who, Deed::Merge)
            }
            Step::Split { actor, who, which } => {
                let known = house.state(person(who), None).engagements;
                let going = known.iter().enumerate().filter(|(place, _)| which >> (place % 8) & 1 == 1);
                let engagements = going.map(|(_, e)| e.id).collect();
                // people of splits get ids that no step collects under
                (actor, who, Deed::Split { engagements, into: house.next(SubjectId::from_bytes) })
            }
            Step::Consent { actor, who, purpose, parts, until, back } => {
                let target = target(house, who, purpose);
                let parts = asked(house, target.purpose.as_str(), parts);
                let given = ago(back).unwrap_or(now);
                let until = until.map(|days| now + SignedDuration::from_hours(24 * i64::from(days)));
                let consent = Consent { parts, until, ..Consent::to_processing(Way::Written, given) };
                let former = house.next(PaperId::from_bytes);
                (actor, who, Deed::GiveConsent { target, consent, former })
            }
            Step::Withdraw { actor, who, purpose, parts } => {
                let parts = Parts::from_bits(parts).unwrap();
                (actor, who, Deed::WithdrawConsent { target: target(house, who, purpose), parts })
            }
            Step::Transfer { actor, who, purpose, to, items: mask } => {
                let (target, items) = (target(house, who, purpose), items(mask));
                let paper = house.next(PaperId::from_bytes);
                let deed = match RECIPIENTS.get(to) {
                    Some(recipient) => Deed::Disclose { target, recipient: id(recipient), items, paper },
                    None if to == RECIPIENTS.len() => Deed::Publish { target, items, paper },
                    None => Deed::AnswerDemand { target, items, paper },
                };
                (actor, who, deed)
            }
            Step::Carrier { actor, who, purpose, class, excepted } => {
                let paper = house.next(PaperId::from_bytes);
                let deed = Deed::RegisterCarrier {
                    target: target(house, who, purpose),
                    class: CLASSES[class].to_owned(),
                    exception: excepted.then(|| id("other-law")),
                    number: house.made,
                    paper,
                };
                (actor, who, deed)
            }
            Step::Finish { actor, who, which, duty } => {
                let mut fitting = papers(house, who, |paper| paper.engagement().is_some());
                fitting.retain(|paper| duty == 2 || matches!(paper.watch(), Some((Watch::Deadline, _))));
                let paper = chosen(&fitting, which);
                let known = fitting.iter().find(|known| known.id == paper).map(|paper| &paper.matter);
                let duty = match known {
                    Some(Matter::Publication(_)) => DutyKind::Removal,
                    Some(Matter::Disclosure(one)) if one.notice.open().is_none() => DutyKind::Tell,
                    _ => DutyKind::ALL[duty],
                };
                (actor, who, Deed::FinishTask { paper, duty })
            }
            Step::Restrict { actor, who, purpose, on } => {
                (actor, who, Deed::Restrict { target: target(house, who, purpose), on })
            }
            Step::Receive { actor, who, kind, purpose, same, identity } => {
                let receiving = Receiving {
                    paper: house.next(PaperId::from_bytes),
                    subject: person(who),
                    kind: RequestKind::ALL[kind],
                    channel: Channel::Portal,
                    identity: IdentityLevel::ALL[identity],
                    target: purpose.map(|purpose| target(house, who, purpose)),
                    parts: Parts::default(),
                    representative: None,
                    fingerprint: [same; 16],
                };
                (actor, who, Deed::ReceiveRequest(receiving))
            }
            Step::Request { actor, who, which, how, level } => {
                let open = |paper: &Paper| paper.as_request().is_some_and(|one| one.closed.is_none());
                let waiting = papers(house, who, open);
                let any = papers(house, who, |paper| paper.as_request().is_some());
                let request = chosen(if waiting.is_empty() { &any } else { &waiting }, which);
                (actor, who, moving(house, who, request, how, level))
            }
            Step::Organisation { actor, what } => {
                let number = house.released.keys().next().copied().unwrap_or(1_000_000);
                let deed = match what {
                    0 => Deed::DestroyCarrier { number },
                    1 => Deed::ReportBreach,
                    2 => Deed::PrintJournal,
                    3 => Deed::Enrol { staff: id(ACTORS[0]), what: Enrolment::Invited },
                    4 => Deed::SignIn { by: "password-totp".to_owned(), copied: false },
                    5 => {
                        let expires = house.now + SignedDuration::from_hours(100);
                        Deed::AddKey { key: id("loader"), scope: loading(), expires }
                    }
                    6 => Deed::EnterProfile { profile: "kz".to_owned(), digest: String::new() },
                    7 => Deed::AddHook { hook: id("crm"), scope: String::new() },
                    8 => Deed::ChangeHook { hook: id("warehouse"), what: HookChange::Rotated },
                    9 => Deed::RemoveHook { hook: id("crm") },
                    10 => {
                        let digest = "later".to_owned();
                        Deed::Propose { act: ActKind::EnterProfile, about: None, digest }
                    }
                    _ => Deed::RemoveKey { key: id("loader") },
                };
                (actor, 0xEE, deed)
            }
            Step::Activate { actor, edition } => (actor, 0, Deed::ActivateEdition { edition }),
            Step::Acknowledge { actor } => (actor, 0, Deed::AcknowledgeEdition),
            Step::Employ { actor, who, role } => {
                (actor, 0, Deed::AddStaff { staff: id(ACTORS[who]), roles: ids(&[ROLES[role]]) })
            }
            Step::Dismiss { actor, who } => (actor, 0, Deed::RemoveStaff { staff: id(ACTORS[who]) }),
            Step::Wait { .. } | Step::Sweep | Step::EnterYear => return None,
        };
        Some(Doing { actor: ACTORS[actor], who: person(who), other, at, deed })
    }

    /// Takes the step.
    pub(crate) fn take(&self, house: &mut House) -> Option<Decision> {
        match self {
            Step::Wait { hours } => house.now += SignedDuration::from_hours(i64::from(*hours)),
            Step::Sweep => drop(house.permit_sweep()),
            Step::EnterYear => house.world.profile = kz_with_2027(),
            _ => {
                let doing = self.doing(house)?;
                return Some(house.perform(doing.actor, doing.who, doing.other, doing.at, doing.deed));
            }
        }
        None
    }
}

impl House {
    /// A sweep by whoever may; none where nobody may at the moment.
    fn permit_sweep(&mut self) -> Option<()> {
        let actors = self.world.staff.keys().cloned().collect::<Vec<_>>();
        let nobody = person(0xEE);
        let may = actors
            .iter()
            .find(|a| matches!(self.decide(a.as_str(), nobody, Deed::Sweep), Decision::Permit(_)))?;
        self.permit(may.as_str(), nobody, Deed::Sweep);
        self.sweep();
        Some(())
    }
}

/// A purpose from the list, or beyond it the purpose of something held.
fn target(house: &House, who: u8, purpose: usize) -> Target {
    let known = house.state(person(who), None).engagements;
    let engagement = known.get(purpose % known.len().max(1)).filter(|_| purpose >= PURPOSES.len());
    match engagement {
        Some(e) => Target { purpose: house.row(e).0.id.clone(), engagement: Some(e.id) },
        None => Target { purpose: id(PURPOSES[purpose % PURPOSES.len()].0), engagement: None },
    }
}

/// An event from the list, or beyond it one of the row's that fits.
fn happening(
    house: &House,
    who: u8,
    target: &Target,
    event: usize,
    fits: impl Fn(&Engagement, usize) -> bool,
) -> EventId {
    let state = house.state(person(who), None);
    let meant = state.engagements.iter().find(|e| target.engagement == Some(e.id));
    let row: Vec<_> = meant.map(|e| (e, events_of(house.row(e).1))).into_iter().collect();
    let fitting = row.iter().flat_map(|(e, events)| {
        events.iter().enumerate().filter(|(place, _)| fits(e, *place)).map(|(_, event)| (*event).clone())
    });
    let fitting: Vec<EventId> = fitting.collect();
    let one = fitting.get(event % fitting.len().max(1)).filter(|_| event >= EVENTS.len());
    one.cloned().unwrap_or_else(|| id(EVENTS[event % EVENTS.len()]))
}

fn items(mask: u8) -> Vec<policy::ItemId> {
    ITEMS.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, item)| id(item)).collect()
}
