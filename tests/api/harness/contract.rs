//! Checks every request that succeeded and every answer against the contract, undocumented fields included.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use actix_web::dev::ResourceDef;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::Response;

/// The contract that is checked in.
pub static CONTRACT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../openapi/trellis.json")).expect("the contract is JSON")
});

/// The same with every object closed, so that a field that is not documented is seen.
static CLOSED: LazyLock<Value> = LazyLock::new(|| {
    let mut contract = CONTRACT.clone();
    close(&mut contract["components"]["schemas"]);
    contract
});

static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// Panics where the two do not agree. Addresses outside the contract are not looked at.
pub fn check(method: &str, path: &str, sent: Option<&Value>, response: &Response) {
    let path = path.split('?').next().unwrap();
    let Some((pattern, operation)) = operation(method, path) else { return };
    let what = format!("{method} {pattern} → {}", response.status);
    let documented = &operation["responses"][response.status.to_string()];
    assert!(!documented.is_null(), "{what} is not in the contract: {}", response.text);
    let documented = resolve(documented);
    check_answer(&what, documented, response);
    if let Some(sent) = sent.filter(|_| (200..300).contains(&response.status)) {
        let contents =
            operation["requestBody"]["content"].as_object().unwrap_or_else(|| panic!("{what} takes no body"));
        for content in contents.values() {
            validate(&format!("the request of {what}"), &content["schema"], sent);
        }
    }
}

fn check_answer(what: &str, documented: &Value, response: &Response) {
    let Some(contents) = documented["content"].as_object() else {
        assert!(response.text.is_empty(), "{what} has a body that is not in the contract");
        return;
    };
    let media_type = response.header("content-type").split(';').next().unwrap();
    let content = contents.get(media_type).unwrap_or_else(|| panic!("{what} as {media_type} is not in the contract"));
    if media_type.contains("json") {
        validate(what, &content["schema"], &response.body);
    }
}

/// The addresses with parameters.
static PATTERNS: LazyLock<Vec<(&'static str, ResourceDef)>> = LazyLock::new(|| {
    let paths = CONTRACT["paths"].as_object().unwrap().keys();
    paths.map(|pattern| (pattern.as_str(), ResourceDef::new(pattern.as_str()))).collect()
});

/// The pattern and the operation behind an address.
pub fn operation(method: &str, path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = CONTRACT["paths"].as_object().unwrap();
    // A fixed address comes before one with a parameter.
    let pattern = match paths.get_key_value(path) {
        Some((exact, _)) => exact,
        None => PATTERNS.iter().find(|(_, resource)| resource.is_match(path))?.0,
    };
    Some((pattern, paths[pattern].get(method.to_lowercase())?))
}

fn resolve(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            CONTRACT.pointer(reference.trim_start_matches('#')).expect("a reference that leads somewhere")
        }
        None => value,
    }
}

#[track_caller]
fn validate(what: &str, schema: &Value, instance: &Value) {
    let validator = Arc::clone(
        VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner).entry(schema.to_string()).or_insert_with(|| {
            let mut whole = schema.clone();
            whole["components"] = json!({ "schemas": CLOSED["components"]["schemas"] });
            Arc::new(jsonschema::options().should_validate_formats(true).build(&whole).expect("a schema"))
        }),
    );
    let errors: Vec<_> = validator.iter_errors(instance).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(errors.is_empty(), "{what} differs from the contract:\n{}\n{instance:#}", errors.join("\n"));
}

/// Forbids whatever an object schema does not mention.
fn close(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let open = members.contains_key("properties") && !members.contains_key("additionalProperties");
            members.values_mut().for_each(close);
            if open {
                members.insert("unevaluatedProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
