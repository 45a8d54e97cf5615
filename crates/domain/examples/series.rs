//! How long the rules that take longest take to expand, in this process alone.
//!
//! ```text
//! cargo run --release -p trellis-domain --example series
//! ```

use std::{error::Error, hint::black_box, time::Instant};

use serde_json::json;
use trellis_domain::{Series, clock_time::Zone, network::Nation, series::SeriesDetails};

/// A first day and a rule from it.
const RULES: [(&str, &str); 8] = [
    // Long ago, and often.
    ("2016-12-02", "FREQ=DAILY"),
    ("2016-12-02", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
    (
        "2016-12-02",
        "FREQ=MONTHLY;BYDAY=1MO,2TU,3WE,4TH,5FR,-1SA,-2SU;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20",
    ),
    ("2036-12-01", "FREQ=DAILY"),
    // Never: no 30 February, and never that weekday.
    ("2026-02-28", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30"),
    ("2026-12-08", "FREQ=DAILY;INTERVAL=7;BYDAY=MO"),
    ("2026-12-08", "FREQ=DAILY;INTERVAL=364;BYDAY=MO"),
    ("2026-12-08", "FREQ=DAILY;INTERVAL=7;BYDAY=MO;BYMONTHDAY=31"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let now = "2026-12-01T09:00:00Z".parse()?;
    for (first, rule) in RULES {
        let details = json!({
            "title": { "en": "A series" }, "setting": "remote", "booking": "drop_in", "starts_on": first, "start_time": "10:00",
            "duration_minutes": 60, "rule": rule,
        });
        let details: SeriesDetails = serde_json::from_value(details)?;
        let started = Instant::now();
        let made = black_box(Series::new(black_box(details), Zone::LONDON, Nation::England, now));
        let checked = started.elapsed();
        let started = Instant::now();
        let to_come =
            made.as_ref().map(|series| series.to_come(Nation::England, None, now).0.len()).unwrap_or_default();
        println!(
            "{checked:>12.1?} to check, {:>12.1?} to expand to {to_come:>3}: {rule} from {first}",
            started.elapsed()
        );
    }
    Ok(())
}
