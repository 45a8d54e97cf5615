//! Every route there is.

use actix_web::{
    HttpRequest,
    http::{Method, header},
    web,
};
use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{
    contract::{Routes, contract},
    docs, health, oauth, pages,
    problem::{ApiError, ApiResult, Code, problem_page},
    public_cache::PublicCache,
    state::State,
    v1,
};

/// The routes that the contract describes.
pub(crate) fn documented(config: &mut ServiceConfig) {
    config.configure(oauth::routes).service(scope::scope("/v1").configure(v1::routes));
}

/// Everything a server needs: call it from `App::configure`.
pub fn configure(state: State) -> impl Fn(&mut web::ServiceConfig) + Clone {
    let contract = contract();
    let routes = web::Data::new(Routes::of(&contract));
    let docs = docs::Docs::new(&contract);
    let (state, cache) = (web::Data::new(state), web::Data::new(PublicCache::new()));
    move |config: &mut web::ServiceConfig| {
        config
            .app_data(state.clone())
            .app_data(cache.clone())
            .app_data(routes.clone())
            .configure(|config| documented(&mut ServiceConfig::new(config)))
            .configure(|config| docs.configure(config))
            .configure(health::routes)
            .configure(pages::routes)
            .service(problem_page)
            .default_service(web::to(no_route));
    }
}

/// What no route answers: 405 where the path has other methods, else 404.
async fn no_route(request: HttpRequest, routes: web::Data<Routes>) -> ApiResult<&'static str> {
    // As it was routed: decoded.
    let path = request.match_info().as_str();
    // Outside the contract are pages, which are read, and what their forms send to, which is not.
    let read = matches!(*request.method(), Method::GET | Method::HEAD);
    let methods = if read { "POST" } else { "GET, HEAD" };
    let page = || request.resource_map().has_resource(path).then(|| methods.to_owned());
    match routes.allowed(path).or_else(page) {
        Some(methods) => Err(ApiError::new(Code::MethodNotAllowed, format!("Here you can {methods}."))
            .with_header(header::ALLOW, methods)),
        None => Err(ApiError::new(Code::NotFound, "There is nothing at this address. See /docs.")),
    }
}
