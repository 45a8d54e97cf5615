//! Sessions as the public sees them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use trellis_domain::{
    NetworkId, PartnerId, Precision, SeriesId, SessionId,
    clock_time::Zone,
    geo::Point,
    help::{Setting, TopicSlug},
    language::{Language, LocalizedName, LocalizedWords},
    listing::{ListedVenue, ListingCard},
    partner::Audience,
    session::{BookingStyle, Places, Programme, SessionStatus, Way},
    text::{Name, Text},
};
use trellis_storage::{ListedSession, ListingPage};
use utoipa::ToSchema;

use super::search::Asked;
use crate::{paging::Paging, problem::ApiResult, public_cache::PublicAnswer};

/// One occurrence of help that everybody may come to or ask for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PublicSession {
    /// Its id.
    id: SessionId,
    /// The series that it is an occurrence of; null for a single session.
    #[schema(required)]
    series_id: Option<SeriesId>,
    /// The short name of its network.
    #[schema(examples("bexley"))]
    network: String,
    /// The page about it, on this service.
    #[schema(format = UriReference, examples("/n/bexley/sessions/ses_0198c0de00007000800000000000000a"))]
    page: String,
    /// What it is called, by language.
    title: LocalizedName,
    /// What happens there, by language.
    #[schema(required)]
    description: Option<LocalizedWords>,
    /// Where help is given.
    setting: Setting,
    /// The ways it is: at a centre, a home visit, specialist.
    ways: Vec<Way>,
    /// When it starts.
    starts_at: DateTime<Utc>,
    /// When it ends.
    ends_at: DateTime<Utc>,
    /// The zone of its wall clock.
    time_zone: Zone,
    /// What people can get help with; anything when empty.
    topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    audiences: Vec<Audience>,
    /// The languages that help is given in; those of the network when empty.
    languages: Vec<Language>,
    /// Whom it is meant for.
    programme: Programme,
    /// Whether people just turn up, book a place, or either.
    booking: BookingStyle,
    /// Its places as they are now; null where none can be booked.
    #[schema(required)]
    places: Option<Places>,
    /// How it stands now.
    state: SessionStatus,
    /// Why it was cancelled; null unless it was.
    #[schema(required)]
    cancelled: Option<Text<200>>,
    /// The venue, with its address and how people get in; null at home, by phone or by video.
    #[schema(required)]
    venue: Option<ListedVenue>,
    /// Where it is; null at home, by phone or by video.
    #[schema(required)]
    point: Option<Point>,
    /// How far it is from `near`, in kilometres as the crow flies; null where nothing was near.
    #[schema(required)]
    distance_km: Option<f64>,
    /// Who gives the help.
    partner: PublicPartner,
    /// The phone number for questions.
    #[schema(required)]
    phone: Option<Text<40>>,
    /// When anything but its places last changed.
    updated_at: DateTime<Utc>,
}

/// A partner as anybody may see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PublicPartner {
    /// Its id.
    id: PartnerId,
    /// Its name.
    name: Name,
    /// The phone number that the public may ring.
    #[schema(required)]
    public_phone: Option<Text<40>>,
}

/// The place that was asked for, as it is known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PublicNear {
    /// The place.
    point: Point,
    /// How exactly it is known: a postcode that is not known is taken for the middle of its district.
    precision: Precision,
    /// How far around it was looked, in kilometres.
    radius_km: f64,
}

/// A part of the public listing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PublicListing {
    /// The sessions, in the order in which they start.
    #[schema(max_items = 100)]
    items: Vec<PublicSession>,
    /// Send this as `cursor` to go on; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
    /// The place that was asked for; null when none was.
    #[schema(required)]
    near: Option<PublicNear>,
}

impl PublicSession {
    pub(super) fn new(network: &str, listed: ListedSession, from: Option<Point>, now: DateTime<Utc>) -> Self {
        let state = listed.status(now);
        let ListedSession {
            network: _,
            id,
            series,
            starts_at,
            ends_at,
            point,
            setting,
            booking,
            ways,
            places,
            partner: partner_id,
            revision: _,
            changed_at,
            card,
        } = listed;
        let ListingCard {
            title,
            description,
            time_zone,
            topics,
            audiences,
            languages,
            programme,
            venue,
            partner,
            phone,
            cancelled,
        } = card;
        Self {
            id,
            series_id: series,
            network: network.to_owned(),
            page: format!("/n/{network}/sessions/{id}"),
            title,
            description,
            setting,
            ways,
            starts_at,
            ends_at,
            time_zone,
            topics,
            audiences,
            languages,
            programme,
            booking,
            places,
            state,
            cancelled,
            venue,
            point,
            distance_km: from.zip(point).map(|(from, point)| to_ten_metres(from.distance_km(point))),
            partner: PublicPartner { id: partner_id, name: partner.name, public_phone: partner.public_phone },
            phone,
            updated_at: changed_at,
        }
    }
}

fn to_ten_metres(kilometres: f64) -> f64 {
    (kilometres * 100.0).round() / 100.0
}

/// A page of the listing as an answer, with the address of the next one.
pub(super) fn answer(
    found: ListingPage,
    networks: &BTreeMap<NetworkId, String>,
    asked: &Asked,
    paging: &Paging<'_>,
    now: DateTime<Utc>,
) -> ApiResult<PublicAnswer> {
    let changes = found.changes_at(now);
    let from = asked.near.map(|near| near.centre.point);
    let slug = |network| networks.get(&network).map_or("", String::as_str);
    let cursor = found.page.next.map(|position| paging.cursor(position));
    let next = cursor.as_ref().map(|cursor| paging.address(cursor));
    let items = found.page.items.into_iter();
    let near = asked.near.map(|near| PublicNear {
        point: near.centre.point,
        precision: near.centre.precision,
        radius_km: near.radius.kilometres(),
    });
    let items = items.map(|listed| PublicSession::new(slug(listed.network), listed, from, now)).collect();
    let answer = PublicAnswer::json(&PublicListing { items, next_cursor: cursor, near }, now, changes)?;
    Ok(match next {
        Some(next) => answer.with_header(actix_web::http::header::LINK, format!("<{next}>; rel=\"next\"")),
        None => answer,
    })
}
