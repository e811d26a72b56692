//! The history of people in, each row through the ordinary recording of an event.

use std::{io::Read, ops::ControlFlow, path::Path, sync::Arc};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{
    Act, ActKind, Actor, Deed, EngagementId, Parts, RefusalCode, Rights, State, SubjectId, Target, events_of,
};
use policy::{EventId, ItemId, PurposeId, well_known};
use store::Unit;
use vault::Tag;

use super::{
    batch::{Applied, Task},
    columns::{Column, Control, Names, OF_EVENTS},
    fault::{Code, Fault},
    moment::parse_moment,
    names::Words,
    options::EventOptions,
    report::{ImportReport, Progress},
    source::{Row, Source},
    supply::{Bytes, Supply},
};
use crate::{
    Office, Values,
    acts::{done, permitted, with_papers},
    consents::open_under,
    desk::{Desk, bearers},
    error::{OfficeError, Result},
    perform::Payload,
};

/// For these a whole file is refused: no row of it could be recorded.
const OF_FILES: &[RefusalCode] =
    &[RefusalCode::NotStaff, RefusalCode::NotAcknowledged, RefusalCode::NoPermission];

impl Office {
    /// Records what happened to people, from a file with a column `subject` or one findable item, and `purpose`,
    /// `event`, `at` (each may be an option instead) and, where a person has several under one purpose, `engagement`.
    ///
    /// # Errors
    /// As [`Office::import_people`].
    pub fn import_events(
        &self,
        actor: &Actor,
        options: &EventOptions,
        path: &Path,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        self.import_events_of(actor, options, Supply::File(path), progress)
    }

    /// As [`Office::import_events`], from bytes that come once.
    ///
    /// # Errors
    /// As [`Office::import_people_from`].
    pub fn import_events_from(
        &self,
        actor: &Actor,
        options: &EventOptions,
        stream: impl Read + Send,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        self.import_events_of(actor, options, Supply::stream(Box::new(stream))?, progress)
    }

    fn import_events_of(
        &self,
        actor: &Actor,
        options: &EventOptions,
        supply: Supply<'_>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let pack = edition.pack();
        let names = Names::new(pack, &[], OF_EVENTS, &options.file)?;
        let (source, mut columns) = self.open_import(supply.look()?, &names, &options.file)?;
        if !source.has_header() {
            columns = first_columns(source, &names)?;
        }
        if let Some(item) = whose(&columns, &names)? {
            let identifies = pack.categories.iter().any(|category| category.identified_by.contains(&item));
            if !identifies && pack.item(&item).is_none_or(|item| !item.findable) {
                return Err(OfficeError::input("not-found-by", &[("item", &item)]));
            }
        }
        let has = |control| columns.contains(&Column::Control(control));
        let said = [
            ("purpose", has(Control::Purpose) || options.purpose.is_some()),
            ("event", has(Control::Event) || options.event.is_some()),
            ("at", has(Control::At) || options.at.is_some()),
        ];
        if let Some((missing, _)) = said.iter().find(|(_, said)| !said) {
            return Err(OfficeError::input("column-missing", &[("column", missing)]));
        }
        self.gate(actor, self.any_event(actor, options), OF_FILES)?;
        let id = self.import_id(&supply, &format!("events {actor} {options:?}"))?;
        let task = Events {
            actor: actor.clone(),
            options: options.clone(),
            purposes: Words::new(pack.purposes.iter().map(|p| (&p.id, p.id.as_str(), &p.name))),
            events: Words::new(pack.events.iter().map(|e| (&e.id, e.id.as_str(), &e.name))),
            profile: world.profile.clone(),
        };
        self.run_import(Arc::new(task), &names, supply, &options.file, &id, progress)
    }

    /// An act that stands for every row where only the actor counts: under the purpose that the file is for, else under
    /// any one for which the actor's roles allow it.
    fn any_event(&self, actor: &Actor, options: &EventOptions) -> Deed {
        #[allow(clippy::expect_used)] // constants
        let (any, event) = ("any".parse().expect("an id"), "any".parse().expect("an id"));
        let world = self.world();
        let rights = Rights::of(&world, actor, self.clock.now()).ok();
        let allowed = rights.zip(world.edition()).and_then(|(rights, edition)| {
            let may = |id: &PurposeId| rights.may_for(ActKind::RecordEvent, id);
            edition.pack().purposes.iter().map(|purpose| &purpose.id).find(|id| may(id)).cloned()
        });
        let purpose = options.purpose.clone().or(allowed).unwrap_or(any);
        let target = Target { purpose, engagement: None };
        let event = options.event.clone().unwrap_or(event);
        Deed::RecordEvent { target, event, opens: self.new_engagement_id() }
    }
}

/// The columns of an NDJSON file's first row, which has to say what a header says.
fn first_columns(mut source: Source<Bytes<'_>>, names: &Names) -> Result<Vec<Column>> {
    let mut row = Row::default();
    source.next(&mut row)?;
    names.header(source.keys())
}

/// The item by which people are looked up; `None` where the file has their ids.
fn whose(columns: &[Column], names: &Names) -> Result<Option<ItemId>> {
    let items = columns.iter().filter_map(|column| match column {
        Column::Item(place) => Some(names.item(*place).clone()),
        _ => None,
    });
    let items: Vec<ItemId> = items.collect();
    let by_id = columns.contains(&Column::Control(Control::Subject));
    match (by_id, items.as_slice()) {
        (true, []) => Ok(None),
        (false, [item]) => Ok(Some(item.clone())),
        _ => Err(OfficeError::input("whose-column", &[])),
    }
}

struct Events {
    actor: Actor,
    options: EventOptions,
    purposes: Words<PurposeId>,
    events: Words<EventId>,
    profile: Arc<Profile>,
}

/// A row's event.
pub(super) struct Happened {
    who: Who,
    target: Target,
    event: EventId,
    at: Timestamp,
    opens: EngagementId,
}

enum Who {
    Subject(SubjectId),
    Tagged(Tag),
}

impl Task for Events {
    type Ready = Happened;

    fn prepare(
        &self,
        office: &Office,
        row: &Row,
        columns: &[Column],
        names: &Names,
    ) -> Result<Happened, Fault> {
        let (mut who, mut engagement) = (None, None);
        let (mut purpose, mut event) = (self.options.purpose.clone(), self.options.event.clone());
        let mut at = self.options.at;
        for (column, text) in row.cells() {
            match columns.get(column) {
                Some(Column::Item(place)) => who = Some(tagged(office, names.item(*place), text)?),
                Some(Column::Control(control)) => match control {
                    Control::At => at = Some(parse_moment(text, &self.profile).ok_or(Code::Moment)?),
                    Control::Engagement => engagement = Some(text.parse().map_err(|_| Code::Id)?),
                    Control::Event => event = Some(self.events.get(text).ok_or(Code::Event)?),
                    Control::Purpose => purpose = Some(self.purposes.get(text).ok_or(Code::Purpose)?),
                    Control::Subject => who = Some(Who::Subject(text.parse().map_err(|_| Code::Id)?)),
                    Control::Category | Control::Choice | Control::Consent => {}
                    Control::ConsentWay | Control::ConsentAt => {}
                },
                Some(Column::Dropped) => {}
                Some(Column::Unknown) | None => return Err(Code::RowUnknown.into()),
            }
        }
        let (Some(who), Some(purpose), Some(event), Some(at)) = (who, purpose, event, at) else {
            return Err(Code::Incomplete.into());
        };
        let opens = office.new_engagement_id();
        Ok(Happened { who, target: Target { purpose, engagement }, event, at, opens })
    }

    fn tags(ready: &Happened, tags: &mut Vec<Tag>) {
        if let Who::Tagged(tag) = &ready.who {
            tags.push(*tag);
        }
    }

    fn apply(&self, unit: &mut Unit<'_, Desk>, ready: Happened, now: Timestamp) -> Result<Applied> {
        let Happened { who, target, event, at, opens } = ready;
        let subject = match who {
            Who::Subject(subject) => Some(subject),
            Who::Tagged(tag) => {
                let mut found: Vec<SubjectId> =
                    bearers(unit, tag)?.into_iter().map(|(subject, _)| subject).collect();
                found.dedup();
                if found.len() > 1 {
                    return Ok(Applied::Rejected(Code::Ambiguous.into()));
                }
                found.pop()
            }
        };
        let load = |unit: &mut Unit<'_, Desk>| match subject {
            Some(subject) => {
                let state = unit.state(subject)?;
                with_papers(unit, &state)
            }
            None => Ok(Arc::default()),
        };
        let state = load(unit)?;
        if recorded(unit, &state, &target, &event, at)? {
            return Ok(Applied::Already);
        }
        let targets = if event == *well_known::CONSENT_WITHDRAWN {
            let world = Arc::clone(&unit.context().world);
            open_under(&world, &state.engagements, target, Parts::PROCESSING)
        } else {
            vec![target]
        };
        for target in targets {
            let deed = Deed::RecordEvent { target, event: event.clone(), opens };
            let act = Act { actor: self.actor.clone(), at: Some(at), deed };
            let state = load(unit)?;
            let permit = permitted(unit, &state, &act, now)?;
            done(unit, permit, None, Payload::default())?;
        }
        Ok(Applied::In(None))
    }
}

fn tagged(office: &Office, item: &ItemId, text: &str) -> Result<Who, Fault> {
    let world = office.world();
    let Some(edition) = world.edition() else { return Err(Code::Incomplete.into()) };
    let values = Values::parse(edition, world.profile.region(), &office.keys, [(item, text)])?;
    values.tag(item).map(Who::Tagged).ok_or_else(|| Code::Incomplete.into())
}

/// Whether this very event is on record under the purpose already.
fn recorded(
    unit: &Unit<'_, Desk>,
    state: &State,
    target: &Target,
    event: &EventId,
    at: Timestamp,
) -> Result<bool> {
    for engagement in &state.engagements {
        let (purpose, list) = unit.context().row(engagement)?;
        let meant = purpose.id == target.purpose && target.engagement.is_none_or(|id| id == engagement.id);
        let place = events_of(list).iter().position(|known| *known == event);
        let moment = place.and_then(|place| engagement.events.get(place).copied().flatten());
        if meant && moment == Some(at) {
            return Ok(true);
        }
    }
    Ok(false)
}
