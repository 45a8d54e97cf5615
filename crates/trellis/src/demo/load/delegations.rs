//! A delegation at a stable id: something to look at and to take back. None lets the co-ordinator act.

use serde_json::json;
use trellis_app::delegation;
use trellis_domain::{Delegation, delegation::DelegationDetails};
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// The library service lets the housing association keep the sessions that they run together.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    let (name, library) = (ThingName::new("delegation", "library"), loader.partner("library")?);
    if work.load::<Delegation>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details = json!({
        "to": "partner",
        "to_partner_id": loader.partner("housing")?,
        "scopes": ["sessions:read", "sessions:write", "shifts:read", "shifts:write"],
        "until": "@now+180",
        "reason": "You look after the sessions that we run in your common rooms.",
    });
    let details: DelegationDetails = loader.references.read("delegations", details)?;
    loader.ids.next_is(&name);
    delegation::create(&mut work, library, details).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}
