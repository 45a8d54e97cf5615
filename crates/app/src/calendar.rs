//! Calendar addresses: made, shown once, read by whoever has them, and taken back.

use trellis_domain::{
    Affiliation, Calendar, CalendarId, NetworkId, Partner, PartnerId, Record, Venue,
    calendar::{CalendarDetails, CalendarKind},
    partner::Stage,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{
    error::CommandError,
    secret::{Secret, kept},
};

/// A partner makes an address. The caller shows its token once.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: CalendarDetails,
    token: &Secret,
) -> Result<Record<Calendar>, CommandError> {
    let calendar = Calendar::new(details, kept(token)?)?;
    if !is_open_to(work, owner, details).await? {
        return Err(CommandError::unknown_reference("/subject_id", "something"));
    }
    let id: CalendarId = work.new_id();
    Ok(work.insert(id, owner, calendar).await?)
}

/// The address stops working, at once.
pub async fn remove(work: &mut Work, calendar: &Record<Calendar>) -> Result<(), CommandError> {
    Ok(work.remove(calendar).await?)
}

/// The calendar with this token, while its owner may still see what it is about.
pub async fn by_token(reading: &impl Reading, token: &Secret) -> Result<Option<Record<Calendar>>, StoreError> {
    let Some(calendar) = trellis_storage::calendar::by_token_hash(reading, &token.hash()).await? else {
        return Ok(None);
    };
    let owner = calendar.head.owner;
    let partner: Option<Record<Partner>> = reading.load(owner).await?;
    let there = partner.is_some_and(|partner| !matches!(partner.stage, Stage::Left | Stage::Closed));
    let open = there && is_open_to(reading, owner, calendar.details).await?;
    Ok(Some(calendar).filter(|_| open))
}

/// Whether a partner may see what a calendar is about.
async fn is_open_to(reading: &impl Reading, owner: PartnerId, details: CalendarDetails) -> Result<bool, StoreError> {
    let CalendarDetails { kind, subject_id } = details;
    Ok(match kind {
        CalendarKind::Champion => {
            let affiliation = match subject_id.of::<Affiliation>() {
                Some(id) => reading.load(id).await?,
                None => None,
            };
            affiliation.is_some_and(|it| it.head.owner == owner && !it.stage.is_final())
        }
        CalendarKind::Venue => match subject_id.of::<Venue>() {
            Some(id) => {
                let venue: Option<Record<Venue>> = reading.load(id).await?;
                venue.is_some_and(|venue| venue.head.owner == owner || venue.head.shared)
            }
            None => false,
        },
        CalendarKind::Partner => subject_id == owner.into(),
        CalendarKind::Network => {
            let network: NetworkId = reading.standpoint().network;
            subject_id == network.into()
        }
    })
}
