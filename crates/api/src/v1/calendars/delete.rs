//! `DELETE /v1/calendars/{calendar_id}`

use actix_web::delete;
use trellis_app::calendar;
use trellis_domain::CalendarId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Take a calendar address back
///
/// From now on the address answers as one that never was. A calendar address never changes, so send `If-Match: *`.
#[utoipa::path(
    tag = "sessions",
    params(("calendar_id" = CalendarId, Path, description = "Which calendar.")),
    responses((status = 204, description = "The address no longer works.")),
)]
#[delete("/calendars/{calendar_id}")]
pub(super) async fn delete_calendar(caller: Caller, id: Path<CalendarId>, if_match: IfMatch) -> ApiResult<Reply<()>> {
    let delete = async |work: &mut Work| {
        let calendar = work.find(id.0).await?.or_not_found()?;
        if_match.check(calendar.head.revision)?;
        calendar::remove(work, &calendar).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, delete).await
}
