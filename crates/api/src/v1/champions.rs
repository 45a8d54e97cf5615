//! `/v1/champions`

mod create_join_code;
mod get;
mod merge;
mod model;
mod unmerge;

pub use model::{ChampionView, JoinCodeView};

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(get::get_champion)
        .service(create_join_code::create_join_code)
        .service(merge::merge_champion)
        .service(unmerge::unmerge_champion);
}
