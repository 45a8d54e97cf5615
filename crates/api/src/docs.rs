//! The contract and the Swagger UI that shows it.

use std::future::{Ready, ready};

use actix_web::{HttpResponse, http::header, web};
use serde_json::Value;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// The page around Swagger UI; its style and its script repair what fails WCAG 2.2 in Swagger UI as it comes.
const PAGE: &str = include_str!("../docs/index.html");
const STYLE: &str = include_str!("../docs/docs.css");
const SCRIPT: &str = include_str!("../docs/docs.js");

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
            .route("/docs/", web::get().to(|| file("text/html; charset=utf-8", PAGE)))
            .route("/docs/docs.css", web::get().to(|| file("text/css; charset=utf-8", STYLE)))
            .route("/docs/docs.js", web::get().to(|| file("text/javascript; charset=utf-8", SCRIPT)))
            .service(SwaggerUi::new("/docs/{_:.*}").config(settings));
    }
}

fn file(content_type: &'static str, text: &'static str) -> Ready<HttpResponse> {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"));
    ready(answer.body(text))
}

fn answer(contract: web::Bytes) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(contract)
}
