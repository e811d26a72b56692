//! Who may act: staff with their roles, and machines with their keys.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use kernel::{ApiKey, Member};
use policy::{ActKind, ItemId, KeyId, Permission, PurposeId, RoleId, Scope, StaffId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Moment, Name, few, moment, names, words},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(staff))
        .routes(routes!(put_staff, remove_staff))
        .routes(routes!(invite))
        .routes(routes!(acknowledge))
        .routes(routes!(keys, add_key))
        .routes(routes!(remove_key))
}

/// The staff.
#[derive(Serialize, ToSchema)]
pub(crate) struct Staff {
    /// Everyone admitted.
    staff: Vec<Admitted>,
}

/// A member of staff.
#[derive(Serialize, ToSchema)]
pub(crate) struct Admitted {
    /// Under which name they act.
    #[schema(value_type = Name)]
    staff: StaffId,
    /// Their roles.
    #[schema(schema_with = names)]
    roles: Vec<RoleId>,
    /// The number of the edition that they acknowledged last; 0 for none.
    acknowledged: u32,
}

impl From<(StaffId, Member)> for Admitted {
    fn from((staff, member): (StaffId, Member)) -> Self {
        Self { staff, roles: member.roles, acknowledged: member.acknowledged }
    }
}

/// List the staff
#[utoipa::path(
    get, path = "/staff", operation_id = "staff", tag = "staff", extensions(("x-act" = json!("print-journal"))),
    responses((status = 200, description = "They", body = Staff), (status = "default", response = Problem))
)]
async fn staff(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Staff>, Fault> {
    let staff = app.work(move |office| office.staff(&caller.by)).await?;
    Ok(Json(Staff { staff: staff.into_iter().map(Admitted::from).collect() }))
}

/// Roles of the policy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Roles {
    /// Which.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    roles: Vec<RoleId>,
}

/// Admit a member of staff, or give them other roles
#[utoipa::path(
    put, path = "/staff/{staff}", operation_id = "add-staff", tag = "staff", extensions(("x-act" = json!("add-staff"))),
    params(("staff" = Name, Path, description = "Under which name they act")),
    request_body(content = Roles, example = json!({ "roles": ["hr"] })),
    responses((status = 200, description = "Admitted", body = Receipt), (status = "default", response = Problem))
)]
async fn put_staff(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(staff): At<StaffId>,
    Input(given): Input<Roles>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.add_staff(&caller.by, staff, given.roles)).await?.into()))
}

/// End a member's admission
#[utoipa::path(
    delete, path = "/staff/{staff}", operation_id = "remove-staff", tag = "staff", extensions(("x-act" = json!("remove-staff"))),
    params(("staff" = Name, Path, description = "Who")),
    responses((status = 200, description = "Ended, with their sessions", body = Receipt), (status = "default", response = Problem))
)]
async fn remove_staff(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(staff): At<StaffId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.remove_staff(&caller.by, staff)).await?.into()))
}

/// An invitation.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invitation {
    /// The secret of the link; works once, and is shown once.
    link: String,
    /// When it ends.
    #[schema(value_type = Moment)]
    until: Timestamp,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Invite a member of staff to enrol
///
/// Also the way back for somebody who has lost password, app and recovery codes.
#[utoipa::path(
    post, path = "/staff/{staff}/invitation", operation_id = "invite", tag = "staff", extensions(("x-act" = json!("enrol"))),
    params(("staff" = Name, Path, description = "Who")),
    responses((status = 201, description = "Invited", body = Invitation), (status = "default", response = Problem))
)]
async fn invite(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(staff): At<StaffId>,
) -> Result<(StatusCode, Json<Invitation>), Fault> {
    let (done, invited) = app.work(move |office| office.invite(&caller.by, staff)).await?;
    let invitation =
        Invitation { link: invited.link.to_string(), until: invited.until, receipt: done.into() };
    Ok((StatusCode::CREATED, Json(invitation)))
}

/// Confirm having read the edition in force, and following it
#[utoipa::path(
    post, path = "/acknowledgement", operation_id = "acknowledge", tag = "staff",
    extensions(("x-act" = json!("acknowledge-edition"))),
    responses((status = 200, description = "Confirmed", body = Receipt), (status = "default", response = Problem))
)]
async fn acknowledge(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.acknowledge(&caller.by)).await?.into()))
}

/// The machines' keys.
#[derive(Serialize, ToSchema)]
pub(crate) struct Keys {
    /// Every key that was made and not ended.
    keys: Vec<Key>,
}

/// A machine's key, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct Key {
    /// Under which name the machine acts.
    #[schema(value_type = Name)]
    key: KeyId,
    /// Who made it and answers for it.
    #[schema(value_type = Name)]
    owner: StaffId,
    /// What it allows: acts, purposes, items.
    allows: String,
    /// When it ends.
    #[schema(value_type = Moment)]
    until: Timestamp,
    /// When it was used last, within a minute; left out where it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    used: Option<Timestamp>,
}

/// List the machines' keys
#[utoipa::path(
    get, path = "/keys", operation_id = "keys", tag = "staff", extensions(("x-act" = json!("print-journal"))),
    responses((status = 200, description = "They", body = Keys), (status = "default", response = Problem))
)]
async fn keys(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Keys>, Fault> {
    let keys = app.work(move |office| office.keys(&caller.by)).await?;
    let line = |(name, key): (KeyId, ApiKey)| {
        let used = app.office().last_use(&name);
        Key { key: name, allows: key.words(), owner: key.owner, until: key.expires, used }
    };
    Ok(Json(Keys { keys: keys.into_iter().map(line).collect() }))
}

/// A key to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// Under which name the machine will act.
    #[schema(value_type = Name)]
    key: KeyId,
    /// What it may do.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = words::<ActKind>)]
    acts: Vec<ActKind>,
    /// Under which purposes; every one where it is not said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = names)]
    purposes: Vec<PurposeId>,
    /// On which items; every one where it is not said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
    /// When it ends, within a year.
    #[serde(deserialize_with = "moment")]
    #[schema(value_type = Moment)]
    until: Timestamp,
}

/// A key's text.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeKey {
    /// It is shown once, and kept nowhere.
    secret: String,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Make a key for a machine
///
/// It never allows more than whoever makes it may do.
#[utoipa::path(
    post, path = "/keys", operation_id = "add-key", tag = "staff", extensions(("x-act" = json!("add-key"))),
    request_body(content = NewKey, example = json!({ "key": "crm", "acts": ["collect", "read"], "until": "2026-12-31T00:00:00Z" })),
    responses((status = 201, description = "Made", body = MadeKey), (status = "default", response = Problem))
)]
async fn add_key(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<NewKey>,
) -> Result<(StatusCode, Json<MadeKey>), Fault> {
    let scope = Permission { acts: given.acts, purposes: some(given.purposes), items: some(given.items) };
    let made = app.work(move |office| office.add_key(&caller.by, given.key, scope, given.until)).await?;
    let (done, secret) = made;
    Ok((StatusCode::CREATED, Json(MadeKey { secret: secret.to_string(), receipt: done.into() })))
}

/// End a machine's key
#[utoipa::path(
    delete, path = "/keys/{key}", operation_id = "remove-key", tag = "staff", extensions(("x-act" = json!("remove-key"))),
    params(("key" = Name, Path, description = "Which")),
    responses((status = 200, description = "Ended", body = Receipt), (status = "default", response = Problem))
)]
async fn remove_key(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(key): At<KeyId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.remove_key(&caller.by, key)).await?.into()))
}

/// All where nothing is named.
fn some<T>(named: Vec<T>) -> Scope<T> {
    if named.is_empty() { Scope::All } else { Scope::Only(named) }
}
