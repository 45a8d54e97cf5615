//! The second door: what is truly across networks. It is listed here, and small.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use trellis_domain::{
    Client, ClientId, Located, Near, Network, NetworkId, PartnerId, TopicTree,
    access::Role,
    area::AreaCode,
    geo::Point,
    postcode::{DistrictPlace, Postcode, PostcodePlace},
};
use trellis_migrations::{Migrator, sea_orm_migration::MigratorTrait};

use crate::{
    answer,
    client::{self, Shown, StoredClient},
    entity,
    error::StoreError,
    listing, network,
    page::{Page, PageRequest, Position},
    place,
    reads::begin_snapshot,
    statistics, topic,
};

/// Everything that belongs to the installation and not to one network.
#[derive(Debug, Clone, Copy)]
pub struct Installation<'a> {
    reader: &'a DatabaseConnection,
    writer: &'a DatabaseConnection,
}

impl<'a> Installation<'a> {
    pub(crate) const fn new(reader: &'a DatabaseConnection, writer: &'a DatabaseConnection) -> Self {
        Self { reader, writer }
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Ok(Migrator::up(self.writer, None).await?)
    }

    /// The migrations that still have to run, by name.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let pending = Migrator::get_pending_migrations(self.writer).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// One state of the whole installation, for questions across networks.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        begin_snapshot(self.reader).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reader.ping().await?)
    }

    /// The network with this id.
    pub async fn network(&self, id: NetworkId) -> Result<Option<Network>, StoreError> {
        network::find(self.reader, id).await
    }

    /// The network with this short name.
    pub async fn network_by_slug(&self, slug: &str) -> Result<Option<Network>, StoreError> {
        network::find_by_slug(self.reader, slug).await
    }

    /// A page of all networks.
    #[expect(clippy::disallowed_methods, reason = "the operator's list of tenants")]
    pub async fn networks(&self, page: PageRequest) -> Result<Page<Network>, StoreError> {
        use entity::network::{Column, Entity};
        let mut query = Entity::find().order_by_asc(Column::Id).limit(page.limit.saturating_add(1));
        if let Some(after) = page.after {
            query = query.filter(Column::Id.gt(after.id));
        }
        let networks = query.all(self.reader).await?.into_iter().map(network::read).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(networks, page.limit, |network| Position { at: None, id: network.id.uuid() }))
    }

    /// The client with this id and the hash of its secret.
    pub async fn client(&self, id: ClientId) -> Result<Option<StoredClient>, StoreError> {
        client::find(self.reader, id).await
    }

    /// A page of clients: of one partner, of one network, or of the installation.
    pub async fn clients(
        &self,
        network: Option<NetworkId>,
        partner: Option<PartnerId>,
        page: PageRequest,
    ) -> Result<Page<Client>, StoreError> {
        client::list(self.reader, network, partner, page).await
    }

    /// Whether a network has or had a client in this role, for this partner if one is named.
    pub async fn has_client(
        &self,
        network: NetworkId,
        partner: Option<PartnerId>,
        role: Role,
    ) -> Result<bool, StoreError> {
        client::exists(self.reader, network, partner, role).await
    }

    /// Keeps a new client.
    pub async fn insert_client(&self, client: &StoredClient) -> Result<(), StoreError> {
        client::insert(self.writer, client).await
    }

    /// Keeps a client's new secrets.
    pub async fn renew_client(&self, client: &StoredClient) -> Result<(), StoreError> {
        client::renew(self.writer, client).await
    }

    /// The client whose secret was shown in the answer to this request, if one was.
    pub async fn client_shown(&self, shown: &Shown) -> Result<Option<StoredClient>, StoreError> {
        client::shown(self.reader, shown).await
    }

    /// Ends a client, at once.
    pub async fn revoke_client(&self, id: ClientId, now: DateTime<Utc>) -> Result<(), StoreError> {
        client::revoke(self.writer, id, now).await
    }

    /// Removes what nobody is shown any more: stored answers after 24 hours, and listed occurrences that are long over.
    /// Answers how many of each went.
    pub async fn tidy(&self, now: DateTime<Utc>) -> Result<(u64, u64), StoreError> {
        Ok((answer::forget_old(self.writer, now).await?, listing::forget_past(self.writer, now).await?))
    }

    /// Lets PostgreSQL look at tables that it takes for empty and that are not; call it early while many rows are made.
    ///
    /// It plans by what it knows of a table, and keeps these plans until it learns more, once a minute. Plans for an empty table read all of
    /// it for every reference that is checked, which after ten thousand rows takes longer than everything else.
    pub async fn learn_sizes(&self) -> Result<(), StoreError> {
        statistics::learn_sizes(self.writer).await
    }

    /// Where this is, if it is known.
    pub async fn locate(&self, near: &Near) -> Result<Option<Located>, StoreError> {
        place::locate(self.reader, near).await
    }

    /// The postcode with its point, LSOA and ward, if it is in use.
    pub async fn postcode(&self, code: &Postcode) -> Result<Option<PostcodePlace>, StoreError> {
        place::postcode(self.reader, code).await
    }

    /// The middle of the postcodes of each LSOA and ward.
    pub async fn area_centres(&self) -> Result<BTreeMap<AreaCode, Point>, StoreError> {
        place::area_centres(self.reader).await
    }

    /// Keeps postcodes, over what was known of them; at most a few hundred at once.
    pub async fn put_postcodes(&self, places: &[PostcodePlace]) -> Result<(), StoreError> {
        place::put_postcodes(self.writer, places).await
    }

    /// Keeps postcode districts, over what was known of them; at most a few hundred at once.
    pub async fn put_districts(&self, places: &[DistrictPlace]) -> Result<(), StoreError> {
        place::put_districts(self.writer, places).await
    }

    /// The topics.
    pub async fn topics(&self) -> Result<TopicTree, StoreError> {
        topic::tree(self.reader).await
    }

    /// Keeps the topics over those that were there.
    pub async fn put_topics(&self, tree: &TopicTree) -> Result<(), StoreError> {
        topic::put(self.writer, tree).await
    }
}
