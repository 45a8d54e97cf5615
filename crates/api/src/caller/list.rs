//! Lists: a page from a limit and a cursor, and a cursor for the page after it.

use serde::Serialize;
use trellis_domain::{ClosedEnum, FieldCode};
use trellis_storage::{Page, PageRequest, Position};

use super::Caller;
use crate::{
    answer::Listing,
    page::PageOf,
    problem::{ApiError, ApiResult, Code},
    query::Limit,
};

impl Caller {
    /// The part of the list that is asked for.
    pub fn page(&self, limit: Option<Limit>, cursor: Option<&str>) -> ApiResult<PageRequest> {
        let limit = limit.unwrap_or_default().get();
        let after = cursor.map(|cursor| self.open(cursor)).transpose()?;
        Ok(PageRequest { after, limit })
    }

    /// A page as it goes out, with the address of the next one.
    pub fn listing<V: Serialize>(&self, page: Page<V>) -> Listing<PageOf<V>> {
        let cursor = page.next.map(|position| self.state.cursors.seal(position, &self.binding()));
        let next = cursor.as_ref().map(|cursor| self.address_with(cursor));
        Listing { page: PageOf { items: page.items, next_cursor: cursor }, next }
    }

    fn open(&self, cursor: &str) -> ApiResult<Position> {
        self.state.cursors.open(cursor, &self.binding()).ok_or_else(|| {
            let problem =
                ApiError::new(Code::BadCursor, "Take next_cursor from this very list, with the same parameters.");
            let refusal = trellis_domain::Refusals::one("cursor", FieldCode::BadFormat, "a next_cursor of this list");
            problem.with_refusals(refusal)
        })
    }

    /// What a cursor is bound to: the operation, the network, and every argument but the page.
    fn binding(&self) -> String {
        let mut arguments: Vec<_> = self.arguments().filter(|(name, _)| name != "cursor" && name != "limit").collect();
        arguments.sort();
        let network = self.who.network.map(|network| network.to_string()).unwrap_or_default();
        format!("{} {network} {} {arguments:?}", self.operation.code(), self.request.path())
    }

    fn address_with(&self, cursor: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.arguments().filter(|(name, _)| name != "cursor"));
        query.append_pair("cursor", cursor);
        format!("{}?{}", self.request.path(), query.finish())
    }

    fn arguments(&self) -> impl Iterator<Item = (String, String)> {
        form_urlencoded::parse(self.request.query_string().as_bytes()).into_owned()
    }
}
