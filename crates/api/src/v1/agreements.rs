//! `/v1/agreements`

mod accept;
mod create;
mod end;
mod get;
mod list;
mod model;

pub use model::AgreementView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_agreements)
        .service(create::create_agreement)
        .service(get::get_agreement)
        .service(accept::accept_agreement)
        .service(end::end_agreement);
}
