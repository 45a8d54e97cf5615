//! Why a named champion is proposed for a request, or is not.

use chrono::{DateTime, Utc};
use trellis_domain::{AffiliationId, Record, matching::Explanation, request::Request};
use trellis_storage::{Reading, StoreError};

use super::gather;
use crate::policy;

/// Explains one champion's part in the ranking of which the first `limit` would be proposed now; none where the partner has no such champion.
pub async fn explain(
    reading: &impl Reading,
    request: &Record<Request>,
    champion: AffiliationId,
    limit: u16,
    now: DateTime<Utc>,
) -> Result<Option<Explanation>, StoreError> {
    let policy = policy::of(reading, request.head.owner).await?;
    let gathered = gather::gather(reading, request, now).await?;
    Ok(gathered.explain(&policy, limit.into(), champion))
}
