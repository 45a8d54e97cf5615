//! `GET /v1/public/topics`

use actix_web::{get, web::Data};

use crate::{answer::Public, problem::ApiResult, state::State, v1::topics::TopicList};

/// List topics, for anybody
///
/// What people learn or do online: the words by which public sessions can be found.
#[utoipa::path(tag = "public", responses((status = 200, description = "The whole tree.", body = TopicList)))]
#[get("/topics")]
pub(super) async fn list_public_topics(state: Data<State>) -> ApiResult<Public> {
    Public::new(&TopicList::from(&state.store.installation().topics().await?))
}
