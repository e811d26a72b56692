//! Which addresses take an `Idempotency-Key` or an `If-Match`: acts that change something, by what the description says of
//! them.

use std::collections::HashMap;

use axum::http::Method;
use utoipa::openapi::{
    OpenApi as Document, RefOr, Required,
    path::{Operation, ParameterBuilder, ParameterIn, PathItem},
    schema::{ObjectBuilder, Type},
};

use crate::condition::MARK;

/// On which conditions an address is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Takes {
    /// Once only for a key.
    pub(crate) once: bool,
    /// Its answer holds no value, and may be given again.
    pub(crate) answer: bool,
    /// Only if the person still is as they were seen.
    pub(crate) seen: bool,
}

/// Acts that show something, and so are done as often as they are asked; what comes in by the thousand, and is resumed; what
/// answers with a secret; what brings its own order.
const EVERY_TIME: [&str; 18] = [
    "/v1/subjects/find",
    "/v1/subjects/{subject}/read",
    "/v1/lists",
    "/v1/imports/people",
    "/v1/imports/events",
    "/v1/requests/{request}/evidence",
    "/v1/staff/{staff}/invitation",
    "/v1/keys",
    "/v1/hooks",
    "/v1/hooks/{hook}/rotate",
    "/v1/editions",
    "/v1/exports",
    "/v1/exports/{number}",
    "/v1/profile",
    "/v1/acknowledgement",
    "/v1/sweeps",
    "/v1/requests/{request}/code",
    "/v1/requests/{request}/code/entered",
];

/// Acts that answer with values: that they were done is told again, not what they gave.
const WITH_VALUES: [&str; 4] = [
    "/v1/subjects/{subject}/disclosures",
    "/v1/subjects/{subject}/publications",
    "/v1/subjects/{subject}/demands",
    "/v1/requests/{request}/decision",
];

/// Addresses that are no acts: one's own affairs.
const OWN: [&str; 4] = ["/v1/me", "/v1/session", "/v1/sign-in", "/v1/enrolment"];

fn takes(method: &Method, route: &str) -> Takes {
    let own = OWN.iter().any(|own| route.starts_with(own));
    if method.is_safe() || own || !route.starts_with("/v1/") || EVERY_TIME.contains(&route) {
        return Takes::default();
    }
    let of_person = route.starts_with("/v1/subjects/{") || route.starts_with("/v1/requests/{");
    Takes { once: true, answer: !WITH_VALUES.contains(&route), seen: of_person }
}

/// Adds the headers to the description; gives what each operation takes.
pub(super) fn describe(document: &mut Document) -> HashMap<(Method, String), Takes> {
    let mut known = HashMap::new();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in changing(item) {
            let takes = takes(&method, path);
            known.insert((method, path.clone()), takes);
            if takes.once {
                let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(128));
                let about = if takes.answer {
                    "Makes the call once only, however often it is repeated within 24 hours; a repetition is answered as the \
                     first was, or with 409 and the entry in the log"
                } else {
                    "Makes the call once only, however often it is repeated within 24 hours; a repetition is answered with \
                     409 and the entry in the log, since the answer holds values"
                };
                header(operation, "idempotency-key", about, text.pattern(Some("^[!#-~]{1,128}$")));
            }
            if takes.seen {
                let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(MARK));
                let about = "The `ETag` of the person, or of the request, as seen; 412 if they changed since";
                header(operation, "if-match", about, text);
            }
        }
    }
    known
}

fn changing(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let all = [
        (Method::POST, item.post.as_mut()),
        (Method::PUT, item.put.as_mut()),
        (Method::DELETE, item.delete.as_mut()),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation?)))
}

fn header(operation: &mut Operation, name: &str, about: &str, schema: ObjectBuilder) {
    let header = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(schema));
    operation.parameters.get_or_insert_default().push(RefOr::T(header.build()));
}
