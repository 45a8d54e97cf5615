//! What a partner says about a series.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{expand::Occurrence, rule::RecurrenceRule};
use crate::{
    activity::ActivityId,
    clock_time::{self, TimeOfDay, Zone},
    contact::Phone,
    help::{Setting, TopicSlug},
    language::{Language, LocalizedName, LocalizedWords},
    partner::Audience,
    session::{BookingStyle, Programme, SessionDetails, Visibility},
    venue::VenueId,
};

/// Days on which the host is closed, such as school holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Closure {
    /// The first day.
    #[serde(deserialize_with = "clock_time::date")]
    #[cfg_attr(feature = "schema", schema(examples("2030-07-25")))]
    pub first: NaiveDate,
    /// The last day, closed too.
    #[serde(deserialize_with = "clock_time::date")]
    #[cfg_attr(feature = "schema", schema(examples("2030-09-02")))]
    pub last: NaiveDate,
}

impl Closure {
    /// Whether the host is closed on a date.
    pub fn covers(self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// What a partner may say about help that repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateSeries))]
pub struct SeriesDetails {
    /// What it is called, by language.
    pub title: LocalizedName,
    /// What happens there, by language.
    #[serde(default)]
    pub description: Option<LocalizedWords>,
    /// Where help is given.
    pub setting: Setting,
    /// The venue; required at a venue, and left out at home or by phone and video.
    #[serde(default)]
    pub venue_id: Option<VenueId>,
    /// The activity that it is part of: one that the same partner runs.
    #[serde(default)]
    pub activity_id: Option<ActivityId>,
    /// The first day, on the wall calendar: the rule is counted from it. Where the rule does not name it, the first session is on the first
    /// day after it that the rule names.
    #[serde(deserialize_with = "clock_time::date")]
    #[cfg_attr(feature = "schema", schema(examples("2030-05-07")))]
    pub starts_on: NaiveDate,
    /// The time of day at which each session starts, on the wall clock, summer and winter. A time that the clocks show twice is the first of
    /// the two; one that they skip is as much later as they skip.
    pub start_time: TimeOfDay,
    /// How long each session lasts, in minutes.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 1440))]
    pub duration_minutes: u32,
    /// The zone of its wall clock; the network's when left out.
    #[serde(default)]
    pub time_zone: Option<Zone>,
    /// How it repeats.
    pub rule: RecurrenceRule,
    /// Dates on which it does not take place, whatever else is said.
    #[serde(default, deserialize_with = "clock_time::dates")]
    #[cfg_attr(feature = "schema", schema(max_items = 200))]
    pub except_dates: Vec<NaiveDate>,
    /// Dates on which it takes place, too, at the same time of day, whatever is closed then.
    #[serde(default, deserialize_with = "clock_time::dates")]
    #[cfg_attr(feature = "schema", schema(max_items = 200))]
    pub extra_dates: Vec<NaiveDate>,
    /// When the host is closed, such as school holidays: it does not take place on these days.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub closures: Vec<Closure>,
    /// Whether it stops on the bank holidays of the network's nation.
    #[serde(default)]
    pub stops_on_bank_holidays: bool,
    /// What people can get help with, by slug of the topic; anything when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub audiences: Vec<Audience>,
    /// The languages that help is given in; those of the network when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// Whether people just turn up, book a place, or either.
    pub booking: BookingStyle,
    /// How many places can be booked in each session; required where places can be booked.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 1000))]
    pub capacity: Option<u32>,
    /// How many champions each session takes.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schema(maximum = 100, default = 1))]
    pub champions_needed: u32,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// Whom it is meant for.
    #[serde(default)]
    pub programme: Programme,
    /// The phone number for questions; the partner's public one when left out.
    #[serde(default)]
    pub phone: Option<Phone>,
}

const fn one() -> u32 {
    1
}

impl SeriesDetails {
    /// The same details with a zone, if they named none.
    pub(super) fn in_zone(self, zone: Zone) -> Self {
        Self { time_zone: self.time_zone.or(Some(zone)), ..self }
    }

    /// What the session of an occurrence says, as the series has it.
    pub fn session(&self, occurrence: Occurrence) -> SessionDetails {
        SessionDetails {
            title: self.title.clone(),
            description: self.description.clone(),
            setting: self.setting,
            venue_id: self.venue_id,
            starts_at: occurrence.interval.start(),
            ends_at: occurrence.interval.end(),
            time_zone: self.time_zone,
            topics: self.topics.clone(),
            audiences: self.audiences.clone(),
            languages: self.languages.clone(),
            booking: self.booking,
            capacity: self.capacity,
            champions_needed: self.champions_needed,
            visibility: self.visibility,
            programme: self.programme,
            phone: self.phone.clone(),
        }
    }

    /// Whether other details name the same dates and times.
    pub(super) fn same_times(&self, other: &Self) -> bool {
        let times = |details: &Self| {
            let Self { starts_on, start_time, duration_minutes, time_zone, rule, .. } = details.clone();
            (starts_on, start_time, duration_minutes, time_zone, rule)
        };
        let dates = |details: &Self| {
            let Self { except_dates, extra_dates, closures, stops_on_bank_holidays, .. } = details.clone();
            (except_dates, extra_dates, closures, stops_on_bank_holidays)
        };
        times(self) == times(other) && dates(self) == dates(other)
    }
}
