//! Whom and what rules name.

use trellis_domain::{
    Course, CourseId, FieldCode, Partner, PartnerId, Record, Refusals, course::CourseAudience, policy::PolicyDetails,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{course::is_in_reach, error::CommandError};

/// Whether the partners that rules name are of the network, and the courses are there for whose rules these are; nobody's are the network's default.
pub(super) async fn check(
    work: &Work,
    whose: Option<PartnerId>,
    details: &PolicyDetails,
    before: &PolicyDetails,
) -> Result<(), CommandError> {
    let mut refusals = Refusals::none();
    for (at, accepted) in details.accepted_attestations.iter().enumerate() {
        let named = accepted.from.as_deref().unwrap_or_default();
        let known: Vec<Record<Partner>> = work.load_all(named).await?;
        for (number, id) in named.iter().enumerate() {
            let pointer = format!("/accepted_attestations/{at}/from/{number}");
            let is_known = known.iter().any(|partner| partner.id == *id);
            refusals.require(is_known, pointer, FieldCode::UnknownReference, "the id of a partner");
        }
    }
    check_courses(work, whose, details, before, &mut refusals).await?;
    Ok(refusals.finish()?)
}

/// A course that ended stays in rules that required it before.
async fn check_courses(
    work: &Work,
    whose: Option<PartnerId>,
    details: &PolicyDetails,
    before: &PolicyDetails,
    refusals: &mut Refusals,
) -> Result<(), StoreError> {
    let named: Vec<CourseId> = details.required_courses.iter().map(|required| required.course_id).collect();
    let known: Vec<Record<Course>> = work.load_all(&named).await?;
    let mine = |course: &&Record<Course>| whose.map_or(course.network_wide, |whose| is_in_reach(course, whose));
    for (at, id) in named.iter().enumerate() {
        let pointer = format!("/required_courses/{at}/course_id");
        let Some(course) = known.iter().filter(mine).find(|course| course.id == *id) else {
            let words = "the id of a course that whoever follows these rules may use";
            refusals.add(pointer, FieldCode::UnknownReference, words);
            continue;
        };
        let for_champions = course.details.audience == CourseAudience::Champions;
        refusals.require(for_champions, &pointer, FieldCode::Inconsistent, "a course for champions");
        let was_there = before.required_courses.iter().any(|required| required.course_id == *id);
        let goes_on = course.ended_at.is_none() || was_there;
        refusals.require(goes_on, pointer, FieldCode::Inconsistent, "a course that has not ended");
    }
    Ok(())
}
