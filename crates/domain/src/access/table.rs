//! The table itself: a row for every operation that needs a token.

use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{Reach, Role, Scope};
use crate::noun::NounKind;

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
    ListVenues,
    GetVenue,
    CreateVenue,
    UpdateVenue,
    ListAffiliations,
    GetAffiliation,
    CreateAffiliation,
    UpdateAffiliation,
    UpsertAffiliation,
    MoveAffiliation,
    CreateJoinCode,
    GetChampion,
    ListConsents,
    GetConsent,
    CreateConsent,
    WithdrawConsent,
    ListChecks,
    GetCheck,
    CreateCheck,
    UpdateCheck,
    DiscloseCheck,
    ListExternalIds,
    CreateExternalId,
    DeleteExternalId,
    ListSessions,
    GetSession,
    CreateSession,
    UpdateSession,
    CancelSession,
    ListShifts,
    GetShift,
    CreateShift,
    MoveShift,
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
    ListPolicies,
    GetPolicy,
    UpdatePolicy,
    ListProposals,
    GetProposal,
    CreateProposals,
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
    const fn row(self) -> Row {
        use Operation::*;
        use Reach::{Created as C, Network as N, None as X, Own as O, Shared as S};
        match self {
            //                                              op co pa ch re bs sp
            ListNetworks => (Scope::NetworksRead,          [N, X, X, X, X, X, X]),
            CreateNetwork => (Scope::NetworksWrite,        [N, X, X, X, X, X, X]),
            GetNetwork => (Scope::NetworksRead,            [X, S, S, X, S, S, S]),
            UpdateNetwork => (Scope::NetworksWrite,        [X, O, X, X, X, X, X]),

            ListClients | GetClient => (Scope::ClientsRead,       [N, N, O, X, X, X, X]),
            CreateClient | RevokeClient => (Scope::ClientsWrite,  [N, N, O, X, X, X, X]),

            ListAreas | GetArea => (Scope::AreasRead,      [X, S, S, X, S, S, S]),
            CreateArea | UpdateArea => (Scope::AreasWrite, [X, O, X, X, X, X, X]),
            ListTopics | GetTopic => (Scope::TopicsRead,   [X, S, S, X, S, S, S]),

            ListPartners | GetPartner => (Scope::PartnersRead,    [X, S, S, X, X, X, X]),
            CreatePartner => (Scope::PartnersWrite,        [X, N, X, X, X, X, X]),
            UpdatePartner => (Scope::PartnersWrite,        [X, X, O, X, X, X, X]),
            MovePartnerStage => (Scope::PartnersWrite,     [X, S, O, X, X, X, X]),
            ListStageChanges => (Scope::PartnersRead,      [X, S, O, X, X, X, X]),

            ListVenues | GetVenue => (Scope::VenuesRead,   [X, S, S, X, S, S, X]),
            CreateVenue | UpdateVenue => (Scope::VenuesWrite,     [X, O, O, X, X, X, X]),

            ListAffiliations | GetAffiliation | GetChampion => (Scope::AffiliationsRead,  [X, X, O, X, X, X, X]),
            CreateAffiliation | UpdateAffiliation | UpsertAffiliation | MoveAffiliation | CreateJoinCode
                => (Scope::AffiliationsWrite,              [X, X, O, X, X, X, X]),
            ListConsents | GetConsent => (Scope::ConsentsRead,    [X, X, O, X, X, X, X]),
            CreateConsent | WithdrawConsent => (Scope::ConsentsWrite, [X, X, O, X, X, X, X]),
            ListChecks | GetCheck => (Scope::ChecksRead,   [X, X, O, X, X, X, X]),
            CreateCheck | UpdateCheck => (Scope::ChecksWrite,     [X, X, O, X, X, X, X]),
            DiscloseCheck => (Scope::ChecksDisclose,       [X, X, O, X, X, X, X]),

            ListExternalIds => (Scope::AffiliationsRead,   [X, X, O, X, X, X, X]),
            CreateExternalId | DeleteExternalId => (Scope::AffiliationsWrite, [X, X, O, X, X, X, X]),

            ListSessions | GetSession => (Scope::SessionsRead,    [X, S, S, X, X, S, X]),
            CreateSession | UpdateSession | CancelSession => (Scope::SessionsWrite, [X, X, O, X, X, X, X]),
            ListShifts | GetShift => (Scope::ShiftsRead,   [X, X, O, X, X, X, X]),
            CreateShift | MoveShift => (Scope::ShiftsWrite,       [X, X, O, X, X, X, X]),

            ListLearners | GetLearner => (Scope::LearnersRead,    [X, O, O, X, X, X, X]),
            CreateLearner | UpdateLearner | UpsertLearner | DeleteLearner
                => (Scope::LearnersWrite,                  [X, O, O, X, X, X, X]),
            DiscloseLearnerAddress => (Scope::LearnersDisclose,   [X, O, O, X, X, X, X]),

            ListRequests | GetRequest => (Scope::RequestsRead,    [X, O, O, X, C, X, X]),
            CreateRequest => (Scope::RequestsWrite,        [X, O, O, X, C, X, X]),
            UpdateRequest | MoveRequest => (Scope::RequestsWrite, [X, O, O, X, X, X, X]),
            ListInboxRequests => (Scope::InboxRead,        [X, N, N, X, X, X, X]),
            TakeRequest => (Scope::RequestsWrite,          [X, X, N, X, X, X, X]),

            ListPolicies | GetPolicy => (Scope::PoliciesRead,     [X, X, O, X, X, X, X]),
            UpdatePolicy => (Scope::PoliciesWrite,         [X, X, O, X, X, X, X]),
            ListProposals | GetProposal => (Scope::ProposalsRead, [X, X, O, X, X, X, X]),
            CreateProposals => (Scope::ProposalsWrite,     [X, X, O, X, X, X, X]),

            ListBookings | GetBooking => (Scope::BookingsRead,    [X, X, O, X, X, C, X]),
            CreateBooking | CancelBooking => (Scope::BookingsWrite, [X, X, O, X, X, C, X]),
            MoveBooking => (Scope::BookingsWrite,          [X, X, O, X, X, C, X]),

            ListEvents => (Scope::EventsRead,              [X, S, S, X, X, X, X]),
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
            NounKind::Champion => Self::GetChampion,
            NounKind::Affiliation => Self::GetAffiliation,
            NounKind::Check => Self::GetCheck,
            NounKind::Consent => Self::GetConsent,
            NounKind::Venue => Self::GetVenue,
            NounKind::Session => Self::GetSession,
            NounKind::Shift => Self::GetShift,
            NounKind::Learner => Self::GetLearner,
            NounKind::Request => Self::GetRequest,
            NounKind::Policy => Self::GetPolicy,
            NounKind::Proposal => Self::GetProposal,
            NounKind::Booking => Self::GetBooking,
            NounKind::ExternalId => Self::ListExternalIds,
            NounKind::StageChange => Self::ListStageChanges,
            NounKind::Client => return None,
        })
    }

    /// Every scope that some operation grants a role.
    pub fn scopes_of(role: Role) -> Vec<Scope> {
        let open = Self::VARIANTS.iter().filter(|operation| operation.reach(role) != Reach::None);
        let mut scopes: Vec<Scope> = open.map(|operation| operation.scope()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }
}
