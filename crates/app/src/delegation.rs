//! Delegations: giving them, taking them back, and what they let somebody do.

use chrono::{DateTime, Utc};
use trellis_domain::{
    Delegation, DelegationId, PartnerId, Record,
    access::{Caller, Scope},
    delegation::{DelegateKind, DelegationDetails},
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{error::CommandError, network, partner};

/// A partner lets somebody act for it. Whoever may act is told, too.
pub async fn create(
    work: &mut Work,
    giver: PartnerId,
    details: DelegationDetails,
) -> Result<Record<Delegation>, CommandError> {
    let lead_body = network::of(work).await?.lead_body;
    let delegation = Delegation::new(details, giver, lead_body, work.now())?;
    let receiver = delegation.delegate.partner;
    partner::receiver(work, receiver).await?;
    let id = work.new_id();
    let record = work.insert(id, giver, delegation).await?;
    if receiver != giver {
        work.introduce(&record, receiver).await?;
    }
    Ok(record)
}

/// A partner takes back what it gave: from now on it lets nobody do anything. Taking it back again changes nothing.
pub async fn revoke(work: &mut Work, given: &Record<Delegation>) -> Result<Record<Delegation>, CommandError> {
    let revoked = given.noun.clone().revoked(work.now())?;
    let receiver = revoked.delegate.partner;
    let changed = work.update(given, revoked).await?;
    if changed.head.revision != given.head.revision && receiver != given.head.owner {
        work.inform(&changed, receiver).await?;
    }
    Ok(changed)
}

/// The delegation by which a caller may do for `giver` what takes this scope: the oldest, where there are several.
///
/// None where `giver` is unknown, of another network or gave nothing of that kind; the caller is told of no difference.
pub async fn covering(
    reading: &impl Reading,
    caller: &Caller,
    giver: PartnerId,
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<Option<Record<Delegation>>, StoreError> {
    let Some(receiver) = DelegateKind::of(caller.role).zip(caller.partner) else { return Ok(None) };
    let live = trellis_storage::delegation::live(reading, giver, receiver, now).await?;
    Ok(live.into_iter().find(|delegation| delegation.lets(caller, scope, now)))
}

/// Whether a delegation that let a caller act a moment ago still does.
pub async fn still_covers(
    reading: &impl Reading,
    caller: &Caller,
    delegation: DelegationId,
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let given = reading.load(delegation).await?;
    Ok(given.is_some_and(|given| given.lets(caller, scope, now)))
}
