//! `GET /v1/affiliations/{affiliation_id}/busy`

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use trellis_app::champion;
use trellis_domain::{AffiliationId, champion::Across, clock_time, interval::Interval, window::busy_window};
use trellis_storage::Reading;
use utoipa::{IntoParams, ToSchema};

use crate::{
    answer::WorkedOut,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::Query,
};

/// Which time.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct GetBusyTimes {
    /// From this moment on; now when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    from: Option<DateTime<Utc>>,
    /// Until just before this moment, at most 28 days after `from`; 14 days after it when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    to: Option<DateTime<Utc>>,
    /// `network`, which is the default, needs the champion's consent; `partner` is what they do for you.
    #[param(inline, example = "partner")]
    across: Option<Across>,
}

/// When somebody is busy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BusyTimes)]
pub(super) struct BusyTimesView {
    /// The start of the time that was asked for.
    from: DateTime<Utc>,
    /// The first moment after it.
    to: DateTime<Utc>,
    /// Whose commitments these are.
    across: Across,
    /// The stretches in which the champion is taken, the earliest first. Those that touch are one.
    busy: Vec<BusyTime>,
}

/// A stretch in which somebody is taken. Where and for whom is not said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BusyTime {
    /// Its start, or that of the time that was asked for.
    starts_at: DateTime<Utc>,
    /// The first moment after it.
    ends_at: DateTime<Utc>,
}

/// Read when a champion is busy
///
/// The hours in which one of your champions has said yes to somebody, in your partner or in any other: never where or for whom. Commitments of other
/// partners are shown with the champion's consent only: a consent that holds, with purpose `free_busy` and the name of your partner as recipient.
/// Without it: 409 `free_busy_consent_required`. What they do for you is always shown, with `across=partner`.
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Whose."), GetBusyTimes),
    responses((status = 200, description = "The busy times.", body = BusyTimesView)),
)]
#[get("/affiliations/{affiliation_id}/busy")]
pub(super) async fn get_busy_times(
    caller: Caller,
    id: Path<AffiliationId>,
    query: Query<GetBusyTimes>,
) -> ApiResult<WorkedOut<BusyTimesView>> {
    let GetBusyTimes { from, to, across } = query.0;
    let across = across.unwrap_or_default();
    let window = busy_window(from, to, caller.now())?;
    let reads = caller.snapshot().await?;
    let affiliation = reads.find(id.0).await?.or_not_found()?;
    let busy = champion::busy(&reads, caller.partner()?, &affiliation, across, window).await?;
    let busy = busy.into_iter().map(BusyTime::from).collect();
    Ok(WorkedOut(BusyTimesView { from: window.start(), to: window.end(), across, busy }))
}

impl From<Interval> for BusyTime {
    fn from(interval: Interval) -> Self {
        Self { starts_at: interval.start(), ends_at: interval.end() }
    }
}
