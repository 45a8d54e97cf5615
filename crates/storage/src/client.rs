//! Clients: a reference table, because a client may be known before its network is.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use trellis_domain::{Client, ClientDetails, ClientId, Id, NetworkId, PartnerId, access::Role};

use crate::{
    entity::client,
    error::StoreError,
    page::{Page, PageRequest, Position},
    row::{self, Row},
};

/// A client with the hashes of its secrets: SHA-256, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredClient {
    /// The client.
    pub client: Client,
    /// The hash of its secret.
    pub secret_hash: String,
    /// The hash of the secret before it, and until when that is still good.
    pub earlier: Option<(String, DateTime<Utc>)>,
    /// Who asked for the secret, and under which idempotency key.
    pub shown: Option<Shown>,
}

/// The request in whose answer a secret was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The client that asked.
    pub to: ClientId,
    /// Its idempotency key.
    pub under: String,
}

#[expect(clippy::disallowed_methods, reason = "clients are looked up before a network is known")]
pub(crate) async fn find(db: &impl ConnectionTrait, id: ClientId) -> Result<Option<StoredClient>, StoreError> {
    client::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// Whether there is or was a client in this role, for this partner if one is named.
#[expect(clippy::disallowed_methods, reason = "a reference table, narrowed to the network here")]
pub(crate) async fn exists(
    db: &impl ConnectionTrait,
    network: NetworkId,
    partner: Option<PartnerId>,
    role: Role,
) -> Result<bool, StoreError> {
    let query = client::Entity::find()
        .filter(client::Column::NetworkId.eq(network.uuid()))
        .filter(client::Column::Role.eq(row::code(role)))
        .filter(Condition::all().add_option(partner.map(|id| client::Column::PartnerId.eq(id.uuid()))))
        .limit(1);
    Ok(query.one(db).await?.is_some())
}

/// A page of the clients of a network, or of one partner in it; all of the installation when no network is named.
#[expect(clippy::disallowed_methods, reason = "a reference table, narrowed to the network and partner here")]
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    network: Option<NetworkId>,
    partner: Option<PartnerId>,
    page: PageRequest,
) -> Result<Page<Client>, StoreError> {
    let condition = Condition::all()
        .add_option(network.map(|id| client::Column::NetworkId.eq(id.uuid())))
        .add_option(partner.map(|id| client::Column::PartnerId.eq(id.uuid())))
        .add_option(page.after.map(|after| client::Column::Id.gt(after.id)));
    let query = client::Entity::find().filter(condition).order_by_asc(client::Column::Id);
    let models = query.limit(page.limit.saturating_add(1)).all(db).await?;
    let clients = models.into_iter().map(|model| read(model).map(|stored| stored.client));
    let clients = clients.collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(clients, page.limit, |client| Position { at: None, id: client.id.uuid() }))
}

pub(crate) async fn insert(db: &impl ConnectionTrait, stored: &StoredClient) -> Result<(), StoreError> {
    client::Entity::insert(active(stored)?).exec_without_returning(db).await?;
    Ok(())
}

/// Keeps a client's new secrets.
pub(crate) async fn renew(db: &impl ConnectionTrait, stored: &StoredClient) -> Result<(), StoreError> {
    let client::ActiveModel { id, secret_hash, earlier_hash, earlier_until, shown_to, shown_under, .. } =
        active(stored)?;
    let secrets = client::ActiveModel {
        id,
        secret_hash,
        earlier_hash,
        earlier_until,
        shown_to,
        shown_under,
        ..Default::default()
    };
    client::Entity::update(secrets).validate()?.exec_without_returning(db).await?;
    Ok(())
}

/// The client whose secret was shown in the answer to this request, if one was.
#[expect(clippy::disallowed_methods, reason = "a reference table, held to who asked")]
pub(crate) async fn shown(db: &impl ConnectionTrait, shown: &Shown) -> Result<Option<StoredClient>, StoreError> {
    let query = client::Entity::find()
        .filter(client::Column::ShownTo.eq(shown.to.uuid()))
        .filter(client::Column::ShownUnder.eq(&shown.under));
    query.one(db).await?.map(read).transpose()
}

pub(crate) async fn revoke(db: &impl ConnectionTrait, id: ClientId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = client::ActiveModel { id: Set(id.uuid()), revoked_at: Set(Some(now)), ..Default::default() };
    client::Entity::update(row).validate()?.exec_without_returning(db).await?;
    Ok(())
}

fn active(stored: &StoredClient) -> Result<client::ActiveModel, StoreError> {
    let StoredClient { client: Client { id, details, created_at, revoked_at }, secret_hash, earlier, shown } = stored;
    let ClientDetails { name, role, network_id, partner_id, scopes } = details;
    Ok(client::ActiveModel {
        id: Set(id.uuid()),
        name: Set(name.to_string()),
        role: Set(row::code(*role)),
        network_id: Set(network_id.map(Id::uuid)),
        partner_id: Set(partner_id.map(Id::uuid)),
        scopes: Set(row::maybe_json("clients", scopes.as_ref())?),
        secret_hash: Set(secret_hash.clone()),
        earlier_hash: Set(earlier.as_ref().map(|(hash, _)| hash.clone())),
        earlier_until: Set(earlier.as_ref().map(|(_, until)| *until)),
        shown_to: Set(shown.as_ref().map(|shown| shown.to.uuid())),
        shown_under: Set(shown.as_ref().map(|shown| shown.under.clone())),
        created_at: Set(*created_at),
        revoked_at: Set(*revoked_at),
    })
}

fn read(model: client::Model) -> Result<StoredClient, StoreError> {
    let row = Row { table: "clients", id: model.id };
    let details = ClientDetails {
        name: row.parsed("name", &model.name)?,
        role: row.parsed("role", &model.role)?,
        network_id: model.network_id.map(Id::new),
        partner_id: model.partner_id.map(Id::new),
        scopes: row.maybe_json("scopes", model.scopes)?,
    };
    let client = Client { id: Id::new(model.id), details, created_at: model.created_at, revoked_at: model.revoked_at };
    Ok(StoredClient {
        client,
        secret_hash: model.secret_hash,
        earlier: model.earlier_hash.zip(model.earlier_until),
        shown: model.shown_to.zip(model.shown_under).map(|(to, under)| Shown { to: Id::new(to), under }),
    })
}
