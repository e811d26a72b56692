//! What an act tells other systems: which event, and which ids and codes it holds. Pure; nothing here is sent or stored.

use jiff::Timestamp;
use kernel::{
    ActKind, Change, ChangeSet, EditionNo, Engagement, EngagementId, Operational, Part, SubjectId, Verdict,
    World,
};
use policy::{EventId, ItemId, PurposeId, RecipientId, RequestKind, Topic};
use serde::Serialize;

/// A person's data was destroyed under one purpose, by whatever act.
pub(super) const DESTROYED: &str = "data.destroyed";
/// Nothing is left of a person.
pub(super) const ERASED: &str = "subject.erased";
/// Events that tell of these log entries may be missing.
pub(super) const GAP: &str = "feed.gap";
/// Nothing happened: somebody tries whether events arrive.
pub(super) const TRIED: &str = "feed.test";

/// What may be told, in the order of the documentation.
pub const EVENT_TYPES: [&str; 22] = [
    "data.collected",
    "item.rectified",
    "event.recorded",
    "event.revoked",
    "consent.given",
    "consent.withdrawn",
    "subject.blocked",
    "subject.unblocked",
    "subject.held",
    "subject.released",
    "subject.merged",
    "subject.split",
    "data.disclosed",
    "data.published",
    "request.received",
    "request.decided",
    "request.answered",
    "edition.activated",
    DESTROYED,
    ERASED,
    GAP,
    TRIED,
];

/// The event of an act by itself, besides what it destroys. Looking and keeping the house tell nobody anything; nor does
/// an answer to an authority's demand, of which others may not have to know.
fn own(act: ActKind) -> Option<&'static str> {
    Some(match act {
        ActKind::Collect => "data.collected",
        ActKind::Rectify => "item.rectified",
        ActKind::RecordEvent => "event.recorded",
        ActKind::RevokeEvent => "event.revoked",
        ActKind::GiveConsent => "consent.given",
        ActKind::WithdrawConsent => "consent.withdrawn",
        ActKind::Block => "subject.blocked",
        ActKind::Unblock => "subject.unblocked",
        ActKind::Hold => "subject.held",
        ActKind::Release => "subject.released",
        ActKind::Merge => "subject.merged",
        ActKind::Split => "subject.split",
        ActKind::Disclose => "data.disclosed",
        ActKind::Publish => "data.published",
        ActKind::ReceiveRequest => "request.received",
        ActKind::DecideRequest => "request.decided",
        ActKind::AnswerRequest => "request.answered",
        ActKind::ActivateEdition => "edition.activated",
        _ => return None,
    })
}

/// What an act means for the feed, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// What waits and speaks of one person speaks of another from now on, or only what speaks of this engagement.
    Move { from: SubjectId, to: SubjectId, engagement: Option<EngagementId> },
    /// What waits and speaks of somebody goes, or only what speaks of this engagement.
    Forget { subject: SubjectId, engagement: Option<EngagementId> },
    /// This is told.
    Tell(News),
}

/// One event, before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct News {
    pub(super) kind: &'static str,
    pub(super) at: Timestamp,
    pub(super) data: Data,
}

/// What an event holds: ids and codes, never a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Data {
    /// The log entry that it tells of.
    pub(super) entry: u64,
    pub(super) act: ActKind,
    pub(super) clause: String,
    pub(super) edition: EditionNo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<SubjectId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) engagement: Option<EngagementId>,
    /// Whom the subject was merged with, or who was split off.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<SubjectId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<PurposeId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<RequestKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<RecipientId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<String>,
}

/// Why an engagement's data was held.
type Purposes<'a> = dyn Fn(&Engagement) -> Option<PurposeId> + 'a;

/// What a performed act means for the feed; nothing for a refusal.
pub(crate) fn steps_of(world: &World, set: &ChangeSet) -> Vec<Step> {
    steps(&|engagement| purpose_of(world, engagement), set)
}

fn steps(purpose: &Purposes<'_>, set: &ChangeSet) -> Vec<Step> {
    let entry = &set.entry;
    if entry.verdict != Verdict::Permitted {
        return Vec::new();
    }
    let base = Data::of(entry);
    let (mut steps, ends) = ends(purpose, &set.changes, &base, entry.time);
    let gone = ends.iter().any(|news| news.kind == ERASED);
    if let Some(kind) = own(entry.act) {
        let part = set.part.as_ref();
        let subject = part.map(|part| part.subject).or(set.subjects.first().map(|(subject, _)| *subject));
        let data = if gone {
            // of whom nothing is left only the id is told
            Data { subject, ..base }
        } else {
            Data {
                subject,
                engagement: part.and_then(|part| part.engagement),
                other: other(entry.act, set),
                purpose: entry.purpose.clone(),
                items: entry.items.clone(),
                event: entry.event.clone(),
                request: entry.request,
                parts: entry.parts.clone(),
                recipient: entry.recipient.clone(),
                how: entry.how.clone(),
                ..base
            }
        };
        steps.push(Step::Tell(News { kind, at: entry.time, data }));
    }
    steps.extend(ends.into_iter().map(Step::Tell));
    steps
}

/// What changes of a sweep mean for the feed, all of which share one log entry.
pub(crate) fn steps_of_sweep(world: &World, changes: &[Change], now: Timestamp) -> Vec<Step> {
    let clause = world.edition().map(|e| e.pack().clause(Topic::Destruction).to_owned());
    let base = Data::new(ActKind::Sweep, clause.unwrap_or_default(), world.in_force);
    let (mut steps, ends) = ends(&|engagement| purpose_of(world, engagement), changes, &base, now);
    steps.extend(ends.into_iter().map(Step::Tell));
    steps
}

/// What moves and what goes, and the telling of what went. Somebody merged into another is not erased.
fn ends(purpose: &Purposes<'_>, changes: &[Change], base: &Data, at: Timestamp) -> (Vec<Step>, Vec<News>) {
    let (mut steps, mut news) = (Vec::new(), Vec::new());
    let tell = |kind, data| News { kind, at, data };
    for change in changes {
        match change {
            Change::MoveTrail { from, to, engagement } => {
                steps.push(Step::Move { from: *from, to: *to, engagement: *engagement });
            }
            Change::DropEngagement(engagement) => {
                let (subject, id) = (engagement.subject, engagement.id);
                steps.push(Step::Forget { subject, engagement: Some(id) });
                let purpose = purpose(engagement);
                let data = Data { subject: Some(subject), engagement: Some(id), purpose, ..base.clone() };
                news.push(tell(DESTROYED, data));
            }
            Change::DropSubject(subject) if base.act != ActKind::Merge => {
                steps.push(Step::Forget { subject: *subject, engagement: None });
                news.push(tell(ERASED, Data { subject: Some(*subject), ..base.clone() }));
            }
            _ => {}
        }
    }
    (steps, news)
}

/// Whom a merge or a split concerns besides.
fn other(act: ActKind, set: &ChangeSet) -> Option<SubjectId> {
    set.changes.iter().find_map(|change| match (act, change) {
        (ActKind::Merge, Change::MoveTrail { from, .. }) => Some(*from),
        (ActKind::Split, Change::MoveEngagement { to, .. }) => Some(to.subject),
        _ => None,
    })
}

fn purpose_of(world: &World, engagement: &Engagement) -> Option<PurposeId> {
    let edition = world.editions.get(&engagement.edition)?;
    Some(edition.row(engagement.row)?.0.id.clone())
}

impl Data {
    fn of(entry: &Operational) -> Self {
        Self::new(entry.act, entry.clause.clone(), entry.edition)
    }

    fn new(act: ActKind, clause: String, edition: EditionNo) -> Self {
        Self {
            entry: 0,
            act,
            clause,
            edition,
            subject: None,
            engagement: None,
            other: None,
            purpose: None,
            items: Vec::new(),
            event: None,
            request: None,
            parts: Vec::new(),
            recipient: None,
            how: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_that_tells_something_tells_a_type_that_is_known() {
        for act in ActKind::ALL {
            assert!(own(*act).is_none_or(|kind| EVENT_TYPES.contains(&kind)), "{act:?}");
        }
        let mut types = EVENT_TYPES.to_vec();
        types.sort_unstable();
        types.dedup();
        assert_eq!(types.len(), EVENT_TYPES.len());
        assert!(types.iter().all(|kind| kind.parse::<hooks::EventType>().is_ok()));
    }

    fn set(act: ActKind, verdict: Verdict, changes: Vec<Change>) -> ChangeSet {
        let mut entry = Operational::of(Timestamp::UNIX_EPOCH, kernel::By::Subject, act, verdict, 3);
        entry.purpose = Some("recruitment".parse().unwrap());
        entry.items = vec!["email".parse().unwrap()];
        let subjects = vec![(subject(1), 1)];
        let part = changes.is_empty().then(|| kernel::SubjectPart {
            subject: subject(1),
            engagement: Some(EngagementId::from_bytes([7; 16])),
            other: None,
            subject_version: 1,
            engagement_version: 1,
        });
        ChangeSet { epoch: 1, subjects, changes, entry, part }
    }

    fn subject(n: u8) -> SubjectId {
        SubjectId::from_bytes([n; 16])
    }

    fn told(set: &ChangeSet) -> Vec<(&'static str, Data)> {
        let steps = steps(&|_| None, set).into_iter();
        let told = steps.filter_map(|step| match step {
            Step::Tell(news) => Some((news.kind, news.data)),
            Step::Move { .. } | Step::Forget { .. } => None,
        });
        told.collect()
    }

    #[test]
    fn a_refusal_means_nothing_and_an_act_is_told_with_its_codes() {
        assert_eq!(steps(&|_| None, &set(ActKind::Rectify, Verdict::Refused, Vec::new())), []);
        let told = told(&set(ActKind::Rectify, Verdict::Permitted, Vec::new()));
        let [(kind, data)] = &told[..] else { panic!("{told:?}") };
        assert_eq!((*kind, data.subject, data.edition), ("item.rectified", Some(subject(1)), 3));
        assert_eq!(data.engagement, Some(EngagementId::from_bytes([7; 16])));
        assert_eq!((data.items.len(), data.purpose.is_some()), (1, true));
    }

    #[test]
    fn of_somebody_of_whom_nothing_is_left_the_id_alone_is_told() {
        let set = set(ActKind::Release, Verdict::Permitted, vec![Change::DropSubject(subject(1))]);
        let forget = Step::Forget { subject: subject(1), engagement: None };
        assert_eq!(steps(&|_| None, &set)[0], forget, "what waits goes before anything is told");
        let told = told(&set);
        assert_eq!(told.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["subject.released", ERASED]);
        for (_, data) in told {
            assert_eq!((data.subject, data.engagement), (Some(subject(1)), None));
            assert_eq!((data.items, data.purpose), (Vec::new(), None));
        }
    }

    #[test]
    fn somebody_merged_into_another_is_not_erased() {
        let moved = Change::MoveTrail { from: subject(2), to: subject(1), engagement: None };
        let set = set(ActKind::Merge, Verdict::Permitted, vec![moved, Change::DropSubject(subject(2))]);
        let told = told(&set);
        assert_eq!(told.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["subject.merged"]);
        assert_eq!(told[0].1.other, Some(subject(2)));
        let step = Step::Move { from: subject(2), to: subject(1), engagement: None };
        assert_eq!(steps(&|_| None, &set)[0], step);
    }

    #[test]
    fn looking_and_keeping_the_house_tell_nobody() {
        use ActKind::{AddHook, AddKey, AnswerDemand, Check, Export, Find, List, PrintJournal, Read, SignIn};
        for act in [Read, Find, Check, Export, List, PrintJournal, SignIn, AddKey, AddHook, AnswerDemand] {
            assert_eq!(own(act), None, "{act:?}");
        }
    }
}
