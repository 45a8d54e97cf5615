//! The unmet-need ledger: one narrow row for a request, kept in the unit of work that moves it.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use trellis_domain::{
    PartnerId, RequestId,
    area::AreaCode,
    help::Setting,
    unmet_need::{Count, UnmetNeed, UnmetNeedReason},
};
use uuid::Uuid;

use crate::{
    entity::unmet_need::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    page::{Page, PageRequest, Position},
    reading::{Reading, sealed::Connected},
    row::{self, Row},
    scope,
    work::Work,
};

const TABLE: &str = "unmet_needs";

/// What the ledger can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnmetNeedFilter {
    /// Only those for this reason.
    pub reason: Option<UnmetNeedReason>,
    /// Only those for help in this setting.
    pub setting: Option<Setting>,
}

/// Keeps what the ledger says of a request now, over what it said before; nothing where it says nothing any more.
pub async fn put(
    work: &mut Work,
    request: RequestId,
    owner: PartnerId,
    need: Option<&UnmetNeed>,
) -> Result<(), StoreError> {
    let network = work.standpoint().network.uuid();
    #[expect(clippy::disallowed_methods, reason = "held to the network and the request")]
    let old = Entity::delete_many().filter(Column::NetworkId.eq(network)).filter(Column::Id.eq(request.uuid()));
    old.exec(&work.executor()).await?;
    let Some(need) = need else { return Ok(()) };
    let UnmetNeed { month, ward, topics, setting, languages, reason, urgency } = need;
    let row = ActiveModel {
        network_id: Set(network),
        id: Set(request.uuid()),
        owner_id: Set(owner.uuid()),
        month: Set(month.to_string()),
        ward_code: Set(row::text(ward.as_ref())),
        topics: Set(row::json(TABLE, topics)?),
        setting: Set(row::code(*setting)),
        languages: Set(row::json(TABLE, languages)?),
        reason: Set(row::code(*reason)),
        urgency: Set(row::code(*urgency)),
    };
    Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// A page of what is within the caller's reach.
pub async fn list(
    reading: &impl Reading,
    filter: &UnmetNeedFilter,
    page: PageRequest,
) -> Result<Page<UnmetNeed>, StoreError> {
    let UnmetNeedFilter { reason, setting } = filter;
    let wanted = Condition::all()
        .add_option(reason.map(|reason| Column::Reason.eq(row::code(reason))))
        .add_option(setting.map(|setting| Column::Setting.eq(row::code(setting))))
        .add_option(page.after.map(|after| Column::Id.gt(after.id)));
    let query = scope::scoped::<Entity>(&reading.standpoint())?.filter(wanted).order_by_asc(Column::Id);
    let models = query.limit(page.limit.saturating_add(1)).all(&reading.executor()).await?;
    let needs = models.into_iter().map(|model| Ok((model.id, read(model)?))).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(needs, page.limit, |(id, _)| Position { at: None, id: *id }).map(|(_, need)| need))
}

/// The whole ledger of a calendar year in cells of ward and reason, as far as the caller reaches; `asker` owns its own part.
pub async fn cells(
    reading: &impl Reading,
    asker: PartnerId,
    year: u16,
) -> Result<BTreeMap<(Option<AreaCode>, UnmetNeedReason), Count>, StoreError> {
    let of_year = scope::scoped::<Entity>(&reading.standpoint())?
        .filter(Column::Month.gte(format!("{year:04}-01")).and(Column::Month.lte(format!("{year:04}-12"))));
    let counts = of_year
        .select_only()
        .columns([Column::WardCode, Column::Reason, Column::OwnerId])
        .column_as(Column::Id.count(), "count")
        .group_by(Column::WardCode)
        .group_by(Column::Reason)
        .group_by(Column::OwnerId);
    let counts: Vec<(Option<String>, String, Uuid, i64)> = counts.into_tuple().all(&reading.executor()).await?;
    let mut cells: BTreeMap<_, Count> = BTreeMap::new();
    for (ward, reason, owner, count) in counts {
        let row = Row { table: TABLE, id: owner };
        let place = (row.maybe("ward_code", ward.as_deref())?, row.parsed("reason", &reason)?);
        let (cell, count) = (cells.entry(place).or_default(), row.number::<_, u64>("count", count)?);
        if owner == asker.uuid() { cell.own += count } else { cell.others += count }
    }
    Ok(cells)
}

fn read(model: Model) -> Result<UnmetNeed, StoreError> {
    let row = Row { table: TABLE, id: model.id };
    Ok(UnmetNeed {
        month: row.parsed("month", &model.month)?,
        ward: row.maybe("ward_code", model.ward_code.as_deref())?,
        topics: row.json("topics", model.topics)?,
        setting: row.parsed("setting", &model.setting)?,
        languages: row.json("languages", model.languages)?,
        reason: row.parsed("reason", &model.reason)?,
        urgency: row.parsed("urgency", &model.urgency)?,
    })
}
