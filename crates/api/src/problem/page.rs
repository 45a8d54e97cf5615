//! The page that a problem's `type` points at.

use actix_web::{HttpResponse, get, http::header, web};
use askama::Template;

use super::{ApiError, ApiResult, Code};

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    code: &'static str,
    title: &'static str,
    status: u16,
}

/// One problem, explained for people.
#[get("/problems/{code}")]
pub(crate) async fn problem_page(code: web::Path<String>) -> ApiResult<HttpResponse> {
    let found = Code::all().into_iter().find(|known| known.code() == code.as_str()).ok_or_else(ApiError::not_found)?;
    let page = ProblemPage { code: found.code(), title: found.title(), status: found.status().as_u16() };
    let html = page.render().map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8")).body(html))
}
