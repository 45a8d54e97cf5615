//! `GET /v1/topics`

use actix_web::get;

use super::model::TopicList;
use crate::{answer::Public, caller::Caller, problem::ApiResult};

/// List topics
///
/// What people learn or do online, as a tree that all networks share: areas and skills of the Essential Digital Skills framework, and
/// specialist tasks.
#[utoipa::path(tag = "places", responses((status = 200, description = "The whole tree.", body = TopicList)))]
#[get("/topics")]
pub(super) async fn list_topics(caller: Caller) -> ApiResult<Public> {
    Public::new(&TopicList::from(&caller.store().installation().topics().await?))
}
