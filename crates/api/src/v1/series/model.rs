//! Series as answers show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trellis_domain::{
    ActivityId, PartnerId, Record, Series, SeriesId, VenueId,
    clock_time::{TimeOfDay, Zone},
    contact::Phone,
    help::{Setting, TopicSlug},
    language::{Language, LocalizedName, LocalizedWords},
    partner::Audience,
    series::{Closure, OnConflict, RecurrenceRule, SeriesDetails},
    session::{BookingStyle, Cancellation, Programme, Visibility},
};
use utoipa::{IntoParams, ToSchema};

use crate::{body::MergePatch, page::PageOf};

/// A change to a series.
pub(super) type SeriesPatch = MergePatch<SeriesDetails>;

/// A page of series.
pub(super) type SeriesPage = PageOf<SeriesView>;

/// What to do with sessions that somebody relies on.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SettleConflict {
    /// What to do with sessions that have bookings or champions and would be moved, dropped or left with too few places. `keep`: they stay as
    /// they are, and no longer follow the series. `cancel`: they are called off, and so are their bookings. When left out, nothing changes
    /// and the answer is 409 with these sessions.
    #[param(inline)]
    pub(super) on_conflict: Option<OnConflict>,
}

/// Help that repeats.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Series)]
pub struct SeriesView {
    /// Its id.
    id: SeriesId,
    /// The partner that runs it.
    partner_id: PartnerId,
    /// What it is called, by language.
    title: LocalizedName,
    /// What happens there, by language.
    #[schema(required)]
    description: Option<LocalizedWords>,
    /// Where help is given.
    setting: Setting,
    /// The venue; null at home, by phone or by video.
    #[schema(required)]
    venue_id: Option<VenueId>,
    /// The activity that it is part of; null where it stands by itself.
    #[schema(required)]
    activity_id: Option<ActivityId>,
    /// The first day, on the wall calendar.
    starts_on: NaiveDate,
    /// The time of day at which each session starts.
    start_time: TimeOfDay,
    /// How long each session lasts, in minutes.
    duration_minutes: u32,
    /// The zone of its wall clock.
    time_zone: Zone,
    /// How it repeats.
    rule: RecurrenceRule,
    /// Dates on which it does not take place.
    except_dates: Vec<NaiveDate>,
    /// Dates on which it takes place, too.
    extra_dates: Vec<NaiveDate>,
    /// When the host is closed.
    closures: Vec<Closure>,
    /// Whether it stops on the bank holidays of the network's nation.
    stops_on_bank_holidays: bool,
    /// What people can get help with; anything when empty.
    topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    audiences: Vec<Audience>,
    /// The languages that help is given in; those of the network when empty.
    languages: Vec<Language>,
    /// Whether people just turn up, book a place, or either.
    booking: BookingStyle,
    /// How many places can be booked in each session.
    #[schema(required)]
    capacity: Option<u32>,
    /// How many champions each session takes.
    champions_needed: u32,
    /// Who may see it.
    visibility: Visibility,
    /// Whom it is meant for.
    programme: Programme,
    /// The phone number for questions.
    #[schema(required)]
    phone: Option<Phone>,
    /// Why and when it was cancelled; null unless it was.
    #[schema(required)]
    cancelled: Option<Cancellation>,
    /// When it was planned.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Series>> for SeriesView {
    fn from(record: &Record<Series>) -> Self {
        let time_zone = record.zone();
        let Series { details, cancellation } = record.noun.clone();
        let SeriesDetails {
            title,
            description,
            setting,
            venue_id,
            activity_id,
            starts_on,
            start_time,
            duration_minutes,
            time_zone: _may_be_left_out,
            rule,
            except_dates,
            extra_dates,
            closures,
            stops_on_bank_holidays,
            topics,
            audiences,
            languages,
            booking,
            capacity,
            champions_needed,
            visibility,
            programme,
            phone,
        } = details;
        Self {
            id: record.id,
            partner_id: record.head.owner,
            title,
            description,
            setting,
            venue_id,
            activity_id,
            starts_on,
            start_time,
            duration_minutes,
            time_zone,
            rule,
            except_dates,
            extra_dates,
            closures,
            stops_on_bank_holidays,
            topics,
            audiences,
            languages,
            booking,
            capacity,
            champions_needed,
            visibility,
            programme,
            phone,
            cancelled: cancellation,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What a series can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "title": { "en": "Tuesday phone drop-in" },
        "description": { "en": "Ring us with any question about your phone, tablet or laptop." },
        "setting": "remote",
        "starts_on": "2030-05-07",
        "start_time": "10:00",
        "duration_minutes": 120,
        "rule": "FREQ=WEEKLY;BYDAY=TU",
        "except_dates": ["2030-05-21"],
        "closures": [{ "first": "2030-07-25", "last": "2030-09-02" }],
        "stops_on_bank_holidays": true,
        "booking": "drop_in",
        "champions_needed": 2,
        "visibility": "public",
        "phone": "020 7946 0000",
    })
}

/// A change to a series.
pub(super) fn patch_example() -> Value {
    json!({ "start_time": "10:30", "except_dates": ["2030-05-21", "2030-05-28"] })
}

/// Where another series begins.
pub(super) fn split_example() -> Value {
    json!({ "from": "2030-06-04" })
}

/// The order to call it off.
pub(super) fn cancel_example() -> Value {
    json!({ "reason": "The library closes for repairs" })
}
