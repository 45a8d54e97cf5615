//! Series: planning help that repeats, changing it, letting it go on as another series, calling it off.
//!
//! What a series says comes true in its sessions. One of them is changed as any session is; what was said about it alone stays when the
//! series changes.

mod cancel;
mod change;
mod expand;
mod split;

pub use cancel::cancel;
pub use expand::{expand_due, expand_series};
pub use split::split;

use std::slice::from_ref;

use trellis_domain::{
    PartnerId, Record, Series,
    series::{OnConflict, SeriesDetails},
};
use trellis_storage::Work;

use crate::{activity, error::CommandError, network, session};

/// The most sessions that one unit of work makes.
const UNIT: usize = 100;

/// A partner plans a series. Its first sessions are there at once, up to a hundred; the rest follows.
pub async fn create(work: &mut Work, owner: PartnerId, details: SeriesDetails) -> Result<Record<Series>, CommandError> {
    let network = network::of(work).await?.details;
    let series = Series::new(details, network.time_zone, network.nation, work.now())?;
    session::check_references(work, series.details.venue_id, &series.details.topics).await?;
    activity::check_part_of(work, owner, series.details.activity_id).await?;
    let id = work.new_id();
    let series = work.insert(id, owner, series).await?;
    expand::expand(work, from_ref(&series), network.nation, UNIT).await?;
    Ok(series)
}

/// A partner says something else about a series, and so about its sessions to come. Nobody who relies on one of them finds it moved, gone
/// or without their place: unless `on_conflict` says what to do with these, they are named and nothing changes.
pub async fn update(
    work: &mut Work,
    series: &Record<Series>,
    details: SeriesDetails,
    on_conflict: Option<OnConflict>,
) -> Result<Record<Series>, CommandError> {
    series.open_to_change()?;
    let network = network::of(work).await?.details;
    let changed = series.noun.clone().with(details, network.time_zone, network.nation, work.now())?;
    if changed == series.noun {
        return Ok(series.clone());
    }
    session::check_references(work, changed.details.venue_id, &changed.details.topics).await?;
    activity::check_part_of(work, series.head.owner, changed.details.activity_id).await?;
    change::follow(work, series, &changed, network.nation, on_conflict).await?;
    let changed = work.update(series, changed).await?;
    trellis_storage::series::note_expanded(work, &[series.id], None).await?;
    expand::expand(work, from_ref(&changed), network.nation, UNIT).await?;
    Ok(changed)
}
