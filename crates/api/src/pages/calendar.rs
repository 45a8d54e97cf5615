//! `/n/{network}/sessions/{session_id}.ics`: one occurrence, for somebody's own calendar.

use actix_web::{
    HttpRequest, get,
    http::header,
    web::{Data, Path},
};
use trellis_domain::{ClosedEnum, SessionId};
use trellis_storage::Standpoint;

use super::{happening::Publication, language::language_of};
use crate::{
    caller::OrNotFound,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    state::State,
};

/// One session as a calendar.
#[get("/n/{network}/sessions/{session_id}.ics")]
pub(super) async fn session_calendar(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PublicAnswer> {
    let (language, now) = (language_of(&request), state.now());
    let (network, id) = path.into_inner();
    let id: SessionId = id.parse().ok().or_not_found()?;
    let seen = cache.network(&state.store, &network).await?;
    let make = async || {
        let reads = state.store.snapshot(Standpoint::network(seen.network.id)).await?;
        let found = trellis_storage::listing::find(&reads, id, now).await?.or_not_found()?;
        let changes = found.changes_at(now);
        let topics = trellis_storage::topic::of(&reads).await?;
        let publication = Publication { seen: &seen, topics: &topics, language, public_url: &state.public_url, now };
        let calendar = publication.collection(request.path(), vec![found.listed]);
        let calendar = trellis_standards::calendar::calendar(&calendar);
        let answer = PublicAnswer::document("text/calendar; charset=utf-8", calendar, now, changes)
            .with_header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.ics\""))
            .with_header(header::CONTENT_LANGUAGE, language.code().to_owned())
            .with_header(header::VARY, header::ACCEPT_LANGUAGE.as_str().to_owned());
        Ok(answer)
    };
    cache.answer(seen.key(&request, &format!("ics {}", language.code())), now, make).await
}
