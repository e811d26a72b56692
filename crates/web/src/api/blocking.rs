//! A blocked person's data: looked at to check what the block is about, and the block ended.

use std::sync::Arc;

use axum::{Json, extract::State};
use kernel::{EngagementId, SubjectId, Target};
use policy::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Name},
    shapes::{Receipt, Values},
    subjects::{Asking, Seen},
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(check)).routes(routes!(unblock))
}

/// Look at a blocked person's items
///
/// To check what the block is about; for the responsible person.
#[utoipa::path(
    post, path = "/subjects/{subject}/check", operation_id = "check", tag = "subjects", extensions(("x-act" = json!("check"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Asking, example = json!({ "purpose": "recruitment", "items": ["full-name", "email"] })),
    responses((status = 200, description = "Looked at", body = Seen), (status = "default", response = Problem))
)]
async fn check(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(asking): Input<Asking>,
) -> Result<Json<Seen>, Fault> {
    let (target, items) = asking.split();
    Ok(Json(app.work(move |office| office.check(&caller.by, subject, target, &items)).await?.into()))
}

/// How a block ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ending {
    /// What was found.
    outcome: Finding,
    /// Under which purpose; needed where something is rectified, and all of it is destroyed where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// Which engagement, where there are several under the purpose.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// Where something is rectified: items with their new values.
    #[serde(default)]
    #[schema(value_type = BTreeMap<Name, String>)]
    items: Values,
}

/// What a check found.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Finding {
    /// Nothing was wrong.
    Unfounded,
    /// What was wrong is replaced.
    Rectified,
    /// The data was processed against the law, and is destroyed.
    Destroyed,
}

/// A block that has ended.
#[derive(Serialize, ToSchema)]
pub(crate) struct Unblocked {
    /// How many rows of data were destroyed, where that was the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    destroyed: Option<u64>,
    #[serde(flatten)]
    receipt: Receipt,
}

/// End a block
#[utoipa::path(
    post, path = "/subjects/{subject}/unblock", operation_id = "unblock", tag = "subjects", extensions(("x-act" = json!("unblock"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Ending, example = json!({ "outcome": "unfounded" })),
    responses((status = 200, description = "Ended", body = Unblocked), (status = "default", response = Problem))
)]
async fn unblock(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(ending): Input<Ending>,
) -> Result<Json<Unblocked>, Fault> {
    let Ending { outcome, purpose, engagement, items } = ending;
    let target = purpose.map(|purpose| Target { purpose, engagement });
    if matches!(outcome, Finding::Rectified) && target.is_none() {
        return Err(Web::Incomplete.into());
    }
    let unblocked = app.work(move |office| match (outcome, target) {
        (Finding::Destroyed, target) => {
            let (done, swept) = office.unblock_destroyed(&caller.by, subject, target)?;
            Ok((done, Some(swept.destroyed)))
        }
        (Finding::Rectified, Some(target)) => {
            let given = office.with_hashed_passwords(items.0)?;
            Ok((office.unblock(&caller.by, subject, Some((target, given.as_slice())))?, None))
        }
        (Finding::Unfounded | Finding::Rectified, _) => {
            Ok((office.unblock(&caller.by, subject, None)?, None))
        }
    });
    let (done, destroyed) = unblocked.await?;
    Ok(Json(Unblocked { destroyed, receipt: done.into() }))
}
