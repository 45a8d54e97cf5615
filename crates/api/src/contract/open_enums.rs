//! Enumerations in answers are open: new values may come, and clients must bear them.
//!
//! A request takes the closed enum. Where only answers mention one, they mention its open twin: one of the known words, or
//! any other.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

const PREFIX: &str = "#/components/schemas/";

pub(super) fn open(document: &mut Value) {
    let asked = asked_with(document);
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    let enums: BTreeSet<String> =
        schemas.iter().filter(|(_, schema)| schema.get("enum").is_some()).map(|(name, _)| name.clone()).collect();
    let mut opened = BTreeSet::new();
    for (name, schema) in schemas.iter_mut() {
        if !asked.contains(name) && !enums.contains(name) {
            point_at_twins(schema, &enums, &mut opened);
        }
    }
    for name in opened {
        schemas.insert(format!("Open{name}"), twin(&name));
    }
    schemas.sort_keys();
}

fn twin(name: &str) -> Value {
    let about = "One of the known values; more may be added at any time.";
    json!({ "description": about, "anyOf": [{ "$ref": format!("{PREFIX}{name}") }, { "type": "string" }] })
}

/// Every schema that some request mentions, directly or inside another.
fn asked_with(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let items = document.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::values);
    for operation in items.filter_map(Value::as_object).flat_map(Map::values) {
        for part in ["requestBody", "parameters"] {
            operation.get(part).into_iter().for_each(|part| collect(part, document, &mut found));
        }
    }
    found
}

fn collect(value: &Value, document: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(name) = reference(members)
                && found.insert(name.to_owned())
            {
                let inner = document.pointer("/components/schemas").and_then(|schemas| schemas.get(name));
                if let Some(inner) = inner {
                    collect(inner, document, found);
                }
            }
            members.values().for_each(|member| collect(member, document, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, document, found)),
        _ => {}
    }
}

fn reference(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

fn point_at_twins(value: &mut Value, enums: &BTreeSet<String>, opened: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(name) = reference(members).filter(|name| enums.contains(*name)).map(ToOwned::to_owned) {
                members.insert("$ref".to_owned(), format!("{PREFIX}Open{name}").into());
                opened.insert(name);
            }
            members.values_mut().for_each(|member| point_at_twins(member, enums, opened));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| point_at_twins(item, enums, opened)),
        _ => {}
    }
}
