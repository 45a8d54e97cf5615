//! This session and all that follow: a series becomes two.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{RuleEnd, Series, SeriesDetails, check::days_after};
use crate::{
    clock_time::{self, Zone},
    refusal::{FieldCode, Refusals},
};

/// The order to let a series go on as another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SplitSeries {
    /// The first date that belongs to the new series.
    #[serde(deserialize_with = "clock_time::date")]
    #[cfg_attr(feature = "schema", schema(examples("2030-06-04")))]
    pub from: NaiveDate,
}

impl Series {
    /// The same series up to the day before a date, and the one that goes on from there. Together they name the dates that there were.
    pub fn split(self, order: SplitSeries) -> Result<(Self, Self), Refusals> {
        let SplitSeries { from } = order;
        let Self { details, cancellation } = self;
        let wrong = || {
            Refusals::one(
                "/from",
                FieldCode::Inconsistent,
                "a date after the first of the series, and not after its last",
            )
        };
        let last = days_after(from.min(days_after(details.starts_on, SPAN_DAYS)), SPAN_DAYS);
        let zone = details.time_zone.unwrap_or(Zone::LONDON);
        let instant = |date| zone.instant(date, details.start_time);
        let named = details.rule.dates(details.starts_on, last, instant).map_err(|_never| wrong())?;
        let (earlier, later): (Vec<_>, Vec<_>) = named.into_iter().partition(|date| *date < from);
        let first = later.first().copied().filter(|_| !earlier.is_empty()).ok_or_else(wrong)?;
        let used = u32::try_from(earlier.len()).unwrap_or(u32::MAX);
        let end = match details.rule.end() {
            Some(RuleEnd::Count(count)) => Some(RuleEnd::Count(count.saturating_sub(used))),
            end => end,
        };
        let day_before = from.pred_opt().ok_or_else(wrong)?;
        let after = SeriesDetails {
            starts_on: first,
            rule: details.rule.clone().ending(end),
            except_dates: details.except_dates.iter().copied().filter(|date| from <= *date).collect(),
            extra_dates: details.extra_dates.iter().copied().filter(|date| from <= *date).collect(),
            ..details.clone()
        };
        let before = SeriesDetails {
            rule: details.rule.clone().ending(Some(RuleEnd::OnDate(day_before))),
            except_dates: details.except_dates.iter().copied().filter(|date| *date < from).collect(),
            extra_dates: details.extra_dates.iter().copied().filter(|date| *date < from).collect(),
            ..details
        };
        Ok((Self { details: before, cancellation: cancellation.clone() }, Self { details: after, cancellation }))
    }
}

/// How far ahead of a date the next one is looked for: ten years.
const SPAN_DAYS: u64 = 3_652;
