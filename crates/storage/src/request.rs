//! Requests as rows.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func},
};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, Id, LearnerId, PartnerId, Record, RequestId,
    help::Setting,
    interval::Interval,
    request::{Request, RequestDetails, RequestState, Triage, Urgency},
};
use uuid::Uuid;

use crate::{
    entity::{
        request::{ActiveModel, Column, Entity, Model},
        unmet_need,
    },
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "requests";

/// What a list of requests can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestFilter {
    /// Only those in this state.
    pub state: Option<RequestState>,
    /// Only those for help in this setting.
    pub setting: Option<Setting>,
    /// Only those that are as urgent.
    pub urgency: Option<Urgency>,
    /// Only those of this learner.
    pub learner: Option<LearnerId>,
    /// Only those that wait in the inbox.
    pub waiting: bool,
}

impl Kept for Request {
    type Entity = Entity;
    type Filter = RequestFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, point, ward, state, state_since, unmet_reason, inbox, asked_at, taken_at, triage } = self;
        let (latitude, longitude) = row::coordinates(*point);
        Ok(ActiveModel {
            latitude: Set(latitude),
            longitude: Set(longitude),
            ward_code: Set(row::text(ward.as_ref())),
            state: Set(row::code(*state)),
            state_since: Set(*state_since),
            unmet_reason: Set(row::maybe_code(*unmet_reason)),
            inbox: Set(*inbox),
            asked_at: Set(Some(*asked_at)),
            taken_at: Set(*taken_at),
            triaged_at: Set(triage.as_ref().map(|triage| triage.at)),
            triage_note: Set(row::text(triage.as_ref().and_then(|triage| triage.note.as_ref()))),
            ..details_row(details)?
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let note = row.maybe("triage_note", model.triage_note.as_deref())?;
        Ok(Self {
            point: row::point(model.latitude, model.longitude),
            ward: row.maybe("ward_code", model.ward_code.as_deref())?,
            state: row.parsed("state", &model.state)?,
            state_since: model.state_since,
            unmet_reason: row.maybe("unmet_reason", model.unmet_reason.as_deref())?,
            inbox: model.inbox,
            asked_at: model.asked_at.unwrap_or(model.created_at),
            taken_at: model.taken_at,
            triage: model.triaged_at.map(|at| Triage { at, note }),
            details: read_details(model)?,
        })
    }

    fn filter(filter: &RequestFilter) -> Condition {
        let RequestFilter { state, setting, urgency, learner, waiting } = filter;
        Condition::all()
            .add_option(state.map(|state| Column::State.eq(state.code())))
            .add_option(setting.map(|setting| Column::Setting.eq(setting.code())))
            .add_option(urgency.map(|urgency| Column::Urgency.eq(urgency.code())))
            .add_option(learner.map(|learner| Column::LearnerId.eq(learner.uuid())))
            .add_option(waiting.then(|| Column::Inbox.eq(true)))
            .add_option(waiting.then(|| Column::State.eq(RequestState::New.code())))
    }
}

/// Every request of a learner, whoever owns it: for decisions only.
pub async fn of_learner(reading: &impl Reading, learner: LearnerId) -> Result<Vec<Record<Request>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::LearnerId.eq(learner.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// Requests that may have lapsed: those that wait for somebody, without any change since `before`, and that the ledger does not have;
/// those that come after an id, in the order of their ids, at most so many. The domain decides.
pub async fn stale(
    reading: &impl Reading,
    before: DateTime<Utc>,
    after: Option<RequestId>,
    limit: u64,
) -> Result<Vec<Record<Request>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let noted = scope::scoped::<unmet_need::Entity>(&anybody)?.select_only().column(unmet_need::Column::Id);
    let waiting = [RequestState::New, RequestState::Taken, RequestState::Matched].map(ClosedEnum::code);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::State.is_in(waiting))
        .filter(Column::UpdatedAt.lte(before))
        .filter(Condition::any().add(Column::WantedUntil.is_null()).add(Column::WantedUntil.lte(before.date_naive())))
        .filter(Column::Id.gt(after.map_or(Uuid::nil(), Id::uuid)))
        .filter(Column::Id.not_in_subquery(noted.into_query()));
    scope::all(reading, query.order_by_asc(Column::Id).limit(limit)).await
}

/// Requests that wait in the inbox without any change since `before`; those that come after an id, in the order of their ids, at most so many.
/// The domain decides which of them nobody is expected to take.
pub async fn untaken(
    reading: &impl Reading,
    before: DateTime<Utc>,
    after: Option<RequestId>,
    limit: u64,
) -> Result<Vec<Record<Request>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::Inbox.eq(true))
        .filter(Column::State.eq(RequestState::New.code()))
        .filter(Column::UpdatedAt.lte(before))
        .filter(Column::Id.gt(after.map_or(Uuid::nil(), Id::uuid)));
    scope::all(reading, query.order_by_asc(Column::Id).limit(limit)).await
}

/// Whether a partner has requests that are still to be met.
pub async fn any_open(reading: &impl Reading, partner: PartnerId) -> Result<bool, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let open = RequestState::VARIANTS.iter().filter(|state| state.is_open()).map(|state| state.code());
    let query = scope::scoped::<Entity>(&own)?.filter(Column::State.is_in(open)).limit(1);
    Ok(query.one(&reading.executor()).await?.is_some())
}

/// The newest requests of a partner that are still to be met.
pub async fn open_of(
    reading: &impl Reading,
    partner: PartnerId,
    limit: u64,
) -> Result<Vec<Record<Request>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let open = RequestState::VARIANTS.iter().filter(|state| state.is_open()).map(|state| state.code());
    let query = scope::scoped::<Entity>(&own)?.filter(Column::State.is_in(open));
    let query = query.order_by_desc(Column::Id).limit(limit);
    scope::all(reading, query).await
}

/// The requests of a partner that wait for a champion, those first that were first made the longest ago, at most so many.
pub async fn waiting_of(
    reading: &impl Reading,
    partner: PartnerId,
    limit: usize,
) -> Result<Vec<RequestId>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::State.eq(RequestState::Taken.code()))
        .order_by_asc(Func::coalesce([Column::AskedAt, Column::CreatedAt].map(Expr::col)))
        .order_by_asc(Column::Id)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .select_only()
        .column(Column::Id);
    let ids: Vec<Uuid> = query.into_tuple().all(&reading.executor()).await?;
    Ok(ids.into_iter().map(Id::new).collect())
}

/// The requests of a partner that wait for a champion; after `after` in the order of their ids, at most so many.
pub async fn without_champion(
    reading: &impl Reading,
    partner: PartnerId,
    after: Option<RequestId>,
    limit: u64,
) -> Result<Vec<Record<Request>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::State.eq(RequestState::Taken.code()))
        .filter(Column::Id.gt(after.map_or(Uuid::nil(), Id::uuid)));
    scope::all(reading, query.order_by_asc(Column::Id).limit(limit)).await
}

/// The requests that a partner took in a window, both ends included, whatever became of them, the newest first.
pub async fn taken_by(
    reading: &impl Reading,
    partner: PartnerId,
    window: Interval,
    limit: u64,
) -> Result<Vec<Record<Request>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::TakenAt.gte(window.start()))
        .filter(Column::TakenAt.lte(window.end()))
        .order_by_desc(Column::TakenAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    scope::all(reading, query).await
}

fn details_row(details: &RequestDetails) -> Result<ActiveModel, StoreError> {
    let RequestDetails {
        goal,
        topics,
        level,
        setting,
        near,
        venue_ids,
        times,
        duration_minutes,
        access_needs,
        required_languages,
        preferred_languages,
        audience,
        urgency,
        route,
        how_heard,
        on_behalf_of,
        learner_id,
        excluded_affiliations,
        preferred_venues,
        weekly_visits,
        role_flags,
        from,
        until,
        learner: _kept_as_a_learner,
    } = details;
    Ok(ActiveModel {
        goal: Set(row::text(goal.as_ref())),
        topics: Set(row::json(TABLE, topics)?),
        level: Set(row::maybe_code(*level)),
        setting: Set(row::code(*setting)),
        near: Set(row::text(near.as_ref())),
        venue_ids: Set(row::json(TABLE, venue_ids)?),
        times: Set(row::json(TABLE, times)?),
        duration_minutes: Set((*duration_minutes).into()),
        access_needs: Set(row::json(TABLE, access_needs)?),
        required_languages: Set(row::json(TABLE, required_languages)?),
        preferred_languages: Set(row::json(TABLE, preferred_languages)?),
        audience: Set(row::maybe_code(*audience)),
        urgency: Set(row::code(*urgency)),
        route: Set(row::code(*route)),
        how_heard: Set(row::text(how_heard.as_ref())),
        on_behalf_of: Set(row::maybe_code(*on_behalf_of)),
        learner_id: Set(learner_id.map(Id::uuid)),
        excluded_affiliations: Set(row::json(TABLE, excluded_affiliations)?),
        preferred_venues: Set(row::json(TABLE, preferred_venues)?),
        weekly_visits: Set(row::json(TABLE, weekly_visits)?),
        role_flags: Set(row::json(TABLE, role_flags)?),
        wanted_from: Set(*from),
        wanted_until: Set(*until),
        ..Default::default()
    })
}

fn read_details(model: Model) -> Result<RequestDetails, StoreError> {
    let row = Row { table: TABLE, id: model.id };
    Ok(RequestDetails {
        goal: row.maybe("goal", model.goal.as_deref())?,
        topics: row.json("topics", model.topics)?,
        level: row.maybe("level", model.level.as_deref())?,
        setting: row.parsed("setting", &model.setting)?,
        near: row.maybe("near", model.near.as_deref())?,
        venue_ids: row.json("venue_ids", model.venue_ids)?,
        times: row.json("times", model.times)?,
        duration_minutes: row.number("duration_minutes", model.duration_minutes)?,
        access_needs: row.json("access_needs", model.access_needs)?,
        required_languages: row.json("required_languages", model.required_languages)?,
        preferred_languages: row.json("preferred_languages", model.preferred_languages)?,
        audience: row.maybe("audience", model.audience.as_deref())?,
        urgency: row.parsed("urgency", &model.urgency)?,
        route: row.parsed("route", &model.route)?,
        how_heard: row.maybe("how_heard", model.how_heard.as_deref())?,
        on_behalf_of: row.maybe("on_behalf_of", model.on_behalf_of.as_deref())?,
        learner_id: model.learner_id.map(Id::new),
        excluded_affiliations: row.json("excluded_affiliations", model.excluded_affiliations)?,
        preferred_venues: row.json("preferred_venues", model.preferred_venues)?,
        weekly_visits: row.json("weekly_visits", model.weekly_visits)?,
        role_flags: row.json("role_flags", model.role_flags)?,
        from: model.wanted_from,
        until: model.wanted_until,
        learner: None,
    })
}
