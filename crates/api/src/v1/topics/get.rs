//! `GET /v1/topics/{slug}`

use actix_web::get;
use trellis_domain::help::TopicSlug;

use super::model::TopicView;
use crate::{
    answer::Public,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a topic
///
/// One thing that people learn or do online.
#[utoipa::path(
    tag = "places",
    params(("slug" = TopicSlug, Path, description = "Which topic.", example = "blue-badge")),
    responses((status = 200, description = "The topic.", body = TopicView)),
)]
#[get("/topics/{slug}")]
pub(super) async fn get_topic(caller: Caller, slug: Path<TopicSlug>) -> ApiResult<Public> {
    let tree = caller.store().installation().topics().await?;
    Public::new(&TopicView::from(tree.get(&slug.0).or_not_found()?))
}
