//! The schema of a merge-patch: that of the whole, with nothing required and everything nullable.

use std::borrow::Cow;

use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema},
};

use crate::body::MergePatch;

impl<T: ToSchema> PartialSchema for MergePatch<T> {
    fn schema() -> RefOr<Schema> {
        let mut whole = serde_json::to_value(T::schema()).unwrap_or_default();
        if let Some(whole) = whole.as_object_mut() {
            whole.remove("required");
            let about = "A JSON merge-patch (RFC 7396): what is absent stays as it is, null removes.";
            whole.insert("description".to_owned(), about.into());
            let properties = whole.get_mut("properties").and_then(Value::as_object_mut);
            properties.into_iter().flatten().for_each(|(_, property)| nullable(property));
        }
        serde_json::from_value(whole).unwrap_or_else(|_unreadable| ObjectBuilder::new().into())
    }
}

impl<T: ToSchema> ToSchema for MergePatch<T> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Patch", T::name().trim_start_matches("Create")))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}

fn nullable(property: &mut Value) {
    let already = property.get("oneOf").is_some();
    let Some(object) = property.as_object_mut() else { return };
    match object.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(Value::Array(_)) => {}
        Some(one) => *one = json!([one.clone(), "null"]),
        None if already => {}
        None => {
            let description = object.remove("description");
            let reference = Value::Object(std::mem::take(object));
            object.insert("oneOf".to_owned(), json!([{ "type": "null" }, reference]));
            object.extend(description.map(|text| ("description".to_owned(), text)));
        }
    }
}
