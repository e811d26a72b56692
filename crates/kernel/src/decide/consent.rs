//! Consents given anew and withdrawn.

use jiff::Timestamp;
use policy::{List, Purpose, Topic, well_known};

use super::{
    case::{Case, Refused, Ruling},
    collect::{given, in_term},
    event::{pause, restand},
    read::note,
};
use crate::{
    Change, Consent, Content, Duty, Engagement, FormerConsent, Matter, Paper, PaperId, Part, Parts,
    RefusalCode, Target, Words, events_of, fate::over, standing,
};

pub(super) const WITHDRAWAL: &str = "withdrawal";
pub(super) const UNPUBLISH: &str = "unpublish";

/// A consent given anew binds the engagement to the edition in force: what that row doesn't list goes, and what it
/// lists beyond the old one may be held and used from now on.
pub(super) fn give(case: &Case<'_>, target: &Target, consent: &Consent, former: PaperId) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, _, old) = case.find(target)?;
    let edition = case.edition()?;
    let unknown = || Refused::from(RefusalCode::UnknownPurpose).purpose(&target.purpose);
    let purpose = edition.pack().purpose(&target.purpose).ok_or_else(unknown)?;
    if engagement.restricted {
        return Err(Refused::from(RefusalCode::Restricted).by(purpose));
    }
    if over(case.world, engagement, case.now) {
        return Err(Refused::from(RefusalCode::TermOver).by(purpose));
    }
    given(case, purpose, consent)?;
    anew(engagement, purpose, consent)?;
    let category = old.categories.get(usize::from(engagement.category));
    let row = category.and_then(|category| Some((category, edition.row_of(&purpose.id, category)?)));
    let (category, (row, list)) =
        row.ok_or_else(|| Refused::from(RefusalCode::UnknownCategory).by(purpose))?;
    let mut next = Case::next(engagement);
    (next.edition, next.row) = (case.world.in_force, row);
    let place = list.categories.iter().position(|id| id == category).unwrap_or_default();
    next.category = u8::try_from(place).unwrap_or(u8::MAX);
    next.held = carried(old, list, engagement.held);
    if next.held == 0 {
        return Err(Refused::from(RefusalCode::NoItems).by(purpose));
    }
    let lacks = |place: usize| next.held >> place & 1 == 0;
    let missing =
        list.items.iter().enumerate().find(|(place, item)| lacks(*place) && list.required.contains(item));
    if let Some((_, item)) = missing {
        return Err(Refused::from(RefusalCode::ItemRequired).by(purpose).item(item));
    }
    next.choice = choice(old, list, engagement.choice).map_err(|code| Refused::from(code).by(purpose))?;
    next.events = events(old, list, engagement, consent.at);
    let consent = &in_term(case, list, next.choice, &next.events, *consent);
    next.consent = Some(*consent);
    restand(case, list, &mut next);
    let stands = standing(&case.world.profile, list, next.choice, &next.events, Some(consent));
    if let Some(due) = stands.certain.filter(|due| due.at <= case.now) {
        let day = case.world.profile.local_date(due.at).to_string();
        return Err(Refused::from(RefusalCode::AlreadyDue).by(purpose).hint(day));
    }
    next.record += 1; // the proof of the consent is sealed with the values
    let content = Content::Rebound { edition: engagement.edition, row: engagement.row };
    let mut changes = reworded(case, engagement, old, list);
    let mut counted = Case::counted(subject, 0);
    if let Some(before) = engagement.consent {
        counted = Case::counted(subject, 1);
        let matter = Matter::FormerConsent(FormerConsent {
            engagement: engagement.id,
            edition: engagement.edition,
            row: engagement.row,
            consent: before,
            ended: case.now,
        });
        changes.push(Change::PutPaper(
            Paper { id: former, subject: subject.id, version: 1, slot: None, matter },
            Words::New,
        ));
    }
    changes.push(Change::PutSubject(counted.clone()));
    let mut note = note(case, purpose, list, &next, &[], case.part(&counted, Some(&next)));
    note.how = Some(consent.way.word().to_owned());
    note.parts = consent.parts.iter().collect();
    note.due = consent.until;
    changes.push(Change::PutEngagement(next, content));
    Ok(case.permit(case.clause(Topic::Consent), changes, note))
}

/// A consent takes the place of another only if it is younger than that one and than what was withdrawn of it.
fn anew(engagement: &Engagement, purpose: &Purpose, consent: &Consent) -> Result<(), Refused> {
    let Some(before) = engagement.consent else { return Ok(()) };
    let withdrawn = |part: &Part| before.withdrawn[part.place()].is_some_and(|at| consent.at < at);
    let older = (consent.at < before.at).then_some(Part::Processing);
    match older.or_else(|| consent.parts.iter().find(withdrawn)) {
        Some(part) => Err(Refused::from(RefusalCode::NoConsent).by(purpose).hint(part.word())),
        None => Ok(()),
    }
}

/// What papers say of a row's items, in the words of the row that the engagement is bound to now. Items that the new
/// row does not list are gone with their values; the log still knows that they went.
fn reworded(case: &Case<'_>, engagement: &Engagement, old: &List, new: &List) -> Vec<Change> {
    let of_it = case.papers().iter().filter(|paper| paper.engagement() == Some(engagement.id));
    of_it
        .filter_map(|paper| {
            let mut paper = paper.clone();
            let items = match &mut paper.matter {
                Matter::Disclosure(one) => &mut one.items,
                Matter::Publication(one) => &mut one.items,
                _ => return None,
            };
            let now = carried(old, new, *items);
            if now == *items {
                return None;
            }
            *items = now;
            paper.version += 1;
            Some(Change::PutPaper(paper, Words::Same))
        })
        .collect()
}

/// Use stops at once; destruction is due by the profile's term. Recipients who had the data are to be told, and what
/// was made public is to be taken back. Also while blocked: it stops more, and destroys nothing.
pub(super) fn withdraw(case: &Case<'_>, target: &Target, parts: Parts) -> Ruling {
    let subject = case.subject()?;
    let (engagement, purpose, list) = case.find(target)?;
    let Some(consent) = engagement.consent else {
        return Err(Refused::from(RefusalCode::NotOnConsent).by(purpose));
    };
    let open = |part: &Part| consent.parts.has(*part) && consent.withdrawn[part.place()].is_none();
    let taken: Parts = parts.iter().filter(open).collect();
    if taken.is_empty() {
        return Err(Refused::from(RefusalCode::NothingToWithdraw).by(purpose));
    }
    let mut next = Case::next(engagement);
    let mut left = consent;
    taken.iter().for_each(|part| left.withdrawn[part.place()] = Some(case.at()));
    next.consent = Some(left);
    if taken.has(Part::Processing) {
        let place = events_of(list).iter().position(|event| **event == *well_known::CONSENT_WITHDRAWN);
        if let Some(moment) = place.and_then(|place| next.events.get_mut(place)) {
            moment.get_or_insert(case.at());
        }
        pause(case, &mut next);
    }
    restand(case, list, &mut next);
    // fences what was decided by the consent as it stood
    let person = Case::counted(subject, 0);
    let mut note = note(case, purpose, list, &next, &[], case.part(&person, Some(&next)));
    note.parts = taken.iter().collect();
    note.due = next.due.filter(|_| taken.has(Part::Processing)).map(|due| due.at);
    if taken.has(Part::Processing) {
        note.event = well_known::CONSENT_WITHDRAWN.parse().ok();
    }
    let mut changes = duties(case, engagement, taken);
    changes.push(Change::PutSubject(person));
    changes.push(Change::PutEngagement(next, Content::Same));
    Ok(case.permit(case.clause(Topic::Withdrawal), changes, note))
}

/// What a withdrawal asks of disclosures and publications.
fn duties(case: &Case<'_>, engagement: &Engagement, taken: Parts) -> Vec<Change> {
    let of_it = case.papers().iter().filter(|paper| paper.engagement() == Some(engagement.id));
    of_it
        .filter_map(|paper| {
            let mut paper = paper.clone();
            paper.version += 1;
            let whole = taken.has(Part::Processing);
            match &mut paper.matter {
                Matter::Disclosure(one) if one.recipient.is_some() => {
                    let meant = taken.has(Part::ThirdParties) || taken.has(Part::CrossBorder) && one.abroad;
                    if !whole && !meant || !one.tell.sooner(case.deadline(WITHDRAWAL, case.now).at) {
                        return None;
                    }
                }
                Matter::Publication(one)
                    if one.removal.due.is_none() && (whole || taken.has(Part::Publication)) =>
                {
                    one.removal = Duty::by(case.deadline(UNPUBLISH, case.now).at);
                }
                _ => return None,
            }
            Some(Change::PutPaper(paper, Words::Same))
        })
        .collect()
}

/// A withdrawal that never was takes nothing back. Whom it was told to stays to be told: what they hear is how it stands.
pub(super) fn kept_public(case: &Case<'_>, engagement: &Engagement) -> Vec<Change> {
    let of_it = case.papers().iter().filter(|paper| paper.engagement() == Some(engagement.id));
    of_it
        .filter_map(|paper| {
            let mut paper = paper.clone();
            let Matter::Publication(one) = &mut paper.matter else { return None };
            one.removal.open()?;
            one.removal = Duty::default();
            paper.version += 1;
            Some(Change::PutPaper(paper, Words::Same))
        })
        .collect()
}

/// The held items of one row that another lists too, by their places there.
pub(super) fn carried(from: &List, to: &List, held: u64) -> u64 {
    let held = from.items.iter().enumerate().filter(|(place, _)| held >> place & 1 == 1);
    let there = held.filter_map(|(_, item)| to.items.iter().position(|id| id == item));
    there.fold(0, |mask, place| mask | 1 << place)
}

fn choice(old: &List, new: &List, chosen: Option<u8>) -> Result<Option<u8>, RefusalCode> {
    let Some(choice) = &new.choice else { return Ok(None) };
    let option = old.choice.as_ref().zip(chosen).and_then(|(c, at)| c.options.get(usize::from(at)));
    let option = option.ok_or(RefusalCode::ChoiceMissing)?;
    let place = choice.options.iter().position(|other| other.id == option.id);
    place.and_then(|place| u8::try_from(place).ok()).map(Some).ok_or(RefusalCode::UnknownChoice)
}

/// What happened, by the new row's order; the new consent takes the place of the old one's.
fn events(old: &List, new: &List, engagement: &Engagement, given: Timestamp) -> [Option<Timestamp>; 6] {
    let before = events_of(old);
    let mut out = [None; 6];
    for (event, moment) in events_of(new).into_iter().zip(&mut out) {
        *moment = match event.as_str() {
            well_known::CONSENT_GIVEN => Some(given),
            well_known::CONSENT_WITHDRAWN => None,
            _ => before.iter().position(|known| *known == event).and_then(|place| engagement.events[place]),
        };
    }
    out
}
