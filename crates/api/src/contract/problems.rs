//! The problems that an operation can answer, written once for all of them.

use serde_json::{Map, Value, json};

use crate::problem::Code;

/// What each status means to a caller, with an example code.
const STATUSES: &[(&str, &str, Code)] = &[
    ("400", "The request cannot be read: not JSON, or a wrong parameter, cursor or header.", Code::BadQuery),
    ("401", "No access token, or one that is not good any more.", Code::Unauthenticated),
    (
        "403",
        "The role may not do this, the token lacks the scope, or no delegation lets you act for that partner.",
        Code::RoleForbidden,
    ),
    ("404", "There is no such thing, or not within your reach.", Code::NotFound),
    ("409", "It does not fit the present state.", Code::Conflict(trellis_domain::Conflict::WrongState)),
    ("412", "It has changed since you read it.", Code::PreconditionFailed),
    ("413", "The body is too large.", Code::PayloadTooLarge),
    ("415", "The body is of another media type.", Code::UnsupportedMediaType),
    ("422", "Some values cannot be taken; `errors` names each.", Code::Invalid),
    ("428", "An If-Match header is needed.", Code::PreconditionRequired),
    ("429", "Too many requests; wait `Retry-After` seconds.", Code::RateLimited),
    ("503", "Too busy just now; try again after `Retry-After` seconds.", Code::Busy),
];

/// The reusable responses of the contract.
pub(super) fn components() -> Map<String, Value> {
    STATUSES.iter().map(|(status, text, code)| (name(status), response(status, text, *code))).collect()
}

/// References for the statuses that an operation can answer.
pub(super) fn references(statuses: &[&str]) -> Vec<(String, Value)> {
    let reference = |status: &&str| json!({ "$ref": format!("#/components/responses/{}", name(status)) });
    statuses.iter().map(|status| ((*status).to_owned(), reference(status))).collect()
}

fn name(status: &str) -> String {
    format!("Problem{status}")
}

fn response(status: &str, text: &str, code: Code) -> Value {
    let number: u16 = status.parse().unwrap_or_default();
    let example = json!({
        "type": format!("/problems/{}", code.code()),
        "title": code.title(),
        "status": number,
        "detail": text,
        "instance": "urn:uuid:0198c0de-0000-7000-8000-00000000000a",
        "code": code.code(),
        "errors": [],
    });
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let mut response = json!({
        "description": text,
        "headers": { "Request-Id": { "$ref": "#/components/headers/Request-Id" } },
        "content": { "application/problem+json": { "schema": schema, "example": example } },
    });
    let extra = match code {
        Code::Unauthenticated | Code::RoleForbidden => Some("WWW-Authenticate"),
        Code::RateLimited | Code::Busy => Some("Retry-After"),
        _ => None,
    };
    if let (Some(header), Some(headers)) = (extra, response.get_mut("headers").and_then(Value::as_object_mut)) {
        headers.insert(header.to_owned(), json!({ "$ref": format!("#/components/headers/{header}") }));
    }
    response
}
