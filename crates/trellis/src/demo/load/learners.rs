//! Learners: partners' records of people who are helped.

use trellis_app::learner;
use trellis_domain::Learner;
use trellis_storage::Reading;

use super::{
    Loader,
    error::LoadError,
    records::{keep_number, load_consents},
};
use crate::demo::{content::LearnerEntry, names::ThingName};

/// Notes where each record is found, loaded or still to load.
pub(super) fn note(loader: &mut Loader, learners: &[LearnerEntry]) {
    for learner in learners {
        let name = learner_name(learner);
        loader.references.note(&name, name.id::<Learner>());
    }
}

/// The learners.
pub(super) async fn load(
    loader: &Loader,
    learners: &[LearnerEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    for entry in learners {
        let (name, owner) = (learner_name(entry), loader.partner(&entry.partner)?);
        if work.load::<Learner>(name.id()).await?.is_some() {
            continue;
        }
        let details = loader.references.read("learners", entry.details.clone())?;
        loader.ids.next_is(&name);
        let made = learner::create(&mut work, owner, details).await.map_err(LoadError::about(&name))?;
        keep_number(loader, &mut work, owner, (&name, &made.id), &entry.number).await?;
        let about = ("learner_id", made.id.to_string());
        load_consents(loader, &mut work, owner, about, (&name, &entry.consents)).await?;
    }
    work.commit().await?;
    progress("learners", learners.len());
    Ok(())
}

fn learner_name(learner: &LearnerEntry) -> ThingName {
    ThingName::new("learner", &learner.key)
}
