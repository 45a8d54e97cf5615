//! A series as a calendar program repeats it: what its rule alone gives, and what is different.

use chrono::NaiveDate;

use super::{
    Series, SeriesDetails,
    expand::{NeverMatches, Occurrence},
    rule::{RecurrenceRule, RuleEnd},
};
use crate::network::Nation;

/// What the rule of a series gives by itself, and where the series differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The rule, its end by UTC as RFC 5545 wants it beside a time with a zone.
    pub rule: RecurrenceRule,
    /// What the rule alone gives, from the first on.
    pub named: Vec<Occurrence>,
    /// Of these, what the series leaves out: exceptions, closures, bank holidays.
    pub left_out: Vec<Occurrence>,
    /// What it adds.
    pub extra: Vec<Occurrence>,
}

impl Series {
    /// The pattern of the series, looked at until a last date.
    pub fn pattern(&self, nation: Nation, until: NaiveDate) -> Result<Pattern, NeverMatches> {
        let details = &self.details;
        let plain = SeriesDetails {
            except_dates: Vec::new(),
            extra_dates: Vec::new(),
            closures: Vec::new(),
            stops_on_bank_holidays: false,
            ..details.clone()
        };
        let named = plain.occurrences(nation, details.starts_on, until)?;
        let held = details.occurrences(nation, details.starts_on, until)?;
        let beside = |some: &[Occurrence], others: &[Occurrence]| {
            some.iter().filter(|one| !others.iter().any(|other| other.date == one.date)).copied().collect()
        };
        let end = match details.rule.end() {
            Some(RuleEnd::OnDate(date)) => Some(RuleEnd::AtInstant(self.zone().instant(date, details.start_time))),
            end => end,
        };
        let rule = details.rule.clone().ending(end);
        Ok(Pattern { rule, left_out: beside(&named, &held), extra: beside(&held, &named), named })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock_time::Zone;

    #[test]
    fn a_pattern_is_what_the_rule_gives_and_what_is_different() {
        let details = serde_json::from_value(json!({
            "title": { "en": "Tea" }, "setting": "remote", "booking": "drop_in", "starts_on": "2026-12-01",
            "start_time": "10:00", "duration_minutes": 60, "rule": "FREQ=WEEKLY;UNTIL=20270105",
            "except_dates": ["2026-12-08"], "extra_dates": ["2026-12-10"],
            "closures": [{ "first": "2026-12-24", "last": "2027-01-02" }],
        }));
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        let series = Series::new(details.unwrap(), Zone::LONDON, Nation::England, now).unwrap();
        let pattern = series.pattern(Nation::England, "2027-12-01".parse().unwrap()).unwrap();
        let dates = |some: &[Occurrence]| some.iter().map(|one| one.date.to_string()).collect::<Vec<_>>();
        let named = ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29", "2027-01-05"];
        assert_eq!(dates(&pattern.named), named);
        assert_eq!(dates(&pattern.left_out), ["2026-12-08", "2026-12-29"]);
        assert_eq!(dates(&pattern.extra), ["2026-12-10"]);
        assert_eq!(pattern.rule.to_string(), "FREQ=WEEKLY;UNTIL=20270105T100000Z");
    }
}
