//! The contract itself: what is checked in is what the code says, and it is a good one.

use std::collections::BTreeSet;

use serde_json::Value;
use strum::VariantArray;
use trellis_domain::{ClosedEnum, access::Operation};

use crate::harness::CONTRACT;

#[test]
fn the_contract_that_is_checked_in_is_the_one_the_code_makes() {
    let made = serde_json::to_string_pretty(&trellis_api::contract()).unwrap() + "\n";
    let kept = include_str!("../../openapi/trellis.json");
    let differing = made.lines().zip(kept.lines()).position(|(made, kept)| made != kept);
    assert!(made == kept, "the contract differs from line {differing:?} on: run `make openapi` and look at the change");
}

#[test]
fn the_access_table_and_the_contract_know_the_same_operations() {
    let with_token = |(_, operation): &(String, &Value)| {
        operation["security"].as_array().is_some_and(|s| s.iter().any(|way| way.get("oauth2").is_some()))
    };
    let documented: BTreeSet<_> = operations().into_iter().filter(with_token).map(|(id, _)| id).collect();
    let known: BTreeSet<_> = Operation::VARIANTS.iter().map(|operation| operation.code().to_owned()).collect();
    assert_eq!(documented, known);
}

#[test]
fn every_operation_says_what_it_is() {
    for (id, operation) in operations() {
        for part in ["summary", "description", "tags", "responses", "security"] {
            assert!(!operation[part].is_null(), "{id} has no {part}");
        }
        let (verb, noun) = id.split_once('_').expect("verb_resource");
        assert!(!verb.is_empty() && !noun.is_empty());
    }
}

#[test]
fn every_property_says_what_it_is() {
    for (name, schema) in CONTRACT["components"]["schemas"].as_object().unwrap() {
        for (property, description) in schema["properties"].as_object().into_iter().flatten() {
            let said = !description["description"].is_null() || !description["$ref"].is_null();
            assert!(said, "{name}.{property} has no description");
        }
    }
}

fn operations() -> Vec<(String, &'static Value)> {
    let items = CONTRACT["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations.map(|operation| (operation["operationId"].as_str().unwrap().to_owned(), operation)).collect()
}

/// Where a line of source ends is nothing that readers should see.
#[test]
fn no_description_has_a_line_continued_with_a_backslash() {
    let text = CONTRACT.to_string();
    assert_eq!(text.matches("\\\\\\n").count(), 0);
}
