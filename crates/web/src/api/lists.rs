//! Lists: the people whom a purpose reaches today, with values.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use axum::{Json, extract::State};
use kernel::{EngagementId, SubjectId};
use office::{Listed, Stretch};
use policy::{ItemId, PurposeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::Input,
    schema::{Entry, Id, Name, few, names, some_lines},
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Why and what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listing {
    /// Why.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
    /// People after this one: the `next` of the page before.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    after: Option<SubjectId>,
    /// How many people at most; 100 where it is not said.
    #[serde(default, deserialize_with = "some_lines")]
    #[schema(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct PeopleListed {
    /// Whom the purpose reaches, each once.
    people: Vec<OneListed>,
    /// Where the next page begins: `after` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    next: Option<SubjectId>,
}

/// One of them.
#[derive(Serialize, ToSchema)]
pub(crate) struct OneListed {
    /// The person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// The engagement that the values are of.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// Items with their values; null where none is held.
    #[schema(value_type = BTreeMap<Name, Option<String>>)]
    values: BTreeMap<String, Option<String>>,
    /// The entry in the log that says so.
    #[schema(value_type = Entry)]
    entry: u64,
}

impl From<Listed> for OneListed {
    fn from(one: Listed) -> Self {
        let text = |(item, value): (ItemId, Option<vault::Zeroizing<String>>)| {
            (item.to_string(), value.map(|value| value.as_str().to_owned()))
        };
        let values = one.values.into_iter().map(text).collect();
        Self { subject: one.subject, engagement: one.engagement, entry: one.entry, values }
    }
}

/// List the people whom a purpose reaches today
///
/// Consent valid, not blocked, in term. Each is logged before they are seen. An address is asked by `POST`, since what
/// follows a question mark ends up in logs.
#[utoipa::path(
    post, path = "/lists", operation_id = "list", tag = "subjects", extensions(("x-act" = json!("list"))),
    request_body(content = Listing, example = json!({ "purpose": "recruitment", "items": ["email"], "limit": 100 })),
    responses((status = 200, description = "A page of them", body = PeopleListed), (status = "default", response = Problem))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<Listing>,
) -> Result<Json<PeopleListed>, Fault> {
    let Listing { purpose, items, after, limit } = given;
    let most = limit.map_or(100, u64::from);
    let people = app.work(move |office| {
        let (mut people, stretch) = (Vec::new(), Stretch { after, most: Some(most) });
        office.list(&caller.by, &purpose, &items, stretch, &mut |one| {
            people.push(OneListed::from(one));
            ControlFlow::Continue(())
        })?;
        Ok(people)
    });
    let people = people.await?;
    let next = people.last().map(|last| last.subject).filter(|_| people.len() as u64 == most);
    Ok(Json(PeopleListed { people, next }))
}
