//! Why a command cannot be carried out in the present state of things.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A command that is right in itself but does not fit what is there now. The API answers 409 with this code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray, thiserror::Error)]
#[strum(serialize_all = "snake_case")]
pub enum Conflict {
    /// The lifecycle has no such step from here.
    #[error("This step is not possible from the present state.")]
    WrongState,
    /// Every place is taken.
    #[error("Every place in this session is taken.")]
    SessionFull,
    /// The session was cancelled.
    #[error("This session is cancelled.")]
    SessionCancelled,
    /// The session has begun or is over.
    #[error("This session has already started or is over.")]
    SessionPast,
    /// The session takes no bookings.
    #[error("This session is drop-in only: no booking is needed or taken.")]
    SessionDropIn,
    /// The session's partner pauses.
    #[error("This session is suspended while its partner pauses.")]
    SessionSuspended,
    /// The series was cancelled.
    #[error("This series is cancelled.")]
    SeriesCancelled,
    /// Bookings or champions hold occurrences that a change of their series would move or drop.
    #[error(
        "These sessions have bookings or champions. Say on_conflict=keep to leave them as they are, or on_conflict=cancel to call them off."
    )]
    SessionsInUse,
    /// More places are booked than the new capacity has.
    #[error("More places than this are already booked.")]
    CapacityBelowBooked,
    /// The champion has another commitment then. Never says where or for whom.
    #[error("This champion is busy at that time.")]
    ChampionBusy,
    /// As many champions as it takes have said yes.
    #[error("This session has as many champions as it takes.")]
    SessionStaffed,
    /// Nobody decided on the proposal in time.
    #[error("This proposal has expired. Ask for new ones.")]
    ProposalExpired,
    /// The rules no longer allow what was proposed.
    #[error(
        "The partner's rules no longer allow what was proposed. Ask for new proposals, or why: GET the champion below the request."
    )]
    ProposalOutdated,
    /// A champion and a time are agreed, for other help than what is asked for now.
    #[error(
        "A champion was found for the help as it is asked for now. Call that off first: POST /v1/proposals/{{proposal_id}}/cancel."
    )]
    Arranged,
    /// The partner waits for as many plans as it may.
    #[error("Ten plans of yours are still being worked out. Wait for one, or call one off at its operation.")]
    TooManyPlans,
    /// The plan is still being worked out, or never will be.
    #[error("This plan is not ready: see its operation.")]
    PlanNotReady,
    /// The champion is not active with this partner.
    #[error("This champion is not active with the partner.")]
    ChampionNotActive,
    /// Something on the partner's own checklist is still to do.
    #[error("Every item of the induction checklist must be done before this champion is active.")]
    InductionUnfinished,
    /// Somebody else was first.
    #[error("Another partner has already taken this request.")]
    AlreadyTaken,
    /// A request can be offered to one partner at a time.
    #[error(
        "This request is already offered to a partner. Wait for the answer, or withdraw that offer: see /v1/referrals."
    )]
    AlreadyOffered,
    /// A learner is referred onward with their consent only.
    #[error(
        "The learner's consent is needed, and must still hold. Name the learner in the request, and record the consent at /v1/consents: purpose `referral`, the learner's id, and as recipient_id the receiving partner."
    )]
    ReferralConsentRequired,
    /// When champions are busy with other partners is seen with their consent only.
    #[error(
        "The champion's consent is needed, and must still hold. Record it at /v1/consents: purpose `free_busy`, the champion's id, and as recipient_id your own partner. What the champion does for you is shown without: ask with across=partner."
    )]
    FreeBusyConsentRequired,
    /// What one partner knows of a person is said to another with the person's consent only.
    #[error(
        "The champion's consent is needed, and must still hold. Record it at /v1/consents: purpose `share_attestations`, the champion's id, and as recipient_id the partner that may read it."
    )]
    AttestationConsentRequired,
    /// A champion is lent with their consent only.
    #[error(
        "The champion's consent is needed, and must still hold. Record it at /v1/consents: purpose `lending`, the champion's id, and as recipient_id the partner that borrows."
    )]
    LendingConsentRequired,
    /// The lender tries what is for the borrower.
    #[error("Accepting is for the partner that a champion is offered to.")]
    AgreementOtherSide,
    /// What is not known to be clear is not attested.
    #[error(
        "This check cannot be relied on: the certificate was not seen, nothing was decided, or something speaks against it."
    )]
    CheckNotCurrent,
    /// One side of an offer tries what is for the other.
    #[error(
        "Accepting and declining is for the partner that a request is offered to, withdrawing for the one that offers it."
    )]
    ReferralOtherSide,
    /// A slug, code or external id that is in use.
    #[error("This name or number is already in use.")]
    AlreadyExists,
    /// A partner with sessions to come, open requests or active champions cannot leave.
    #[error(
        "Sessions to come, open requests or active champions remain. Cancel, close or end them first: see /v1/sessions, /v1/requests and /v1/affiliations."
    )]
    PartnerStillActive,
    /// A command was carried out under this key, and its answer is not given again.
    #[error(
        "This was done already under this Idempotency-Key. What it made has been erased or is somebody else's now, so the answer is not given again."
    )]
    AlreadyDone,
    /// A repeat of a request whose answer showed a secret.
    #[error("The secret was shown in the first answer to this request, and is not kept. Use a new key to get another.")]
    SecretAlreadyShown,
    /// The network has no default policy that could be taken.
    #[error("The network has laid down no default policy yet. Its co-ordinator does, with update_default_policy.")]
    NoDefaultPolicy,
    /// Something still refers to it.
    #[error("Other records still refer to this one.")]
    StillInUse,
}
