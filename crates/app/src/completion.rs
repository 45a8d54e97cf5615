//! Completions: recording which courses a partner's people have completed.

use trellis_domain::{Affiliation, Completion, Course, PartnerId, Record, completion::CompletionDetails};
use trellis_storage::{Reading, Work};

use crate::{course, error::CommandError, network};

/// A partner records that one of its people has completed a course.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: CompletionDetails,
) -> Result<Record<Completion>, CommandError> {
    let completion = Completion::new(details, network::today(work, work.now()).await?)?;
    let affiliation: Option<Record<Affiliation>> = work.find(completion.details.affiliation_id).await?;
    let own = affiliation.filter(|affiliation| affiliation.head.owner == owner);
    own.ok_or_else(|| CommandError::unknown_reference("/affiliation_id", "an affiliation"))?;
    let found: Option<Record<Course>> = work.load(completion.details.course_id).await?;
    let found = found.filter(|found| course::is_in_reach(found, owner));
    found.ok_or_else(|| CommandError::unknown_reference("/course_id", "a course"))?;
    let id = work.new_id();
    Ok(work.insert(id, owner, completion).await?)
}

/// A partner records something else of it.
pub async fn update(
    work: &mut Work,
    completion: &Record<Completion>,
    details: CompletionDetails,
) -> Result<Record<Completion>, CommandError> {
    let changed = completion.noun.clone().with(details, network::today(work, work.now()).await?)?;
    Ok(work.update(completion, changed).await?)
}

/// A partner removes a record that should not be.
pub async fn delete(work: &mut Work, completion: &Record<Completion>) -> Result<(), CommandError> {
    Ok(work.remove(completion).await?)
}
