//! When a champion is busy: across the network with the champion's consent, and never where or for whom.

use trellis_domain::{
    Affiliation, Conflict, PartnerId, Record,
    champion::Across,
    interval::{Interval, covered},
};
use trellis_storage::{Reading, StoreError, consent::of_champion, engagement::commitments};

use crate::error::CommandError;

/// When a partner's champion is taken within a window, in as few stretches as can be.
pub async fn busy(
    reading: &impl Reading,
    partner: PartnerId,
    affiliation: &Record<Affiliation>,
    across: Across,
    window: Interval,
) -> Result<Vec<Interval>, CommandError> {
    if across == Across::Network && !consented(reading, partner, affiliation).await? {
        return Err(Conflict::FreeBusyConsentRequired.into());
    }
    let taken = commitments(reading, affiliation.champion, window).await?.into_iter();
    let asked_for = taken.filter(|taken| across == Across::Network || taken.partner == partner);
    Ok(covered(asked_for.map(|taken| taken.taken.interval), window))
}

/// Whether the person lets this partner see it, whoever heard them say so.
async fn consented(
    reading: &impl Reading,
    partner: PartnerId,
    affiliation: &Record<Affiliation>,
) -> Result<bool, StoreError> {
    let consents = of_champion(reading, affiliation.champion).await?;
    Ok(consents.iter().any(|consent| consent.lets_see_times(affiliation.champion, partner)))
}
