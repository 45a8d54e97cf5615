//! `POST /v1/courses`

use actix_web::post;
use trellis_app::course;
use trellis_domain::{access::Role, course::CourseDetails};
use trellis_storage::Work;

use super::model::{CourseView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Add a course
///
/// Training for champions or for project managers. What the co-ordinator adds is offered to every partner of the network; what a partner adds is its own, and
/// nobody else sees it. A partner's policy can require courses for champions: see `required_courses`.
#[utoipa::path(
    tag = "courses",
    request_body(content = CourseDetails, example = json!(create_example())),
    responses((status = 201, description = "The new course.", body = CourseView)),
)]
#[post("/courses")]
pub(super) async fn create_course(caller: Caller, body: Body<CourseDetails>) -> ApiResult<Reply<CourseView>> {
    let network_wide = caller.who().role == Role::Coordinator;
    let create = async |work: &mut Work| {
        let created = course::create(work, caller.partner()?, body.read()?, network_wide).await?;
        Ok(Answer::created("/v1/courses", &created, CourseView::from(&created)))
    };
    caller.command(&body, create).await
}
