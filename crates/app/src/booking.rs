//! Bookings: taking places, confirming holds, noting what came of it, giving places back.

use trellis_domain::{
    Booking, BookingId, FieldCode, Learner, LearnerId, Partner, PartnerId, Record, Refusals, Session,
    booking::{BookingDetails, BookingRefused, BookingState, CancelBooking, CancelledBy, MoveBooking},
    session::Visibility,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{error::CommandError, session};

/// For whom a place is booked: this decides which sessions there are to book in, and what may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booker {
    /// A partner, in its own sessions.
    Partner(PartnerId),
    /// A booking site, in what the public sees.
    Site,
}

/// Takes places in a session, for the partner that runs it. Never more than there are.
pub async fn create(work: &mut Work, booker: Booker, details: BookingDetails) -> Result<Record<Booking>, CommandError> {
    let session = bookable(work, booker, &details).await?;
    check_learner(work, booker, &details).await?;
    let places = session::places(work, &session).await?;
    let booking = Booking::new(details, &session, places, work.now())?;
    let id: BookingId = work.new_id();
    Ok(work.insert(id, session.head.owner, booking).await?)
}

/// Confirms a hold, or notes what came of a booking; what came of it, only the partner knows.
pub async fn move_on(
    work: &mut Work,
    booker: Booker,
    booking: &Record<Booking>,
    order: MoveBooking,
) -> Result<Record<Booking>, CommandError> {
    if booker == Booker::Site && order.state != BookingState::Confirmed {
        return Err(
            Refusals::one("/state", FieldCode::UnknownValue, "confirmed: the partner notes what came of it").into()
        );
    }
    let session = session_of(work, booking).await?;
    let places = session::places(work, &session).await?;
    let moved = booking.noun.clone().move_to(order.state, &session, places, work.now())?;
    Ok(work.update(booking, moved).await?)
}

/// Gives places back.
pub async fn cancel(
    work: &mut Work,
    booker: Booker,
    booking: &Record<Booking>,
    order: CancelBooking,
) -> Result<Record<Booking>, CommandError> {
    if booker == Booker::Site && order.by != CancelledBy::Learner {
        return Err(
            Refusals::one("/by", FieldCode::UnknownValue, "learner: only the partner can call a place off").into()
        );
    }
    let session = session_of(work, booking).await?;
    let cancelled = booking.noun.clone().cancel(order, &session, work.now())?;
    Ok(work.update(booking, cancelled).await?)
}

/// Takes the person out of their bookings, when the person is erased.
pub(crate) async fn erase_learner(work: &mut Work, learner: LearnerId) -> Result<(), StoreError> {
    for booking in trellis_storage::booking::of_learner(work, learner).await? {
        let session = session_of(work, &booking).await?;
        let erased = booking.noun.clone().erased(&session, work.now());
        work.update(&booking, erased).await?;
        work.forget_answers_about(booking.id.uuid()).await?;
    }
    Ok(())
}

/// The session, if this caller may book in it.
async fn bookable(work: &Work, booker: Booker, details: &BookingDetails) -> Result<Record<Session>, CommandError> {
    let unknown = || CommandError::unknown_reference("/session_id", "a session");
    let session: Record<Session> = work.load(details.session_id).await?.ok_or_else(unknown)?;
    let open = match booker {
        Booker::Partner(partner) => session.head.owner == partner,
        Booker::Site => session.details.visibility == Visibility::Public && partner_is_open(work, &session).await?,
    };
    if open { Ok(session) } else { Err(unknown()) }
}

/// A partner books for its own learners; a site knows no learners.
async fn check_learner(work: &Work, booker: Booker, details: &BookingDetails) -> Result<(), CommandError> {
    let Some(id) = details.learner_id else { return Ok(()) };
    let learner: Option<Record<Learner>> = work.load(id).await?;
    let own = |learner: &Record<Learner>| booker == Booker::Partner(learner.head.owner);
    let known = learner.as_ref().is_some_and(own);
    if known { Ok(()) } else { Err(CommandError::unknown_reference("/learner_id", "a learner")) }
}

async fn partner_is_open(work: &Work, session: &Record<Session>) -> Result<bool, StoreError> {
    let partner: Option<Record<Partner>> = work.load(session.head.owner).await?;
    Ok(partner.is_some_and(|partner| partner.stage.is_open()))
}

async fn session_of(work: &Work, booking: &Booking) -> Result<Record<Session>, StoreError> {
    work.load(booking.details.session_id).await?.ok_or(StoreError::Reference)
}

impl From<BookingRefused> for CommandError {
    fn from(refused: BookingRefused) -> Self {
        match refused {
            BookingRefused::Conflict(conflict) => conflict.into(),
            BookingRefused::Refusals(refusals) => refusals.into(),
        }
    }
}
