//! Taking a person's items in.

use jiff::Timestamp;
use policy::{Ground, List, Purpose, Topic, well_known};

use super::case::{Case, Note, Refused, Ruling};
use crate::{Change, Collecting, Consent, Content, Engagement, RefusalCode, Subject, events_of, standing};

pub(super) fn collect(case: &Case<'_>, c: &Collecting) -> Ruling {
    let edition = case.world.edition().ok_or(RefusalCode::UnknownEdition)?;
    let pack = edition.pack();
    let purpose = pack
        .purpose(&c.purpose)
        .ok_or_else(|| Refused::from(RefusalCode::UnknownPurpose).purpose(&c.purpose))?;
    let (row, list) = edition
        .row_of(&c.purpose, &c.category)
        .ok_or_else(|| Refused::from(RefusalCode::UnknownCategory).by(purpose).category(&c.category))?;
    case.reaches(&purpose.id)?;
    let held = items(case, purpose, list, c)?;
    let choice = choice(purpose, list, c)?;
    if let Some(subject) = &case.state.subject
        && subject.block.is_some()
    {
        return Err(Refused::from(RefusalCode::Blocked).purpose(&c.purpose));
    }
    let consent = consent(case, purpose, c)?;
    let events = first_events(list, consent, case.at());
    let stands = standing(&case.world.profile, list, choice, &events);
    if let Some(due) = stands.certain.filter(|due| due.at <= case.now) {
        let refused = Refused::from(RefusalCode::AlreadyDue).purpose(&c.purpose);
        return Err(refused.hint(case.world.profile.local_date(due.at).to_string()));
    }
    let subject = case.state.subject.clone().unwrap_or(Subject {
        id: c.subject,
        version: 1,
        created: case.now,
        slot: 0,
        block: None,
        holds: 0,
    });
    let category = list.categories.iter().position(|id| *id == c.category).unwrap_or_default();
    let engagement = Engagement {
        id: c.engagement,
        subject: subject.id,
        version: 1,
        record: 1,
        edition: case.world.in_force,
        row,
        category: u8::try_from(category).unwrap_or(u8::MAX),
        choice,
        recorded: case.now,
        collected: case.at(),
        consent,
        source: c.source,
        held,
        events,
        pause: None,
        phase: stands.phase,
        due: stands.due,
        slot: 0,
        fingerprint: c.fingerprint,
    };
    let note = Note {
        purpose: Some(c.purpose.clone()),
        category: Some(c.category.clone()),
        items: c.items.clone(),
        how: consent.map(|consent| consent.way.word().to_owned()),
        part: Some(case.part(&subject, Some(&engagement))),
        ..Note::default()
    };
    let new = case.state.subject.is_none().then_some(Change::NewSubject(subject));
    let changes = new.into_iter().chain([Change::PutEngagement(engagement, Content::New)]).collect();
    Ok(case.permit(purpose.clause.clone(), changes, note))
}

/// The row's items that come in, as a mask; everything outside the row is refused at the door.
fn items(case: &Case<'_>, purpose: &Purpose, list: &List, c: &Collecting) -> Result<u64, Refused> {
    let edition = case.world.edition().ok_or(RefusalCode::UnknownEdition)?;
    let mut held = 0;
    for item in &c.items {
        let Some(place) = list.items.iter().position(|id| id == item) else {
            let known = edition.pack().item(item).is_some();
            let code = if known { RefusalCode::ItemOutsidePurpose } else { RefusalCode::UnknownItem };
            return Err(Refused::from(code).by(purpose).category(&c.category).item(item));
        };
        held |= 1 << place;
    }
    if held == 0 {
        return Err(Refused::from(RefusalCode::NoItems).by(purpose));
    }
    match list.required.iter().find(|item| !c.items.contains(item)) {
        Some(missing) => Err(Refused::from(RefusalCode::ItemRequired).by(purpose).item(missing)),
        None => Ok(held),
    }
}

fn choice(purpose: &Purpose, list: &List, c: &Collecting) -> Result<Option<u8>, Refused> {
    let Some(choice) = &list.choice else {
        return match c.choice {
            None => Ok(None),
            Some(_) => Err(Refused::from(RefusalCode::UnknownChoice).by(purpose)),
        };
    };
    let options = || choice.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(chosen) = &c.choice else {
        return Err(Refused::from(RefusalCode::ChoiceMissing).by(purpose).hint(options()));
    };
    let place = choice.options.iter().position(|option| option.id == *chosen);
    match place.and_then(|place| u8::try_from(place).ok()) {
        Some(place) => Ok(Some(place)),
        None => Err(Refused::from(RefusalCode::UnknownChoice).by(purpose).hint(options())),
    }
}

fn consent(case: &Case<'_>, purpose: &Purpose, c: &Collecting) -> Result<Option<Consent>, Refused> {
    if !matches!(purpose.ground, Ground::Consent(_)) {
        return Ok(None);
    }
    let refused = |code| Refused::from(code).by(purpose).clause(case.clause(Topic::Consent));
    let consent = c.consent.ok_or_else(|| refused(RefusalCode::ConsentMissing))?;
    if consent.at > case.at() { Err(refused(RefusalCode::ConsentInFuture)) } else { Ok(Some(consent)) }
}

/// What collecting itself records: that it happened, and the consent.
pub(super) fn first_events(list: &List, consent: Option<Consent>, at: Timestamp) -> [Option<Timestamp>; 6] {
    let mut events = [None; 6];
    for (event, moment) in events_of(list).into_iter().zip(&mut events) {
        *moment = match event.as_str() {
            well_known::CONSENT_GIVEN => consent.map(|consent| consent.at),
            well_known::COLLECTED => Some(at),
            _ => None,
        };
    }
    events
}
