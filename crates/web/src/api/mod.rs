//! The API: a module for each group of addresses, and its description (OpenAPI 3.1) made from the same lines.

mod blocking;
mod breaches;
mod carriers;
mod changes;
mod conditions;
mod consents;
mod deadlines;
mod document;
mod dossier;
mod events;
mod feed;
mod guards;
mod imports;
pub(crate) mod input;
mod lists;
mod me;
mod outgoing;
mod page;
mod passkeys;
mod policies;
mod proposals;
mod records;
mod requests;
mod schema;
mod shapes;
mod sign_in;
mod staff;
mod subjects;
mod sweeps;
mod tiles;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use axum::{
    Router,
    http::{Method, header},
    response::IntoResponse,
    routing::get,
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

use crate::{App, cookie, problem::Problem};
pub(crate) use conditions::Takes;
pub(crate) use document::own_style;

/// What does not come from a handler.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Qorgau",
        description = "An organisation's personal-data policy as a service. Every call is an act: it is decided by the \
                       policy, logged durably, and answered with the clause that permits or refuses it.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "This service")),
    security(("key" = []), ("session" = [])),
    components(schemas(Problem), responses(Problem)),
    tags(
        (name = "sign-in", description = "Staff: enrolling, signing in by two steps, own sessions and means"),
        (name = "staff", description = "Who may act: staff, and machines with their keys"),
        (name = "requests", description = "Requests by right, from the day they come to the answer"),
        (name = "imports", description = "People, and what happened to them, taken in by the thousand"),
        (name = "consents", description = "The text before, consents given and withdrawn, receipts"),
        (name = "outgoing", description = "What leaves, and the tasks that follow from it"),
        (name = "destruction", description = "What is due, the sweep, and the acts that prove it"),
        (name = "carriers", description = "Papers and other carriers that data lies on"),
        (name = "breaches", description = "Breaches: their register, and the notices"),
        (name = "me", description = "What people do in their own affairs"),
        (name = "policy", description = "The policy itself: as published, its register, its editions"),
        (name = "records", description = "Journals, and what the log proves"),
        (name = "hooks", description = "Other systems that hear of what happens, by signed events"),
        (name = "events", description = "What happened to people and to the organisation, and what did not"),
        (name = "subjects", description = "People: taken in, found, read, changed, kept from use, destroyed"),
    ),
    modifiers(&Key)
)]
struct Described;

struct Key;

impl Modify for Key {
    fn modify(&self, document: &mut Document) {
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("qorgau_…")
            .description(Some("A machine's key, made by `qorgau machine add`."))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        let session =
            ApiKeyValue::with_description(cookie::SESSION, "A member of staff's session, set by signing in.");
        let visit =
            ApiKeyValue::with_description(cookie::VISIT, "A person's visit, begun with a one-time code.");
        components.add_security_scheme("visit", SecurityScheme::ApiKey(ApiKey::Cookie(visit)));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    }
}

/// The longest description is some hundred kilobytes: it is written once.
static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
    let (_, mut document) = described();
    conditions::describe(&mut document);
    document.to_pretty_json().unwrap_or_default() + "\n"
});

/// The API's description as JSON (OpenAPI 3.1).
pub fn description() -> &'static str {
    &DESCRIPTION
}

/// On which conditions an operation is asked, if there is such an operation that changes something.
pub(crate) fn takes(method: &Method, route: &str) -> Option<Takes> {
    static KNOWN: LazyLock<HashMap<(Method, String), Takes>> =
        LazyLock::new(|| conditions::describe(&mut described().1));
    KNOWN.get(&(method.clone(), route.to_owned())).copied()
}

/// The handlers.
pub(crate) fn router() -> Router<Arc<App>> {
    let json = [(header::CONTENT_TYPE, "application/json")];
    let description = get(async move || (json, description()).into_response());
    described().0.merge(tiles::router()).route("/v1/openapi.json", description)
}

fn described() -> (Router<Arc<App>>, Document) {
    let groups = [
        sign_in::router(),
        passkeys::router(),
        staff::router(),
        subjects::router(),
        lists::router(),
        dossier::router(),
        changes::router(),
        guards::router(),
        blocking::router(),
        consents::router(),
        events::router(),
        outgoing::router(),
        sweeps::router(),
        requests::router(),
        imports::router(),
        records::router(),
        deadlines::router(),
        carriers::router(),
        breaches::router(),
        policies::router(),
        proposals::router(),
        me::router(),
        feed::router(),
    ];
    let all = groups.into_iter().fold(OpenApiRouter::new(), OpenApiRouter::merge);
    OpenApiRouter::with_openapi(Described::openapi()).nest("/v1", all).split_for_parts()
}
