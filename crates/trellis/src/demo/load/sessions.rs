//! Single sessions, and the champions who were asked and the places that were booked in any.

use chrono::NaiveDate;
use serde_json::json;
use trellis_app::{
    CommandError,
    booking::{self, Booker},
    session, shift,
};
use trellis_domain::{
    PartnerId, Record, Session, Shift,
    shift::{MoveShift, ShiftDetails, ShiftState},
};
use trellis_storage::{Reading, Work};

use super::{Loader, error::LoadError};
use crate::demo::{content::SessionEntry, names::ThingName};

/// The sessions at stable addresses: one that is full, one with a single place, one with several, one that is cancelled.
pub(super) async fn load_single(loader: &Loader, entries: &[SessionEntry]) -> Result<(), LoadError> {
    for entry in entries {
        let mut work = loader.work().await?;
        let name = ThingName::new("session", &entry.key);
        let date = loader.calendar.first(entry.weekday, entry.after_days);
        let date = date.ok_or_else(|| LoadError::content("sessions", "the calendar ends"))?;
        let Some(session) = occur(loader, &mut work, entry, &name, date).await? else { continue };
        book(loader, &mut work, entry, &name, &session).await?;
        if let Some(order) = entry.cancelled.clone() {
            session::cancel(&mut work, &session, order).await.map_err(LoadError::about(&name))?;
        }
        work.commit().await?;
    }
    Ok(())
}

/// One occurrence with its shifts; none if it is there already.
async fn occur(
    loader: &Loader,
    work: &mut Work,
    entry: &SessionEntry,
    name: &ThingName,
    date: NaiveDate,
) -> Result<Option<Record<Session>>, LoadError> {
    if work.load::<Session>(name.id()).await?.is_some() {
        return Ok(None);
    }
    let owner = loader.partner(&entry.partner)?;
    let interval = loader.calendar.interval(date, entry.start, entry.end);
    let interval = interval.ok_or_else(|| LoadError::content("sessions", "a session lasts a while"))?;
    let mut details = entry.details.clone();
    details.insert("starts_at".to_owned(), interval.start().to_rfc3339().into());
    details.insert("ends_at".to_owned(), interval.end().to_rfc3339().into());
    let details = loader.references.read("sessions", details)?;
    loader.ids.next_is(name);
    let session = session::create(work, owner, details).await.map_err(LoadError::about(name))?;
    staff(loader, work, entry, name, &session).await?;
    Ok(Some(session))
}

/// Asks champions to a session, as far as they were not asked yet.
pub(super) async fn staff(
    loader: &Loader,
    work: &mut Work,
    entry: &SessionEntry,
    name: &ThingName,
    session: &Record<Session>,
) -> Result<(), LoadError> {
    let confirmed = entry.confirmed.iter().map(|who| (who, true));
    for (number, (who, says_yes)) in confirmed.chain(entry.asked.iter().map(|who| (who, false))).enumerate() {
        let shift = ThingName::new("shift", format_args!("{name}/{number}"));
        if work.load::<Shift>(shift.id()).await?.is_some() {
            continue;
        }
        loader.ids.next_is(&shift);
        let details = json!({ "session_id": session.id, "affiliation_id": who });
        let details = loader.references.read("shifts", details)?;
        match ask(work, session.head.owner, details, says_yes).await {
            // On a later day, somebody may have stopped or be busy elsewhere.
            Ok(()) | Err(CommandError::Conflict(_)) => {}
            Err(error) => return Err(LoadError::Refused(shift, error)),
        }
    }
    Ok(())
}

async fn ask(work: &mut Work, owner: PartnerId, details: ShiftDetails, says_yes: bool) -> Result<(), CommandError> {
    let shift = shift::create(work, owner, details).await?;
    if says_yes {
        shift::move_on(work, &shift, MoveShift { state: ShiftState::Confirmed }).await?;
    }
    Ok(())
}

/// Takes the places that are booked in a session.
pub(super) async fn book(
    loader: &Loader,
    work: &mut Work,
    entry: &SessionEntry,
    name: &ThingName,
    session: &Record<Session>,
) -> Result<(), LoadError> {
    for (number, details) in entry.bookings.iter().enumerate() {
        let booking = ThingName::new("booking", format_args!("{name}/{number}"));
        loader.ids.next_is(&booking);
        let mut details = details.clone();
        details.insert("session_id".to_owned(), session.id.to_string().into());
        let details = loader.references.read("bookings", details)?;
        let made = booking::create(work, Booker::Partner(session.head.owner), details).await;
        made.map_err(LoadError::about(&booking))?;
    }
    Ok(())
}
