//! Attestations at stable ids: one that the library service gives, and one that it is given.

use serde_json::{Value, json};
use trellis_app::attestation;
use trellis_domain::{Attestation, CheckId, attestation::AttestationDetails};
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// Ada's induction at the library service, said to the lead body; Mohan's check, which the charity saw, said to the library service.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let induction = json!({
        "affiliation_id": "@affiliation/ada/library", "to_partner_id": loader.partner("lead")?,
        "kind": "induction_done", "on": "@today-95",
    });
    attest(loader, "ada/library", "library", induction).await?;
    let check: CheckId = ThingName::new("check", "mohan/charity/0").id();
    let seen = json!({
        "affiliation_id": "@affiliation/mohan/charity", "to_partner_id": loader.partner("library")?,
        "kind": "check_seen", "check_id": check, "on": "@today-490",
    });
    attest(loader, "mohan/charity", "charity", seen).await
}

async fn attest(loader: &Loader, whom: &str, giver: &str, details: Value) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    let name = ThingName::new("attestation", whom);
    if work.load::<Attestation>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details: AttestationDetails = loader.references.read("attestations", details)?;
    loader.ids.next_is(&name);
    attestation::create(&mut work, loader.partner(giver)?, details).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}
