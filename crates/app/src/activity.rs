//! Activities: what partners already run, and which champions could join.

mod suitability;

pub use suitability::{SuitableActivities, activities_for, champions_for};

use trellis_domain::{Activity, ActivityId, FieldCode, PartnerId, Record, Refusals, activity::ActivityDetails};
use trellis_storage::{Reading, Work};

use crate::{error::CommandError, session::check_references};

/// A partner says what it runs.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: ActivityDetails,
) -> Result<Record<Activity>, CommandError> {
    let activity = Activity::new(details)?;
    check_references(work, activity.details.venue_id, &activity.details.topics).await?;
    let id = work.new_id();
    Ok(work.insert(id, owner, activity).await?)
}

/// A partner says something else about an activity.
pub async fn update(
    work: &mut Work,
    activity: &Record<Activity>,
    details: ActivityDetails,
) -> Result<Record<Activity>, CommandError> {
    let changed = activity.noun.clone().with(details)?;
    check_references(work, changed.details.venue_id, &changed.details.topics).await?;
    Ok(work.update(activity, changed).await?)
}

/// Refuses an activity that is not one of this partner's.
pub(crate) async fn check_part_of(
    work: &Work,
    owner: PartnerId,
    activity: Option<ActivityId>,
) -> Result<(), CommandError> {
    let Some(id) = activity else { return Ok(()) };
    let own = work.load(id).await?.is_some_and(|activity: Record<Activity>| activity.head.owner == owner);
    let mut refusals = Refusals::none();
    let detail = "the id of an activity that the same partner runs";
    refusals.require(own, "/activity_id", FieldCode::UnknownReference, detail);
    Ok(refusals.finish()?)
}
