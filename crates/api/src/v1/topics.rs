//! `/v1/topics`

mod get;
mod list;
mod model;

pub(super) use model::TopicList;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_topics).service(get::get_topic);
}
