//! Calling a series off.

use trellis_domain::{
    Conflict, Record, Series, Session,
    series::OnConflict,
    session::{CancelSession, SessionState},
};
use trellis_storage::Work;

use super::change::in_use;
use crate::{error::CommandError, listing, session};

/// A partner calls a series off, and with it every session that has not started and still follows it. They stay listed, with the reason.
///
/// Where somebody relies on a session, `on_conflict` says whether it takes place all the same; else these are named and nothing changes.
pub async fn cancel(
    work: &mut Work,
    series: &Record<Series>,
    order: CancelSession,
    on_conflict: Option<OnConflict>,
) -> Result<Record<Series>, CommandError> {
    let now = work.now();
    let cancelled = series.noun.clone().cancel(order.clone(), now)?;
    let sessions = trellis_storage::series::sessions_to_come(work, series.id, now).await?;
    let in_use = in_use(work, &sessions).await?;
    let follows = |session: &&Record<Session>| {
        session.state != SessionState::Cancelled && session.in_series.is_some_and(|date| !date.detached)
    };
    let live = |session: &&Record<Session>| in_use.get(&session.id).is_some_and(|in_use| in_use.live);
    let (relied, others): (Vec<_>, Vec<_>) = sessions.iter().filter(follows).partition(live);
    match on_conflict {
        None if relied.is_empty() => {}
        None => {
            let ids = relied.iter().map(|session| session.id).collect();
            return Err(CommandError::Sessions(Conflict::SessionsInUse, ids));
        }
        Some(OnConflict::Keep) => {
            for session in relied {
                work.update(session, session.noun.clone().detached()).await?;
            }
        }
        Some(OnConflict::Cancel) => {
            for session in relied {
                session::cancel(work, session, order.clone()).await?;
            }
        }
    }
    let mut listed = Vec::new();
    for session in others {
        let ended = session.noun.clone().cancel(order.clone(), now)?;
        listed.push(work.update(session, ended).await?);
    }
    listing::keep_several(work, &listed).await?;
    Ok(work.update(series, cancelled).await?)
}
