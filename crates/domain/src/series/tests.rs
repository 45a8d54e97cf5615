//! Series, in golden tables and beside an independent oracle.

mod changes;
mod golden;
mod oracle;
mod refused;
mod splits;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::*;

/// A drop-in by phone on Tuesdays from 8 December 2026, 10:00 to 12:00 in London, with some fields set otherwise.
fn details(changes: &Value) -> SeriesDetails {
    let mut json = json!({
        "title": { "en": "Ask about your phone" }, "setting": "remote", "booking": "drop_in", "starts_on": "2026-12-08",
        "start_time": "10:00", "duration_minutes": 120, "time_zone": "Europe/London", "rule": "FREQ=WEEKLY;BYDAY=TU",
    });
    json.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(json).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The dates of a series between two others, in England.
fn dates(changes: &Value, from: &str, to: &str) -> Vec<String> {
    let found = details(changes).occurrences(Nation::England, date(from), date(to)).unwrap();
    found.into_iter().map(|occurrence| occurrence.date.to_string()).collect()
}
