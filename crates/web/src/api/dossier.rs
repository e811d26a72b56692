//! What is held on a person: until when, without values, and everything of it for the person.

use std::sync::Arc;

use axum::{Json, extract::State, http::header, response::IntoResponse};
use jiff::Timestamp;
use kernel::{EngagementId, HoldId, PaperId, SubjectId};
use office::{Dossier, DossierEngagement, DossierHold, DossierPaper};
use policy::ItemId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::At,
    schema::{Clause, Id, Moment, Name},
};
use crate::{App, caller::Caller, condition::etag, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(export))
}

/// What is held on a person, without a value.
#[derive(Serialize, ToSchema)]
pub(crate) struct Outline {
    /// The person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// Since when the person is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    blocked_since: Option<Timestamp>,
    /// What forbids destruction.
    holds: Vec<HoldOutline>,
    /// What is held, under each purpose.
    engagements: Vec<EngagementOutline>,
    /// What is kept beside it: former consents, requests, disclosures, publications, carriers.
    papers: Vec<PaperOutline>,
}

/// A ban on destroying, without what it refers to.
#[derive(Serialize, ToSchema)]
pub(crate) struct HoldOutline {
    /// Its id.
    #[schema(value_type = Id)]
    id: HoldId,
    /// Who set it.
    by: String,
    /// When.
    #[schema(value_type = Moment)]
    since: String,
}

/// What is held under one purpose, without a value.
#[derive(Serialize, ToSchema)]
pub(crate) struct EngagementOutline {
    /// Its id.
    #[schema(value_type = Id)]
    id: EngagementId,
    /// The clause.
    #[schema(value_type = Clause)]
    clause: String,
    /// Why.
    #[schema(value_type = Name)]
    purpose: String,
    /// As whom.
    #[schema(value_type = Name)]
    category: String,
    /// Since when.
    #[schema(value_type = Moment)]
    collected: Timestamp,
    /// `active` or `storage`.
    #[schema(value_type = String)]
    phase: &'static str,
    /// Whether it is only kept because a law orders it.
    restricted: bool,
    /// When it is due to be destroyed, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    due: Option<Timestamp>,
    /// Whether `due` is exact, or a bound before which nothing is destroyed.
    due_exact: bool,
    /// What happened.
    events: Vec<EventOutline>,
    /// What.
    #[schema(value_type = Vec<Name>)]
    items: Vec<ItemId>,
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventOutline {
    /// What.
    #[schema(value_type = Name)]
    event: String,
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
}

/// What is kept of a person beside their items, without what it says.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaperOutline {
    /// Its id.
    #[schema(value_type = Id)]
    id: PaperId,
    /// What it is: a former consent, a request, a disclosure, a publication, a carrier, evidence, a code.
    #[schema(value_type = String)]
    paper: &'static str,
    /// When it came or was done.
    #[schema(value_type = Moment)]
    at: Timestamp,
}

impl From<Dossier> for Outline {
    fn from(dossier: Dossier) -> Self {
        Self {
            subject: dossier.subject,
            blocked_since: dossier.blocked_since,
            holds: dossier.holds.into_iter().map(HoldOutline::from).collect(),
            engagements: dossier.engagements.into_iter().map(EngagementOutline::from).collect(),
            papers: dossier.papers.into_iter().map(PaperOutline::from).collect(),
        }
    }
}

impl From<DossierHold> for HoldOutline {
    fn from(hold: DossierHold) -> Self {
        Self { id: hold.id, by: hold.by, since: hold.since }
    }
}

impl From<DossierEngagement> for EngagementOutline {
    fn from(one: DossierEngagement) -> Self {
        Self {
            id: one.id,
            clause: one.clause,
            purpose: one.purpose,
            category: one.category,
            collected: one.collected,
            phase: one.phase,
            restricted: one.restricted,
            due: one.due,
            due_exact: one.due_exact,
            events: one.events.into_iter().map(|(event, at)| EventOutline { event, at }).collect(),
            items: one.items.into_iter().map(|item| item.item).collect(),
        }
    }
}

impl From<DossierPaper> for PaperOutline {
    fn from(paper: DossierPaper) -> Self {
        Self { id: paper.id, paper: paper.what.word(), at: paper.what.at() }
    }
}

/// Show what is held on a person and until when
///
/// Without a single value, and logged as that.
#[utoipa::path(
    get, path = "/subjects/{subject}", operation_id = "show", tag = "subjects", extensions(("x-act" = json!("export"))),
    params(("subject" = Id, Path, description = "The person")),
    responses((status = 200, description = "What is held", body = Outline), (status = "default", response = Problem))
)]
async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
) -> Result<impl IntoResponse, Fault> {
    let dossier = app.work(move |office| office.show(&caller.by, subject)).await?;
    Ok(([(header::ETAG, etag(dossier.seen))], Json(Outline::from(dossier))))
}

/// Everything held on a person: what, why, on what ground, from where, until when, and who did what.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct Whole {
    /// The person.
    subject: Id,
    /// When this was put together.
    at: Moment,
    /// Since when the person is blocked.
    blocked_since: Option<Moment>,
    /// What forbids destruction, with what it refers to.
    #[schema(value_type = Vec<Object>)]
    holds: (),
    /// What is held: purpose, clause, ground, consent, source, recipients, terms, items with their values.
    #[schema(value_type = Vec<Object>)]
    engagements: (),
    /// What is kept beside it: former consents, requests, disclosures, publications, carriers.
    #[schema(value_type = Vec<Object>)]
    papers: (),
    /// Every act that the log says of the person, oldest first.
    #[schema(value_type = Vec<Object>)]
    acts: (),
}

/// Give out everything held on a person
///
/// Values included: the person's right to know.
#[utoipa::path(
    get, path = "/subjects/{subject}/export", operation_id = "export", tag = "subjects", extensions(("x-act" = json!("export"))),
    params(("subject" = Id, Path, description = "The person")),
    responses((status = 200, description = "Everything", body = Whole), (status = "default", response = Problem))
)]
async fn export(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
) -> Result<Json<Dossier>, Fault> {
    Ok(Json(app.work(move |office| office.export(&caller.by, subject)).await?))
}
