//! Orders from the page: a form posts, and the answer leads back to the page.

use actix_web::{
    HttpRequest, post,
    web::{Bytes, Data, Path},
};
use trellis_app::{CommandError, affiliation, shift};
use trellis_domain::{
    Affiliation, ClosedEnum, Conflict, Record, Shift, ShiftId,
    shift::{ClaimShift, MoveShift, ShiftState},
    time_words::PageLanguage,
};
use trellis_storage::{Actor, Reading, Work};

use super::{Visitor, reply::PrivateReply, view::address, words::Said};
use crate::{
    pages::{language::language_of, session::missing},
    problem::{ApiResult, Code},
    public_cache::PublicCache,
    state::State,
};

/// A champion takes an open shift.
#[post("/n/{network}/me/{token}/claims")]
pub(super) async fn claim_open_shift(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
    form: Result<Bytes, actix_web::Error>,
) -> ApiResult<PrivateReply> {
    let (network, token) = path.into_inner();
    let session = field(&form, "session_id").and_then(|id| id.parse().ok());
    let act = async |work: &mut Work, who: &Record<Affiliation>| {
        let Some(session_id) = session else { return Ok(Said::NotPossible) };
        shift::claim(work, who, ClaimShift { session_id }).await?;
        Ok(Said::Taken)
    };
    carry_out(&state, &cache, &network, token, language_of(&request), act).await
}

/// A champion says yes or no to a shift, or takes a yes back.
#[post("/n/{network}/me/{token}/shifts/{shift_id}")]
pub(super) async fn move_own_shift(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String, String)>,
    form: Result<Bytes, actix_web::Error>,
) -> ApiResult<PrivateReply> {
    let (network, token, id) = path.into_inner();
    let state_wanted = field(&form, "state").and_then(|code| ShiftState::parse(&code));
    let act = async |work: &mut Work, who: &Record<Affiliation>| {
        let said = match state_wanted {
            Some(ShiftState::Confirmed) => Said::Yes,
            Some(ShiftState::Declined) => Said::No,
            Some(ShiftState::Withdrawn) => Said::Withdrawn,
            // Who came is not the champion's to say.
            Some(ShiftState::Asked | ShiftState::Attended | ShiftState::Absent) | None => return Ok(Said::NotPossible),
        };
        let (Some(state), Ok(id)) = (state_wanted, id.parse::<ShiftId>()) else { return Ok(Said::NotPossible) };
        let found: Option<Record<Shift>> = work.find(id).await?;
        let own = found.filter(|shift| shift.details.affiliation_id == who.id);
        let Some(own) = own else { return Ok(Said::NotPossible) };
        shift::move_on(work, &own, MoveShift { state }).await?;
        Ok(said)
    };
    carry_out(&state, &cache, &network, token, language_of(&request), act).await
}

/// Carries out what a champion orders, in a unit of work in which the link still holds.
async fn carry_out(
    state: &State,
    cache: &PublicCache,
    network: &str,
    token: String,
    language: PageLanguage,
    act: impl AsyncFnOnce(&mut Work, &Record<Affiliation>) -> Result<Said, CommandError>,
) -> ApiResult<PrivateReply> {
    let visitor = match Visitor::of(state, cache, network, token).await {
        Ok(visitor) => visitor,
        Err(error) if error.code() == Code::NotFound => return Ok(PrivateReply::Missing(missing(language)?)),
        Err(error) => return Err(error),
    };
    // No client acts: the history names the record whose link it was.
    let on_behalf_of = Some(visitor.affiliation.id.to_string());
    let actor = Actor { on_behalf_of, ..Actor::nobody(state.now()) };
    let mut work = state.store.work(visitor.standpoint(), actor).await?;
    // It may have been taken back since.
    let Some(who) = affiliation::by_link(&work, &visitor.token).await? else {
        return Ok(PrivateReply::Missing(missing(language)?));
    };
    let said = match act(&mut work, &who).await {
        Ok(said) => {
            work.commit().await?;
            said
        }
        Err(CommandError::Conflict(Conflict::ChampionBusy)) => Said::Busy,
        Err(CommandError::Conflict(Conflict::SessionStaffed)) => Said::Full,
        Err(
            CommandError::Conflict(_) | CommandError::Sessions(..) | CommandError::Refused(_) | CommandError::NotFound,
        ) => Said::NotPossible,
        Err(CommandError::Store(error)) => return Err(error.into()),
    };
    Ok(PrivateReply::See(format!("{}?lang={}&said={}", address(&visitor), language.code(), said.code())))
}

/// A field of a form.
fn field(form: &Result<Bytes, actix_web::Error>, name: &str) -> Option<String> {
    let form = form.as_ref().ok()?;
    form_urlencoded::parse(form).find_map(|(known, value)| (known == name).then(|| value.into_owned()))
}
