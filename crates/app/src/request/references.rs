//! What a request refers to: topics, venues, the learner, champions.

use trellis_domain::{FieldCode, PartnerId, Refusals, VenueId, request::RequestDetails};
use trellis_storage::{Reading, StoreError, Work, agreement::lent_to};

use crate::{error::CommandError, topic};

/// Refuses ids and slugs that name nothing the owner may use, each at its place. What stood there already may stay.
pub(super) async fn check(
    work: &Work,
    owner: PartnerId,
    details: &RequestDetails,
    before: Option<&RequestDetails>,
) -> Result<(), CommandError> {
    let mut refusals = Refusals::none();
    let mut topics = topic::placed(&details.topics);
    topics.retain(|(_, topic)| before.is_none_or(|before| !before.topics.contains(topic)));
    topic::check(work, &topics, &mut refusals).await?;
    check_venues(work, ("/venue_ids", ""), &details.venue_ids, &mut refusals).await?;
    check_venues(work, ("/preferred_venues", ""), &details.preferred_venues, &mut refusals).await?;
    let visited: Vec<VenueId> = details.weekly_visits.iter().map(|visit| visit.venue_id).collect();
    check_venues(work, ("/weekly_visits", "/venue_id"), &visited, &mut refusals).await?;
    if let Some(id) = details.learner_id {
        let right = "the id of a learner that you may use";
        let usable = work.find(id).await?.is_some_and(|learner| learner.head.owner == owner);
        refusals.require(usable, "/learner_id", FieldCode::UnknownReference, right);
    }
    let excluded = &details.excluded_affiliations;
    let lent = if excluded.is_empty() { Vec::new() } else { lent_to(work, owner).await? };
    for (index, id) in excluded.iter().enumerate() {
        let stood = before.is_some_and(|before| before.excluded_affiliations.contains(id));
        let usable = stood
            || work.find(*id).await?.is_some_and(|champion| champion.head.owner == owner)
            || lent.iter().any(|agreement| agreement.affiliation == *id);
        let right = "the id of an affiliation of yours, or of one that is lent to you";
        refusals.require(usable, format!("/excluded_affiliations/{index}"), FieldCode::UnknownReference, right);
    }
    Ok(refusals.finish()?)
}

/// Each stands at `<list>/<index><field>`.
async fn check_venues(
    work: &Work,
    (list, field): (&str, &str),
    ids: &[VenueId],
    refusals: &mut Refusals,
) -> Result<(), StoreError> {
    let known = work.load_all(ids).await?;
    for (index, id) in ids.iter().enumerate() {
        let found = known.iter().any(|venue| venue.id == *id);
        let right = "the id of a venue that you may use";
        refusals.require(found, format!("{list}/{index}{field}"), FieldCode::UnknownReference, right);
    }
    Ok(())
}
