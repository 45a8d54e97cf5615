//! Lists: a page from a limit and a cursor, and a cursor for the page after it.

use serde::Serialize;
use trellis_domain::ClosedEnum;
use trellis_storage::{Page, PageRequest};

use super::Caller;
use crate::{answer::Listing, page::PageOf, paging::Paging, problem::ApiResult, query::Limit};

impl Caller {
    /// The part of the list that is asked for.
    pub fn page(&self, limit: Option<Limit>, cursor: Option<&str>) -> ApiResult<PageRequest> {
        self.paging().page(limit, cursor)
    }

    /// A page as it goes out, with the address of the next one.
    pub fn listing<V: Serialize>(&self, page: Page<V>) -> Listing<PageOf<V>> {
        let paging = self.paging();
        let cursor = page.next.map(|position| paging.cursor(position));
        let next = cursor.as_ref().map(|cursor| paging.address(cursor));
        Listing { page: PageOf { items: page.items, next_cursor: cursor }, next }
    }

    fn paging(&self) -> Paging<'_> {
        let network = self.who.network.map(|network| network.to_string()).unwrap_or_default();
        let acts_for = self.acts_for().map(|partner| format!(" {partner}")).unwrap_or_default();
        Paging::new(&self.request, &self.state.cursors, format!("{} {network}{acts_for}", self.operation.code()))
    }
}
