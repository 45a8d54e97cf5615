//! Writing a rule, in text, JSON and the contract.

use std::fmt;

use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Frequency, RecurrenceRule, RuleDay, RuleEnd};

impl fmt::Display for RecurrenceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        for (name, entries) in [("BYDAY", joined(&self.days)), ("BYMONTHDAY", joined(&self.month_days))] {
            if !entries.is_empty() {
                write!(f, ";{name}={entries}")?;
            }
        }
        match self.end {
            None => Ok(()),
            Some(RuleEnd::Count(count)) => write!(f, ";COUNT={count}"),
            Some(RuleEnd::OnDate(date)) => write!(f, ";UNTIL={}", date.format("%Y%m%d")),
            Some(RuleEnd::AtInstant(at)) => write!(f, ";UNTIL={}", at.format("%Y%m%dT%H%M%SZ")),
        }
    }
}

impl fmt::Display for RuleDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(ordinal) = self.ordinal {
            write!(f, "{ordinal}")?;
        }
        f.write_str(match self.weekday {
            Weekday::Mon => "MO",
            Weekday::Tue => "TU",
            Weekday::Wed => "WE",
            Weekday::Thu => "TH",
            Weekday::Fri => "FR",
            Weekday::Sat => "SA",
            Weekday::Sun => "SU",
        })
    }
}

fn joined(entries: &[impl ToString]) -> String {
    entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

impl Serialize for RecurrenceRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecurrenceRule {
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

    use super::RecurrenceRule;

    const ABOUT: &str = "How it repeats: a recurrence rule of RFC 5545 with the parts FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), \
                         INTERVAL, BYDAY (with numbers by month or year: 1MO, -1FR), BYMONTHDAY, and COUNT or UNTIL. Weeks begin on Monday. \
                         There is at most one session a day. A date that a rule names takes place on or after the first day; COUNT counts \
                         dates that are left out, too. Dates that a month lacks, such as 30 February, are passed over.";

    impl PartialSchema for RecurrenceRule {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some(ABOUT))
                .max_length(Some(400))
                .examples(["FREQ=WEEKLY;BYDAY=TU"])
                .into()
        }
    }
    impl ToSchema for RecurrenceRule {}
}
