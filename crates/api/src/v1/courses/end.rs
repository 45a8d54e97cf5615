//! `POST /v1/courses/{course_id}/end`

use actix_web::post;
use trellis_app::course;
use trellis_domain::CourseId;
use trellis_storage::{Reading, Work};

use super::model::CourseView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// End a course
///
/// It is no longer given: no policy can require it anew. What was completed counts as long as it did, and policies that require it already still do, until
/// their partners change them.
#[utoipa::path(
    tag = "courses",
    params(("course_id" = CourseId, Path, description = "Which course.")),
    responses((status = 200, description = "The course, ended.", body = CourseView)),
)]
#[post("/courses/{course_id}/end")]
pub(super) async fn end_course(caller: Caller, id: Path<CourseId>) -> ApiResult<Reply<CourseView>> {
    let end = async |work: &mut Work| {
        let course = work.find(id.0).await?.or_not_found()?;
        let course = course::end(work, &course).await?;
        Ok(Answer::changed(&course, CourseView::from(&course)))
    };
    caller.command(&NoBody, end).await
}
