//! Partners: joining a network, describing themselves, moving along.

use trellis_domain::{
    PartnerId, Record,
    partner::{MoveStage, Partner, PartnerDetails},
};
use trellis_storage::Work;

use crate::{error::CommandError, listing, policy};

/// A new partner joins the network, thinking about it. It owns itself, and begins with the default policy.
pub async fn create(work: &mut Work, details: PartnerDetails) -> Result<Record<Partner>, CommandError> {
    let id = work.new_id();
    create_as(work, id, details).await
}

/// The same under an id that is known already, as a network's lead body is.
pub(crate) async fn create_as(
    work: &mut Work,
    id: PartnerId,
    details: PartnerDetails,
) -> Result<Record<Partner>, CommandError> {
    let partner = Partner::new(details, work.now())?;
    let partner = work.insert(id, id, partner).await?;
    policy::begin(work, id).await?;
    Ok(partner)
}

/// A partner says something else about itself.
pub async fn update(
    work: &mut Work,
    partner: &Record<Partner>,
    details: PartnerDetails,
) -> Result<Record<Partner>, CommandError> {
    let changed = partner.noun.clone().with(details)?;
    let changed = work.update(partner, changed).await?;
    listing::keep_partner(work, partner.id).await?;
    Ok(changed)
}

/// A partner moves to another stage; the step becomes history.
pub async fn move_stage(
    work: &mut Work,
    partner: &Record<Partner>,
    step: MoveStage,
) -> Result<Record<Partner>, CommandError> {
    let (moved, change) = partner.noun.clone().move_to(partner.id, step, work.now())?;
    let id = work.new_id();
    work.insert(id, partner.id, change).await?;
    let moved = work.update(partner, moved).await?;
    listing::keep_partner(work, partner.id).await?;
    Ok(moved)
}
