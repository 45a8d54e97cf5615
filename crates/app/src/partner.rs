//! Partners: joining a network, describing themselves, moving along.

use trellis_domain::{
    Conflict, FieldCode, PartnerId, Record, Refusals,
    affiliation::AffiliationStage,
    partner::{MoveStage, Partner, PartnerDetails, Stage},
    session::SessionState,
};
use trellis_storage::{Reading, StoreError, Work, session::Of};

use crate::{agreement, error::CommandError, listing, policy};

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

/// A partner moves to another stage; the step becomes history. Nobody leaves who still owes help.
pub async fn move_stage(
    work: &mut Work,
    partner: &Record<Partner>,
    step: MoveStage,
) -> Result<Record<Partner>, CommandError> {
    let leaves = step.stage == Stage::Left;
    let (moved, change) = partner.noun.clone().move_to(partner.id, step, work.now())?;
    if leaves && is_active(work, partner.id).await? {
        return Err(Conflict::PartnerStillActive.into());
    }
    let id = work.new_id();
    work.insert(id, partner.id, change).await?;
    let moved = work.update(partner, moved).await?;
    listing::keep_partner(work, partner.id).await?;
    if moved.stage.has_gone() {
        agreement::partner_left(work, partner.id).await?;
    }
    Ok(moved)
}

/// The partner that something is offered, given or said to, as a body names it: one that takes part.
pub(crate) async fn receiver(work: &Work, id: PartnerId) -> Result<Record<Partner>, CommandError> {
    let partner: Option<Record<Partner>> = work.load(id).await?;
    let partner = partner.ok_or_else(|| CommandError::unknown_reference("/to_partner_id", "a partner"))?;
    if partner.stage.has_gone() {
        let right = "a partner that has not left the network";
        return Err(Refusals::one("/to_partner_id", FieldCode::Inconsistent, right).into());
    }
    Ok(partner)
}

/// Whether a partner has sessions to come, open requests or active champions.
async fn is_active(work: &Work, partner: PartnerId) -> Result<bool, StoreError> {
    let sessions = trellis_storage::session::to_come(work, Of::Partner(partner), work.now()).await?;
    let people = trellis_storage::affiliation::present(work, partner).await?;
    Ok(sessions.iter().any(|session| session.state != SessionState::Cancelled)
        || people.iter().any(|person| person.stage == AffiliationStage::Active)
        || trellis_storage::request::any_open(work, partner).await?)
}
