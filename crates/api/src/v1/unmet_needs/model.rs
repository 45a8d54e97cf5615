//! The ledger as answers show it: single needs to whose they are, figures to the co-ordinator.

use serde::Serialize;
use trellis_domain::{
    area::AreaCode,
    help::{Setting, TopicSlug},
    language::Language,
    request::Urgency,
    unmet_need::{FEWEST_SHOWN, Month, Summary, SummaryLine, UnmetNeed, UnmetNeedReason},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of the ledger.
pub(super) type UnmetNeedPage = PageOf<UnmetNeedView>;

/// A need that was not met. It has no id, and names nobody.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = UnmetNeed)]
pub(super) struct UnmetNeedView {
    /// The month in which it was given up.
    month: Month,
    /// The code of the ward in which help was wanted.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// What it was about.
    topics: Vec<TopicSlug>,
    /// Where help was wanted.
    setting: Setting,
    /// Languages of which the champion had to speak one; any when empty.
    required_languages: Vec<Language>,
    /// Why it was not met.
    reason: UnmetNeedReason,
    /// How soon help was needed.
    urgency: Urgency,
}

impl From<UnmetNeed> for UnmetNeedView {
    fn from(need: UnmetNeed) -> Self {
        let UnmetNeed { month, ward, topics, setting, languages, reason, urgency } = need;
        Self { month, ward_code: ward, topics, setting, required_languages: languages, reason, urgency }
    }
}

/// Needs of the whole network that were not met in a year, by ward and reason. Small counts are not shown, and totals are sums of what
/// is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = UnmetNeedSummary)]
pub(super) struct UnmetNeedSummaryView {
    /// The calendar year.
    #[schema(examples(2026))]
    year: u16,
    /// The smallest count that is shown, apart from 0.
    #[schema(examples(5))]
    fewest_shown: u64,
    /// The wards in which help was wanted, in the order of their codes.
    wards: Vec<UnmetNeedWardView>,
    /// For each reason the sum of what is shown of it.
    reasons: Vec<UnmetNeedTotalView>,
    /// The sum of everything that is shown.
    total: u64,
}

/// One ward of the summary.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = UnmetNeedWard)]
pub(super) struct UnmetNeedWardView {
    /// The code of the ward; null for requests that named no place.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// The count for each reason of the summary.
    reasons: Vec<UnmetNeedCountView>,
    /// The sum of what is shown.
    total: u64,
}

/// One cell of the summary.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = UnmetNeedCount)]
pub(super) struct UnmetNeedCountView {
    /// The reason.
    reason: UnmetNeedReason,
    /// How many; null where that is not shown.
    #[schema(required)]
    count: Option<u64>,
    /// Whether it is not shown because it counts too few.
    suppressed: bool,
}

/// The sum of one reason.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = UnmetNeedTotal)]
pub(super) struct UnmetNeedTotalView {
    /// The reason.
    reason: UnmetNeedReason,
    /// The sum of what is shown.
    total: u64,
}

impl UnmetNeedSummaryView {
    pub(super) fn new(year: u16, summary: Summary) -> Self {
        let Summary { reasons, wards, totals, total } = summary;
        let ward = |line: SummaryLine| {
            let cells = reasons.iter().zip(line.counts);
            let cell = |(reason, count): (&UnmetNeedReason, Option<u64>)| UnmetNeedCountView {
                reason: *reason,
                count,
                suppressed: count.is_none(),
            };
            UnmetNeedWardView { ward_code: line.ward, reasons: cells.map(cell).collect(), total: line.total }
        };
        Self {
            year,
            fewest_shown: FEWEST_SHOWN,
            wards: wards.into_iter().map(ward).collect(),
            reasons: reasons
                .iter()
                .zip(totals)
                .map(|(reason, total)| UnmetNeedTotalView { reason: *reason, total })
                .collect(),
            total,
        }
    }
}
