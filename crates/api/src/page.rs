//! A page of a list as the contract shows it.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema,
        schema::{SchemaType, Type},
    },
};

/// A part of a list.
///
/// Its schema is named after the items: a page of `Partner` is a `PartnerPage`.
#[derive(Debug, Clone, Serialize)]
pub struct PageOf<V> {
    /// The items, in order.
    pub items: Vec<V>,
    /// Where to go on; null at the end.
    pub next_cursor: Option<String>,
}

impl<V: ToSchema> PartialSchema for PageOf<V> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new()
            .description(Some("The items, in order."))
            .max_items(Some(100))
            .items(Ref::from_schema_name(V::name()));
        let cursor = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .description(Some("Send this as `cursor` to go on; null at the end."))
            .max_length(Some(crate::cursor::CURSOR_MAX));
        ObjectBuilder::new()
            .description(Some("A part of a list, and where it goes on."))
            .property("items", items)
            .property("next_cursor", cursor)
            .required("items")
            .required("next_cursor")
            .into()
    }
}

impl<V: ToSchema> ToSchema for PageOf<V> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Page", V::name()))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((V::name().into_owned(), V::schema()));
        V::schemas(schemas);
    }
}
