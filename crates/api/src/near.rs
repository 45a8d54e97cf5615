//! `near` and `radius_km`: the two parameters of every list that can be asked for what is nearby.
//!
//! They arrive as plain text and number, because a place that is nowhere is a broken rule (422), not a bad query (400).

use trellis_app::place;
use trellis_domain::{FieldCode, Located, Near, RadiusKm, Refusals};
use trellis_storage::Store;

use crate::problem::ApiResult;

/// A place and how far around it.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Where, and how exactly that is known.
    pub centre: Located,
    /// How far.
    pub radius: RadiusKm,
}

/// What a caller asks for with `near` and `radius_km`; none where it asks for neither.
pub async fn around(store: &Store, near: Option<&str>, radius_km: Option<f64>) -> ApiResult<Option<Around>> {
    let mut refusals = Refusals::none();
    let placed = near.is_some() || radius_km.is_none();
    refusals.require(placed, "near", FieldCode::Required, "a place, where there is a radius");
    let near = near.and_then(|text| refusals.parsed("near", text.parse::<Near>()));
    let radius = refusals.parsed("radius_km", radius_km.map_or(Ok(RadiusKm::DEFAULT), RadiusKm::try_from));
    refusals.finish()?;
    match (near, radius) {
        (Some(near), Some(radius)) => Ok(Some(Around { centre: place::locate(store, &near, "near").await?, radius })),
        _ => Ok(None),
    }
}
