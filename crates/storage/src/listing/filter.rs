//! Filters of the listing as conditions.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Select,
    sea_query::{Expr, IntoCondition, LikeExpr, Query},
};
use trellis_domain::{
    ClosedEnum, NetworkId,
    clock_time::TimeOfDay,
    geo::Point,
    language::Language,
    listing::{Hours, ListingFilter, grid::BoundingBox, styles_offering},
    session::BookingStyle,
};

use crate::{
    booking,
    entity::{
        listing::{Column, Entity},
        network,
    },
};

/// What `words` makes of none.
const NO_WORDS: &str = " ";

/// The rows of a network, or of all.
#[expect(clippy::disallowed_methods, reason = "the listing is public; questions of one network are held to it here")]
pub(super) fn listed(network: Option<NetworkId>) -> Select<Entity> {
    Entity::find().filter(Condition::all().add_option(network.map(|network| Column::NetworkId.eq(network.uuid()))))
}

/// The rows that a filter lets through, but for the corners of the box around a place.
pub(super) fn matching(network: Option<NetworkId>, filter: &ListingFilter, now: DateTime<Utc>) -> Select<Entity> {
    // Help by phone and video reaches every place in its own network, but a network far off is not near.
    let cells = filter.near.as_ref().map(|near| Column::Cell.is_in(near.cells(network.is_some())));
    matching_anywhere(network, filter, now).filter(Condition::all().add_option(cells))
}

/// The same whatever cell they are in: for who names the cells.
pub(super) fn matching_anywhere(
    network: Option<NetworkId>,
    filter: &ListingFilter,
    now: DateTime<Utc>,
) -> Select<Entity> {
    let ListingFilter {
        window,
        near,
        setting,
        way,
        specialism,
        topic,
        booking,
        has_places,
        weekdays,
        hours,
        audience,
        language,
        access,
        partner,
    } = filter;
    let around = near.as_ref().map(|near| in_box(near.bounds()));
    let styles = |wanted: BookingStyle| Column::Booking.is_in(styles_offering(wanted).map(ClosedEnum::code));
    let narrowed = Condition::all()
        .add_option(around)
        .add_option(setting.map(|setting| Column::Setting.eq(setting.code())))
        .add_option(way.map(|way| has_word(Column::Ways, way.code())))
        .add_option(specialism.as_ref().map(|specialism| has_word(Column::Specialisms, &specialism.to_string())))
        .add_option(topic.as_ref().map(|topic| has_word(Column::Topics, topic.as_str())))
        .add_option(booking.map(styles))
        .add_option(has_places.map(|wanted| with_places(wanted, now)))
        .add_option((!weekdays.is_empty()).then(|| Column::Weekday.is_in(weekdays.iter().map(|day| day.number()))))
        .add_option(hours.map(within))
        .add_option(audience.map(|audience| or_none(Column::Audiences, audience.code())))
        .add_option(language.as_ref().map(spoken))
        .add_option(partner.map(|partner| Column::PartnerId.eq(partner.uuid())));
    let narrowed = access.iter().fold(narrowed, |all, feature| all.add(has_word(Column::Access, feature.code())));
    listed(network)
        .filter(Column::StartsAt.gte(window.start().timestamp()))
        .filter(Column::StartsAt.lt(window.end().timestamp()))
        .filter(narrowed)
}

/// Whether a row is within reach, the corners of the box left out.
pub(super) fn within_reach(filter: &ListingFilter, lat: Option<f64>, lng: Option<f64>) -> bool {
    match (&filter.near, lat.zip(lng)) {
        (Some(near), Some((latitude, longitude))) => near.reaches(Point { latitude, longitude }),
        (Some(_) | None, None) | (None, Some(_)) => true,
    }
}

fn in_box(bounds: BoundingBox) -> Condition {
    let BoundingBox { south, north, west, east } = bounds;
    let between = if west <= east {
        Column::Lng.between(west, east).into_condition()
    } else {
        Condition::any().add(Column::Lng.gte(west)).add(Column::Lng.lte(east))
    };
    Condition::any()
        .add(Column::Lat.is_null())
        .add(Condition::all().add(Column::Lat.between(south, north)).add(between))
}

fn has_word(column: Column, word: &str) -> Expr {
    let word = word.replace('_', "\\_");
    column.like(LikeExpr::new(format!("% {word} %")).escape('\\'))
}

/// What names this word, or none at all.
fn or_none(column: Column, word: &str) -> Condition {
    Condition::any().add(has_word(column, word)).add(column.eq(NO_WORDS))
}

/// What starts at these hours.
fn within(hours: Hours) -> Condition {
    let minutes = |time: TimeOfDay| i32::from(time.minutes());
    Condition::all()
        .add(Column::MinuteOfDay.gte(minutes(hours.from())))
        .add(Column::MinuteOfDay.lt(minutes(hours.to())))
}

/// What is held in a language: it says so, or says nothing, and its network speaks it.
fn spoken(language: &Language) -> Condition {
    let speaking = Query::select()
        .column(network::Column::Id)
        .from(network::Entity)
        .and_where(
            Expr::col((network::Entity, network::Column::Languages)).cast_as("text").like(format!("%\"{language}\"%")),
        )
        .to_owned();
    let of_network = Condition::all().add(Column::Languages.eq(NO_WORDS)).add(Column::NetworkId.in_subquery(speaking));
    Condition::any().add(has_word(Column::Languages, language.as_str())).add(of_network)
}

fn with_places(wanted: bool, now: DateTime<Utc>) -> Condition {
    let drop_in = Column::Booking.is_in(styles_offering(BookingStyle::DropIn).map(ClosedEnum::code));
    let free = Expr::col((Entity, Column::Capacity)).gt(booking::taken_in_listed(now));
    let open = Condition::any().add(drop_in).add(free);
    Condition::all().add(Column::Cancelled.eq(false)).add(if wanted { open } else { open.not() })
}
