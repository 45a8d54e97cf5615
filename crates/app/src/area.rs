//! Areas: describing the neighbourhoods of a network.

use trellis_domain::{
    Conflict, PartnerId, Record,
    area::{Area, AreaDetails},
};
use trellis_storage::Work;

use crate::error::{CommandError, on_duplicate};

/// A new area, kept by the lead body. No other area of the network has its code.
pub async fn create(work: &mut Work, owner: PartnerId, details: AreaDetails) -> Result<Record<Area>, CommandError> {
    let area = Area::new(details)?;
    let id = work.new_id();
    on_duplicate(work.insert(id, owner, area).await, Conflict::AlreadyExists)
}

/// The lead body says something else about an area.
pub async fn update(work: &mut Work, area: &Record<Area>, details: AreaDetails) -> Result<Record<Area>, CommandError> {
    let changed = area.noun.clone().with(details)?;
    on_duplicate(work.update(area, changed).await, Conflict::AlreadyExists)
}

/// What an import knows about an area: the one with its code is changed, else it is new. An import that brings no outlines leaves
/// them as they are.
pub async fn put(work: &mut Work, owner: PartnerId, details: AreaDetails) -> Result<Record<Area>, CommandError> {
    match trellis_storage::area::by_code(work, &details.code).await? {
        Some(area) => {
            let known = &area.details;
            let details = match (&details.boundary, &known.boundary) {
                (None, Some(outline)) => {
                    AreaDetails { boundary: Some(outline.clone()), centroid: known.centroid, ..details }
                }
                _ => details,
            };
            update(work, &area, details).await
        }
        None => create(work, owner, details).await,
    }
}
