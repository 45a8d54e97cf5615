//! This session and all that follow.

use trellis_domain::{
    Record, Series,
    series::SplitSeries,
    session::{SeriesDate, Session},
};
use trellis_storage::Work;

use crate::{error::CommandError, listing};

/// A series goes on as another one from a date on; answers the new one. Every session stays as it is: from then on it belongs to the new
/// series, which can be changed by itself.
pub async fn split(
    work: &mut Work,
    series: &Record<Series>,
    order: SplitSeries,
) -> Result<Record<Series>, CommandError> {
    series.open_to_change()?;
    let (before, after) = series.noun.clone().split(order)?;
    let id = work.new_id();
    let new = work.insert(id, series.head.owner, after).await?;
    let mut listed = Vec::new();
    for session in trellis_storage::series::sessions_from(work, series.id, order.from).await? {
        let moved = session.in_series.map(|date| SeriesDate { series: id, ..date });
        let moved = Session { in_series: moved, ..session.noun.clone() };
        listed.push(work.update(&session, moved).await?);
    }
    listing::keep_several(work, &listed).await?;
    work.update(series, before).await?;
    let reached = trellis_storage::series::expanded_to(work, &[series.id]).await?;
    trellis_storage::series::note_expanded(work, &[id], reached.get(&series.id).copied()).await?;
    Ok(new)
}
