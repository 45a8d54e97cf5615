//! `GET /v1/courses/{course_id}`

use actix_web::get;
use trellis_domain::CourseId;
use trellis_storage::Reading;

use super::model::CourseView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a course
///
/// A course of the network, or one of your partner's own.
#[utoipa::path(
    tag = "courses",
    params(("course_id" = CourseId, Path, description = "Which course.")),
    responses((status = 200, description = "The course.", body = CourseView)),
)]
#[get("/courses/{course_id}")]
pub(super) async fn get_course(caller: Caller, id: Path<CourseId>) -> ApiResult<Item<CourseView>> {
    let course = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(course.head.revision, CourseView::from(&course)))
}
