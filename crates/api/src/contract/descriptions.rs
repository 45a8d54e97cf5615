//! The generator writes the description of a nullable reference beside the reference; readers look for it at the property.

use serde_json::{Value, map::Entry};

pub(super) fn hoist(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(hoist);
            let inner = members.get_mut("oneOf").and_then(Value::as_array_mut);
            let described =
                inner.into_iter().flatten().filter_map(Value::as_object_mut).filter(|item| item.contains_key("$ref"));
            let found: Vec<Value> = described.filter_map(|item| item.shift_remove("description")).collect();
            if let (Some(description), Entry::Vacant(place)) = (found.into_iter().next(), members.entry("description"))
            {
                place.insert(description);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hoist),
        _ => {}
    }
}
