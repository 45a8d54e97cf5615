//! For balancers and operators: is it alive, and can it work?

use actix_web::{HttpResponse, get, http::header, web, web::Data};
use serde_json::json;

use crate::{
    problem::{ApiError, ApiResult, Code},
    state::State,
};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(live).service(ready);
}

/// The process answers.
#[get("/health/live")]
async fn live() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(json!({ "status": "ok" }))
}

/// The database answers and its schema is up to date.
#[get("/health/ready")]
async fn ready(state: Data<State>) -> ApiResult<HttpResponse> {
    let installation = state.store.installation();
    let pending = match installation.ping().await {
        Ok(()) => installation.pending_migrations().await?,
        Err(_) => return Err(not_ready("The database does not answer.")),
    };
    if !pending.is_empty() {
        return Err(not_ready("The database's schema is not up to date: run trellis migrate up."));
    }
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(json!({ "status": "ok" })))
}

fn not_ready(why: &str) -> ApiError {
    ApiError::new(Code::Busy, why).with_header(header::RETRY_AFTER, "5")
}
