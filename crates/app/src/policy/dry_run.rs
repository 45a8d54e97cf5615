//! A question: what would a draft of the rules have changed?

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    FieldCode, Record, Refusals,
    interval::Interval,
    policy::{DryRun, Policy, PolicyDetails, PolicyWarning, REPLAYED_MAX, Replay},
};
use trellis_storage::{Reading, StoreError};

use super::warnings;
use crate::proposal::gather::{Surroundings, window};

/// How far back is looked unless somebody says otherwise.
const USUAL: TimeDelta = TimeDelta::days(90);
/// How long a window can be.
const LONGEST: TimeDelta = TimeDelta::days(366);

/// When the requests were taken that are replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window(Interval);

/// What a draft would have changed.
#[derive(Debug, Clone)]
pub struct DryRunAnswer {
    /// In figures, and by request.
    pub dry_run: DryRun,
    /// How many requests were not replayed, because nothing says any more where help was wanted.
    pub left_out: u32,
    /// Whether the window has more requests than one dry run looks at.
    pub more: bool,
    /// What is odd about the draft.
    pub warnings: Vec<PolicyWarning>,
}

impl Window {
    /// From the one to the other, both included; up to now, and from 90 days before, unless somebody says otherwise.
    pub fn new(
        from: Option<DateTime<Utc>>,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusals> {
        let end = until.unwrap_or(now);
        let start = from.unwrap_or(end - USUAL);
        let right = "an instant after the beginning of the window";
        let interval =
            Interval::new(start, end).ok_or_else(|| Refusals::one("/until", FieldCode::Inconsistent, right))?;
        if interval.length() > LONGEST {
            return Err(Refusals::one("/from", FieldCode::TooSmall, "at most 366 days before the end of the window"));
        }
        Ok(Self(interval))
    }

    /// From when until when.
    pub const fn interval(self) -> Interval {
        self.0
    }
}

/// Replays the partner's past requests under the rules in force and under a draft. Nothing is written.
///
/// Each is asked at the moment at which the partner took it, of the champions as they are now: with the skills, hours and checks of today. But they
/// are taken only for what they had said yes to by then, and neither for what came of the request itself; nor does it count what anybody declined
/// since. Of the partner's sessions those serve that were there by then and were not called off since, with the places that were left.
pub async fn dry_run(
    reading: &impl Reading,
    policy: &Record<Policy>,
    draft: &PolicyDetails,
    asked: Window,
    now: DateTime<Utc>,
) -> Result<DryRunAnswer, StoreError> {
    let partner = policy.head.owner;
    let limit = u64::try_from(REPLAYED_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut requests = trellis_storage::request::taken_by(reading, partner, asked.0, limit).await?;
    let more = requests.len() > REPLAYED_MAX;
    requests.truncate(REPLAYED_MAX);

    let times = || requests.iter().filter_map(|request| request.taken_at);
    let span = times().min().zip(times().max()).and_then(|(first, last)| window(first, last));
    let surroundings = Surroundings::of(reading, partner, span).await?;
    let (mut replays, mut left_out) = (Vec::with_capacity(requests.len()), 0);
    for request in &requests {
        let Some(taken_at) = request.taken_at else { continue };
        let gathered = surroundings.replay(reading, request, taken_at).await?;
        if !gathered.is_somewhere() {
            left_out += 1;
            continue;
        }
        let (before, after) = (gathered.rank(&policy.details, 1), gathered.rank(draft, 1));
        replays.push(Replay { request: request.id, taken_at, before, after });
    }
    let warnings = warnings(reading, partner, draft, now).await?;
    Ok(DryRunAnswer { dry_run: DryRun::of(&replays, (policy.details.mode, draft.mode)), left_out, more, warnings })
}
