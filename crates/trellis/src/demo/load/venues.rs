//! Venues: what the demonstration says about those of the open data that it uses.

use serde_json::Value;
use trellis_app::venue;
use trellis_domain::venue::VenueDetails;

use super::{Loader, error::LoadError};
use crate::demo::{content::VenueFacts, names::ThingName};

/// Adds facts where nobody has added any, and notes where each venue is found.
pub(super) async fn load(loader: &mut Loader, venues: Vec<VenueFacts>) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    for VenueFacts { key, source, facts, .. } in venues {
        let name = ThingName::new("venue", &key);
        let found = trellis_storage::venue::by_source(&work, &source).await?;
        let known = found.ok_or_else(|| LoadError::content("venues", format!("the open data has no {key}")))?;
        loader.references.note(&name, known.id);
        if known.details.notes.is_some() {
            continue;
        }
        let details = with_facts(loader, &known.details, facts)?;
        venue::update(&mut work, &known, details).await.map_err(LoadError::about(&name))?;
    }
    work.commit().await?;
    Ok(())
}

fn with_facts(
    loader: &Loader,
    details: &VenueDetails,
    facts: serde_json::Map<String, Value>,
) -> Result<VenueDetails, LoadError> {
    let mut merged = serde_json::to_value(details).map_err(|error| LoadError::content("venues", error))?;
    if let Some(members) = merged.as_object_mut() {
        members.extend(facts);
    }
    loader.references.read("venues", merged)
}
