//! Policies as rows: one for each partner.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    PartnerId, Record,
    policy::{Policy, PolicyBasis, PolicyDetails, PolicyMode},
};

use crate::{
    entity::policy::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "policies";

/// What a list of policies can be narrowed to: nothing, because a partner has one.
#[derive(Debug, Clone, Copy, Default)]
pub struct PolicyFilter;

impl Kept for Policy {
    type Entity = Entity;
    type Filter = PolicyFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, version, basis, default_version } = self;
        let PolicyDetails {
            mode,
            required_checks,
            accepted_attestations,
            required_courses,
            required_level,
            require_language,
            max_travel_factor,
            weekly_minutes_cap,
            two_champions_at_home,
            travel_buffer_minutes,
            notice_hours,
            horizon_days,
            weights,
        } = details;
        Ok(ActiveModel {
            version: Set((*version).into()),
            basis: Set(row::code(*basis)),
            default_version: Set(default_version.map(i64::from)),
            mode: Set(row::code(*mode)),
            required_checks: Set(row::json(TABLE, required_checks)?),
            accepted_attestations: Set(Some(row::json(TABLE, accepted_attestations)?)),
            required_courses: Set(Some(row::json(TABLE, required_courses)?)),
            required_level: Set(row::code(*required_level)),
            require_language: Set(*require_language),
            max_travel_factor: Set((*max_travel_factor).into()),
            weekly_minutes_cap: Set(weekly_minutes_cap.map(i32::from)),
            two_champions_at_home: Set(*two_champions_at_home),
            travel_buffer_minutes: Set((*travel_buffer_minutes).into()),
            notice_hours: Set((*notice_hours).into()),
            horizon_days: Set((*horizon_days).into()),
            weights: Set(row::json(TABLE, weights)?),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let details = PolicyDetails {
            mode: row.parsed("mode", &model.mode)?,
            required_checks: row.json("required_checks", model.required_checks)?,
            accepted_attestations: row
                .maybe_json("accepted_attestations", model.accepted_attestations)?
                .unwrap_or_default(),
            required_courses: row.maybe_json("required_courses", model.required_courses)?.unwrap_or_default(),
            required_level: row.parsed("required_level", &model.required_level)?,
            require_language: model.require_language,
            max_travel_factor: row.number("max_travel_factor", model.max_travel_factor)?,
            weekly_minutes_cap: model
                .weekly_minutes_cap
                .map(|cap| row.number("weekly_minutes_cap", cap))
                .transpose()?,
            two_champions_at_home: model.two_champions_at_home,
            travel_buffer_minutes: row.number("travel_buffer_minutes", model.travel_buffer_minutes)?,
            notice_hours: row.number("notice_hours", model.notice_hours)?,
            horizon_days: row.number("horizon_days", model.horizon_days)?,
            weights: row.json("weights", model.weights)?,
        };
        Ok(Self {
            details,
            version: row.number("version", model.version)?,
            basis: row.parsed("basis", &model.basis)?,
            default_version: model.default_version.map(|version| row.number("default_version", version)).transpose()?,
        })
    }

    fn filter(_: &PolicyFilter) -> Condition {
        Condition::all()
    }
}

/// The policy of a partner, whatever the caller reaches otherwise.
pub async fn of_partner(reading: &impl Reading, partner: PartnerId) -> Result<Option<Record<Policy>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let query = scope::scoped::<Entity>(&own)?;
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}

/// Every policy of the network that leaves something to the computer, whoever's it is.
pub async fn automatic(reading: &impl Reading) -> Result<Vec<Record<Policy>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::Mode.ne(row::code(PolicyMode::Manual)));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// Every policy of the network that follows its default, whoever's it is.
pub async fn following(reading: &impl Reading) -> Result<Vec<Record<Policy>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::Basis.eq(row::code(PolicyBasis::Default)));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}
