//! Days and times as people read them, in English and Welsh: "Tuesday 24 November, 10am to midday".
//!
//! Times follow the GOV.UK style guide ("10am", "5:30pm", "midday", "midnight"); Welsh follows the practice of
//! GOV.UK's and the Welsh Government's Welsh pages ("10am i hanner dydd").

use chrono::{Datelike, NaiveDate, Timelike};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    clock_time::{Weekday, Zone},
    interval::Interval,
};

/// A language that pages are written in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum PageLanguage {
    /// English.
    #[default]
    #[serde(rename = "en")]
    #[strum(serialize = "en")]
    English,
    /// Welsh.
    #[serde(rename = "cy")]
    #[strum(serialize = "cy")]
    Welsh,
}

const DAYS: [(&str, &str); 7] = [
    ("Monday", "Dydd Llun"),
    ("Tuesday", "Dydd Mawrth"),
    ("Wednesday", "Dydd Mercher"),
    ("Thursday", "Dydd Iau"),
    ("Friday", "Dydd Gwener"),
    ("Saturday", "Dydd Sadwrn"),
    ("Sunday", "Dydd Sul"),
];

const MONTHS: [(&str, &str); 12] = [
    ("January", "Ionawr"),
    ("February", "Chwefror"),
    ("March", "Mawrth"),
    ("April", "Ebrill"),
    ("May", "Mai"),
    ("June", "Mehefin"),
    ("July", "Gorffennaf"),
    ("August", "Awst"),
    ("September", "Medi"),
    ("October", "Hydref"),
    ("November", "Tachwedd"),
    ("December", "Rhagfyr"),
];

impl PageLanguage {
    /// The English or the Welsh text.
    pub const fn pick<T: Copy>(self, (english, welsh): (T, T)) -> T {
        match self {
            Self::English => english,
            Self::Welsh => welsh,
        }
    }
}

/// A time of day: `10am`, `5:30pm`, `midday`, `midnight`. Seconds are left out.
pub fn time_in_words(time: &impl Timelike, language: PageLanguage) -> String {
    match (time.hour12(), time.minute()) {
        ((false, 12), 0) => language.pick(("midnight", "hanner nos")).to_owned(),
        ((true, 12), 0) => language.pick(("midday", "hanner dydd")).to_owned(),
        ((afternoon, hour), minute) => {
            let half = if afternoon { "pm" } else { "am" };
            let minutes = if minute == 0 { String::new() } else { format!(":{minute:02}") };
            format!("{hour}{minutes}{half}")
        }
    }
}

/// A day of the week: `Tuesday`.
pub fn weekday_in_words(weekday: Weekday, language: PageLanguage) -> &'static str {
    let names = usize::try_from(weekday.number() - 1).ok().and_then(|day| DAYS.get(day));
    names.map_or("", |names| language.pick(*names))
}

/// A date in full: `Tuesday 24 November 2026`.
pub fn date_in_words(date: NaiveDate, language: PageLanguage) -> String {
    format!("{} {}", day_in_words(date, language), date.year())
}

/// A day of any year: `24 November`.
pub fn day_of_year_in_words(date: NaiveDate, language: PageLanguage) -> String {
    let month = usize::try_from(date.month0()).ok().and_then(|month| MONTHS.get(month).copied());
    format!("{} {}", date.day(), month.map_or("", |pair| language.pick(pair)))
}

/// A date without its year: `Tuesday 24 November`.
pub fn day_in_words(date: NaiveDate, language: PageLanguage) -> String {
    format!("{} {}", weekday_in_words(Weekday::of(&date), language), day_of_year_in_words(date, language))
}

/// From when to when, on the wall clock of a zone: `10am to midday`, `10pm to 2am the next day`.
pub fn times_in_words(interval: Interval, zone: Zone, language: PageLanguage) -> String {
    let (start, end) = (zone.local(interval.start()), zone.local(interval.end()));
    let to = language.pick(("to", "i"));
    let at_midnight = end.num_seconds_from_midnight() == 0 && end.date_naive().pred_opt() == Some(start.date_naive());
    let same_day = end.date_naive() == start.date_naive() || at_midnight;
    let later = if same_day { "" } else { language.pick((" the next day", " y diwrnod wedyn")) };
    format!("{} {to} {}{later}", time_in_words(&start, language), time_in_words(&end, language))
}

/// The day and the times of one occurrence: `Tuesday 24 November, 10am to midday`.
///
/// The year is named only when it is not the one that `today` lies in.
pub fn occasion_in_words(interval: Interval, zone: Zone, today: NaiveDate, language: PageLanguage) -> String {
    let date = zone.local(interval.start()).date_naive();
    let day = if date.year() == today.year() { day_in_words(date, language) } else { date_in_words(date, language) };
    format!("{day}, {}", times_in_words(interval, zone, language))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveTime, Utc};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("00:00", "midnight", "hanner nos")]
    #[case("00:05", "12:05am", "12:05am")]
    #[case("09:00", "9am", "9am")]
    #[case("09:05", "9:05am", "9:05am")]
    #[case("11:59", "11:59am", "11:59am")]
    #[case("12:00", "midday", "hanner dydd")]
    #[case("12:30", "12:30pm", "12:30pm")]
    #[case("17:30", "5:30pm", "5:30pm")]
    fn times_of_day(#[case] time: NaiveTime, #[case] english: &str, #[case] welsh: &str) {
        assert_eq!(time_in_words(&time, PageLanguage::English), english);
        assert_eq!(time_in_words(&time, PageLanguage::Welsh), welsh);
    }

    #[rstest]
    #[case("2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z", "Tuesday 24 November, 10am to midday")]
    #[case("2026-07-07T09:00:00Z", "2026-07-07T10:30:00Z", "Tuesday 7 July, 10am to 11:30am")]
    #[case("2026-12-31T22:00:00Z", "2027-01-01T00:00:00Z", "Thursday 31 December, 10pm to midnight")]
    #[case("2026-12-31T22:00:00Z", "2027-01-01T02:00:00Z", "Thursday 31 December, 10pm to 2am the next day")]
    #[case("2027-01-02T13:00:00Z", "2027-01-02T14:00:00Z", "Saturday 2 January 2027, 1pm to 2pm")]
    fn occasions(#[case] start: DateTime<Utc>, #[case] end: DateTime<Utc>, #[case] words: &str) {
        let today = "2026-11-20".parse().unwrap();
        let interval = Interval::new(start, end).unwrap();
        assert_eq!(occasion_in_words(interval, Zone::LONDON, today, PageLanguage::English), words);
    }

    #[test]
    fn welsh_is_complete() {
        let (start, end) = ("2026-11-24T10:00:00Z".parse().unwrap(), "2026-11-24T12:00:00Z".parse().unwrap());
        let interval = Interval::new(start, end).unwrap();
        let words = occasion_in_words(interval, Zone::LONDON, "2027-01-01".parse().unwrap(), PageLanguage::Welsh);
        assert_eq!(words, "Dydd Mawrth 24 Tachwedd 2026, 10am i hanner dydd");
    }
}
