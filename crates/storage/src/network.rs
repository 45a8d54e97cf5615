//! Networks and their heads: the one number that orders a network's history.

use sea_orm::ColumnTrait;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType,
};
use trellis_domain::{Id, Network, NetworkDetails, NetworkId, Revision, event::Change, policy::DefaultPolicy};

use crate::{
    entity::{network, network_head},
    error::StoreError,
    reading::{Reading, sealed::Connected},
    row::{self, Row},
    work::Work,
};

const TABLE: &str = "networks";

/// The network that a standpoint is in.
pub async fn of(reading: &impl Reading) -> Result<Network, StoreError> {
    find(&reading.executor(), reading.standpoint().network).await?.ok_or(StoreError::NoNetwork)
}

/// Tells of a network that was just founded: from now on the history names it.
pub async fn announce(work: &mut Work, network: Network) -> Result<Network, StoreError> {
    let revision = work.tell_of_network(network.lead_body, Change::Created).await?;
    let network = Network { revision, ..network };
    network::Entity::update(active(&network)?).validate()?.exec_without_returning(&work.executor()).await?;
    Ok(network)
}

/// Keeps changed details of the work's network; the same details leave no trace.
pub async fn update(work: &mut Work, old: &Network, details: NetworkDetails) -> Result<Network, StoreError> {
    if details == old.details {
        return Ok(old.clone());
    }
    let revision = work.tell_of_network(old.lead_body, Change::Updated).await?;
    let network = Network { details, revision, ..old.clone() };
    network::Entity::update(active(&network)?).validate()?.exec_without_returning(&work.executor()).await?;
    Ok(network)
}

/// The rules that the network offers its partners; the built-in ones as long as it has laid down none.
#[expect(clippy::disallowed_methods, reason = "networks are the tenants themselves; the id is the scope")]
pub async fn default_policy(reading: &impl Reading) -> Result<DefaultPolicy, StoreError> {
    let id = reading.standpoint().network.uuid();
    let model = network::Entity::find_by_id(id).one(&reading.executor()).await?.ok_or(StoreError::NoNetwork)?;
    let row = Row { table: TABLE, id };
    Ok(DefaultPolicy {
        version: row.number("default_policy_version", model.default_policy_version)?,
        details: row.maybe_json("default_policy", model.default_policy)?.unwrap_or_default(),
    })
}

/// Keeps another default policy of the work's network.
pub async fn keep_default_policy(
    work: &mut Work,
    old: &Network,
    policy: &DefaultPolicy,
) -> Result<Network, StoreError> {
    let revision = work.tell_of_network(old.lead_body, Change::Updated).await?;
    let row = network::ActiveModel {
        id: Set(old.id.uuid()),
        revision: Set(revision.number()),
        default_policy: Set(Some(row::json(TABLE, &policy.details)?)),
        default_policy_version: Set(policy.version.into()),
        ..Default::default()
    };
    network::Entity::update(row).validate()?.exec_without_returning(&work.executor()).await?;
    Ok(Network { revision, ..old.clone() })
}

#[expect(clippy::disallowed_methods, reason = "networks are the tenants themselves; the id is the scope")]
pub(crate) async fn find(db: &impl ConnectionTrait, id: NetworkId) -> Result<Option<Network>, StoreError> {
    network::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

#[expect(clippy::disallowed_methods, reason = "networks are the tenants themselves; the slug is the scope")]
pub(crate) async fn find_by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Network>, StoreError> {
    network::Entity::find().filter(network::Column::Slug.eq(slug)).one(db).await?.map(read).transpose()
}

pub(crate) async fn insert(db: &impl ConnectionTrait, network: &Network) -> Result<(), StoreError> {
    network::Entity::insert(active(network)?).exec_without_returning(db).await?;
    let head = network_head::ActiveModel { network_id: Set(network.id.uuid()), revision: Set(0) };
    network_head::Entity::insert(head).exec_without_returning(db).await?;
    Ok(())
}

/// Takes the network for this transaction, and reads how far it has come.
#[expect(clippy::disallowed_methods, reason = "the head is read by its network")]
pub(crate) async fn lock(db: &impl ConnectionTrait, id: NetworkId) -> Result<Revision, StoreError> {
    let head = network_head::Entity::find_by_id(id.uuid());
    // SQLite has one writer, so its transaction is the lock.
    let head = match db.get_database_backend() {
        DbBackend::Postgres => head.lock(LockType::Update),
        _ => head,
    };
    let head = head.one(db).await?.ok_or(StoreError::NoNetwork)?;
    Ok(Revision::new(head.revision))
}

/// How far the network has come.
#[expect(clippy::disallowed_methods, reason = "the head is read by its network")]
pub(crate) async fn revision(db: &impl ConnectionTrait, id: NetworkId) -> Result<Revision, StoreError> {
    let head = network_head::Entity::find_by_id(id.uuid()).one(db).await?.ok_or(StoreError::NoNetwork)?;
    Ok(Revision::new(head.revision))
}

pub(crate) async fn advance(db: &impl ConnectionTrait, id: NetworkId, to: Revision) -> Result<(), StoreError> {
    let head = network_head::ActiveModel { network_id: Set(id.uuid()), revision: Set(to.number()) };
    network_head::Entity::update(head).validate()?.exec_without_returning(db).await?;
    Ok(())
}

fn active(network: &Network) -> Result<network::ActiveModel, StoreError> {
    let Network { id, details, lead_body, revision, created_at } = network;
    let NetworkDetails {
        slug,
        name,
        area_code,
        nation,
        time_zone,
        languages,
        charter,
        joint_controllers,
        embed_origins,
        public_requests,
    } = details;
    Ok(network::ActiveModel {
        id: Set(id.uuid()),
        slug: Set(slug.to_string()),
        name: Set(row::json(TABLE, name)?),
        area_code: Set(row::text(area_code.as_ref())),
        nation: Set(row::code(*nation)),
        time_zone: Set(time_zone.to_string()),
        languages: Set(row::json(TABLE, languages)?),
        charter: Set(row::maybe_json(TABLE, charter.as_ref())?),
        joint_controllers: Set(row::maybe_json(TABLE, joint_controllers.as_ref())?),
        embed_origins: Set(row::json(TABLE, embed_origins)?),
        public_requests: Set(*public_requests),
        lead_body_id: Set(lead_body.uuid()),
        revision: Set(revision.number()),
        created_at: Set(*created_at),
        // The default policy is kept apart.
        ..Default::default()
    })
}

pub(crate) fn read(model: network::Model) -> Result<Network, StoreError> {
    let row = Row { table: TABLE, id: model.id };
    Ok(Network {
        id: Id::new(model.id),
        details: NetworkDetails {
            slug: row.parsed("slug", &model.slug)?,
            name: row.json("name", model.name)?,
            area_code: row.maybe("area_code", model.area_code.as_deref())?,
            nation: row.parsed("nation", &model.nation)?,
            time_zone: row.parsed("time_zone", &model.time_zone)?,
            languages: row.json("languages", model.languages)?,
            charter: row.maybe_json("charter", model.charter)?,
            joint_controllers: row.maybe_json("joint_controllers", model.joint_controllers)?,
            embed_origins: row.json("embed_origins", model.embed_origins)?,
            public_requests: model.public_requests,
        },
        lead_body: Id::new(model.lead_body_id),
        revision: Revision::new(model.revision),
        created_at: model.created_at,
    })
}
