//! What every operation has in common, stamped on by its kind: security, headers, problems.

use serde_json::{Map, Value, json};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum,
    access::{Operation, Reach, Role},
};

use super::problems;

/// Operations that are not safe to repeat without a key.
const KEY_REQUIRED: &[Operation] = &[Operation::CreateBooking];

/// Operations that answer with something protected, or outside any network, or that only ask, and so keep no answer; a
/// repeat does no harm.
const NO_KEY: &[Operation] = &[
    Operation::CreateNetwork,
    Operation::RevokeClient,
    Operation::DiscloseCheck,
    Operation::DiscloseLearnerAddress,
    Operation::DryRunPolicy,
];

/// Operations that show something protected.
const DISCLOSING: &[Operation] = &[Operation::DiscloseCheck, Operation::DiscloseLearnerAddress];

pub(super) fn stamp(document: &mut Value) {
    let Some(document) = document.as_object_mut() else { return };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                stamp_operation(path, method, operation);
            }
        }
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("responses".to_owned(), problems::components().into());
        components.insert("parameters".to_owned(), parameters());
        components.insert("headers".to_owned(), headers());
        let schemes = components.get_mut("securitySchemes").and_then(Value::as_object_mut);
        schemes.into_iter().for_each(most_used_first);
    }
}

/// The way in that people use comes first where documentation lists them.
fn most_used_first(schemes: &mut Map<String, Value>) {
    if let Some(oauth2) = schemes.shift_remove("oauth2") {
        schemes.shift_insert(0, "oauth2".to_owned(), oauth2);
    }
}

fn stamp_operation(path: &str, method: &str, operation: &mut Map<String, Value>) {
    let id = operation.get("operationId").and_then(Value::as_str).and_then(Operation::parse);
    let mut statuses = vec!["400"];
    let mut sent = Vec::new();
    match id {
        Some(id) => {
            operation.insert("security".to_owned(), json!([{ "oauth2": [id.scope().code()] }, { "bearer": [] }]));
            describe_access(id, operation);
            statuses.extend(["401", "403", "429", "503"]);
            sent.extend(headers_of(id, method));
        }
        None if !operation.contains_key("security") => drop(operation.insert("security".to_owned(), json!([]))),
        None => {}
    }
    let names_one = path.contains('{');
    if names_one {
        statuses.push("404");
    }
    if path.starts_with("/v1/public/") {
        statuses.extend(["429", "503"]);
    }
    // The token endpoint refuses a form in the words of its own standard.
    if operation.contains_key("requestBody") && path != "/oauth/token" {
        statuses.extend(["413", "415", "422"]);
    }
    if has_parameter(operation, &["near", "from", "to"]) {
        statuses.push("422");
    }
    if method != "get" && id.is_some() {
        statuses.extend(["409", "422"]);
    }
    // What others know of a person is asked for, and may lack the person's consent.
    if id == Some(Operation::GetBusyTimes) {
        statuses.push("409");
    }
    if needs_if_match(path, method) {
        statuses.extend(["412", "428"]);
    }
    if path.contains("by-external-id") {
        statuses.push("412");
    }
    // A list inside something is still a list; one item can be asked for conditionally.
    let tagged = method == "get" && has_etag(operation);
    if tagged {
        sent.push("If-None-Match");
    }
    if path == "/oauth/token" {
        statuses.extend(["429", "503"]);
    }
    add_parameters(operation, &sent);
    statuses.sort_unstable();
    statuses.dedup();
    add_responses(operation, &statuses, tagged);
}

/// A place that is nowhere and a window that is too wide are broken rules, though they come in the query.
fn has_parameter(operation: &Map<String, Value>, names: &[&str]) -> bool {
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let mut found = parameters.filter_map(|parameter| parameter.get("name").and_then(Value::as_str));
    found.any(|name| names.contains(&name))
}

fn needs_if_match(path: &str, method: &str) -> bool {
    matches!(method, "patch" | "delete") && !path.contains("by-external-id")
}

fn headers_of(id: Operation, method: &str) -> Vec<&'static str> {
    let mut sent = Vec::new();
    if method == "post" && !NO_KEY.contains(&id) {
        sent.push(if KEY_REQUIRED.contains(&id) { "Idempotency-Key-Required" } else { "Idempotency-Key" });
    }
    if method != "get" {
        sent.push(if DISCLOSING.contains(&id) { "On-Behalf-Of-Required" } else { "On-Behalf-Of" });
    }
    match id {
        Operation::UpsertAffiliation | Operation::UpsertLearner => sent.extend(["If-Match-Any", "If-None-Match-Any"]),
        _ if matches!(method, "patch" | "delete") => sent.push("If-Match"),
        _ => {}
    }
    if can_be_delegated(id) {
        sent.push("Acting-For");
    }
    sent
}

/// Whether the co-ordinator or another partner can do it for a partner.
fn can_be_delegated(id: Operation) -> bool {
    id.reach(Role::Partner) != Reach::None && id.scope().is_delegable()
}

fn describe_access(id: Operation, operation: &mut Map<String, Value>) {
    let may = Role::VARIANTS.iter().filter_map(|role| {
        let how = match id.reach(*role) {
            Reach::None => return None,
            Reach::Created => "what it made",
            Reach::Own => "what its partner owns",
            Reach::Party => "what its partner gave and was given",
            Reach::Shared => "what its partner owns and what the network shares",
            Reach::Network => "all of the network",
        };
        Some(format!("- `{}`: {how}", role.code()))
    });
    let roles: Vec<_> = may.collect();
    let about = operation.get("description").and_then(Value::as_str).unwrap_or_default();
    let scope = id.scope().code();
    let acting = if can_be_delegated(id) { "\n- by delegation, with `Acting-For`: as that partner" } else { "" };
    let text = format!("{about}\n\nScope `{scope}`. Roles and their reach:\n{}{acting}", roles.join("\n"));
    operation.insert("description".to_owned(), text.trim_start().into());
}

fn has_etag(operation: &Map<String, Value>) -> bool {
    let contents = operation.get("responses").and_then(|responses| responses.pointer("/200/content"));
    // A document in a format of others is one item, however much it lists.
    if contents.and_then(Value::as_object).is_some_and(|contents| !contents.contains_key("application/json")) {
        return true;
    }
    let schema = operation
        .get("responses")
        .and_then(|responses| responses.pointer("/200/content/application~1json/schema/$ref"));
    schema.and_then(Value::as_str).is_some_and(|name| !name.ends_with("Page"))
}

fn add_parameters(operation: &mut Map<String, Value>, sent: &[&str]) {
    if sent.is_empty() {
        return;
    }
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    let references = sent.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }));
    parameters.as_array_mut().into_iter().for_each(|list| list.extend(references.clone()));
}

fn add_responses(operation: &mut Map<String, Value>, statuses: &[&str], tagged: bool) {
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for (status, response) in responses.iter_mut() {
        let Some(response) = response.as_object_mut() else { continue };
        let headers = response.entry("headers").or_insert_with(|| json!({}));
        let Some(headers) = headers.as_object_mut() else { continue };
        let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
        headers.insert("Request-Id".to_owned(), header("Request-Id"));
        if tagged && status == "200" {
            headers.insert("ETag".to_owned(), header("ETag"));
        }
        if status == "201" || status == "202" {
            headers.insert("Location".to_owned(), header("Location"));
        }
    }
    if tagged {
        let headers = json!({ "Request-Id": { "$ref": "#/components/headers/Request-Id" } });
        responses.insert("304".to_owned(), json!({ "description": "You have it already.", "headers": headers }));
    }
    for (status, reference) in problems::references(statuses) {
        responses.entry(status).or_insert(reference);
    }
    responses.sort_keys();
}

fn parameters() -> Value {
    let header = |name: &str, required: bool, max: usize, text: &str, example: &str| {
        json!({
            "name": name, "in": "header", "required": required, "description": text, "example": example,
            "schema": { "type": "string", "minLength": 1, "maxLength": max },
        })
    };
    let without_example = |mut header: Value| {
        // A key that documentation fills in by itself would make the second try a repeat of the first.
        header.as_object_mut().into_iter().for_each(|header| drop(header.shift_remove("example")));
        header
    };
    let key = "A key of your own for this request, such as a UUID. A repeat with the same key and body is answered from the first answer for 24 hours.";
    let staff = "An opaque reference of the member of staff on whose behalf you call. It is kept in the history; it must not be a name.";
    let partner = "The id of the partner that you act for, by a delegation it gave you; `ptn_` and 32 hexadecimal digits, as `GET /v1/partners` lists them. Leave it out to act for yourself. Your token needs `delegations:act`.";
    json!({
        // Without an example: documentation would fill it in, and everybody would act for that partner.
        "Acting-For": {
            "name": "Acting-For", "in": "header", "required": false, "description": partner,
            "schema": { "type": "string", "pattern": "^ptn_[0-9a-f]{32}$", "minLength": 36, "maxLength": 36 },
        },
        "Idempotency-Key": without_example(header("Idempotency-Key", false, 255, key, "")),
        "Idempotency-Key-Required": header("Idempotency-Key", true, 255, key, "2f1c9c9e-6c0e-4a53-9a26-2d3b9d1c7a10"),
        "On-Behalf-Of": header("On-Behalf-Of", false, 100, staff, "staff-0042"),
        "On-Behalf-Of-Required": header("On-Behalf-Of", true, 100, staff, "staff-0042"),
        "If-Match": header("If-Match", true, 200, "The ETag of what you read; `*` for whatever it is now.", "*"),
        "If-Match-Any": header("If-Match", false, 200, "`*` to update only.", "*"),
        "If-None-Match": without_example(header("If-None-Match", false, 200, "The ETag you have; 304 if it is still good.", "")),
        "If-None-Match-Any": header("If-None-Match", false, 200, "`*` to create only.", "*"),
    })
}

fn headers() -> Value {
    let text = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        "Request-Id": text("The id of this request."),
        "ETag": text("The tag of this representation."),
        "Location": text("The address of what was made."),
        "WWW-Authenticate": text("How to authenticate, or which scope is missing."),
        "Retry-After": text("Seconds to wait before trying again."),
    })
}
