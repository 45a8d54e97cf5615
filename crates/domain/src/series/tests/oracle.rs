//! Some hundred rules beside what python-dateutil makes of them; `oracle.py` wrote the file.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Case {
    start: NaiveDate,
    rule: RecurrenceRule,
    last: NaiveDate,
    dates: Vec<NaiveDate>,
}

#[test]
fn another_program_finds_the_same_dates() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("oracle.json")).unwrap();
    assert!(cases.len() >= 400);
    for Case { start, rule, last, dates } in cases {
        let midnight = |date: NaiveDate| date.and_hms_opt(0, 0, 0).unwrap().and_utc();
        let found = rule.dates(start, last, midnight).unwrap_or_default();
        assert_eq!(found, dates, "{rule} from {start}");
        // Twice gives nothing twice, and nothing else.
        assert_eq!(rule.dates(start, last, midnight).unwrap_or_default(), dates);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "at most one a day");
    }
}
