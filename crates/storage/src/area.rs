//! Areas as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter};
use trellis_domain::{
    Record,
    area::{Area, AreaCode, AreaDetails, AreaKind, ExclusionScore},
    geo::Point,
};

use crate::{
    entity::area::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "areas";

/// What a list of areas can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct AreaFilter {
    /// Only those of this kind.
    pub kind: Option<AreaKind>,
}

/// The area with this code, anywhere in the network.
pub async fn by_code(reading: &impl Reading, code: &AreaCode) -> Result<Option<Record<Area>>, StoreError> {
    let network = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&network)?.filter(Column::Code.eq(code.as_str()));
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}

impl Kept for Area {
    type Entity = Entity;
    type Filter = AreaFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let AreaDetails {
            kind,
            code,
            name,
            centroid,
            boundary,
            population,
            population_16_plus,
            population_65_plus,
            deprivation_decile,
            digital_exclusion,
            ward_code,
            source,
        } = &self.details;
        Ok(ActiveModel {
            kind: Set(row::code(*kind)),
            code: Set(code.to_string()),
            name: Set(name.to_string()),
            latitude: Set(centroid.latitude),
            longitude: Set(centroid.longitude),
            boundary: Set(row::maybe_json(TABLE, boundary.as_ref())?),
            population: Set(row::whole(TABLE, *population)?),
            population_16_plus: Set(row::whole(TABLE, *population_16_plus)?),
            population_65_plus: Set(row::whole(TABLE, *population_65_plus)?),
            deprivation_decile: Set(row::whole(TABLE, *deprivation_decile)?),
            digital_exclusion: Set(digital_exclusion.map(ExclusionScore::number)),
            ward_code: Set(row::text(ward_code.as_ref())),
            source: Set(row::text(source.as_ref())),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let people = |column, number: Option<i32>| number.map(|number| row.number(column, number)).transpose();
        let decile = model.deprivation_decile.map(|decile| row.number("deprivation_decile", decile));
        let score = model.digital_exclusion.map(|score| row.number("digital_exclusion", score));
        let details = AreaDetails {
            kind: row.parsed("kind", &model.kind)?,
            code: row.parsed("code", &model.code)?,
            name: row.parsed("name", &model.name)?,
            centroid: Point { latitude: model.latitude, longitude: model.longitude },
            boundary: row.maybe_json("boundary", model.boundary)?,
            population: people("population", model.population)?,
            population_16_plus: people("population_16_plus", model.population_16_plus)?,
            population_65_plus: people("population_65_plus", model.population_65_plus)?,
            deprivation_decile: decile.transpose()?,
            digital_exclusion: score.transpose()?,
            ward_code: row.maybe("ward_code", model.ward_code.as_deref())?,
            source: row.maybe("source", model.source.as_deref())?,
        };
        Ok(Self { details })
    }

    fn filter(filter: &AreaFilter) -> Condition {
        Condition::all().add_option(filter.kind.map(|kind| Column::Kind.eq(row::code(kind))))
    }
}
