//! One course of the network, and who has completed it; all of it says that it is for demonstration.

use serde_json::{Value, json};
use trellis_app::{completion, course};
use trellis_domain::{Completion, Course, CourseId, completion::CompletionDetails, course::CourseDetails};
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// Who has completed it with whom, and how many days ago. Bashir is due again: the course counts for two years.
const COMPLETED: [(&str, &str, u16); 4] =
    [("ada", "library", 92), ("bashir", "library", 800), ("grace", "housing", 120), ("mohan", "charity", 400)];

/// The lead body offers a course to every partner; three of them have recorded who has completed it.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let name = ThingName::new("course", "keeping-people-safe");
    offer(loader, &name).await?;
    for (whom, partner, days_ago) in COMPLETED {
        let details = json!({
            "affiliation_id": format!("@affiliation/{whom}/{partner}"), "course_id": name.id::<Course>(),
            "completed_on": format!("@today-{days_ago}"), "badge_url": format!("https://badges.example.org/demonstration/{whom}"),
        });
        complete(loader, (whom, partner), details).await?;
    }
    Ok(())
}

async fn offer(loader: &Loader, name: &ThingName) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    let id: CourseId = name.id();
    if work.load::<Course>(id).await?.is_some() {
        return Ok(());
    }
    let details = json!({
        "title": "Keeping people safe (demonstration)", "audience": "champions", "renewal_months": 24,
        "provider_url": "https://training.example.org/demonstration",
    });
    let details: CourseDetails = loader.references.read("courses", details)?;
    loader.ids.next_is(name);
    course::create(&mut work, loader.network.lead_body, details, true).await.map_err(LoadError::about(name))?;
    work.commit().await?;
    Ok(())
}

async fn complete(loader: &Loader, (whom, partner): (&str, &str), details: Value) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    let name = ThingName::new("completion", format_args!("{whom}/{partner}"));
    if work.load::<Completion>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details: CompletionDetails = loader.references.read("completions", details)?;
    loader.ids.next_is(&name);
    completion::create(&mut work, loader.partner(partner)?, details).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}
