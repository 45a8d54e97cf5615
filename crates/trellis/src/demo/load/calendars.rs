//! A calendar address at a stable id: something to look at and to take back.

use serde_json::json;
use trellis_app::{Secret, calendar};
use trellis_domain::{Calendar, calendar::CalendarDetails};
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// The library service's own sessions. Its address is told to nobody.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    let (name, library) = (ThingName::new("calendar", "library"), loader.partner("library")?);
    if work.load::<Calendar>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details = json!({ "kind": "partner", "subject_id": library });
    let details: CalendarDetails = loader.references.read("calendars", details)?;
    let token = Secret::generate().map_err(|error| LoadError::content("calendars", error))?;
    loader.ids.next_is(&name);
    calendar::create(&mut work, library, details, &token).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}
