//! People: taken in, found, read.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use kernel::{EngagementId, Identified, SubjectId, Target};
use office::{Collected, NewPerson, Reading};
use policy::{CategoryId, ExceptionId, ItemId, OptionId, PurposeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Moment, Name, VALUE, few, names, some_moment},
    shapes::{Agreed, Receipt, Values},
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(collect)).routes(routes!(find)).routes(routes!(read))
}

/// A person to be taken in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Taking {
    /// Why.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// As whom; may be left out where the purpose reaches one kind of people.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    category: Option<CategoryId>,
    /// The answer to the purpose's choice, such as the kind of contract.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    choice: Option<OptionId>,
    /// What: items with their values.
    #[schema(value_type = BTreeMap<Name, String>)]
    items: Values,
    /// How and when consent was given.
    #[serde(default)]
    consent: Option<Agreed>,
    /// What proves the consent, such as a form's number; kept sealed.
    #[serde(default)]
    #[schema(max_length = 500)]
    proof: Option<String>,
    /// For a copy of an identity document: the policy's exception that lets it be taken.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    exception: Option<ExceptionId>,
    /// When it took effect, where that is not now.
    #[serde(default, deserialize_with = "some_moment")]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
}

/// A person taken in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakenIn {
    /// The person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// The new engagement.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// Whether the person was known.
    identified: Identity,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Whether a person was known by an identifying item.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Identity {
    /// Nobody known.
    New,
    /// Somebody known.
    Known,
    /// The items point to different people: a new person was made, to be looked into.
    Conflict,
}

impl From<Collected> for TakenIn {
    fn from(taken: Collected) -> Self {
        let (identified, conflict) = match taken.identified {
            Identified::New => (Identity::New, None),
            Identified::Known(_) => (Identity::Known, None),
            Identified::Conflict(item) => (Identity::Conflict, Some(item)),
        };
        let receipt = Receipt { conflict, ..taken.done.into() };
        Self { subject: taken.subject, engagement: taken.engagement, identified, receipt }
    }
}

/// Take a person in
///
/// The values are checked by their items' kinds, sealed, and kept for as long as the purpose's terms say.
#[utoipa::path(
    post,
    path = "/subjects",
    operation_id = "collect",
    tag = "subjects",
    extensions(("x-act" = json!("collect"))),
    request_body(content = Taking, example = json!({
        "purpose": "recruitment",
        "items": { "full-name": "Ahmetova Asel", "email": "asel@example.com" },
        "consent": { "way": "web-form", "at": "2026-11-01T09:00:00Z" }
    })),
    responses(
        (status = 201, description = "Taken in", body = TakenIn, headers(("location" = String, description = "The person"))),
        (status = "default", response = Problem)
    )
)]
async fn collect(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(taking): Input<Taking>,
) -> Result<Response, Fault> {
    let slow = taking.items.0.iter().any(|(item, value)| app.office().is_plain_password(item, value));
    let taken = if slow {
        app.work(move |office| office.collect(&caller.by, &taking.person(office)?)).await?
    } else {
        app.soon(|office| office.collect_soon(&caller.by, &taking.person(office)?)).await?
    };
    let taken = TakenIn::from(taken);
    let place = HeaderValue::try_from(format!("/v1/subjects/{}", taken.subject));
    let mut response = (StatusCode::CREATED, Json(taken)).into_response();
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

impl Taking {
    fn person(self, office: &office::Office) -> Result<NewPerson, office::OfficeError> {
        let category = office.category_of(&self.purpose, self.category.as_ref())?;
        let consent =
            self.consent.map(|agreed| agreed.consent(office, &self.purpose, &category)).transpose()?;
        Ok(NewPerson {
            purpose: self.purpose,
            category,
            choice: self.choice,
            items: office.with_hashed_passwords(self.items.0)?,
            consent,
            proof: self.proof,
            exception: self.exception,
            at: self.at,
        })
    }
}

/// One item's exact value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sought {
    /// The item.
    #[schema(value_type = Name)]
    item: ItemId,
    /// Its value.
    #[schema(max_length = 16384)]
    value: String,
}

/// Who was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Found {
    /// Their ids.
    #[schema(value_type = Vec<Id>)]
    found: Vec<SubjectId>,
}

/// Find people by one item's exact value
///
/// Gives ids only. The log keeps the item, not the value.
#[utoipa::path(
    post,
    path = "/subjects/find",
    operation_id = "find",
    tag = "subjects",
    extensions(("x-act" = json!("find"))),
    request_body(content = Sought, example = json!({ "item": "email", "value": "asel@example.com" })),
    responses(
        (status = 200, description = "Looked for", body = Found),
        (status = "default", response = Problem)
    )
)]
async fn find(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(sought): Input<Sought>,
) -> Result<Json<Found>, Fault> {
    if sought.value.len() > VALUE {
        return Err(crate::fault::Web::Shape.into());
    }
    let found = app.soon(|office| office.find_soon(&caller.by, &sought.item, &sought.value)).await?;
    Ok(Json(Found { found }))
}

/// What is to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asking {
    /// The purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// The engagement, where the person has several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// The items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
}

/// What was read.
#[derive(Serialize, ToSchema)]
pub(crate) struct Seen {
    /// Of which engagement.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// The items asked for with their values; null where none is held.
    #[schema(value_type = BTreeMap<Name, Option<String>>)]
    values: BTreeMap<String, Option<String>>,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Read items of a person under a purpose
///
/// Logged durably before anything is answered.
#[utoipa::path(
    post,
    path = "/subjects/{subject}/read",
    operation_id = "read",
    tag = "subjects",
    params(("subject" = Id, Path, description = "The person")),
    extensions(("x-act" = json!("read"))),
    request_body(content = Asking, example = json!({ "purpose": "recruitment", "items": ["full-name", "email"] })),
    responses(
        (status = 200, description = "Read", body = Seen),
        (status = "default", response = Problem)
    )
)]
async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(asking): Input<Asking>,
) -> Result<Json<Seen>, Fault> {
    let _turn = app.turn().await?;
    let (target, items) = asking.split();
    Ok(Json(app.office().read_soon(&caller.by, subject, target, &items).await?.into()))
}

impl Asking {
    /// Under which purpose, and what.
    pub(super) fn split(self) -> (Target, Vec<ItemId>) {
        (Target { purpose: self.purpose, engagement: self.engagement }, self.items)
    }
}

impl From<Reading> for Seen {
    fn from(reading: Reading) -> Self {
        let values = reading.values.into_iter();
        let values =
            values.map(|(item, value)| (item.to_string(), value.map(|text| text.as_str().to_owned())));
        Self { engagement: reading.engagement, values: values.collect(), receipt: reading.done.into() }
    }
}
