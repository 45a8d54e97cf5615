//! `/v1/partners`

mod create;
mod get;
mod list;
mod list_stage_changes;
mod model;
mod move_stage;
mod update;

pub use model::{PartnerView, StageChangeView};

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_partners)
        .service(create::create_partner)
        .service(get::get_partner)
        .service(update::update_partner)
        .service(move_stage::move_partner_stage)
        .service(list_stage_changes::list_stage_changes);
}
