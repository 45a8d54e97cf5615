//! What both doors into a network can answer: the plain reads, and the seam for a noun's own queries.

use sea_orm::DatabaseExecutor;
use trellis_domain::{Id, Record, Revision};

use crate::{
    error::StoreError,
    kept::Kept,
    matching_pool::MatchingPools,
    page::{Page, PageRequest},
    scope::{self, Standpoint},
};

/// How far the history goes that is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The last change that is kept, whatever becomes of this work.
    pub kept: Revision,
    /// The last change that is seen: that of `kept`, or a later one when this is a unit of work that has changed something.
    pub seen: Revision,
}

/// A network seen from a standpoint; [`Reads`](crate::Reads) and [`Work`](crate::Work) are.
#[expect(async_fn_in_trait, reason = "implemented here only, by types that are Send")]
pub trait Reading: sealed::Connected {
    /// From where it is seen.
    fn standpoint(&self) -> Standpoint;

    /// How far the history goes that is seen from here.
    async fn horizon(&self) -> Result<Horizon, StoreError>;

    /// The matching pools that are kept between questions.
    fn matching_pools(&self) -> &MatchingPools;

    /// The one with this id, if it is within the caller's reach.
    async fn find<N: Kept>(&self, id: Id<N>) -> Result<Option<Record<N>>, StoreError> {
        scope::find(&self.executor(), &self.standpoint(), id).await
    }

    /// The one with this id anywhere in the network: for what a decision needs, not for what an answer shows.
    async fn load<N: Kept>(&self, id: Id<N>) -> Result<Option<Record<N>>, StoreError> {
        scope::find(&self.executor(), &Standpoint::network(self.standpoint().network), id).await
    }

    /// Those of the given ids that the network has.
    async fn load_all<N: Kept>(&self, ids: &[Id<N>]) -> Result<Vec<Record<N>>, StoreError> {
        scope::find_all(&self.executor(), &Standpoint::network(self.standpoint().network), ids).await
    }

    /// A page of what is within the caller's reach.
    async fn list<N: Kept>(&self, filter: &N::Filter, page: PageRequest) -> Result<Page<Record<N>>, StoreError> {
        scope::list(&self.executor(), &self.standpoint(), filter, page).await
    }
}

pub(crate) mod sealed {
    use super::DatabaseExecutor;

    /// Something with a connection.
    pub trait Connected {
        /// The connection or transaction to ask.
        fn executor(&self) -> DatabaseExecutor<'_>;
    }
}
