//! Sessions, with the champions who were asked to them and the places that were booked.

use chrono::NaiveDate;
use serde_json::json;
use trellis_app::{
    CommandError,
    booking::{self, Booker},
    session, shift,
};
use trellis_domain::{
    PartnerId, Record, Session,
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

/// The sessions of the coming weeks. Those of days that were loaded earlier stay as they are.
pub(super) async fn load_weekly(
    loader: &Loader,
    entries: &[SessionEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut made = 0;
    for entry in entries {
        let mut work = loader.work().await?;
        for (number, date) in loader.calendar.dates(entry.weekday, entry.every_weeks).enumerate() {
            let name = ThingName::new("session", format_args!("{}/{date}", entry.key));
            let Some(session) = occur(loader, &mut work, entry, &name, date).await? else { continue };
            made += 1;
            if number == 0 {
                book(loader, &mut work, entry, &name, &session).await?;
            }
        }
        work.commit().await?;
    }
    if made > 0 {
        progress("sessions", made);
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
    let confirmed = entry.confirmed.iter().map(|who| (who, true));
    for (number, (who, says_yes)) in confirmed.chain(entry.asked.iter().map(|who| (who, false))).enumerate() {
        let shift = ThingName::new("shift", format_args!("{name}/{number}"));
        loader.ids.next_is(&shift);
        let details = json!({ "session_id": session.id, "affiliation_id": who });
        let details = loader.references.read("shifts", details)?;
        match ask(work, owner, details, says_yes).await {
            // On a later day, somebody may have stopped or be busy elsewhere.
            Ok(()) | Err(CommandError::Conflict(_)) => {}
            Err(error) => return Err(LoadError::Refused(shift, error)),
        }
    }
    Ok(Some(session))
}

async fn ask(work: &mut Work, owner: PartnerId, details: ShiftDetails, says_yes: bool) -> Result<(), CommandError> {
    let shift = shift::create(work, owner, details).await?;
    if says_yes {
        shift::move_on(work, &shift, MoveShift { state: ShiftState::Confirmed }).await?;
    }
    Ok(())
}

async fn book(
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
