//! What stands behind a token, as its owner may see it now.

use trellis_app::{Secret, calendar};
use trellis_domain::{
    Affiliation, Partner, Record, Venue,
    access::Reach,
    calendar::{CalendarDetails, CalendarKind},
    interval::Interval,
};
use trellis_standards::Collection;
use trellis_storage::{Reading, Standpoint, calendar::Shown};

use super::happening::Around;
use crate::{caller::OrNotFound, problem::ApiResult, state::State};

pub(super) async fn collection(
    state: &State,
    around: Around<'_>,
    token: &Secret,
    window: Interval,
) -> ApiResult<Collection> {
    let network = Standpoint::network(around.seen.network.id);
    let found = calendar::by_token(&state.store.reads(network), token).await?.or_not_found()?;
    let owner = found.head.owner;
    let reads = state.store.snapshot(network.of_partner(owner).reaching(Reach::Shared)).await?;
    let CalendarDetails { kind, subject_id } = found.details;
    let partner: Record<Partner> = reads.load(owner).await?.or_not_found()?;
    let name = partner.details.name.as_str();
    let sessions = match kind {
        CalendarKind::Champion => {
            let affiliation = subject_id.of::<Affiliation>().or_not_found()?;
            trellis_storage::calendar::shifts(&reads, affiliation, window).await?
        }
        CalendarKind::Partner => {
            let shown = Shown { venue: None, partner: Some(owner) };
            trellis_storage::calendar::shared(&reads, shown, window).await?
        }
        CalendarKind::Venue => {
            let id = subject_id.of::<Venue>().or_not_found()?;
            let venue: Record<Venue> = reads.load(id).await?.or_not_found()?;
            let shown = Shown { venue: Some(id), partner: None };
            let sessions = trellis_storage::calendar::shared(&reads, shown, window).await?;
            return around.collection(&reads, Some(venue.details.name.as_str()), sessions).await;
        }
        CalendarKind::Network => trellis_storage::calendar::shared(&reads, Shown::default(), window).await?,
    };
    around.collection(&reads, Some(name), sessions).await
}
