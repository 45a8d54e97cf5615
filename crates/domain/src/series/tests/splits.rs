//! One series that becomes two names the same dates as before, and each date once.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

const LAST: &str = "2028-12-31";

fn split(changes: &Value, from: &str) -> Result<(Vec<NaiveDate>, Vec<NaiveDate>), Refusals> {
    let series = Series { details: details(changes), cancellation: None };
    let (before, after) = series.split(SplitSeries { from: date(from) })?;
    Ok((all(&before.details), all(&after.details)))
}

fn all(details: &SeriesDetails) -> Vec<NaiveDate> {
    let found = details.occurrences(Nation::England, date("2026-12-01"), date(LAST)).unwrap();
    found.into_iter().map(|occurrence| occurrence.date).collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_doubled(days in 1i64..700, rule in prop::sample::select(vec![
        "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,SA", "FREQ=DAILY;INTERVAL=5", "FREQ=DAILY;COUNT=200", "FREQ=WEEKLY;COUNT=20",
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31,-1", "FREQ=WEEKLY;UNTIL=20271201", "FREQ=YEARLY;BYDAY=20MO",
    ])) {
        let changes = json!({ "rule": rule, "except_dates": ["2026-12-15", "2027-05-04"], "extra_dates": ["2026-12-24", "2027-06-06"] });
        let from = date("2026-12-08") + chrono::Days::new(u64::try_from(days).unwrap());
        let whole = all(&details(&changes));
        let Ok((before, after)) = split(&changes, &from.to_string()) else {
            let named = all(&details(&json!({ "rule": rule })));
            prop_assert!(named.iter().all(|date| *date < from) || named.iter().all(|date| from <= *date));
            return Ok(());
        };
        prop_assert!(before.iter().all(|date| *date < from) && after.iter().all(|date| from <= *date));
        prop_assert_eq!([before, after].concat(), whole);
    }
}

#[rstest]
#[case::the_first("2026-12-08")]
#[case::before_the_first("2026-12-01")]
#[case::after_the_last("2026-12-23")]
fn there_must_be_something_on_either_side(#[case] from: &str) {
    let refused = split(&json!({ "rule": "FREQ=WEEKLY;COUNT=3" }), from).unwrap_err().into_vec();
    assert_eq!(refused[0].pointer, "/from");
    assert!(split(&json!({ "rule": "FREQ=WEEKLY;COUNT=3" }), "2026-12-22").is_ok());
}
