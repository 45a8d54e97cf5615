//! `GET /v1/venues`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{help::AccessFeature, venue::VenueKind};
use trellis_storage::{
    Reading,
    venue::{NearVenue, VenueFilter, near},
};
use utoipa::IntoParams;

use super::model::{VenuePage, VenueView};
use crate::{
    answer::Listing,
    caller::Caller,
    near::{Around, around},
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which venues.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListVenues {
    /// Only those of this kind.
    #[param(inline)]
    kind: Option<VenueKind>,
    /// Only those that are known to have this.
    #[param(inline)]
    feature: Option<AccessFeature>,
    /// Only those around this place: a postcode, its first half, or latitude and longitude with a comma between.
    #[param(max_length = 60, example = "DA6 7DA")]
    near: Option<String>,
    /// How far around it, in kilometres; 5 when nothing is said.
    #[param(exclusive_minimum = 0.0, maximum = 50.0, example = 3.0)]
    radius_km: Option<f64>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List venues
///
/// The places where help is given. With `near`, those around a place, the nearest first; `near` in the answer says how exactly the place is known:
/// a postcode that is not in use is taken as the middle of its district.
#[utoipa::path(tag = "places", params(ListVenues), responses((status = 200, description = "A page of venues.", body = VenuePage)))]
#[get("/venues")]
pub(super) async fn list_venues(caller: Caller, query: Query<ListVenues>) -> ApiResult<Listing<VenuePage>> {
    let ListVenues { kind, feature, near: place, radius_km, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = VenueFilter { kinds: kind.into_iter().collect(), features: feature.into_iter().collect() };
    let around = around(caller.store(), place.as_deref(), radius_km).await?;
    let view = |venue: &_| VenueView::seen_by(caller.who().partner, venue);
    let found = match around {
        None => caller.reads()?.list(&filter, page).await?.map(|venue| view(&venue)),
        Some(Around { centre, radius }) => {
            let reads = caller.snapshot().await?;
            let nearest = near(&reads, &filter, (centre.point, radius), page).await?;
            nearest.map(|NearVenue { venue, distance_km }| view(&venue).at_distance(distance_km))
        }
    };
    let Listing { page, next } = caller.listing(found);
    let near = around.map(|around| around.centre);
    Ok(Listing { page: VenuePage { items: page.items, next_cursor: page.next_cursor, near }, next })
}
