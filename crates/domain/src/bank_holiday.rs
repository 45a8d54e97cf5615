//! Bank holidays of the nations, as GOV.UK publishes them; `data/README.md` says from where and until when.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::NaiveDate;

use crate::network::Nation;

const FILE: &str = include_str!("../data/bank_holidays.csv");

/// Where the same days are bank holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Division {
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

static DAYS: LazyLock<BTreeSet<(Division, NaiveDate)>> =
    LazyLock::new(|| FILE.lines().skip(1).filter_map(day).collect());

/// Whether a date is a bank holiday in a nation.
pub fn is_bank_holiday(nation: Nation, date: NaiveDate) -> bool {
    let division = match nation {
        Nation::England | Nation::Wales => Division::EnglandAndWales,
        Nation::Scotland => Division::Scotland,
        Nation::NorthernIreland => Division::NorthernIreland,
    };
    DAYS.contains(&(division, date))
}

/// A line of the file.
fn day(line: &str) -> Option<(Division, NaiveDate)> {
    let mut cells = line.split(',');
    let division = match cells.next()? {
        "england_and_wales" => Division::EnglandAndWales,
        "scotland" => Division::Scotland,
        "northern_ireland" => Division::NorthernIreland,
        _ => return None,
    };
    Some((division, cells.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use rstest::rstest;

    use super::*;

    #[test]
    fn every_line_is_a_day_of_a_division() {
        assert!(FILE.lines().skip(1).all(|line| day(line).is_some()));
        assert_eq!(DAYS.len(), FILE.lines().count() - 1, "each once");
    }

    #[test]
    fn every_year_has_the_days_that_are_always_there() {
        for (division, least) in
            [(Division::EnglandAndWales, 8), (Division::Scotland, 9), (Division::NorthernIreland, 10)]
        {
            for year in 2019..=2028 {
                let days = DAYS.iter().filter(|(known, date)| *known == division && date.year() == year);
                assert!(days.count() >= least, "{division:?} {year}");
            }
        }
    }

    #[rstest]
    #[case::new_year(Nation::England, "2027-01-01", true)]
    #[case::in_lieu_of_boxing_day(Nation::Wales, "2026-12-28", true)]
    #[case::boxing_day_itself_on_a_saturday(Nation::Wales, "2026-12-26", false)]
    #[case::easter_monday(Nation::England, "2027-03-29", true)]
    #[case::no_easter_monday_in_scotland(Nation::Scotland, "2027-03-29", false)]
    #[case::saint_andrew(Nation::Scotland, "2026-11-30", true)]
    #[case::saint_patrick(Nation::NorthernIreland, "2027-03-17", true)]
    #[case::moved_for_victory_day(Nation::England, "2020-05-08", true)]
    #[case::an_ordinary_tuesday(Nation::England, "2026-12-08", false)]
    fn days_that_people_know(#[case] nation: Nation, #[case] date: NaiveDate, #[case] expected: bool) {
        assert_eq!(is_bank_holiday(nation, date), expected);
    }
}
