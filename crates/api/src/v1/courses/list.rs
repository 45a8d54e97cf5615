//! `GET /v1/courses`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::course::CourseAudience;
use trellis_storage::{Reading, course::CourseFilter};
use utoipa::IntoParams;

use super::model::{CoursePage, CourseView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which courses.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListCourses {
    /// Only those for these people.
    #[param(inline)]
    audience: Option<CourseAudience>,
    /// Only those that have ended (`true`), or only those that have not (`false`).
    ended: Option<bool>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List courses
///
/// The courses of the network and of your own partner, in the order in which they were made.
#[utoipa::path(
    tag = "courses",
    params(ListCourses),
    responses((status = 200, description = "A page of courses.", body = CoursePage)),
)]
#[get("/courses")]
pub(super) async fn list_courses(caller: Caller, query: Query<ListCourses>) -> ApiResult<Listing<CoursePage>> {
    let ListCourses { audience, ended, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let found = caller.reads()?.list(&CourseFilter { audience, ended }, page).await?;
    Ok(caller.listing(found.map(|record| CourseView::from(&record))))
}
