//! The table itself: a row for every operation that needs a token.

use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{Reach, Role, Scope};
use crate::{delegation::DelegateKind, noun::NounKind};

/// Every operation that needs a token. Its code is the name of its handler and its operation id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the contract describes each operation")]
pub enum Operation {
    ListNetworks,
    CreateNetwork,
    GetNetwork,
    UpdateNetwork,
    ListClients,
    CreateClient,
    GetClient,
    RenewClientSecret,
    RevokeClient,
    ListAreas,
    GetArea,
    CreateArea,
    UpdateArea,
    ListTopics,
    GetTopic,
    ListPartners,
    GetPartner,
    CreatePartner,
    UpdatePartner,
    MovePartnerStage,
    ListStageChanges,
    ListDelegations,
    GetDelegation,
    CreateDelegation,
    RevokeDelegation,
    ListVenues,
    GetVenue,
    CreateVenue,
    UpdateVenue,
    ListActivities,
    GetActivity,
    CreateActivity,
    UpdateActivity,
    ListActivityChampions,
    ListAffiliationActivities,
    ListAffiliations,
    GetAffiliation,
    CreateAffiliation,
    UpdateAffiliation,
    UpsertAffiliation,
    MoveAffiliation,
    CreatePersonalLink,
    DeletePersonalLink,
    CreateJoinCode,
    GetChampion,
    MergeChampion,
    UnmergeChampion,
    GetBusyTimes,
    ListConsents,
    GetConsent,
    CreateConsent,
    WithdrawConsent,
    ListChecks,
    GetCheck,
    CreateCheck,
    UpdateCheck,
    DiscloseCheck,
    ListCourses,
    GetCourse,
    CreateCourse,
    UpdateCourse,
    EndCourse,
    ListCompletions,
    GetCompletion,
    CreateCompletion,
    UpdateCompletion,
    DeleteCompletion,
    ListAttestations,
    GetAttestation,
    CreateAttestation,
    DeleteAttestation,
    ListAgreements,
    GetAgreement,
    CreateAgreement,
    AcceptAgreement,
    EndAgreement,
    ListExternalIds,
    CreateExternalId,
    DeleteExternalId,
    ListSessions,
    GetSession,
    CreateSession,
    UpdateSession,
    CancelSession,
    ListSeries,
    GetSeries,
    CreateSeries,
    UpdateSeries,
    SplitSeries,
    CancelSeries,
    ListShifts,
    GetShift,
    CreateShift,
    MoveShift,
    ListOpenShifts,
    ClaimShift,
    ListCalendars,
    CreateCalendar,
    DeleteCalendar,
    ListLearners,
    GetLearner,
    CreateLearner,
    UpdateLearner,
    UpsertLearner,
    DeleteLearner,
    DiscloseLearnerAddress,
    ListRequests,
    GetRequest,
    CreateRequest,
    UpdateRequest,
    MoveRequest,
    ListInboxRequests,
    TakeRequest,
    TriageRequest,
    ListSuggestedPartners,
    ListReferrals,
    GetReferral,
    CreateReferral,
    AcceptReferral,
    DeclineReferral,
    WithdrawReferral,
    ListUnmetNeeds,
    GetUnmetNeedSummary,
    ListPolicies,
    GetPolicy,
    UpdatePolicy,
    ListPolicyVersions,
    GetPolicyVersion,
    ChoosePolicyBasis,
    DryRunPolicy,
    GetDefaultPolicy,
    UpdateDefaultPolicy,
    ListProposals,
    GetProposal,
    CreateProposals,
    ExplainChampion,
    AcceptProposal,
    DeclineProposal,
    CancelProposal,
    ListMatchPlans,
    GetMatchPlan,
    CreateMatchPlan,
    ApplyMatchPlan,
    GetOperation,
    CancelOperation,
    ListBookings,
    GetBooking,
    CreateBooking,
    MoveBooking,
    CancelBooking,
    ListEvents,
}

/// A row: the scope, then the reach of operator, co-ordinator, partner, champion, referrer, booking site and sponsor.
type Row = (Scope, [Reach; 7]);

impl Operation {
    #[rustfmt::skip]
    #[expect(clippy::match_same_arms, reason = "a table: a row a noun, not a row a value")]
    const fn row(self) -> Row {
        use Reach::{Created as C, Network as N, None as X, Own as O, Party as P, Shared as S};
        match self {
            //                                                    op co pa ch re bs sp
            Self::ListNetworks => (Scope::NetworksRead,          [N, X, X, X, X, X, X]),
            Self::CreateNetwork => (Scope::NetworksWrite,        [N, X, X, X, X, X, X]),
            Self::GetNetwork => (Scope::NetworksRead,            [X, S, S, X, S, S, S]),
            Self::UpdateNetwork => (Scope::NetworksWrite,        [X, O, X, X, X, X, X]),

            Self::ListClients | Self::GetClient => (Scope::ClientsRead,       [N, N, O, X, X, X, X]),
            Self::CreateClient | Self::RenewClientSecret | Self::RevokeClient => (Scope::ClientsWrite,  [N, N, O, X, X, X, X]),

            Self::ListAreas | Self::GetArea => (Scope::AreasRead,      [X, S, S, X, S, S, S]),
            Self::CreateArea | Self::UpdateArea => (Scope::AreasWrite, [X, O, X, X, X, X, X]),
            Self::ListTopics | Self::GetTopic => (Scope::TopicsRead,   [X, S, S, X, S, S, S]),

            Self::ListPartners | Self::GetPartner => (Scope::PartnersRead,    [X, S, S, X, X, X, X]),
            Self::CreatePartner => (Scope::PartnersWrite,        [X, N, X, X, X, X, X]),
            Self::UpdatePartner => (Scope::PartnersWrite,        [X, X, O, X, X, X, X]),
            Self::MovePartnerStage => (Scope::PartnersWrite,     [X, S, O, X, X, X, X]),
            Self::ListStageChanges => (Scope::PartnersRead,      [X, S, O, X, X, X, X]),

            Self::ListDelegations | Self::GetDelegation => (Scope::DelegationsRead,       [X, P, P, X, X, X, X]),
            Self::CreateDelegation | Self::RevokeDelegation => (Scope::DelegationsWrite, [X, X, O, X, X, X, X]),

            Self::ListVenues | Self::GetVenue => (Scope::VenuesRead,   [X, S, S, X, S, S, X]),
            Self::CreateVenue | Self::UpdateVenue => (Scope::VenuesWrite,     [X, O, O, X, X, X, X]),

            Self::ListActivities | Self::GetActivity => (Scope::ActivitiesRead, [X, S, S, X, X, X, X]),
            Self::CreateActivity | Self::UpdateActivity => (Scope::ActivitiesWrite, [X, X, O, X, X, X, X]),
            // What suits whom is known to whoever may read the champions.
            Self::ListActivityChampions => (Scope::AffiliationsRead,          [X, X, S, X, X, X, X]),
            Self::ListAffiliationActivities => (Scope::AffiliationsRead,      [X, X, O, X, X, X, X]),

            Self::ListAffiliations | Self::GetAffiliation | Self::GetChampion | Self::GetBusyTimes => (Scope::AffiliationsRead,  [X, X, O, X, X, X, X]),
            Self::CreateAffiliation | Self::UpdateAffiliation | Self::UpsertAffiliation | Self::MoveAffiliation | Self::CreateJoinCode
                | Self::CreatePersonalLink | Self::DeletePersonalLink | Self::MergeChampion | Self::UnmergeChampion
                => (Scope::AffiliationsWrite,              [X, X, O, X, X, X, X]),
            Self::ListConsents | Self::GetConsent => (Scope::ConsentsRead,    [X, X, O, X, X, X, X]),
            Self::CreateConsent | Self::WithdrawConsent => (Scope::ConsentsWrite, [X, X, O, X, X, X, X]),
            Self::ListChecks | Self::GetCheck => (Scope::ChecksRead,   [X, X, O, X, X, X, X]),
            Self::CreateCheck | Self::UpdateCheck => (Scope::ChecksWrite,     [X, X, O, X, X, X, X]),
            Self::DiscloseCheck => (Scope::ChecksDisclose,       [X, X, O, X, X, X, X]),
            Self::ListCourses | Self::GetCourse => (Scope::CoursesRead, [X, S, S, X, X, X, X]),
            Self::CreateCourse | Self::UpdateCourse | Self::EndCourse => (Scope::CoursesWrite, [X, O, O, X, X, X, X]),
            Self::ListCompletions | Self::GetCompletion => (Scope::CompletionsRead, [X, X, O, X, X, X, X]),
            Self::CreateCompletion | Self::UpdateCompletion | Self::DeleteCompletion
                => (Scope::CompletionsWrite,               [X, X, O, X, X, X, X]),
            Self::ListAttestations | Self::GetAttestation => (Scope::ChecksRead, [X, X, P, X, X, X, X]),
            Self::CreateAttestation | Self::DeleteAttestation => (Scope::ChecksWrite, [X, X, O, X, X, X, X]),

            Self::ListAgreements | Self::GetAgreement => (Scope::AgreementsRead, [X, X, P, X, X, X, X]),
            Self::CreateAgreement => (Scope::AgreementsWrite,    [X, X, O, X, X, X, X]),
            Self::AcceptAgreement | Self::EndAgreement => (Scope::AgreementsWrite, [X, X, P, X, X, X, X]),

            Self::ListExternalIds => (Scope::AffiliationsRead,   [X, X, O, X, X, X, X]),
            Self::CreateExternalId | Self::DeleteExternalId => (Scope::AffiliationsWrite, [X, X, O, X, X, X, X]),

            Self::ListSessions | Self::GetSession => (Scope::SessionsRead,    [X, S, S, X, X, S, X]),
            Self::CreateSession | Self::UpdateSession | Self::CancelSession => (Scope::SessionsWrite, [X, X, O, X, X, X, X]),
            Self::ListSeries | Self::GetSeries => (Scope::SessionsRead,       [X, S, S, X, X, S, X]),
            Self::CreateSeries | Self::UpdateSeries | Self::SplitSeries | Self::CancelSeries
                => (Scope::SessionsWrite,                  [X, X, O, X, X, X, X]),
            Self::ListShifts | Self::GetShift | Self::ListOpenShifts => (Scope::ShiftsRead, [X, X, O, X, X, X, X]),
            Self::CreateShift | Self::MoveShift | Self::ClaimShift => (Scope::ShiftsWrite, [X, X, O, X, X, X, X]),
            Self::ListCalendars => (Scope::CalendarsRead,        [X, O, O, X, X, X, X]),
            Self::CreateCalendar | Self::DeleteCalendar => (Scope::CalendarsWrite, [X, O, O, X, X, X, X]),

            Self::ListLearners | Self::GetLearner => (Scope::LearnersRead,    [X, O, O, X, X, X, X]),
            Self::CreateLearner | Self::UpdateLearner | Self::UpsertLearner | Self::DeleteLearner
                => (Scope::LearnersWrite,                  [X, O, O, X, X, X, X]),
            Self::DiscloseLearnerAddress => (Scope::LearnersDisclose,   [X, O, O, X, X, X, X]),

            Self::ListRequests | Self::GetRequest => (Scope::RequestsRead,    [X, O, O, X, C, X, X]),
            Self::CreateRequest => (Scope::RequestsWrite,        [X, O, O, X, C, X, X]),
            Self::UpdateRequest | Self::MoveRequest | Self::TriageRequest => (Scope::RequestsWrite, [X, O, O, X, X, X, X]),
            Self::ListInboxRequests => (Scope::InboxRead,        [X, N, N, X, X, X, X]),
            Self::TakeRequest => (Scope::RequestsWrite,          [X, X, N, X, X, X, X]),
            Self::ListSuggestedPartners => (Scope::RequestsRead, [X, O, O, X, X, X, X]),
            Self::ListReferrals | Self::GetReferral => (Scope::ReferralsRead, [X, X, P, X, X, X, X]),
            Self::CreateReferral => (Scope::ReferralsWrite,      [X, X, O, X, X, X, X]),
            Self::AcceptReferral | Self::DeclineReferral | Self::WithdrawReferral
                => (Scope::ReferralsWrite,                 [X, X, P, X, X, X, X]),
            Self::ListUnmetNeeds => (Scope::UnmetNeedsRead,      [X, O, O, X, X, X, X]),
            Self::GetUnmetNeedSummary => (Scope::UnmetNeedsRead, [X, N, X, X, X, X, X]),

            Self::ListPolicies | Self::GetPolicy | Self::ListPolicyVersions | Self::GetPolicyVersion
                => (Scope::PoliciesRead,                   [X, X, O, X, X, X, X]),
            Self::UpdatePolicy | Self::ChoosePolicyBasis | Self::DryRunPolicy => (Scope::PoliciesWrite, [X, X, O, X, X, X, X]),
            Self::GetDefaultPolicy => (Scope::PoliciesRead,      [X, S, S, X, X, X, X]),
            Self::UpdateDefaultPolicy => (Scope::PoliciesWrite,  [X, O, X, X, X, X, X]),
            Self::ListProposals | Self::GetProposal | Self::ExplainChampion => (Scope::ProposalsRead, [X, X, O, X, X, X, X]),
            Self::CreateProposals | Self::AcceptProposal | Self::DeclineProposal | Self::CancelProposal
                => (Scope::ProposalsWrite,                 [X, X, O, X, X, X, X]),

            Self::ListMatchPlans | Self::GetMatchPlan | Self::GetOperation => (Scope::ProposalsRead,  [X, X, O, X, X, X, X]),
            Self::CreateMatchPlan | Self::ApplyMatchPlan | Self::CancelOperation => (Scope::ProposalsWrite, [X, X, O, X, X, X, X]),

            Self::ListBookings | Self::GetBooking => (Scope::BookingsRead,    [X, X, O, X, X, C, X]),
            Self::CreateBooking | Self::CancelBooking => (Scope::BookingsWrite, [X, X, O, X, X, C, X]),
            Self::MoveBooking => (Scope::BookingsWrite,          [X, X, O, X, X, C, X]),

            Self::ListEvents => (Scope::EventsRead,              [X, S, S, X, X, X, X]),
        }
    }

    /// The scope that a token needs for this.
    pub const fn scope(self) -> Scope {
        self.row().0
    }

    /// How far a role reaches in this.
    pub const fn reach(self, role: Role) -> Reach {
        let [operator, coordinator, partner, champion, referrer, booking_site, sponsor] = self.row().1;
        match role {
            Role::Operator => operator,
            Role::Coordinator => coordinator,
            Role::Partner => partner,
            Role::Champion => champion,
            Role::Referrer => referrer,
            Role::BookingSite => booking_site,
            Role::Sponsor => sponsor,
        }
    }

    /// The operation that reads one thing of this kind; what its events may tell follows from it.
    pub const fn reading(kind: NounKind) -> Option<Self> {
        Some(match kind {
            NounKind::Network => Self::GetNetwork,
            NounKind::Area => Self::GetArea,
            NounKind::Partner => Self::GetPartner,
            NounKind::Delegation => Self::GetDelegation,
            NounKind::Champion => Self::GetChampion,
            NounKind::Affiliation => Self::GetAffiliation,
            NounKind::Check => Self::GetCheck,
            NounKind::Course => Self::GetCourse,
            NounKind::Completion => Self::GetCompletion,
            NounKind::Attestation => Self::GetAttestation,
            NounKind::Agreement => Self::GetAgreement,
            NounKind::Consent => Self::GetConsent,
            NounKind::Venue => Self::GetVenue,
            NounKind::Activity => Self::GetActivity,
            NounKind::Series => Self::GetSeries,
            NounKind::Session => Self::GetSession,
            NounKind::Shift => Self::GetShift,
            NounKind::Calendar => Self::ListCalendars,
            NounKind::Learner => Self::GetLearner,
            NounKind::Request => Self::GetRequest,
            NounKind::Referral => Self::GetReferral,
            NounKind::Policy => Self::GetPolicy,
            NounKind::Proposal => Self::GetProposal,
            NounKind::MatchPlan => Self::GetMatchPlan,
            NounKind::Booking => Self::GetBooking,
            NounKind::ExternalId => Self::ListExternalIds,
            NounKind::StageChange => Self::ListStageChanges,
            NounKind::Client => return None,
        })
    }

    /// The operation that changes one thing of this kind, where partners' systems number such things: who may number them follows from it.
    pub const fn changing(kind: NounKind) -> Option<Self> {
        match kind {
            NounKind::Affiliation => Some(Self::UpdateAffiliation),
            NounKind::Learner => Some(Self::UpdateLearner),
            NounKind::Request => Some(Self::UpdateRequest),
            NounKind::Session => Some(Self::UpdateSession),
            NounKind::Venue => Some(Self::UpdateVenue),
            _ => None,
        }
    }

    /// Every scope that some operation grants a role, and that of acting for others where the role can.
    pub fn scopes_of(role: Role) -> Vec<Scope> {
        let open = Self::VARIANTS.iter().filter(|operation| operation.reach(role) != Reach::None);
        let mut scopes: Vec<Scope> = open.map(|operation| operation.scope()).collect();
        scopes.extend(DelegateKind::of(role).map(|_| Scope::DelegationsAct));
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }
}
