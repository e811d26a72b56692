//! Taking a person's items in.

use jiff::Timestamp;
use policy::{ExceptionId, Ground, ItemId, List, Purpose, Topic, well_known};

use super::{
    case::{Case, Note, Refused, Ruling},
    read::identity_copy,
};
use crate::{
    Change, Collecting, Consent, Content, Engagement, Part, Parts, RefusalCode, Subject, events_of, standing,
};

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
    let consent = consent.map(|consent| in_term(case, list, choice, &events, consent));
    let stands = standing(&case.world.profile, list, choice, &events, consent.as_ref());
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
        papers: 0,
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
        restricted: false,
        due: stands.due,
        slot: 0,
        fingerprint: c.fingerprint,
    };
    let note = Note {
        purpose: Some(c.purpose.clone()),
        category: Some(c.category.clone()),
        items: c.items.clone(),
        how: consent.map(|consent| consent.way.word().to_owned()),
        parts: consent.map(|consent| consent.parts.iter().collect()).unwrap_or_default(),
        due: consent.and_then(|consent| consent.until),
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
        copied(case, purpose, item, c)?;
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

/// A copy of an identity document comes in only under one of the pack's exceptions, a scanned one too where the pack
/// holds it to the same rule.
fn copied(case: &Case<'_>, purpose: &Purpose, item: &ItemId, c: &Collecting) -> Result<(), Refused> {
    if !identity_copy(case, item) {
        return Ok(());
    }
    let pack = case.edition()?.pack();
    let known = |id: &ExceptionId| pack.copy_exceptions.iter().any(|one| one.id == *id);
    let code = match &c.exception {
        Some(id) if known(id) => return Ok(()),
        Some(_) => RefusalCode::UnknownException,
        None => RefusalCode::IdentityCopy,
    };
    let hint = pack.copy_exceptions.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    Err(Refused::from(code).by(purpose).item(item).clause(case.clause(Topic::IdentityCopies)).hint(hint))
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
    let missing =
        || Refused::from(RefusalCode::ConsentMissing).by(purpose).clause(case.clause(Topic::Consent));
    let consent = c.consent.ok_or_else(missing)?;
    given(case, purpose, &consent)?;
    Ok(Some(consent))
}

/// A consent is to what the purpose asks for, collecting and processing among it; it is given before it is relied on.
pub(super) fn given(case: &Case<'_>, purpose: &Purpose, consent: &Consent) -> Result<(), Refused> {
    let refused = |code| Refused::from(code).by(purpose).clause(case.clause(Topic::Consent));
    let Ground::Consent(particulars) = &purpose.ground else {
        return Err(refused(RefusalCode::NotOnConsent));
    };
    if consent.at > case.at() {
        return Err(refused(RefusalCode::ConsentInFuture));
    }
    if !consent.parts.has(Part::Processing) {
        return Err(refused(RefusalCode::ConsentMissing));
    }
    let asked = Parts::asked(particulars);
    if let Some(beyond) = consent.parts.iter().find(|part| !asked.has(*part)) {
        return Err(refused(RefusalCode::ConsentBeyondPurpose).hint(beyond.word()));
    }
    Ok(())
}

/// A consent's own term ends before the purpose's or is none: nothing is held longer than the purpose needs (art. 8(5)).
pub(super) fn in_term(
    case: &Case<'_>,
    list: &List,
    choice: Option<u8>,
    events: &[Option<Timestamp>; 6],
    consent: Consent,
) -> Consent {
    let without = Consent { until: None, ..consent };
    let due = standing(&case.world.profile, list, choice, events, Some(&without)).due;
    match due.filter(|due| consent.until.is_some_and(|until| due.at <= until)) {
        Some(_) => without,
        None => consent,
    }
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
