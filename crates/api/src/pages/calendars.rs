//! `/calendars/{network}/{name}.ics`: sessions and shifts for calendar programs.
//!
//! What is public has a plain address: `public` for the network, an id for a venue. Everything else stands behind a token
//! that nobody can guess; what its owner may see is judged at each read. No calendar names champions, learners or guests.

mod happening;
mod private;
mod public;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{self, HeaderName},
    web::{Data, Path},
};
use chrono::{DateTime, TimeDelta, Utc};
use trellis_app::Secret;
use trellis_domain::{VenueId, interval::Interval};
use trellis_standards::calendar::calendar;

use super::language::language_of;
use crate::{
    problem::{ApiError, ApiResult},
    public_cache::PublicCache,
    state::State,
};

/// What the network's public calendar is called.
const PUBLIC: &str = "public";

/// A calendar, public or private.
#[get("/calendars/{network}/{name}.ics")]
pub(super) async fn calendar_file(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<HttpResponse> {
    let (language, now) = (language_of(&request), state.now());
    let (network, name) = path.into_inner();
    let seen = cache.network(&state.store, &network).await?;
    let around = happening::Around { seen: &seen, public_url: &state.public_url, language, now };
    let window = window(now).ok_or_else(ApiError::not_found)?;
    let venue: Option<VenueId> = name.parse().ok();
    let (collection, keep) = if name == PUBLIC || venue.is_some() {
        (public::collection(&state, around, venue, window).await?, "public, max-age=300")
    } else {
        (private::collection(&state, around, &Secret::presented(name), window).await?, "no-store")
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::VARY, header::ACCEPT_LANGUAGE.as_str()))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((HeaderName::from_static("x-robots-tag"), "noindex"))
        .body(calendar(&collection)))
}

/// From four weeks ago, so that a calendar keeps what has just been, to half a year ahead.
fn window(now: DateTime<Utc>) -> Option<Interval> {
    Interval::new(now - TimeDelta::weeks(4), now + TimeDelta::weeks(26))
}
