//! Courses: offering and ending them.

use trellis_domain::{Course, PartnerId, Record, course::CourseDetails};
use trellis_storage::Work;

use crate::error::CommandError;

/// A new course: the network's, which every partner can use, or a partner's own.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: CourseDetails,
    network_wide: bool,
) -> Result<Record<Course>, CommandError> {
    let course = Course::new(details, network_wide)?;
    let id = work.new_id();
    Ok(work.insert(id, owner, course).await?)
}

/// Its owner says something else about a course. How long a completion counts may follow from that.
pub async fn update(
    work: &mut Work,
    course: &Record<Course>,
    details: CourseDetails,
) -> Result<Record<Course>, CommandError> {
    let changed = course.noun.clone().with(details)?;
    Ok(work.update(course, changed).await?)
}

/// Its owner ends a course. What was completed counts as before, and policies that require it still do.
pub async fn end(work: &mut Work, course: &Record<Course>) -> Result<Record<Course>, CommandError> {
    let ended = course.noun.clone().ended(work.now())?;
    Ok(work.update(course, ended).await?)
}

/// Whether a partner can use a course: its own, or one that the network offers to all.
pub(crate) fn is_in_reach(course: &Record<Course>, partner: PartnerId) -> bool {
    course.network_wide || course.head.owner == partner
}
