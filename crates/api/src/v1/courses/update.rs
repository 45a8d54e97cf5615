//! `PATCH /v1/courses/{course_id}`

use actix_web::patch;
use trellis_app::course;
use trellis_domain::CourseId;
use trellis_storage::{Reading, Work};

use super::model::{CoursePatch, CourseView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a course
///
/// A JSON merge-patch of what its owner says about it. After how many months it is due again holds for what is already completed, too, where the completion
/// itself does not say. Whom it is for stays.
#[utoipa::path(
    tag = "courses",
    params(("course_id" = CourseId, Path, description = "Which course.")),
    request_body(content = CoursePatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The course as it is now.", body = CourseView)),
)]
#[patch("/courses/{course_id}")]
pub(super) async fn update_course(
    caller: Caller,
    id: Path<CourseId>,
    if_match: IfMatch,
    patch: CoursePatch,
) -> ApiResult<Reply<CourseView>> {
    let update = async |work: &mut Work| {
        let course = work.find(id.0).await?.or_not_found()?;
        if_match.check(course.head.revision)?;
        let course = course::update(work, &course, patch.apply(&course.details)?).await?;
        Ok(Answer::changed(&course, CourseView::from(&course)))
    };
    caller.command(&patch, update).await
}
