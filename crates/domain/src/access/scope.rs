//! Scopes: what a token may be held to. They narrow a role and never widen it.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{Operation, Role};

/// Leave to read or to write one kind of thing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the codes explain themselves")]
pub enum Scope {
    #[serde(rename = "activities:read")]
    #[strum(serialize = "activities:read")]
    ActivitiesRead,
    #[serde(rename = "activities:write")]
    #[strum(serialize = "activities:write")]
    ActivitiesWrite,
    #[serde(rename = "affiliations:read")]
    #[strum(serialize = "affiliations:read")]
    AffiliationsRead,
    #[serde(rename = "affiliations:write")]
    #[strum(serialize = "affiliations:write")]
    AffiliationsWrite,
    #[serde(rename = "agreements:read")]
    #[strum(serialize = "agreements:read")]
    AgreementsRead,
    #[serde(rename = "agreements:write")]
    #[strum(serialize = "agreements:write")]
    AgreementsWrite,
    #[serde(rename = "areas:read")]
    #[strum(serialize = "areas:read")]
    AreasRead,
    #[serde(rename = "areas:write")]
    #[strum(serialize = "areas:write")]
    AreasWrite,
    #[serde(rename = "bookings:read")]
    #[strum(serialize = "bookings:read")]
    BookingsRead,
    #[serde(rename = "bookings:write")]
    #[strum(serialize = "bookings:write")]
    BookingsWrite,
    #[serde(rename = "calendars:read")]
    #[strum(serialize = "calendars:read")]
    CalendarsRead,
    #[serde(rename = "calendars:write")]
    #[strum(serialize = "calendars:write")]
    CalendarsWrite,
    #[serde(rename = "checks:read")]
    #[strum(serialize = "checks:read")]
    ChecksRead,
    #[serde(rename = "checks:write")]
    #[strum(serialize = "checks:write")]
    ChecksWrite,
    #[serde(rename = "checks:disclose")]
    #[strum(serialize = "checks:disclose")]
    ChecksDisclose,
    #[serde(rename = "clients:read")]
    #[strum(serialize = "clients:read")]
    ClientsRead,
    #[serde(rename = "clients:write")]
    #[strum(serialize = "clients:write")]
    ClientsWrite,
    #[serde(rename = "completions:read")]
    #[strum(serialize = "completions:read")]
    CompletionsRead,
    #[serde(rename = "completions:write")]
    #[strum(serialize = "completions:write")]
    CompletionsWrite,
    #[serde(rename = "consents:read")]
    #[strum(serialize = "consents:read")]
    ConsentsRead,
    #[serde(rename = "consents:write")]
    #[strum(serialize = "consents:write")]
    ConsentsWrite,
    #[serde(rename = "courses:read")]
    #[strum(serialize = "courses:read")]
    CoursesRead,
    #[serde(rename = "courses:write")]
    #[strum(serialize = "courses:write")]
    CoursesWrite,
    #[serde(rename = "delegations:act")]
    #[strum(serialize = "delegations:act")]
    DelegationsAct,
    #[serde(rename = "delegations:read")]
    #[strum(serialize = "delegations:read")]
    DelegationsRead,
    #[serde(rename = "delegations:write")]
    #[strum(serialize = "delegations:write")]
    DelegationsWrite,
    #[serde(rename = "events:read")]
    #[strum(serialize = "events:read")]
    EventsRead,
    #[serde(rename = "inbox:read")]
    #[strum(serialize = "inbox:read")]
    InboxRead,
    #[serde(rename = "learners:read")]
    #[strum(serialize = "learners:read")]
    LearnersRead,
    #[serde(rename = "learners:write")]
    #[strum(serialize = "learners:write")]
    LearnersWrite,
    #[serde(rename = "learners:disclose")]
    #[strum(serialize = "learners:disclose")]
    LearnersDisclose,
    #[serde(rename = "networks:read")]
    #[strum(serialize = "networks:read")]
    NetworksRead,
    #[serde(rename = "networks:write")]
    #[strum(serialize = "networks:write")]
    NetworksWrite,
    #[serde(rename = "partners:read")]
    #[strum(serialize = "partners:read")]
    PartnersRead,
    #[serde(rename = "partners:write")]
    #[strum(serialize = "partners:write")]
    PartnersWrite,
    #[serde(rename = "policies:read")]
    #[strum(serialize = "policies:read")]
    PoliciesRead,
    #[serde(rename = "policies:write")]
    #[strum(serialize = "policies:write")]
    PoliciesWrite,
    #[serde(rename = "proposals:read")]
    #[strum(serialize = "proposals:read")]
    ProposalsRead,
    #[serde(rename = "proposals:write")]
    #[strum(serialize = "proposals:write")]
    ProposalsWrite,
    #[serde(rename = "referrals:read")]
    #[strum(serialize = "referrals:read")]
    ReferralsRead,
    #[serde(rename = "referrals:write")]
    #[strum(serialize = "referrals:write")]
    ReferralsWrite,
    #[serde(rename = "requests:read")]
    #[strum(serialize = "requests:read")]
    RequestsRead,
    #[serde(rename = "requests:write")]
    #[strum(serialize = "requests:write")]
    RequestsWrite,
    #[serde(rename = "sessions:read")]
    #[strum(serialize = "sessions:read")]
    SessionsRead,
    #[serde(rename = "sessions:write")]
    #[strum(serialize = "sessions:write")]
    SessionsWrite,
    #[serde(rename = "shifts:read")]
    #[strum(serialize = "shifts:read")]
    ShiftsRead,
    #[serde(rename = "shifts:write")]
    #[strum(serialize = "shifts:write")]
    ShiftsWrite,
    #[serde(rename = "topics:read")]
    #[strum(serialize = "topics:read")]
    TopicsRead,
    #[serde(rename = "unmet-needs:read")]
    #[strum(serialize = "unmet-needs:read")]
    UnmetNeedsRead,
    #[serde(rename = "venues:read")]
    #[strum(serialize = "venues:read")]
    VenuesRead,
    #[serde(rename = "venues:write")]
    #[strum(serialize = "venues:write")]
    VenuesWrite,
}

impl Scope {
    /// Whether a partner may lend it to somebody who acts for it.
    ///
    /// Whoever could make clients or delegations, or pass a delegation on, could stay when the delegation ends.
    pub fn is_delegable(self) -> bool {
        let stays = matches!(self, Self::ClientsWrite | Self::DelegationsWrite | Self::DelegationsAct);
        !stays && Operation::scopes_of(Role::Partner).contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_lends_what_it_has_but_no_way_to_stay() {
        use strum::VariantArray;
        let kept: Vec<Scope> =
            Operation::scopes_of(Role::Partner).into_iter().filter(|it| !it.is_delegable()).collect();
        assert_eq!(kept, [Scope::ClientsWrite, Scope::DelegationsAct, Scope::DelegationsWrite]);
        let foreign = Scope::VARIANTS.iter().filter(|it| !Operation::scopes_of(Role::Partner).contains(it));
        assert!(foreign.clone().count() > 0 && foreign.clone().all(|it| !it.is_delegable()));
    }
}
