//! `GET /v1/completions`

use std::collections::{BTreeMap, BTreeSet};

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{AffiliationId, Completion, Course, CourseId, Record};
use trellis_storage::{Page, Reading, completion::CompletionFilter};
use utoipa::IntoParams;

use super::model::{CompletionPage, CompletionView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which completions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListCompletions {
    /// Only those on this affiliation.
    affiliation_id: Option<AffiliationId>,
    /// Only those of this course.
    course_id: Option<CourseId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List completions
///
/// What your partner's people have completed, in the order in which it was recorded.
#[utoipa::path(
    tag = "courses",
    params(ListCompletions),
    responses((status = 200, description = "A page of completions.", body = CompletionPage)),
)]
#[get("/completions")]
pub(super) async fn list_completions(
    caller: Caller,
    query: Query<ListCompletions>,
) -> ApiResult<Listing<CompletionPage>> {
    let ListCompletions { affiliation_id, course_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.snapshot().await?;
    let filter = CompletionFilter { affiliation: affiliation_id, course: course_id };
    let Page { items, next } = reads.list::<Completion>(&filter, page).await?;
    let named: BTreeSet<CourseId> = items.iter().map(|completion| completion.details.course_id).collect();
    let named: Vec<CourseId> = named.into_iter().collect();
    let courses: Vec<Record<Course>> = reads.load_all(&named).await?;
    let courses: BTreeMap<CourseId, Record<Course>> = courses.into_iter().map(|course| (course.id, course)).collect();
    let view = |completion: &Record<Completion>| {
        Some(CompletionView::new(completion, courses.get(&completion.details.course_id)?))
    };
    Ok(caller.listing(Page { items: items.iter().filter_map(view).collect(), next }))
}
