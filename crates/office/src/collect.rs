//! Taking a person in. Normalising and sealing are done ahead, off the writer; who it is and whether it is permitted
//! is decided inside it.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{
    Act, Actor, Collecting, Consent, Deed, EngagementId, Identified, Match, Source, State, SubjectId,
    identify,
};
use policy::{CategoryId, ExceptionId, Ground, ItemId, OptionId, Pack, PurposeId};
use store::{Unit, Wants};
use vault::{EngagementKey, RecordContext, SubjectKey, Tag, Zeroizing};

use crate::{
    Done, Office, Values,
    acts::{overtaken, permitted},
    desk::{Desk, bearers},
    error::{OfficeError, Result},
    perform::{Ahead, Payload, perform},
    random::SystemRandom,
    record::{Entry, NO_ITEM, PROOF, Record, SCHEMA},
    soon::Soon,
};

/// A person to be taken in. `Debug` shows items, never values.
#[derive(Clone)]
pub struct NewPerson {
    /// Why.
    pub purpose: PurposeId,
    /// As whom.
    pub category: CategoryId,
    /// The row's required choice.
    pub choice: Option<OptionId>,
    /// Items and values as they came.
    pub items: Vec<(ItemId, String)>,
    /// How and when consent was given.
    pub consent: Option<Consent>,
    /// What proves the consent, such as the number of a form; sealed with the values.
    pub proof: Option<String>,
    /// For a copy of an identity document: the exception that lets it be taken.
    pub exception: Option<ExceptionId>,
    /// Effective time, where it is not now.
    pub at: Option<Timestamp>,
}

impl std::fmt::Debug for NewPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let items: Vec<&ItemId> = self.items.iter().map(|(item, _)| item).collect();
        f.debug_struct("NewPerson")
            .field("purpose", &self.purpose)
            .field("items", &items)
            .finish_non_exhaustive()
    }
}

/// A person taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The act.
    pub done: Done,
    /// The person.
    pub subject: SubjectId,
    /// The new engagement.
    pub engagement: EngagementId,
    /// Known, new, or in conflict with what is known.
    pub identified: Identified,
}

/// What became of one row of an import.
#[derive(Debug)]
pub(crate) enum Taken {
    In(Collected),
    /// The very same row is in already.
    Already,
}

/// A person normalised and sealed ahead.
pub(crate) struct Prepared {
    collecting: Collecting,
    at: Option<Timestamp>,
    record: Record,
    ahead: Option<Ahead>,
    identity: Vec<(ItemId, Tag)>,
    /// The tag of a row that nothing else identifies.
    row_tag: Option<Tag>,
    /// The values were not read, since the decision refuses one of the items.
    unread: bool,
}

impl Prepared {
    /// Everything that is looked up when the person comes in.
    pub(crate) fn tags(&self) -> impl Iterator<Item = Tag> {
        self.identity.iter().map(|(_, tag)| *tag).chain(self.row_tag)
    }
}

impl Office {
    /// Takes a person in.
    ///
    /// # Errors
    /// Refused by a clause, or a value is not of its item's kind.
    pub fn collect(&self, actor: &Actor, person: &NewPerson) -> Result<Collected> {
        self.collect_soon(actor, person)?.wait()
    }

    /// As [`Office::collect`], without waiting for the store.
    ///
    /// # Errors
    /// A value is not of its item's kind; a refusal comes with the answer.
    pub fn collect_soon(&self, actor: &Actor, person: &NewPerson) -> Result<Soon<Collected>> {
        let prepared = self.prepare(person, Source::Subject)?;
        let (actor, now) = (actor.clone(), self.clock.now());
        let wants = Wants { tags: prepared.tags().collect(), ..Wants::default() };
        self.soon_in_writer(wants, move |unit| match take_in(unit, prepared, &actor, now)? {
            Taken::In(collected) => Ok(collected),
            Taken::Already => Err(OfficeError::damaged("a single collect met an imported row")),
        })
    }

    /// Normalises and seals ahead; never inside the writer.
    pub(crate) fn prepare(&self, person: &NewPerson, source: Source) -> Result<Prepared> {
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let row = edition.row_of(&person.purpose, &person.category);
        let outside = |item: &ItemId| row.is_none_or(|(_, list)| !list.items.contains(item));
        let values = if person.items.iter().any(|(item, _)| outside(item)) {
            Values::unread(person.items.iter().map(|(item, _)| item))
        } else {
            let given = person.items.iter().map(|(item, raw)| (item, raw.as_str()));
            Values::parse(edition, world.profile.region(), &self.keys, given)?
        };
        let category = edition.pack().category(&person.category);
        let identity: Vec<(ItemId, Tag)> = category
            .iter()
            .flat_map(|category| &category.identified_by)
            .filter_map(|item| Some((item.clone(), values.tag(item)?)))
            .collect();
        let fingerprint = match source {
            Source::Import => self.fingerprint(person, &values),
            Source::Subject | Source::CarriedOver => [0; 16],
        };
        let row_tag = (identity.is_empty() && fingerprint != [0; 16]).then_some(fingerprint);
        let collecting = Collecting {
            subject: self.new_subject_id(),
            engagement: self.new_engagement_id(),
            purpose: person.purpose.clone(),
            category: person.category.clone(),
            choice: person.choice.clone(),
            items: values.items().cloned().collect(),
            consent: person.consent,
            exception: person.exception.clone(),
            source,
            fingerprint,
        };
        let mut record = Record::default();
        let mut ahead = None;
        if let Some((_, list)) = row.filter(|_| !values.is_unread()) {
            record = values.record(list);
            let asks = edition.pack().purpose(&person.purpose).map(|purpose| &purpose.ground);
            // Where nobody has to agree there is nothing to prove, and nothing is kept.
            if let (Some(proof), Some(Ground::Consent(_))) = (&person.proof, asks) {
                record.set(proven(proof)?);
            }
            if row_tag.is_some() {
                record.set(Entry { place: NO_ITEM, tag: row_tag, value: Zeroizing::default() });
            }
            ahead = Some(self.seal_ahead(&collecting, world.in_force, &record));
        }
        let unread = values.is_unread();
        Ok(Prepared { collecting, at: person.at, record, ahead, identity, row_tag, unread })
    }

    fn seal_ahead(&self, c: &Collecting, edition: kernel::EditionNo, record: &Record) -> Ahead {
        let mut rng = SystemRandom;
        let (subject, engagement) = (c.subject.as_bytes(), c.engagement.as_bytes());
        let key = SubjectKey::generate(&mut rng);
        let fresh = EngagementKey::generate(&mut rng);
        let context =
            RecordContext { subject: *subject, engagement: *engagement, schema: SCHEMA, edition, version: 1 };
        Ahead {
            subject: c.subject,
            wrapped_subject: self.keys.wrap_subject(subject, &key, &mut rng),
            engagement: c.engagement,
            edition,
            wrapped_engagement: key.wrap_engagement(subject, engagement, &fresh, &mut rng),
            sealed: fresh.seal(&context, &record.to_bytes(), &mut rng),
            key: Some(key),
        }
    }

    /// Tells a row that is taken in again; keyed, and gone with the engagement.
    fn fingerprint(&self, person: &NewPerson, values: &Values) -> Tag {
        let mut text = Zeroizing::new(String::with_capacity(256));
        let choice = person.choice.as_ref().map(OptionId::as_str).unwrap_or_default();
        let way = person.consent.map(|consent| consent.way.word()).unwrap_or_default();
        for word in [person.purpose.as_str(), person.category.as_str(), choice, way] {
            text.push_str(word);
            text.push(' ');
        }
        let moments = [person.consent.map(|consent| consent.at), person.at];
        for moment in moments.into_iter().map(|at| at.map_or(i64::MIN, Timestamp::as_second)) {
            text.extend(moment.to_be_bytes().map(char::from));
        }
        // No kind of item takes these signs, so that no two rows give the same text.
        for (item, value) in values.iter() {
            text.push('\u{1}');
            text.push_str(item.as_str());
            text.push('\u{2}');
            text.push_str(value);
        }
        self.keys.blind("import-row", text.as_bytes())
    }
}

/// The longest proof of a consent, in bytes.
const PROOF_LEN: usize = 500;

/// What proves a consent, as the record keeps it.
pub(crate) fn proven(proof: &str) -> Result<Entry> {
    if proof.len() > PROOF_LEN {
        return Err(OfficeError::input("proof-long", &[("most", &PROOF_LEN)]));
    }
    Ok(Entry { place: PROOF, tag: None, value: Zeroizing::new(proof.trim().to_owned()) })
}

/// Says who it is, decides, and performs.
pub(crate) fn take_in(
    unit: &mut Unit<'_, Desk>,
    prepared: Prepared,
    actor: &Actor,
    now: Timestamp,
) -> Result<Taken> {
    let Prepared { mut collecting, at, record, ahead, identity, row_tag, unread } = prepared;
    if let Some(tag) = row_tag
        && !bearers(unit, tag)?.is_empty()
    {
        return Ok(Taken::Already);
    }
    let matches = matches(unit, &identity)?;
    // Also where the items point to different people: a row that was in conflict once is the same row again.
    if collecting.fingerprint != [0; 16] && is_in(unit, &matches, collecting.fingerprint)? {
        return Ok(Taken::Already);
    }
    let identified = who(unit, &matches)?;
    let state = match identified {
        Identified::Known(subject) => {
            collecting.subject = subject;
            unit.state(subject)?
        }
        Identified::New | Identified::Conflict(_) => Arc::new(State::default()),
    };
    let (subject, engagement) = (collecting.subject, collecting.engagement);
    let act = Act { actor: actor.clone(), at, deed: Deed::Collect(collecting) };
    let permit = permitted(unit, &state, &act, now)?;
    if unread {
        return Err(overtaken());
    }
    let clause = permit.clause.clone();
    let performed =
        perform(unit, permit.changes, Payload { record: Some(record), ahead, ..Payload::default() })?;
    let done = Done { clause, entry: performed.entry, conflict: None };
    Ok(Taken::In(Collected { done, subject, engagement, identified }))
}

/// Everyone of whom one of the identifying values is held.
fn matches(unit: &mut Unit<'_, Desk>, identity: &[(ItemId, Tag)]) -> Result<Vec<Match>> {
    let mut matches = Vec::with_capacity(identity.len());
    for (item, tag) in identity {
        let mut found: Vec<SubjectId> = bearers(unit, *tag)?.iter().map(|(subject, _)| *subject).collect();
        found.dedup();
        matches.push(Match { item: item.clone(), found });
    }
    Ok(matches)
}

/// Whether this very row was taken in.
fn is_in(unit: &mut Unit<'_, Desk>, matches: &[Match], fingerprint: Tag) -> Result<bool> {
    for subject in matches.iter().flat_map(|one| &one.found) {
        if unit.state(*subject)?.engagements.iter().any(|e| e.fingerprint == fingerprint) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who is who, from the identifying values that came in.
fn who(unit: &mut Unit<'_, Desk>, matches: &[Match]) -> Result<Identified> {
    let mut holding: Vec<(SubjectId, ItemId)> = Vec::new();
    let candidates: Vec<SubjectId> = matches.iter().flat_map(|m| m.found.iter().copied()).collect();
    for subject in candidates {
        let state = unit.state(subject)?;
        for engagement in &state.engagements {
            let (_, list) = unit.context().row(engagement)?;
            let held = |place: usize| engagement.held >> place & 1 == 1;
            let items = list.items.iter().enumerate().filter(|(place, _)| held(*place));
            holding.extend(items.map(|(_, item)| (subject, item.clone())));
        }
    }
    // A held item whose very value was not among the matches is another value.
    let world = unit.context().world.clone();
    let same =
        |a: &ItemId, b: &ItemId| a == b || world.edition().is_some_and(|e| both_number(e.pack(), a, b));
    Ok(identify(matches, &|subject, item| holding.iter().any(|(s, held)| *s == subject && same(held, item))))
}

/// Whether two items are the state's number of the person, under whatever names.
fn both_number(pack: &Pack, a: &ItemId, b: &ItemId) -> bool {
    let number = |id: &ItemId| pack.item(id).is_some_and(|item| item.kind.is_national_number());
    number(a) && number(b)
}
