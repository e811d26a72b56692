//! Files that support a request.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use kernel::PaperId;
use office::EVIDENCE_MAX;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    api::{
        input::{At, File},
        schema::Id,
        shapes::Receipt,
    },
    caller::Caller,
    fault::Fault,
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(attach)).routes(routes!(fetch))
}

/// A file attached.
#[derive(Serialize, ToSchema)]
pub(crate) struct Attached {
    /// The file.
    #[schema(value_type = Id)]
    evidence: PaperId,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Attach a file that supports a request
///
/// At most 10 MiB; kept sealed, and destroyed with the request.
#[utoipa::path(
    post, path = "/requests/{request}/evidence", operation_id = "attach-evidence", tag = "requests",
    extensions(("x-act" = json!("handle-request"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "Attached", body = Attached, headers(("location" = String, description = "The file"))),
        (status = "default", response = Problem)
    )
)]
async fn attach(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    File(file): File<EVIDENCE_MAX>,
) -> Result<impl IntoResponse, Fault> {
    let (done, evidence) = app.work(move |office| office.attach(&caller.by, request, &file)).await?;
    let place = [(header::LOCATION, format!("/v1/evidence/{evidence}"))];
    Ok((StatusCode::CREATED, place, Json(Attached { evidence, receipt: done.into() })))
}

/// Fetch a file that supports a request
///
/// As it was attached, never to be opened by a browser.
#[utoipa::path(
    get, path = "/evidence/{evidence}", operation_id = "evidence", tag = "requests", extensions(("x-act" = json!("export"))),
    params(("evidence" = Id, Path, description = "The file")),
    responses(
        (status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "default", response = Problem)
    )
)]
async fn fetch(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(evidence): At<PaperId>,
) -> Result<impl IntoResponse, Fault> {
    let file = app.work(move |office| office.evidence(&caller.by, evidence)).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{evidence}\"")),
    ];
    Ok((headers, file.to_vec()))
}
