//! The contract: built from the handlers, then stamped with what one table knows about all of them.

mod base;
mod descriptions;
mod examples;
mod open_enums;
mod patch;
mod problems;
mod routes;
mod stamp;

pub use routes::Routes;

use serde_json::Value;
use utoipa_actix_web::AppExt;

/// The OpenAPI 3.1 document. Needs no database and no settings.
pub fn contract() -> Value {
    let app = actix_web::App::new().into_utoipa_app().openapi(base::document());
    let (_, document) = app.configure(crate::routes::documented).split_for_parts();
    let mut document = serde_json::to_value(document).unwrap_or_default();
    descriptions::hoist(&mut document);
    stamp::stamp(&mut document);
    open_enums::open(&mut document);
    examples::put(&mut document);
    document
}
