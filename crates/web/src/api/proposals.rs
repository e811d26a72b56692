//! What takes two people: proposed, looked at, approved or declined by somebody else; and the bulk export that was.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use jiff::{Timestamp, civil::Date};
use kernel::{EditionNo, EngagementId, ProposalNo, SubjectId};
use office::{BulkExport, ExportedOne, ProposalLine, ProposalMatter, Proposed, Stretch};
use policy::{ActKind, CategoryId, ItemId, PurposeId, StaffId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::Reader,
    input::{Asked, At, Input},
    policies::{ChangedClause, changed},
    schema::{Clause, Day, Entry, Id, Moment, Name, few, lines, names, text},
    shapes::Receipt,
};
use crate::{
    App,
    caller::{Caller, Signed},
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(proposals))
        .routes(routes!(proposal, decline))
        .routes(routes!(approve))
        .routes(routes!(propose_export))
        .routes(routes!(bulk_export))
}

/// Something that takes two was proposed; nothing else is done yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposalWaits {
    /// The number by which somebody else approves it.
    #[schema(minimum = 1, example = 41)]
    proposal: ProposalNo,
    /// Until when they can.
    #[schema(value_type = Moment)]
    until: Timestamp,
    #[serde(flatten)]
    receipt: Receipt,
}

/// The answer to whoever proposed something.
pub(super) fn waits(Proposed { done, proposal, ends }: Proposed) -> impl IntoResponse {
    let place = [(header::LOCATION, format!("/v1/proposals/{proposal}"))];
    (StatusCode::CREATED, place, Json(ProposalWaits { proposal, until: ends, receipt: done.into() }))
}

/// What waits for a second person, or has one and is not done yet.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proposals {
    /// By number.
    proposals: Vec<OneProposal>,
}

/// A proposal.
#[derive(Serialize, ToSchema)]
pub(crate) struct OneProposal {
    /// Its number.
    #[schema(minimum = 1)]
    number: ProposalNo,
    /// The act that is proposed.
    #[schema(value_type = Name, example = "activate-edition")]
    act: ActKind,
    /// Who proposed it.
    #[schema(value_type = Name)]
    by: StaffId,
    /// Who approved it, where somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    approved_by: Option<StaffId>,
    /// Until when it stands.
    #[schema(value_type = Moment)]
    until: Timestamp,
    /// SHA-256 of exactly what, in hex, as the log has it.
    sha256: String,
}

impl From<ProposalLine> for OneProposal {
    fn from(ProposalLine { number, proposal }: ProposalLine) -> Self {
        Self {
            number,
            act: proposal.act,
            by: proposal.by,
            approved_by: proposal.approved,
            until: proposal.ends,
            sha256: proposal.digest,
        }
    }
}

/// List what waits for a second person, of what one may do oneself
#[utoipa::path(
    get, path = "/proposals", operation_id = "proposals", tag = "staff", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "They", body = Proposals), (status = "default", response = Problem))
)]
async fn proposals(State(app): State<Arc<App>>, signed: Signed) -> Result<Json<Proposals>, Fault> {
    let all = app.office().proposals(&signed.staff.actor);
    Ok(Json(Proposals { proposals: all.into_iter().map(OneProposal::from).collect() }))
}

/// A proposal, and exactly what is proposed.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholeProposal {
    /// It.
    proposal: OneProposal,
    /// The edition that would be in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<ProposedEdition>,
    /// The text of the profile that would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    /// The bulk export.
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<ProposedExport>,
}

/// An edition that would be in force.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposedEdition {
    /// The pack's name.
    #[schema(value_type = Name)]
    pack: String,
    /// The edition's name.
    edition: String,
    /// When it was approved, by its own words.
    #[schema(value_type = Day)]
    approved_on: Date,
    /// From when on it applies.
    #[schema(value_type = Day)]
    in_force_from: Date,
    /// What it changes against the one in force, in the language asked for.
    differences: Vec<ChangedClause>,
}

/// A bulk export that is proposed.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposedExport {
    /// Of everybody held for this purpose,
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// these items,
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
    /// for this reason.
    reason: String,
}

/// See exactly what is proposed
#[utoipa::path(
    get, path = "/proposals/{number}", operation_id = "proposal", tag = "staff", security(("session" = [])), extensions(("x-own" = json!(true))),
    params(("number" = u64, Path, description = "Its number")),
    responses((status = 200, description = "It", body = WholeProposal), (status = "default", response = Problem))
)]
async fn proposal(
    State(app): State<Arc<App>>,
    signed: Signed,
    At(number): At<ProposalNo>,
    reader: Reader,
) -> Result<Json<WholeProposal>, Fault> {
    let found = app.work(move |office| office.proposal(&signed.staff.actor, number)).await?;
    let (line, matter) = found.ok_or(Web::NotFound)?;
    let (proposal, world) = (line.into(), app.office().world());
    let mut whole = WholeProposal { proposal, edition: None, profile: None, export: None };
    match matter {
        ProposalMatter::Edition(edition) => {
            let (pack, old) = (edition.pack(), world.edition().ok_or(Web::Broken)?.pack());
            whole.edition = Some(ProposedEdition {
                pack: pack.id.to_string(),
                edition: pack.edition.clone(),
                approved_on: pack.approved_on,
                in_force_from: pack.in_force_from,
                differences: changed(old, pack, &world, reader.lang),
            });
        }
        ProposalMatter::Profile(text) => whole.profile = Some(text),
        ProposalMatter::BulkExport(BulkExport { purpose, items, reason }) => {
            whole.export = Some(ProposedExport { purpose, items, reason });
        }
    }
    Ok(Json(whole))
}

/// What came of an approval.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApprovedProposal {
    /// The number of the edition that is in force with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    edition: Option<EditionNo>,
    /// The entry of what was done with it; a bulk export is for whoever proposed it to take.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    then: Option<u64>,
    /// The clause that permits it.
    #[schema(value_type = Clause)]
    clause: String,
    /// The approval's entry in the log.
    #[schema(value_type = Entry)]
    entry: u64,
}

/// Approve what somebody else proposed
///
/// An edition is in force with it, a profile entered; a bulk export can be taken for a day, by whoever proposed it.
#[utoipa::path(
    post, path = "/proposals/{number}/approval", operation_id = "approve", tag = "staff", extensions(("x-act" = json!("approve"))),
    params(("number" = u64, Path, description = "Its number")),
    responses((status = 200, description = "Approved", body = ApprovedProposal), (status = "default", response = Problem))
)]
async fn approve(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<ProposalNo>,
) -> Result<Json<ApprovedProposal>, Fault> {
    let approved = app.work(move |office| office.approve(&caller.by, number)).await?;
    let (clause, entry) = (approved.done.clause, approved.done.entry);
    let then = approved.then.map(|done| done.entry);
    Ok(Json(ApprovedProposal { edition: approved.edition, then, clause, entry }))
}

/// Decline what was proposed, or take one's own proposal back
#[utoipa::path(
    delete, path = "/proposals/{number}", operation_id = "decline", tag = "staff", extensions(("x-act" = json!("decline"))),
    params(("number" = u64, Path, description = "Its number")),
    responses((status = 200, description = "Declined", body = Receipt), (status = "default", response = Problem))
)]
async fn decline(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<ProposalNo>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.decline(&caller.by, number)).await?.into()))
}

/// A bulk export to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exporting {
    /// Of everybody held for this purpose,
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// these items,
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
    /// for this reason, in words for whoever approves it.
    #[serde(deserialize_with = "text::<_, 500>")]
    #[schema(min_length = 1, max_length = 500, pattern = "\\S")]
    reason: String,
}

/// Propose to give out everything held for a purpose
#[utoipa::path(
    post, path = "/exports", operation_id = "propose-export", tag = "subjects", extensions(("x-act" = json!("propose"))),
    request_body(content = Exporting, example = json!({
        "purpose": "recruitment", "items": ["email"], "reason": "Moving to another archive"
    })),
    responses(
        (status = 201, description = "Proposed", body = ProposalWaits, headers(("location" = String, description = "The proposal"))),
        (status = "default", response = Problem)
    )
)]
async fn propose_export(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<Exporting>,
) -> Result<impl IntoResponse, Fault> {
    let Exporting { purpose, items, reason } = given;
    let export = BulkExport { purpose, items, reason };
    Ok(waits(app.work(move |office| office.propose_export(&caller.by, export)).await?))
}

/// Which stretch of an export.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Piece {
    /// People after this one: the `next` of the page before.
    #[serde(default)]
    #[param(value_type = Option<Id>)]
    after: Option<SubjectId>,
    /// How many people at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of a bulk export.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExportPage {
    /// Each time that somebody is held for the purpose.
    engagements: Vec<ExportLine>,
    /// How many were left out: blocked, past their term, only stored, or without any of the items.
    left_out: u64,
    /// Where the next page begins: `after` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    next: Option<SubjectId>,
}

/// One time that somebody is held.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExportLine {
    /// The person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// The engagement.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// As whom.
    #[schema(value_type = Name)]
    category: CategoryId,
    /// Since when.
    #[schema(value_type = Moment)]
    collected: Timestamp,
    /// The edition that it is bound to.
    #[schema(minimum = 1)]
    edition: EditionNo,
    /// The items that are held, with their values.
    #[schema(value_type = BTreeMap<Name, String>)]
    values: BTreeMap<String, Option<String>>,
    /// The entry in the log that says so.
    #[schema(value_type = Entry)]
    entry: u64,
}

impl From<ExportedOne> for ExportLine {
    fn from(one: ExportedOne) -> Self {
        let text = |(item, value): (ItemId, Option<vault::Zeroizing<String>>)| {
            (item.to_string(), value.map(|value| value.as_str().to_owned()))
        };
        Self {
            subject: one.subject,
            engagement: one.engagement,
            category: one.category,
            collected: one.collected,
            edition: one.edition,
            values: one.values.into_iter().map(text).collect(),
            entry: one.entry,
        }
    }
}

/// Take a bulk export that somebody else approved
///
/// In pages of whole people, for a day, by whoever proposed it. Everybody is logged before they are seen.
#[utoipa::path(
    get, path = "/exports/{number}", operation_id = "bulk-export", tag = "subjects", extensions(("x-act" = json!("bulk-export"))),
    params(("number" = u64, Path, description = "The proposal's number"), Piece),
    responses((status = 200, description = "A page of it", body = ExportPage), (status = "default", response = Problem))
)]
async fn bulk_export(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<ProposalNo>,
    Asked(Piece { after, limit }): Asked<Piece>,
) -> Result<Json<ExportPage>, Fault> {
    let known = app.office().world().proposals.get(&number).map(|proposal| proposal.act);
    if known != Some(ActKind::BulkExport) {
        return Err(Web::NotFound.into());
    }
    let most = limit.map_or(100, u64::from);
    let page = app.work(move |office| {
        let (mut engagements, stretch) = (Vec::new(), Stretch { after, most: Some(most) });
        let given = office.bulk_export(&caller.by, number, stretch, &mut |one| {
            engagements.push(ExportLine::from(one));
            ControlFlow::Continue(())
        })?;
        let next = given.last.filter(|_| given.people == most);
        Ok(ExportPage { engagements, left_out: given.left_out, next })
    });
    Ok(Json(page.await?))
}
