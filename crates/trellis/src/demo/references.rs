//! What the content abbreviates: days relative to the day of loading, and the ids of things by their names.

use std::{collections::BTreeMap, fmt};

use chrono::Duration;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{LoadError, calendar::Calendar};

/// What is known so far.
pub(super) struct References {
    calendar: Calendar,
    ids: BTreeMap<String, String>,
}

impl References {
    pub(super) const fn new(calendar: Calendar) -> Self {
        Self { calendar, ids: BTreeMap::new() }
    }

    /// The day of loading.
    pub(super) const fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// From now on `@name` is this id.
    pub(super) fn note(&mut self, name: impl fmt::Display, id: impl fmt::Display) {
        self.ids.insert(name.to_string(), id.to_string());
    }

    /// Details as the API takes them, read as their type.
    pub(super) fn read<T: DeserializeOwned>(&self, what: &str, details: impl Into<Value>) -> Result<T, LoadError> {
        let details = self.resolve(what, details.into())?;
        serde_json::from_value(details).map_err(|error| LoadError::content(what, error))
    }

    fn resolve(&self, what: &str, value: Value) -> Result<Value, LoadError> {
        Ok(match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(name) => {
                    let unknown = || LoadError::content(what, format!("nothing is called {name} yet"));
                    Value::String(self.meaning(name).ok_or_else(unknown)?)
                }
                None => Value::String(text),
            },
            Value::Array(items) => items.into_iter().map(|item| self.resolve(what, item)).collect::<Result<_, _>>()?,
            Value::Object(members) => {
                let resolved = members.into_iter().map(|(key, value)| Ok((key, self.resolve(what, value)?)));
                Value::Object(resolved.collect::<Result<_, LoadError>>()?)
            }
            plain => plain,
        })
    }

    fn meaning(&self, name: &str) -> Option<String> {
        let days = |rest: &str| if rest.is_empty() { Some(0) } else { rest.parse().ok() };
        if let Some(rest) = name.strip_prefix("today") {
            return Some((self.calendar.today + Duration::days(days(rest)?)).to_string());
        }
        if let Some(rest) = name.strip_prefix("now") {
            return Some((self.calendar.now + Duration::days(days(rest)?)).to_rfc3339());
        }
        self.ids.get(name).cloned()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;
    use trellis_domain::clock_time::Zone;

    use super::*;

    #[rstest]
    #[case(json!({"on": ["@today", "@today-30", "@today+7"]}), Some(json!({"on": ["2026-12-01", "2026-11-01", "2026-12-08"]})))]
    #[case(json!("@now-1"), Some(json!("2026-11-30T09:00:00+00:00")))]
    #[case(json!("@venue/central-library"), Some(json!("ven_1")))]
    #[case(json!("someone@example.org"), Some(json!("someone@example.org")))]
    #[case(json!("@venue/nowhere"), None)]
    fn abbreviations(#[case] written: Value, #[case] meant: Option<Value>) {
        let now = "2026-12-01T09:00:00Z".parse().unwrap();
        let mut references = References::new(Calendar::new(now, Zone::LONDON));
        references.note("venue/central-library", "ven_1");
        assert_eq!(references.read::<Value>("a test", written).ok(), meant);
    }
}
