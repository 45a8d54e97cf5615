//! The contract and the Swagger UI that shows it.

use std::future::ready;

use actix_web::{HttpResponse, http::header, web};
use serde_json::Value;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// The documentation, ready to serve.
#[derive(Clone)]
pub(crate) struct Docs {
    contract: web::Bytes,
}

impl Docs {
    pub(crate) fn new(contract: &Value) -> Self {
        Self { contract: contract.to_string().into() }
    }

    pub(crate) fn configure(&self, config: &mut web::ServiceConfig) {
        let contract = self.contract.clone();
        let settings =
            Config::new(["/openapi.json"]).try_it_out_enabled(true).persist_authorization(false).filter(true);
        config
            .route("/openapi.json", web::get().to(move || ready(answer(contract.clone()))))
            .service(web::redirect("/docs", "/docs/"))
            .service(SwaggerUi::new("/docs/{_:.*}").config(settings));
    }
}

fn answer(contract: web::Bytes) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(contract)
}
