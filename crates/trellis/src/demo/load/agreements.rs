//! Agreements at stable ids: one by which the library service lends, and one that it is offered.

use serde_json::json;
use trellis_app::agreement;
use trellis_domain::{Agreement, Record, agreement::AgreementDetails};
use trellis_storage::{Reading, Work};

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// The churches borrow Carmen from the library service in two months; the charity offers Lina to the library service.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    if let Some(agreement) = offer(loader, &mut work, ("carmen", "library"), "faith").await? {
        let name = ThingName::new("agreement", "carmen/library");
        agreement::accept(&mut work, &agreement, loader.partner("faith")?).await.map_err(LoadError::about(&name))?;
    }
    offer(loader, &mut work, ("lina", "charity"), "library").await?;
    work.commit().await?;
    Ok(())
}

/// The offer, unless it is there already.
async fn offer(
    loader: &Loader,
    work: &mut Work,
    (whom, lender): (&str, &str),
    to: &str,
) -> Result<Option<Record<Agreement>>, LoadError> {
    let name = ThingName::new("agreement", format_args!("{whom}/{lender}"));
    if work.load::<Agreement>(name.id()).await?.is_some() {
        return Ok(None);
    }
    let details = json!({
        "affiliation_id": format!("@affiliation/{whom}/{lender}"), "to_partner_id": loader.partner(to)?,
        "from": "@today+60", "until": "@today+150",
    });
    let details: AgreementDetails = loader.references.read("agreements", details)?;
    loader.ids.next_is(&name);
    let offered = agreement::create(work, loader.partner(lender)?, details).await.map_err(LoadError::about(&name))?;
    Ok(Some(offered))
}
