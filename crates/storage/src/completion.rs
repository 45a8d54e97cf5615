//! Completions as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{AffiliationId, Completion, CourseId, Id, PartnerId, Record, completion::CompletionDetails};

use crate::{
    entity::completion::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope,
};

const TABLE: &str = "completions";

/// What a list of completions can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CompletionFilter {
    /// Only those on this affiliation.
    pub affiliation: Option<AffiliationId>,
    /// Only those of this course.
    pub course: Option<CourseId>,
}

impl Kept for Completion {
    type Entity = Entity;
    type Filter = CompletionFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let CompletionDetails { affiliation_id, course_id, completed_on, expires_on, badge_url } = &self.details;
        Ok(ActiveModel {
            affiliation_id: Set(affiliation_id.uuid()),
            course_id: Set(course_id.uuid()),
            completed_on: Set(*completed_on),
            expires_on: Set(*expires_on),
            badge_url: Set(row::text(badge_url.as_ref())),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let details = CompletionDetails {
            affiliation_id: Id::new(model.affiliation_id),
            course_id: Id::new(model.course_id),
            completed_on: model.completed_on,
            expires_on: model.expires_on,
            badge_url: row.maybe("badge_url", model.badge_url.as_deref())?,
        };
        Ok(Self { details })
    }

    fn filter(filter: &CompletionFilter) -> Condition {
        let CompletionFilter { affiliation, course } = filter;
        Condition::all()
            .add_option(affiliation.map(|id| Column::AffiliationId.eq(id.uuid())))
            .add_option(course.map(|id| Column::CourseId.eq(id.uuid())))
    }
}

/// The completions that a partner has recorded of some people, whatever the caller reaches otherwise: for decisions.
pub async fn of_affiliations(
    reading: &impl Reading,
    partner: PartnerId,
    affiliations: impl IntoIterator<Item = AffiliationId>,
) -> Result<Vec<Record<Completion>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let theirs = Column::AffiliationId.is_in(affiliations.into_iter().map(Id::uuid));
    let query = scope::scoped::<Entity>(&own)?.filter(theirs).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
