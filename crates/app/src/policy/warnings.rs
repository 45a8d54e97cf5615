//! What is odd about a partner's rules, as its champions and open requests are now.

use chrono::{DateTime, Utc};
use trellis_domain::{
    PartnerId,
    matching::{Ask, Calendar},
    policy::{PolicyDetails, PolicyWarning, lint},
};
use trellis_storage::{Reading, StoreError};

use crate::proposal::gather::Surroundings;

/// How many open requests are looked at, the newest first.
const LOOKED_AT: u64 = 200;

/// What is odd about these rules for a partner. Of its open requests the newest 200 are looked at.
pub async fn warnings(
    reading: &impl Reading,
    partner: PartnerId,
    rules: &PolicyDetails,
    now: DateTime<Utc>,
) -> Result<Vec<PolicyWarning>, StoreError> {
    let surroundings = Surroundings::of(reading, partner, None).await?;
    let requests = trellis_storage::request::open_of(reading, partner, LOOKED_AT).await?;
    let asks = requests.iter().map(|request| Ask {
        details: &request.details,
        topics: surroundings.lines(&request.details.topics),
        point: request.point,
        places: Vec::new(),
        declined: Vec::new(),
    });
    let asks: Vec<_> = asks.collect();
    let candidates = surroundings.candidates(now);
    let today = Calendar { now, zone: surroundings.zone() }.today();
    Ok(lint(rules, &asks, &candidates, today))
}
