//! What is odd about a partner's rules, as its champions and open requests are now.

use chrono::{DateTime, Utc};
use trellis_domain::{
    PartnerId, Record,
    matching::{Ask, Calendar},
    policy::{ChoosePolicyBasis, Policy, PolicyDetails, PolicyWarning, lint},
};
use trellis_storage::{Reading, StoreError, Work};

use super::on_basis;
use crate::proposal::gather::Surroundings;

/// How many open requests are looked at, the newest first.
const LOOKED_AT: u64 = 200;

/// What will be odd about rules that are about to be laid down. It is asked of a snapshot, before the unit of work that lays them down:
/// nobody is to wait for the network while all champions are looked at.
#[derive(Debug, Default)]
pub struct Foreseen(Option<(PolicyDetails, Vec<PolicyWarning>)>);

impl Foreseen {
    /// Of a policy with other rules.
    pub async fn with(
        reading: &impl Reading,
        policy: &Record<Policy>,
        rules: PolicyDetails,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let warnings = warnings(reading, policy.head.owner, &rules, now).await?;
        Ok(Self(Some((rules, warnings))))
    }

    /// Of a policy on another basis. What cannot be chosen is refused later, in its turn.
    pub async fn on_basis(
        reading: &impl Reading,
        policy: &Record<Policy>,
        choice: ChoosePolicyBasis,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        match on_basis(reading, policy, choice).await {
            Ok(chosen) => Self::with(reading, policy, chosen.details, now).await,
            Err(_refused) => Ok(Self::default()),
        }
    }

    /// What is odd about the rules that were laid down; looked at once more where others were foreseen.
    pub async fn of(self, work: &Work, policy: &Record<Policy>) -> Result<Vec<PolicyWarning>, StoreError> {
        match self.0 {
            Some((rules, warnings)) if rules == policy.details => Ok(warnings),
            _ => warnings(work, policy.head.owner, &policy.details, work.now()).await,
        }
    }
}

/// What is odd about these rules for a partner. Of its open requests the newest 200 are looked at.
pub(crate) async fn warnings(
    reading: &impl Reading,
    partner: PartnerId,
    rules: &PolicyDetails,
    now: DateTime<Utc>,
) -> Result<Vec<PolicyWarning>, StoreError> {
    let surroundings = Surroundings::now(reading, partner, now).await?;
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
