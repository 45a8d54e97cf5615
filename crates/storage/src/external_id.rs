//! Partners' own numbers for things as rows, and finding a thing by its number.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    ExternalId, NounKind, PartnerId, Record,
    external_id::{AnyId, ExternalIdDetails, ExternalNumber, Source},
};

use crate::{
    entity::external_id::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope,
};

/// What a list of numbers can be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ExternalIdFilter {
    /// Only those of things of this kind.
    pub noun: Option<NounKind>,
    /// Only those of this system.
    pub source: Option<Source>,
    /// Only this number.
    pub external_id: Option<ExternalNumber>,
    /// Only those of this thing.
    pub subject: Option<AnyId>,
    /// Only those of things of these kinds.
    pub kinds: Option<Vec<NounKind>>,
}

impl Kept for ExternalId {
    type Entity = Entity;
    type Filter = ExternalIdFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let ExternalIdDetails { subject_id, source, external_id } = &self.details;
        Ok(ActiveModel {
            noun: Set(row::code(subject_id.kind())),
            subject_id: Set(subject_id.uuid()),
            source: Set(source.to_string()),
            external_id: Set(external_id.to_string()),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "external_ids", id: model.id };
        let details = ExternalIdDetails {
            subject_id: AnyId::new(row.parsed("noun", &model.noun)?, model.subject_id),
            source: row.parsed("source", &model.source)?,
            external_id: row.parsed("external_id", &model.external_id)?,
        };
        Ok(Self { details })
    }

    fn filter(filter: &ExternalIdFilter) -> Condition {
        let ExternalIdFilter { noun, source, external_id, subject, kinds } = filter;
        Condition::all()
            .add_option(kinds.as_ref().map(|kinds| Column::Noun.is_in(kinds.iter().map(|kind| row::code(*kind)))))
            .add_option(noun.map(|noun| Column::Noun.eq(row::code(noun))))
            .add_option(source.as_ref().map(|source| Column::Source.eq(source.as_str())))
            .add_option(external_id.as_ref().map(|number| Column::ExternalId.eq(number.as_str())))
            .add_option(subject.map(|id| Column::Noun.eq(row::code(id.kind()))))
            .add_option(subject.map(|id| Column::SubjectId.eq(id.uuid())))
    }
}

/// A partner's number for a thing of this kind, whatever the caller reaches otherwise.
pub async fn find(
    reading: &impl Reading,
    partner: PartnerId,
    noun: NounKind,
    source: &Source,
    number: &ExternalNumber,
) -> Result<Option<Record<ExternalId>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let filter = ExternalIdFilter {
        noun: Some(noun),
        source: Some(source.clone()),
        external_id: Some(number.clone()),
        subject: None,
        kinds: None,
    };
    let query = scope::scoped::<Entity>(&own)?.filter(ExternalId::filter(&filter));
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}

/// Every number that a partner has for a thing.
pub async fn all_of(
    reading: &impl Reading,
    partner: PartnerId,
    subject: AnyId,
) -> Result<Vec<Record<ExternalId>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let filter = ExternalIdFilter { subject: Some(subject), ..ExternalIdFilter::default() };
    let query = scope::scoped::<Entity>(&own)?.filter(ExternalId::filter(&filter)).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
