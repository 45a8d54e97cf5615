//! Courses as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition};
use trellis_domain::{
    ClosedEnum, Course,
    course::{CourseAudience, CourseDetails},
};

use crate::{
    entity::course::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    row::{self, Row},
};

const TABLE: &str = "courses";

/// What a list of courses can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CourseFilter {
    /// Only those for these people.
    pub audience: Option<CourseAudience>,
    /// Only those that have ended, or only those that have not.
    pub ended: Option<bool>,
}

impl Kept for Course {
    type Entity = Entity;
    type Filter = CourseFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, network_wide: _in_the_head, ended_at } = self;
        let CourseDetails { title, audience, renewal_months, provider_url } = details;
        Ok(ActiveModel {
            title: Set(title.to_string()),
            audience: Set(row::code(*audience)),
            renewal_months: Set(renewal_months.map(i32::from)),
            provider_url: Set(row::text(provider_url.as_ref())),
            ended_at: Set(*ended_at),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let renewal_months = model.renewal_months.map(|months| row.number("renewal_months", months)).transpose()?;
        let details = CourseDetails {
            title: row.parsed("title", &model.title)?,
            audience: row.parsed("audience", &model.audience)?,
            renewal_months,
            provider_url: row.maybe("provider_url", model.provider_url.as_deref())?,
        };
        Ok(Self { details, network_wide: model.shared, ended_at: model.ended_at })
    }

    fn filter(filter: &CourseFilter) -> Condition {
        let CourseFilter { audience, ended } = filter;
        let ended = ended.map(|ended| if ended { Column::EndedAt.is_not_null() } else { Column::EndedAt.is_null() });
        Condition::all().add_option(audience.map(|audience| Column::Audience.eq(audience.code()))).add_option(ended)
    }
}
