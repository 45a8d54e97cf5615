//! Activities: what partners already run and a champion could join.

use trellis_app::activity;
use trellis_domain::Activity;
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::{content::ActivityEntry, names::ThingName};

/// Notes where each activity is found, loaded or still to load.
pub(super) fn note(loader: &mut Loader, activities: &[ActivityEntry]) {
    for entry in activities {
        let name = activity_name(entry);
        loader.references.note(&name, name.id::<Activity>());
    }
}

/// The activities.
pub(super) async fn load(
    loader: &Loader,
    activities: &[ActivityEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    for entry in activities {
        let (name, owner) = (activity_name(entry), loader.partner(&entry.partner)?);
        if work.load::<Activity>(name.id()).await?.is_some() {
            continue;
        }
        let details = loader.references.read("activities", entry.details.clone())?;
        loader.ids.next_is(&name);
        activity::create(&mut work, owner, details).await.map_err(LoadError::about(&name))?;
    }
    work.commit().await?;
    progress("activities", activities.len());
    Ok(())
}

fn activity_name(entry: &ActivityEntry) -> ThingName {
    ThingName::new("activity", &entry.key)
}
