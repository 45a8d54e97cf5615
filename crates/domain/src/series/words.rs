//! How a series repeats, as people say it: "Every Tuesday", "The last Friday of every month".
//!
//! Rules that people have no short words for have none here; what shows them lists the dates.

use chrono::{Datelike, NaiveDate, Weekday};

use super::rule::{Frequency, RecurrenceRule, RuleDay};
use crate::time_words::{PageLanguage, day_of_year_in_words, weekday_in_words};

impl RecurrenceRule {
    /// The rule in words, counted from the first day of the series; none where there are no short ones.
    pub fn in_words(&self, first: NaiveDate, language: PageLanguage) -> Option<String> {
        if !self.days.is_empty() && !self.month_days.is_empty() {
            return None;
        }
        match self.frequency {
            Frequency::Daily if self.days.is_empty() && self.month_days.is_empty() => {
                Some(daily(self.interval, language))
            }
            Frequency::Daily | Frequency::Yearly if !self.days.is_empty() || !self.month_days.is_empty() => None,
            Frequency::Daily => None,
            Frequency::Weekly => weekly(&self.weekdays(first)?, self.interval, language),
            Frequency::Monthly => self.monthly(first, language),
            Frequency::Yearly => (self.interval == 1).then(|| {
                let every = language.pick(("Every year on", "Bob blwyddyn ar"));
                format!("{every} {}", day_of_year_in_words(first, language))
            }),
        }
    }

    /// The days of the week, where none is the first or last of something.
    fn weekdays(&self, first: NaiveDate) -> Option<Vec<Weekday>> {
        if self.days.is_empty() {
            return Some(vec![first.weekday()]);
        }
        let mut days: Vec<_> =
            self.days.iter().map(|day| day.ordinal.is_none().then_some(day.weekday)).collect::<Option<_>>()?;
        days.sort_by_key(Weekday::num_days_from_monday);
        Some(days)
    }

    fn monthly(&self, first: NaiveDate, language: PageLanguage) -> Option<String> {
        let of_month = match (self.interval, language) {
            (1, PageLanguage::English) => "of every month",
            (1, PageLanguage::Welsh) => "o bob mis",
            (2, PageLanguage::English) => "of every second month",
            (2, PageLanguage::Welsh) => "o bob yn ail fis",
            _ => return None,
        };
        if let [day] = self.days.as_slice() {
            return Some(format!("{} {of_month}", ordinal_day(*day, language)?));
        }
        let day = match self.month_days.as_slice() {
            [] if self.days.is_empty() => i64::from(first.day()),
            [day] => i64::from(*day),
            _ => return None,
        };
        Some(match (day, language) {
            (-1, PageLanguage::English) => format!("The last day {of_month}"),
            (-1, PageLanguage::Welsh) => format!("Diwrnod olaf {of_month}"),
            (1.., PageLanguage::English) => format!("Day {day} {of_month}"),
            (1.., PageLanguage::Welsh) => format!("Diwrnod {day} {of_month}"),
            _ => return None,
        })
    }
}

fn daily(interval: u16, language: PageLanguage) -> String {
    match (interval, language) {
        (1, PageLanguage::English) => "Every day".to_owned(),
        (1, PageLanguage::Welsh) => "Bob dydd".to_owned(),
        (2, PageLanguage::English) => "Every second day".to_owned(),
        (2, PageLanguage::Welsh) => "Bob yn ail ddiwrnod".to_owned(),
        (_, PageLanguage::English) => format!("Every {interval} days"),
        (_, PageLanguage::Welsh) => format!("Bob {interval} diwrnod"),
    }
}

fn weekly(days: &[Weekday], interval: u16, language: PageLanguage) -> Option<String> {
    let named = |day: &Weekday| match language {
        PageLanguage::English => weekday_in_words((*day).into(), language).to_owned(),
        PageLanguage::Welsh => weekday_in_words((*day).into(), language).to_lowercase().replacen("dydd ", "", 1),
    };
    let (last, others) = days.split_last()?;
    let others: Vec<_> = others.iter().map(named).collect();
    let and = language.pick((" and ", " a "));
    let days = if others.is_empty() { named(last) } else { others.join(", ") + and + &named(last) };
    Some(match (interval, language) {
        (1, PageLanguage::English) => format!("Every {days}"),
        (1, PageLanguage::Welsh) => format!("Bob dydd {}", capitals(&days)),
        (2, PageLanguage::English) => format!("Every second {days}"),
        (2, PageLanguage::Welsh) => format!("Bob yn ail ddydd {}", capitals(&days)),
        (_, PageLanguage::English) => format!("Every {interval} weeks on {days}"),
        (_, PageLanguage::Welsh) => format!("Bob {interval} wythnos ar ddydd {}", capitals(&days)),
    })
}

/// Welsh names of days begin with a capital, the word for day before them does not.
fn capitals(days: &str) -> String {
    let words = days.split(' ').map(|word| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if word != "a" => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `The last Friday`
fn ordinal_day(day: RuleDay, language: PageLanguage) -> Option<String> {
    let name = weekday_in_words(day.weekday.into(), language);
    let plain = name.strip_prefix("Dydd ").unwrap_or(name);
    Some(match (day.ordinal?, language) {
        (1, PageLanguage::English) => format!("The first {name}"),
        (2, PageLanguage::English) => format!("The second {name}"),
        (3, PageLanguage::English) => format!("The third {name}"),
        (4, PageLanguage::English) => format!("The fourth {name}"),
        (-1, PageLanguage::English) => format!("The last {name}"),
        (1, PageLanguage::Welsh) => format!("Y dydd {plain} cyntaf"),
        (2, PageLanguage::Welsh) => format!("Yr ail ddydd {plain}"),
        (3, PageLanguage::Welsh) => format!("Y trydydd dydd {plain}"),
        (4, PageLanguage::Welsh) => format!("Y pedwerydd dydd {plain}"),
        (-1, PageLanguage::Welsh) => format!("Y dydd {plain} olaf"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("FREQ=WEEKLY", "Every Tuesday", "Bob dydd Mawrth")]
    #[case("FREQ=WEEKLY;BYDAY=TH,TU", "Every Tuesday and Thursday", "Bob dydd Mawrth a Iau")]
    #[case("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every second Tuesday", "Bob yn ail ddydd Mawrth")]
    #[case("FREQ=WEEKLY;INTERVAL=3", "Every 3 weeks on Tuesday", "Bob 3 wythnos ar ddydd Mawrth")]
    #[case("FREQ=MONTHLY;BYDAY=-1FR", "The last Friday of every month", "Y dydd Gwener olaf o bob mis")]
    #[case("FREQ=MONTHLY;BYDAY=2MO", "The second Monday of every month", "Yr ail ddydd Llun o bob mis")]
    #[case("FREQ=MONTHLY;BYMONTHDAY=-1", "The last day of every month", "Diwrnod olaf o bob mis")]
    #[case("FREQ=MONTHLY", "Day 24 of every month", "Diwrnod 24 o bob mis")]
    #[case("FREQ=DAILY", "Every day", "Bob dydd")]
    #[case("FREQ=YEARLY", "Every year on 24 November", "Bob blwyddyn ar 24 Tachwedd")]
    fn as_people_say_it(#[case] rule: &str, #[case] english: &str, #[case] welsh: &str) {
        let (rule, first): (RecurrenceRule, _) = (rule.parse().unwrap(), "2026-11-24".parse().unwrap());
        assert_eq!(rule.in_words(first, PageLanguage::English).as_deref(), Some(english));
        assert_eq!(rule.in_words(first, PageLanguage::Welsh).as_deref(), Some(welsh));
    }

    #[rstest]
    #[case("FREQ=MONTHLY;BYDAY=1TU,3TU")]
    #[case("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")]
    #[case("FREQ=YEARLY;BYDAY=20MO")]
    #[case("FREQ=DAILY;BYDAY=MO")]
    fn what_has_no_short_words_has_none(#[case] rule: &str) {
        let (rule, first): (RecurrenceRule, _) = (rule.parse().unwrap(), "2026-11-24".parse().unwrap());
        assert_eq!(rule.in_words(first, PageLanguage::English), None);
    }
}
