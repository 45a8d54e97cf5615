//! Where every tenant query starts: with the network, and with how far the caller reaches in it.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityName, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select, Value, sea_query::ValueType,
};
use strum::VariantArray;
use trellis_domain::{
    ClientId, ClosedEnum, Head, Id, NetworkId, PartnerId, Record, Revision, access::Reach,
    affiliation::AffiliationStage,
};
use uuid::Uuid;

use crate::{
    entity::affiliation,
    error::StoreError,
    kept::{Active, Column, Kept, Model},
    page::{Page, PageRequest, Position},
    reading::Reading,
    row::Row,
};

/// From where a caller looks at a network, and how far it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standpoint {
    /// The network; never taken from a path or a body.
    pub network: NetworkId,
    /// How far the caller reaches.
    pub reach: Reach,
    /// The partner the caller works for.
    pub partner: Option<PartnerId>,
    /// The client that calls; none for the command line.
    pub client: Option<ClientId>,
}

impl Standpoint {
    /// The network's own view of itself, for commands that load what a decision needs.
    pub const fn network(network: NetworkId) -> Self {
        Self { network, reach: Reach::Network, partner: None, client: None }
    }

    /// What one partner owns in the same network, whoever asks: for commands on behalf of that partner.
    #[must_use]
    pub const fn of_partner(self, partner: PartnerId) -> Self {
        Self { reach: Reach::Own, partner: Some(partner), ..self }
    }

    /// The same standpoint with another reach.
    #[must_use]
    pub const fn reaching(self, reach: Reach) -> Self {
        Self { reach, ..self }
    }
}

/// A column that every tenant table has, by its name.
pub(crate) fn column<E: EntityTrait>(name: &'static str) -> Result<E::Column, StoreError> {
    let missing = || StoreError::Catalogue { table: E::default().table_name().to_owned(), column: name };
    E::Column::from_str(name).map_err(|_unknown| missing())
}

/// What the standpoint may see of a table.
pub(crate) fn within<E: EntityTrait>(standpoint: &Standpoint) -> Result<Condition, StoreError> {
    let network = column::<E>("network_id")?.eq(standpoint.network.uuid());
    let owner = column::<E>("owner_id")?;
    // Without a partner or client of its own, a caller owns and made nothing.
    let partner = standpoint.partner.map_or(Uuid::nil(), Id::uuid);
    let own = Condition::any().add(owner.eq(partner));
    let condition = Condition::all().add(network);
    Ok(match standpoint.reach {
        Reach::None => condition.add(column::<E>("id")?.eq(Uuid::nil())),
        Reach::Created => condition.add(column::<E>("created_by")?.eq(standpoint.client.map_or(Uuid::nil(), Id::uuid))),
        Reach::Own => condition.add(own),
        Reach::Party => condition.add(own.add_option(received::<E>(standpoint, partner)?)),
        Reach::Shared => condition.add(Condition::any().add(own).add(column::<E>("shared")?.eq(true))),
        Reach::Network => condition,
    })
}

/// What a partner was given by another. A table with this column keeps what two partners have between them; what is said there of a
/// person is only for who has a record of that person, as long as the person has not gone.
fn received<E: EntityTrait>(standpoint: &Standpoint, partner: Uuid) -> Result<Option<Condition>, StoreError> {
    let Ok(receiver) = E::Column::from_str("receiver_id") else { return Ok(None) };
    let given = Condition::all().add(receiver.eq(partner));
    let Ok(person) = E::Column::from_str("champion_id") else { return Ok(Some(given)) };
    let gone = AffiliationStage::VARIANTS.iter().filter(|stage| stage.is_final()).map(|stage| stage.code());
    let known = scoped::<affiliation::Entity>(&standpoint.reaching(Reach::Own))?
        .filter(affiliation::Column::Stage.is_not_in(gone))
        .select_only()
        .column(affiliation::Column::ChampionId);
    Ok(Some(given.add(person.in_subquery(known.into_query()))))
}

/// A query of a table, held to the standpoint. Every tenant query begins here.
#[expect(clippy::disallowed_methods, reason = "this is the place that adds the network and the reach")]
pub(crate) fn scoped<E: EntityTrait>(standpoint: &Standpoint) -> Result<Select<E>, StoreError> {
    Ok(E::find().filter(within::<E>(standpoint)?))
}

/// The one with this id, if it is within reach.
pub(crate) async fn find<N: Kept>(
    db: &impl ConnectionTrait,
    standpoint: &Standpoint,
    id: Id<N>,
) -> Result<Option<Record<N>>, StoreError> {
    let by_id = column::<N::Entity>("id")?.eq(id.uuid());
    scoped::<N::Entity>(standpoint)?.filter(by_id).one(db).await?.map(record).transpose()
}

/// How many ids are asked for at once: SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
const AT_ONCE: usize = 10_000;

/// Those of the given ids that are within reach, in the order of their ids; however many.
pub(crate) async fn find_all<N: Kept>(
    db: &impl ConnectionTrait,
    standpoint: &Standpoint,
    ids: &[Id<N>],
) -> Result<Vec<Record<N>>, StoreError> {
    let id = column::<N::Entity>("id")?;
    let mut ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let among = id.is_in(some.iter().copied());
        found.extend(scoped::<N::Entity>(standpoint)?.filter(among).order_by_asc(id).all(db).await?);
    }
    found.into_iter().map(record).collect()
}

/// Everything that a query finds that began with [`scoped`].
pub(crate) async fn all<N: Kept>(
    reading: &impl Reading,
    query: Select<N::Entity>,
) -> Result<Vec<Record<N>>, StoreError> {
    query.all(&reading.executor()).await?.into_iter().map(record).collect()
}

/// A page of what is within reach and passes the filter.
pub(crate) async fn list<N: Kept>(
    db: &impl ConnectionTrait,
    standpoint: &Standpoint,
    filter: &N::Filter,
    page: PageRequest,
) -> Result<Page<Record<N>>, StoreError> {
    let query = scoped::<N::Entity>(standpoint)?.filter(N::filter(filter));
    list_query::<N>(db, query, page).await
}

/// A page of a query that began with [`scoped`].
pub(crate) async fn list_query<N: Kept>(
    db: &impl ConnectionTrait,
    query: Select<N::Entity>,
    page: PageRequest,
) -> Result<Page<Record<N>>, StoreError> {
    let id = column::<N::Entity>("id")?;
    let order = N::ORDER.map(column::<N::Entity>).transpose()?;
    let query = match (page.after, order) {
        (None, _) => query,
        (Some(Position { id: after, .. }), None) => query.filter(id.gt(after)),
        (Some(Position { at, id: after }), Some(order)) => {
            query.filter(Condition::any().add(order.gt(at)).add(Condition::all().add(order.eq(at)).add(id.gt(after))))
        }
    };
    let query = match order {
        Some(order) => query.order_by_asc(order),
        None => query,
    };
    let models = query.order_by_asc(id).limit(page.limit.saturating_add(1)).all(db).await?;
    let positioned = models.into_iter().map(|model| Ok((position::<N>(&model, order)?, record(model)?)));
    let positioned = positioned.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(positioned, page.limit, |(position, _)| *position).map(|(_, record)| record))
}

fn position<N: Kept>(model: &Model<N>, order: Option<Column<N>>) -> Result<Position, StoreError> {
    let id = read_value(model.get(column::<N::Entity>("id")?));
    let at = order.and_then(|order| read_value::<DateTime<Utc>>(model.get(order)));
    Ok(Position { at, id: id.unwrap_or_default() })
}

fn read_value<T: ValueType>(value: Value) -> Option<T> {
    T::try_from(value).ok()
}

/// A row as the record it holds.
pub(crate) fn record<N: Kept>(model: Model<N>) -> Result<Record<N>, StoreError> {
    let id: Uuid = read_value(model.get(column::<N::Entity>("id")?)).unwrap_or_default();
    let row = Row { table: N::Entity::default().table_name(), id };
    let value = |name| column::<N::Entity>(name).map(|column| model.get(column));
    let wrong = |name| row.wrong(name);
    let head = Head {
        revision: Revision::new(read_value(value("revision")?).ok_or_else(|| wrong("revision"))?),
        owner: Id::new(read_value(value("owner_id")?).ok_or_else(|| wrong("owner_id"))?),
        shared: read_value(value("shared")?).ok_or_else(|| wrong("shared"))?,
        created_by: read_value(value("created_by")?).map(Id::new),
        created_at: read_value(value("created_at")?).ok_or_else(|| wrong("created_at"))?,
        updated_at: read_value(value("updated_at")?).ok_or_else(|| wrong("updated_at"))?,
    };
    Ok(Record { id: Id::new(id), head, noun: N::read(model)? })
}

/// A record as a row of its network.
pub(crate) fn active<N: Kept>(network: NetworkId, record: &Record<N>) -> Result<Active<N>, StoreError> {
    let mut row = record.noun.row()?;
    let head = &record.head;
    let columns: [(&'static str, Value); 8] = [
        ("network_id", network.uuid().into()),
        ("id", record.id.uuid().into()),
        ("revision", head.revision.number().into()),
        ("owner_id", head.owner.uuid().into()),
        ("shared", head.shared.into()),
        ("created_by", head.created_by.map(Id::uuid).into()),
        ("created_at", head.created_at.into()),
        ("updated_at", head.updated_at.into()),
    ];
    for (name, value) in columns {
        row.try_set(column::<N::Entity>(name)?, value)?;
    }
    Ok(row)
}

/// Writes a new row.
pub(crate) async fn insert<N: Kept>(
    db: &impl ConnectionTrait,
    network: NetworkId,
    record: &Record<N>,
) -> Result<(), StoreError> {
    N::Entity::insert(active(network, record)?).exec_without_returning(db).await?;
    Ok(())
}

/// Writes new rows.
#[expect(clippy::disallowed_methods, reason = "each row names its network")]
pub(crate) async fn insert_all<N: Kept>(
    db: &impl ConnectionTrait,
    network: NetworkId,
    records: &[Record<N>],
) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| active(network, record)).collect::<Result<Vec<_>, _>>()?;
    N::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Writes a row over the one with its key.
pub(crate) async fn update<N: Kept>(
    db: &impl ConnectionTrait,
    network: NetworkId,
    record: &Record<N>,
) -> Result<(), StoreError> {
    N::Entity::update(active(network, record)?).validate()?.exec_without_returning(db).await?;
    Ok(())
}

/// Removes the row with this key.
pub(crate) async fn remove<N: Kept>(
    db: &impl ConnectionTrait,
    network: NetworkId,
    id: Id<N>,
) -> Result<(), StoreError> {
    #[expect(clippy::disallowed_methods, reason = "the network and the id are added in the same breath")]
    let all = N::Entity::delete_many();
    let network = column::<N::Entity>("network_id")?.eq(network.uuid());
    all.filter(network).filter(column::<N::Entity>("id")?.eq(id.uuid())).exec(db).await?;
    Ok(())
}
