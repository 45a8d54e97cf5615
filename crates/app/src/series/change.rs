//! What the sessions to come make of a changed series.

use std::collections::BTreeMap;

use trellis_domain::{
    Conflict, Record, Series, Session, SessionId,
    network::Nation,
    series::{InUse, OnConflict, SeriesChange, following},
    session::{CancelSession, SessionDetails},
};
use trellis_storage::{StoreError, Work};

use crate::{error::CommandError, listing, session};

/// Why a session that people rely on, or that other records name, is called off when its series drops it. The public reads it.
const DROPPED: &str = "This date is no longer part of the series.";

/// Changes the sessions of a series that is about to change.
pub(super) async fn follow(
    work: &mut Work,
    series: &Record<Series>,
    changed: &Series,
    nation: Nation,
    on_conflict: Option<OnConflict>,
) -> Result<(), CommandError> {
    let sessions = trellis_storage::series::sessions_to_come(work, series.id, work.now()).await?;
    let in_use = in_use(work, &sessions).await?;
    let mut plan = Plan::default();
    for (session, change) in changes(work, &sessions, &in_use, [&series.noun, changed], nation) {
        match change {
            SeriesChange::Stays => {}
            SeriesChange::Says(details) => plan.says.push((session, *details)),
            SeriesChange::Goes if in_use.get(&session.id).is_some_and(|in_use| in_use.named) => plan.ends.push(session),
            SeriesChange::Goes => plan.goes.push(session),
            SeriesChange::Relied => plan.relied.push(session),
            SeriesChange::Booked => plan.booked.push(session),
        }
    }
    plan.settle(on_conflict)?.carry_out(work, changed).await
}

/// What is to be done with each session.
#[derive(Default)]
struct Plan<'a> {
    says: Vec<(&'a Record<Session>, SessionDetails)>,
    goes: Vec<&'a Record<Session>>,
    ends: Vec<&'a Record<Session>>,
    stays: Vec<&'a Record<Session>>,
    relied: Vec<&'a Record<Session>>,
    booked: Vec<&'a Record<Session>>,
}

impl Plan<'_> {
    /// The same with nothing left to decide.
    fn settle(mut self, on_conflict: Option<OnConflict>) -> Result<Self, CommandError> {
        let conflict = if self.relied.is_empty() { Conflict::CapacityBelowBooked } else { Conflict::SessionsInUse };
        let mut held = std::mem::take(&mut self.relied);
        held.append(&mut self.booked);
        match on_conflict {
            None if held.is_empty() => {}
            None => return Err(CommandError::Sessions(conflict, held.iter().map(|session| session.id).collect())),
            Some(OnConflict::Keep) => self.stays = held,
            Some(OnConflict::Cancel) => self.ends.append(&mut held),
        }
        Ok(self)
    }

    async fn carry_out(self, work: &mut Work, changed: &Series) -> Result<(), CommandError> {
        let mut listed = Vec::new();
        for (session, details) in self.says {
            let said = session.noun.clone().with(details, changed.zone(), work.now())?;
            listed.push(work.update(session, said).await?);
        }
        listing::keep_several(work, &listed).await?;
        for session in self.stays {
            work.update(session, session.noun.clone().detached()).await?;
        }
        trellis_storage::listing::forget(work, self.goes.iter().map(|session| session.id)).await?;
        for session in self.goes {
            work.remove(session).await?;
        }
        for ended in self.ends {
            let reason = DROPPED.parse().map_err(|_never| StoreError::Reference)?;
            session::cancel(work, ended, CancelSession { reason }).await?;
        }
        Ok(())
    }
}

/// What becomes of each session, from the series as it was to the series as it is to be.
fn changes<'a>(
    work: &Work,
    sessions: &'a [Record<Session>],
    in_use: &BTreeMap<SessionId, InUse>,
    [before, after]: [&Series; 2],
    nation: Nation,
) -> Vec<(&'a Record<Session>, SeriesChange)> {
    let dates = sessions.iter().filter_map(|session| Some(session.in_series?.date));
    let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) else { return Vec::new() };
    let occurrences = |series: &Series| series.details.occurrences(nation, first, last).unwrap_or_default();
    let (were, are) = (occurrences(before), occurrences(after));
    let change = |session: &'a Record<Session>| {
        let date = session.in_series?.date;
        let (said, says) = (before.session_on(&were, date), after.session_on(&are, date));
        // Today's session is not moved to an hour that is over.
        let over = says.as_ref().is_some_and(|says| says.starts_at < work.now());
        let in_use = in_use.get(&session.id).copied().unwrap_or_default();
        let change = if over { SeriesChange::Stays } else { following(session, in_use, said.as_ref(), says) };
        Some((session, change))
    };
    sessions.iter().filter_map(change).collect()
}

/// What holds on to these sessions.
pub(super) async fn in_use(
    work: &Work,
    sessions: &[Record<Session>],
) -> Result<BTreeMap<SessionId, InUse>, StoreError> {
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    trellis_storage::series::in_use(work, &ids, work.now()).await
}
