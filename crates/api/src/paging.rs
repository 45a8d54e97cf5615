//! Where a list goes on: cursors that belong to one list with one set of arguments.

use actix_web::HttpRequest;
use trellis_domain::{FieldCode, Refusals};
use trellis_storage::{PageRequest, Position};

use crate::{
    cursor::CursorKey,
    problem::{ApiError, ApiResult, Code},
    query::Limit,
};

/// A list as it was asked for.
pub(crate) struct Paging<'a> {
    request: &'a HttpRequest,
    cursors: &'a CursorKey,
    list: String,
}

impl<'a> Paging<'a> {
    /// The list of this name (operation and network), with the request's arguments.
    pub(crate) fn new(request: &'a HttpRequest, cursors: &'a CursorKey, list: String) -> Self {
        Self { request, cursors, list }
    }

    /// The part of the list that is asked for.
    pub(crate) fn page(&self, limit: Option<Limit>, cursor: Option<&str>) -> ApiResult<PageRequest> {
        let limit = limit.unwrap_or_default().get();
        let after = cursor.map(|cursor| self.open(cursor)).transpose()?;
        Ok(PageRequest { after, limit })
    }

    /// The cursor for what comes after this place.
    pub(crate) fn cursor(&self, position: Position) -> String {
        self.cursors.seal(position, &self.binding())
    }

    /// The address of the page that begins at this cursor.
    pub(crate) fn address(&self, cursor: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.arguments().filter(|(name, _)| name != "cursor"));
        query.append_pair("cursor", cursor);
        format!("{}?{}", self.request.path(), query.finish())
    }

    fn open(&self, cursor: &str) -> ApiResult<Position> {
        self.cursors.open(cursor, &self.binding()).ok_or_else(|| {
            let problem =
                ApiError::new(Code::BadCursor, "Take next_cursor from this very list, with the same parameters.");
            problem.with_refusals(Refusals::one("cursor", FieldCode::BadFormat, "a next_cursor of this list"))
        })
    }

    /// What a cursor is bound to: the operation, the network, and every argument but the page.
    fn binding(&self) -> String {
        let mut arguments: Vec<_> = self.arguments().filter(|(name, _)| name != "cursor" && name != "limit").collect();
        arguments.sort();
        format!("{} {} {arguments:?}", self.list, self.request.path())
    }

    fn arguments(&self) -> impl Iterator<Item = (String, String)> {
        form_urlencoded::parse(self.request.query_string().as_bytes()).into_owned()
    }
}
