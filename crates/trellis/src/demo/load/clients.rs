//! A client that nobody uses any more, at a stable id: something to look at and to revoke.

use trellis_app::{Secret, client};
use trellis_domain::ClientDetails;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// The booking site of last year. Its secret is told to nobody.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let name = ThingName::new("client", "old-booking-site");
    if loader.store.installation().client(name.id()).await?.is_some() {
        return Ok(());
    }
    let details = serde_json::json!({
        "name": "Demonstration booking site of last year",
        "role": "booking_site",
        "network_id": loader.network.id,
    });
    let details: ClientDetails = loader.references.read("clients", details)?;
    let secret = Secret::generate().map_err(|error| LoadError::content("clients", error))?;
    loader.ids.next_is(&name);
    client::create(&loader.store, details, &secret, None, loader.calendar.now)
        .await
        .map_err(LoadError::about(&name))?;
    Ok(())
}
