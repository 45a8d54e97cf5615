//! What everybody may see: the sessions that are listed, of the network or at one venue.

use trellis_domain::{Record, Venue, VenueId, interval::Interval};
use trellis_standards::Collection;
use trellis_storage::{Reading, Standpoint, calendar::Shown};

use super::happening::Around;
use crate::{caller::OrNotFound, problem::ApiResult, state::State};

pub(super) async fn collection(
    state: &State,
    around: Around<'_>,
    venue: Option<VenueId>,
    window: Interval,
) -> ApiResult<Collection> {
    let reads = state.store.snapshot(Standpoint::network(around.seen.network.id)).await?;
    let venue: Option<Record<Venue>> = match venue {
        Some(id) => Some(reads.load(id).await?.or_not_found()?),
        None => None,
    };
    let shown = Shown { venue: venue.as_ref().map(|venue| venue.id), partner: None };
    let sessions = trellis_storage::calendar::public(&reads, shown, window).await?;
    let about = venue.as_ref().map(|venue| venue.details.name.as_str());
    around.collection(&reads, about, sessions).await
}
