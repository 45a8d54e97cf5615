//! Which courses a partner's champions have completed, as the rules see it.

use std::collections::{BTreeSet, HashMap};

use trellis_domain::{
    AffiliationId, Completion, Course, CourseId, Id, PartnerId, Record, completion::CompletionDetails,
    matching::CompletedCourse,
};
use trellis_storage::{Reading, StoreError, completion};
use uuid::Uuid;

/// What a champion has completed, and the records that it follows from.
#[derive(Clone, Copy)]
pub(crate) struct Training {
    pub(crate) completed: CompletedCourse,
    /// The completion and the course.
    pub(crate) sources: [Uuid; 2],
}

/// By the partner's own record of each champion.
pub(crate) type TrainingByChampion = HashMap<AffiliationId, Vec<Training>>;

/// Of some.
pub(crate) async fn of_affiliations(
    reading: &impl Reading,
    partner: PartnerId,
    affiliations: impl IntoIterator<Item = AffiliationId>,
) -> Result<TrainingByChampion, StoreError> {
    by_champion(reading, completion::of_affiliations(reading, partner, affiliations).await?).await
}

/// How long something counts may follow from its course, as that is now.
async fn by_champion(
    reading: &impl Reading,
    recorded: Vec<Record<Completion>>,
) -> Result<TrainingByChampion, StoreError> {
    let named: BTreeSet<CourseId> = recorded.iter().map(|completion| completion.details.course_id).collect();
    let named: Vec<CourseId> = named.into_iter().collect();
    let courses: Vec<Record<Course>> = reading.load_all(&named).await?;
    let courses: HashMap<CourseId, Course> = courses.into_iter().map(|course| (course.id, course.noun)).collect();
    let mut training = TrainingByChampion::new();
    for completion in recorded {
        let CompletionDetails { affiliation_id, course_id, .. } = completion.details;
        // A course that is not there counts for nothing.
        let Some(course) = courses.get(&course_id) else { continue };
        let completed = CompletedCourse::new(&completion, course);
        let sources = [completion.id.uuid(), Id::uuid(course_id)];
        training.entry(affiliation_id).or_default().push(Training { completed, sources });
    }
    Ok(training)
}
