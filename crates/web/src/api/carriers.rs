//! The register of papers and other carriers that data lies on.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use kernel::{SubjectId, Target};
use office::RegisteredCarrier;
use policy::{ExceptionId, PurposeId, StaffId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{Asked, At, Input},
    page,
    schema::{Entry, Id, Moment, Name, index, lines, text},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(destroyed))
}

/// What a carrier is.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Class {
    /// A contract.
    Contract,
    /// A form that was filled in.
    Form,
    /// A letter.
    Letter,
    /// A disk, a stick, a tape.
    Medium,
    /// A copy of an identity document.
    IdentityDocumentCopy,
}

impl Class {
    fn word(self) -> &'static str {
        match self {
            Class::Contract => "contract",
            Class::Form => "form",
            Class::Letter => "letter",
            Class::Medium => "medium",
            Class::IdentityDocumentCopy => "identity-document-copy",
        }
    }
}

/// A carrier to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Carrying {
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// What it is.
    class: Class,
    /// Where it lies; it names no one.
    #[serde(deserialize_with = "text::<_, 200>")]
    #[schema(min_length = 1, max_length = 200)]
    place: String,
    /// For a copy of an identity document: the policy's exception that lets it be taken.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    exception: Option<ExceptionId>,
}

/// A carrier entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CarrierEntered {
    /// Its number.
    #[schema(value_type = Entry)]
    number: u64,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Enter a carrier that a person's data lies on
#[utoipa::path(
    post, path = "/subjects/{subject}/carriers", operation_id = "register-carrier", tag = "carriers",
    extensions(("x-act" = json!("register-carrier"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Carrying, example = json!({ "purpose": "recruitment", "class": "form", "place": "Archive, shelf 3" })),
    responses(
        (status = 201, description = "Entered", body = CarrierEntered, headers(("location" = String, description = "The carrier"))),
        (status = "default", response = Problem)
    )
)]
async fn register(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Carrying>,
) -> Result<impl IntoResponse, Fault> {
    let Carrying { purpose, class, place, exception } = given;
    let target = Target { purpose, engagement: None };
    let entered = app.work(move |office| {
        office.register_carrier(&caller.by, subject, target, class.word(), exception, &place)
    });
    let (done, number) = entered.await?;
    let place = [(header::LOCATION, format!("/v1/carriers/{number}"))];
    Ok((StatusCode::CREATED, place, Json(CarrierEntered { number, receipt: done.into() })))
}

/// Which part of the register.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PartOfCarriers {
    /// Numbers after this one.
    #[serde(default, deserialize_with = "index")]
    #[param(value_type = Option<Entry>)]
    after: Option<u64>,
    /// How many lines at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of the register.
#[derive(Serialize, ToSchema)]
pub(crate) struct Carriers {
    /// By number.
    #[schema(value_type = Vec<CarrierLine>)]
    carriers: Vec<RegisteredCarrier>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    next: Option<u64>,
}

/// One carrier in the register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct CarrierLine {
    /// Its number.
    number: Entry,
    /// What it is.
    class: Class,
    /// The exception under which a copy of an identity document was taken.
    exception: Option<Name>,
    /// Where it lies.
    place: String,
    /// Since when.
    registered: Moment,
    /// By when it has to be destroyed; none while the data on it may be kept.
    due: Option<Moment>,
    /// How it was destroyed: when, by whom, by what means, before which witness.
    #[schema(value_type = Option<Object>)]
    struck: (),
}

/// List the register of carriers
#[utoipa::path(
    get, path = "/carriers", operation_id = "carriers", tag = "carriers", extensions(("x-act" = json!("print-journal"))),
    params(PartOfCarriers),
    responses((status = 200, description = "A page of it", body = Carriers), (status = "default", response = Problem))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(part): Asked<PartOfCarriers>,
) -> Result<Json<Carriers>, Fault> {
    let carriers = app.work(move |office| office.carriers(&caller.by)).await?;
    let (carriers, next) =
        page::of(carriers, part.after, part.limit.map_or(100, usize::from), |one| one.number);
    Ok(Json(Carriers { carriers, next }))
}

/// Show one carrier
#[utoipa::path(
    get, path = "/carriers/{number}", operation_id = "carrier", tag = "carriers", extensions(("x-act" = json!("print-journal"))),
    params(("number" = Entry, Path, description = "Its number")),
    responses((status = 200, description = "It", body = CarrierLine), (status = "default", response = Problem))
)]
async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<u64>,
) -> Result<Json<RegisteredCarrier>, Fault> {
    Ok(Json(app.work(move |office| office.carrier(&caller.by, number)).await?))
}

/// How a carrier was destroyed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Destroying {
    /// With what, such as a shredder.
    #[serde(deserialize_with = "text::<_, 200>")]
    #[schema(min_length = 1, max_length = 200)]
    means: String,
    /// Who saw it: another member of staff.
    #[schema(value_type = Name)]
    witness: StaffId,
}

/// Record that a carrier was destroyed, before a witness
#[utoipa::path(
    post, path = "/carriers/{number}/destroyed", operation_id = "destroy-carrier", tag = "carriers",
    extensions(("x-act" = json!("finish-task"))),
    params(("number" = Entry, Path, description = "Its number")),
    request_body(content = Destroying, example = json!({ "means": "shredder", "witness": "aigerim" })),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn destroyed(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<u64>,
    Input(given): Input<Destroying>,
) -> Result<Json<Receipt>, Fault> {
    let Destroying { means, witness } = given;
    let (done, _) =
        app.work(move |office| office.destroy_carrier(&caller.by, number, &means, &witness)).await?;
    Ok(Json(done.into()))
}
