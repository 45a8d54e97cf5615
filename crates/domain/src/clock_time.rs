//! Times of day, days of the week, zones, and instants as both databases can keep them.

mod written;

pub use written::{date, dates, instant, maybe_date, maybe_instant};

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// An instant with the precision that both databases keep: microseconds.
///
/// Called once, where a clock is read.
pub fn truncated(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.trunc_subsecs(6)
}

/// A day of the week.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the days explain themselves")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The day of the week of a date.
    pub fn of(date: &impl Datelike) -> Self {
        date.weekday().into()
    }

    /// Its number: 1 for Monday, as ISO 8601 counts, up to 7 for Sunday.
    pub const fn number(self) -> i16 {
        match self {
            Self::Monday => 1,
            Self::Tuesday => 2,
            Self::Wednesday => 3,
            Self::Thursday => 4,
            Self::Friday => 5,
            Self::Saturday => 6,
            Self::Sunday => 7,
        }
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(weekday: chrono::Weekday) -> Self {
        match weekday {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// A local time of day in minutes, `00:00` to `24:00`; the last is only good as an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

/// A text that is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_time: a time of day from 00:00 to 24:00, written HH:MM")]
pub struct NotATime;

impl TimeOfDay {
    /// The beginning of the day.
    pub const MIDNIGHT: Self = Self(0);

    /// The end of the day.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// The time that many minutes after midnight, up to 1,440.
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes <= 24 * 60).then_some(Self(minutes))
    }

    /// Minutes since midnight, 0 to 1,440.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl From<&DateTime<chrono_tz::Tz>> for TimeOfDay {
    /// What a wall clock shows, without the seconds.
    fn from(at: &DateTime<chrono_tz::Tz>) -> Self {
        u16::try_from(at.num_seconds_from_midnight() / 60).map_or(Self::END_OF_DAY, Self)
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let all_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let two_digits = |part: &str| part.parse::<u16>().ok().filter(|_| all_digits(part));
        let (hours, minutes) = text.split_once(':').ok_or(NotATime)?;
        match (two_digits(hours), two_digits(minutes)) {
            (Some(hours), Some(minutes)) if minutes < 60 => Self::from_minutes(hours * 60 + minutes).ok_or(NotATime),
            _ => Err(NotATime),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// An IANA time zone, such as `Europe/London`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

/// A text that names no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown_zone: an IANA time zone such as Europe/London")]
pub struct UnknownZone;

impl Zone {
    /// The zone of most networks.
    pub const LONDON: Self = Self(chrono_tz::Europe::London);

    /// The zone's rules.
    pub const fn tz(self) -> chrono_tz::Tz {
        self.0
    }

    /// The wall clock in this zone at an instant.
    pub fn local(self, instant: DateTime<Utc>) -> DateTime<chrono_tz::Tz> {
        instant.with_timezone(&self.0)
    }

    /// The instant at which the wall clock shows a time on a date, as RFC 5545 has it: where it does so twice, the first; where the
    /// clocks skip it, as much later as they skip, by counting on as if they had not been changed yet.
    pub fn instant(self, date: NaiveDate, time: TimeOfDay) -> DateTime<Utc> {
        let wall = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(time.minutes().into());
        let shown = |wall: NaiveDateTime| wall.and_local_timezone(self.0).earliest();
        if let Some(instant) = shown(wall) {
            return instant.to_utc();
        }
        // No zone changes its clocks twice within a day.
        let day = TimeDelta::days(1);
        shown(wall - day).map_or_else(|| wall.and_utc(), |before| before.to_utc() + day)
    }

    /// The instant at which a date begins here; where the clocks skip midnight, the first one after it.
    pub fn start_of(self, date: NaiveDate) -> Option<DateTime<Utc>> {
        let at = |minutes| date.and_hms_opt(0, minutes, 0).or_else(|| date.and_hms_opt(1, 0, 0));
        let starts = [0, 15, 30, 45, 60].into_iter().filter_map(at);
        starts.filter_map(|at| at.and_local_timezone(self.0).earliest()).map(|at| at.to_utc()).next()
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        text.parse().map(Self).map_err(|_unknown: chrono_tz::ParseError| UnknownZone)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::{TimeOfDay, Zone};

    impl PartialSchema for TimeOfDay {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"))
                .description(Some("A local time of day, 00:00 to 24:00."))
                .examples(["10:00"])
                .into()
        }
    }
    impl ToSchema for TimeOfDay {}

    impl PartialSchema for Zone {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some("An IANA time zone."))
                .examples(["Europe/London"])
                .into()
        }
    }
    impl ToSchema for Zone {}
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("00:00", Some(0))]
    #[case("09:30", Some(570))]
    #[case("24:00", Some(1440))]
    #[case("24:01", None)]
    #[case("25:61", None)]
    #[case("9:30", None)]
    #[case("+9:30", None)]
    #[case("0930", None)]
    fn times_of_day(#[case] text: &str, #[case] minutes: Option<u16>) {
        assert_eq!(text.parse().ok().map(TimeOfDay::minutes), minutes);
    }

    #[rstest]
    #[case("Europe/London", "2026-11-24", "2026-11-24T00:00:00Z")]
    #[case("Europe/London", "2026-07-04", "2026-07-03T23:00:00Z")]
    #[case("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z")]
    fn a_day_begins_with_its_first_instant(#[case] zone: Zone, #[case] date: NaiveDate, #[case] start: DateTime<Utc>) {
        assert_eq!(zone.start_of(date), Some(start));
    }

    #[rstest]
    #[case::winter("Europe/London", "2026-12-08", "10:00", "2026-12-08T10:00:00Z")]
    #[case::summer("Europe/London", "2026-07-07", "10:00", "2026-07-07T09:00:00Z")]
    #[case::the_last_minute_before_the_gap("Europe/London", "2027-03-28", "00:59", "2027-03-28T00:59:00Z")]
    #[case::an_hour_that_does_not_exist("Europe/London", "2027-03-28", "01:30", "2027-03-28T01:30:00Z")]
    #[case::after_the_gap("Europe/London", "2027-03-28", "02:00", "2027-03-28T01:00:00Z")]
    #[case::the_first_of_two("Europe/London", "2027-10-31", "01:30", "2027-10-31T00:30:00Z")]
    #[case::after_both("Europe/London", "2027-10-31", "02:00", "2027-10-31T02:00:00Z")]
    #[case::rfc_5545_s_own("America/New_York", "2007-03-11", "02:30", "2007-03-11T07:30:00Z")]
    #[case::a_gap_of_half_an_hour("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:40:00Z")]
    #[case::a_day_that_does_not_exist("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T20:00:00Z")]
    #[case::no_clock_changes("Asia/Kolkata", "2027-03-28", "01:30", "2027-03-27T20:00:00Z")]
    fn what_the_wall_clock_shows(
        #[case] zone: Zone,
        #[case] date: NaiveDate,
        #[case] time: TimeOfDay,
        #[case] instant: DateTime<Utc>,
    ) {
        assert_eq!(zone.instant(date, time), instant);
    }

    #[test]
    fn a_zone_is_known_or_refused() {
        assert_eq!("Europe/London".parse(), Ok(Zone::LONDON));
        assert_eq!("Europe/Bexley".parse::<Zone>(), Err(UnknownZone));
    }
}
