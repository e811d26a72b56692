//! Something happened to an engagement, or was recorded wrongly.

use policy::{EventId, Ground, List, Opens, Purpose, Topic, well_known};

use super::{
    case::{Case, Refused, Ruling},
    collect::first_events,
    consent,
    read::note,
};
use crate::{
    Change, Consent, Content, Engagement, EngagementId, Part, Parts, Phase, RefusalCode, Source, Target,
    events_of, fate::over, standing, terms::applies,
};

/// The deadline that gives the pause before irreversible destruction.
const PAUSE: &str = "irreversible-pause";

pub(super) fn record(case: &Case<'_>, target: &Target, event: &EventId, opens: EngagementId) -> Ruling {
    if *event == *well_known::CONSENT_WITHDRAWN {
        return consent::withdraw(case, target, Parts::PROCESSING);
    }
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    let place = place(case, purpose, list, event)?;
    if engagement.events[place].is_some() {
        return Err(Refused::from(RefusalCode::EventRecorded).by(purpose).event(event));
    }
    let mut next = Case::next(engagement);
    next.events[place] = Some(case.at());
    pause(case, &mut next);
    restand(case, list, &mut next);
    let mut note = note(case, purpose, list, &next, &[], case.part(subject, Some(&next)));
    note.event = Some(event.clone());
    let opened = match opening(list, event, engagement.choice) {
        Some(_) if over(case.world, engagement, case.now) => {
            return Err(Refused::from(RefusalCode::TermOver).by(purpose).event(event));
        }
        Some(what) => opened(case, engagement, list, what, opens)?,
        None => None,
    };
    let mut changes = Vec::with_capacity(2);
    if let Some((opened, carried)) = opened {
        if let Some(part) = &mut note.part {
            part.other = Some(*opened.id.as_bytes());
        }
        let content = Content::Carried { from: engagement.id, items: carried };
        changes.push(Change::PutEngagement(opened, content));
    }
    changes.push(Change::PutEngagement(next, Content::Same));
    Ok(case.permit(case.clause(Topic::Terms), changes, note))
}

pub(super) fn revoke(case: &Case<'_>, target: &Target, event: &EventId) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    let place = place(case, purpose, list, event)?;
    if engagement.events[place].is_none() {
        return Err(Refused::from(RefusalCode::EventNotRecorded).by(purpose).event(event));
    }
    if opening(list, event, engagement.choice).is_some() {
        return Err(Refused::from(RefusalCode::EventFinal).by(purpose).event(event));
    }
    let mut next = Case::next(engagement);
    next.events[place] = None;
    let mut changes = Vec::new();
    if *event == *well_known::CONSENT_WITHDRAWN
        && let Some(consent) = &mut next.consent
    {
        consent.withdrawn[Part::Processing.place()] = None;
        if consent.stands(Part::Publication, case.now) {
            changes = consent::kept_public(case, engagement);
        }
    }
    restand(case, list, &mut next);
    let mut note = note(case, purpose, list, &next, &[], case.part(subject, Some(&next)));
    note.event = Some(event.clone());
    changes.push(Change::PutEngagement(next, Content::Same));
    Ok(case.permit(case.clause(Topic::Terms), changes, note))
}

/// Which of the row's events it is; what collecting records itself is not entered by hand.
fn place(case: &Case<'_>, purpose: &Purpose, list: &List, event: &EventId) -> Result<usize, Refused> {
    let pack = case.world.edition().ok_or(RefusalCode::UnknownEdition)?.pack();
    if [well_known::CONSENT_GIVEN, well_known::COLLECTED].contains(&event.as_str()) {
        return Err(Refused::from(RefusalCode::EventAutomatic).by(purpose).event(event));
    }
    let known = events_of(list);
    known.iter().position(|e| *e == event).filter(|place| *place < 6).ok_or_else(|| {
        let elsewhere = pack.events.iter().any(|e| e.id == *event);
        let code = if elsewhere { RefusalCode::EventNotHere } else { RefusalCode::UnknownEvent };
        let hint = known.iter().map(|e| e.as_str()).collect::<Vec<_>>().join(", ");
        Refused::from(code).by(purpose).event(event).hint(hint)
    })
}

/// How the engagement stands now; what is restricted stays in storage.
pub(super) fn restand(case: &Case<'_>, list: &List, e: &mut Engagement) {
    let stands = standing(&case.world.profile, list, e.choice, &e.events, e.consent.as_ref());
    e.phase = if e.restricted { Phase::Storage } else { stands.phase };
    e.due = stands.due;
}

/// Nothing irreversible happens before a wrong entry could be taken back.
pub(super) fn pause(case: &Case<'_>, engagement: &mut Engagement) {
    engagement.pause = engagement.pause.max(Some(case.deadline(PAUSE, case.now).at));
}

fn opening<'a>(list: &'a List, event: &EventId, choice: Option<u8>) -> Option<&'a Opens> {
    let mut ends = list.ends.iter().filter(|e| e.on == *event && applies(list, e, choice));
    ends.find_map(|ending| ending.opens.as_ref())
}

/// The engagement that the event opens, with those of the old record's items that carry over; none where nothing
/// does. It enters the register of the edition in force, on that row's own ground.
fn opened(
    case: &Case<'_>,
    old: &Engagement,
    list: &List,
    opens: &Opens,
    id: EngagementId,
) -> Result<Option<(Engagement, u64)>, Refused> {
    let refused = |code| Refused::from(code).purpose(&opens.purpose).category(&opens.category);
    let edition = case.world.edition().ok_or(RefusalCode::UnknownEdition)?;
    let purpose =
        edition.pack().purpose(&opens.purpose).ok_or_else(|| refused(RefusalCode::UnknownPurpose))?;
    let (row, target) = edition
        .row_of(&opens.purpose, &opens.category)
        .ok_or_else(|| refused(RefusalCode::UnknownCategory))?;
    if target.choice.is_some() {
        return Err(refused(RefusalCode::ChoiceMissing));
    }
    let (mut carried, mut held) = (0, 0);
    for (place, item) in list.items.iter().enumerate() {
        let there = target.items.iter().position(|id| id == item);
        if let Some(there) = there.filter(|_| old.held >> place & 1 == 1 && opens.carries.contains(item)) {
            carried |= 1 << place;
            held |= 1 << there;
        }
    }
    if held == 0 {
        return Ok(None);
    }
    let consent = match purpose.ground {
        Ground::Consent(ref asks) => {
            let consent = old.consent.filter(|consent| consent.stands(Part::Processing, case.now));
            let mut consent = consent.ok_or_else(|| refused(RefusalCode::ConsentMissing))?;
            let asked = Parts::asked(asks);
            consent.parts = consent.standing(case.now).iter().filter(|part| asked.has(*part)).collect();
            Some(Consent { withdrawn: [None; 4], ..consent })
        }
        Ground::Law(_) | Ground::Other { .. } => None,
    };
    let category = target.categories.iter().position(|c| *c == opens.category).unwrap_or_default();
    let mut new = Engagement {
        id,
        subject: old.subject,
        version: 1,
        record: 1,
        edition: case.world.in_force,
        row,
        category: u8::try_from(category).unwrap_or(u8::MAX),
        choice: None,
        recorded: case.now,
        collected: case.at(),
        consent,
        source: Source::CarriedOver,
        held,
        events: first_events(target, consent, case.at()),
        pause: None,
        phase: Phase::Active,
        restricted: false,
        due: None,
        slot: 0,
        fingerprint: [0; 16],
    };
    restand(case, target, &mut new);
    Ok(Some((new, carried)))
}
