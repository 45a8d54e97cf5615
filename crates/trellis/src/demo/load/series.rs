//! Series, with the champions who were asked to the sessions of the coming weeks and the places that were booked in the first.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use trellis_app::series;
use trellis_domain::{Record, Series, Session, series::SeriesDetails};
use trellis_storage::{Reading, Work};

use super::{Loader, error::LoadError, sessions};
use crate::demo::{content::SessionEntry, names::ThingName};

/// Every pattern as a series. On a later day, the sessions that have come nearer are made and staffed; those of earlier days stay as they are.
pub(super) async fn load(
    loader: &Loader,
    entries: &[SessionEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let (mut begun, mut made) = (0, 0);
    for entry in entries {
        let name = ThingName::new("series", &entry.key);
        let there = loader.store.reads(loader.standpoint()).load::<Series>(name.id()).await?;
        made += match &there {
            Some(series) => go_on(loader, entry, series).await?,
            None => begin(loader, entry, &name).await?,
        };
        begun += usize::from(there.is_none());
    }
    for (what, count) in [("series", begun), ("sessions", made)] {
        if count > 0 {
            progress(what, count);
        }
    }
    Ok(())
}

/// A new series with its sessions; answers how many.
async fn begin(loader: &Loader, entry: &SessionEntry, name: &ThingName) -> Result<usize, LoadError> {
    let mut work = loader.work().await?;
    let details: SeriesDetails = details(loader, entry)?;
    let planned = Series { details: details.clone(), cancellation: None };
    let (planned, _) = planned.to_come(loader.network.details.nation, None, loader.calendar.now);
    let sessions = planned.iter().map(|occurrence| session_name(entry, occurrence.date));
    loader.ids.next_are(std::iter::once(name.clone()).chain(sessions));
    let owner = loader.partner(&entry.partner)?;
    let series = series::create(&mut work, owner, details).await.map_err(LoadError::about(name))?;
    let made = sessions_of(loader, &work, &series).await?;
    staff(loader, &mut work, entry, &made).await?;
    if let Some((date, first)) = made.first_key_value() {
        sessions::book(loader, &mut work, entry, &session_name(entry, *date), first).await?;
    }
    work.commit().await?;
    Ok(made.len())
}

/// The sessions of a series that have come into view since it was loaded; answers how many.
async fn go_on(loader: &Loader, entry: &SessionEntry, series: &Record<Series>) -> Result<usize, LoadError> {
    let (planned, _) = series.to_come(loader.network.details.nation, None, loader.calendar.now);
    let reads = loader.store.reads(loader.standpoint());
    let today = loader.calendar.today;
    let there: BTreeSet<_> = trellis_storage::series::dates_from(&reads, &[series.id], today).await?;
    let missing = planned.iter().filter(|occurrence| !there.contains(&(series.id, occurrence.date)));
    loader.ids.next_are(missing.map(|occurrence| session_name(entry, occurrence.date)));
    let name = ThingName::new("series", &entry.key);
    let made = series::expand_series(&loader.store, &loader.network, series.id, loader.calendar.now).await;
    let made = made.map_err(LoadError::about(&name))?;
    let mut work = loader.work().await?;
    let sessions = sessions_of(loader, &work, series).await?;
    staff(loader, &mut work, entry, &sessions).await?;
    work.commit().await?;
    Ok(made)
}

/// Asks champions to the sessions of the coming weeks.
async fn staff(
    loader: &Loader,
    work: &mut Work,
    entry: &SessionEntry,
    sessions: &BTreeMap<NaiveDate, Record<Session>>,
) -> Result<(), LoadError> {
    for date in loader.calendar.dates(entry.weekday, entry.every_weeks) {
        if let Some(session) = sessions.get(&date) {
            sessions::staff(loader, work, entry, &session_name(entry, date), session).await?;
        }
    }
    Ok(())
}

/// The sessions of a series to come, by date.
async fn sessions_of(
    loader: &Loader,
    work: &Work,
    series: &Record<Series>,
) -> Result<BTreeMap<NaiveDate, Record<Session>>, LoadError> {
    let sessions = trellis_storage::series::sessions_from(work, series.id, loader.calendar.today).await?;
    Ok(sessions.into_iter().filter_map(|session| Some((session.in_series?.date, session))).collect())
}

/// What a session of a pattern is called, whenever it was made.
fn session_name(entry: &SessionEntry, date: NaiveDate) -> ThingName {
    ThingName::new("session", format_args!("{}/{date}", entry.key))
}

/// What the pattern says as a series; the first day is the first of the coming weeks.
fn details(loader: &Loader, entry: &SessionEntry) -> Result<SeriesDetails, LoadError> {
    let first = loader.calendar.dates(entry.weekday, entry.every_weeks).next();
    let first = first.ok_or_else(|| LoadError::content("sessions", "the calendar ends"))?;
    let minutes = entry.end.minutes().saturating_sub(entry.start.minutes());
    let mut details = entry.details.clone();
    let rule = format!("FREQ=WEEKLY;INTERVAL={}", entry.every_weeks);
    for (member, value) in [
        ("starts_on", first.to_string().into()),
        ("start_time", entry.start.to_string().into()),
        ("duration_minutes", minutes.into()),
        ("time_zone", "Europe/London".into()),
        ("rule", serde_json::Value::String(rule)),
    ] {
        details.insert(member.to_owned(), value);
    }
    loader.references.read("sessions", details)
}
