//! What records of people have in common: the number that a partner's system gives them, and what people agreed to.

use std::fmt;

use serde_json::{Map, Value, json};
use trellis_app::{consent, external_id};
use trellis_domain::{PartnerId, external_id::ExternalNumber};
use trellis_storage::Work;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// The name of the system that numbers people.
pub(in crate::demo) const SOURCE: &str = "demo-crm";

/// Gives a record the number that the partner's own system has for it.
pub(super) async fn keep_number(
    loader: &Loader,
    work: &mut Work,
    owner: PartnerId,
    (whose, id): (&ThingName, &dyn fmt::Display),
    number: &ExternalNumber,
) -> Result<(), LoadError> {
    let name = ThingName::new("external-id", whose);
    loader.ids.next_is(&name);
    let details = json!({ "subject_id": id.to_string(), "source": SOURCE, "external_id": number });
    let details = loader.references.read("external ids", details)?;
    external_id::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    Ok(())
}

/// What a person agreed to; `about` says who, as consents do.
pub(super) async fn load_consents(
    loader: &Loader,
    work: &mut Work,
    owner: PartnerId,
    about: (&str, String),
    (whose, consents): (&ThingName, &[Map<String, Value>]),
) -> Result<(), LoadError> {
    for (number, details) in consents.iter().enumerate() {
        let name = ThingName::new("consent", format_args!("{whose}/{number}"));
        loader.ids.next_is(&name);
        let details = loader.references.read("consents", with(details, about.0, &about.1))?;
        consent::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    }
    Ok(())
}

/// Details with the id of what they are about.
pub(super) fn with(details: &Map<String, Value>, member: &str, id: impl fmt::Display) -> Map<String, Value> {
    let mut details = details.clone();
    details.insert(member.to_owned(), id.to_string().into());
    details
}
