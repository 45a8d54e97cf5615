//! What a partner says when it lets somebody act for it.

use chrono::{DateTime, Months, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    access::{Caller, Role, Scope},
    clock_time,
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// The longest time for which a delegation is given, in months.
const MONTHS_MAX: Months = Months::new(12);

/// The most scopes that one delegation names; there are fewer.
const SCOPES_MAX: usize = 100;

/// As what somebody acts for a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum DelegateKind {
    /// The network's co-ordinator.
    Coordinator,
    /// Another partner.
    Partner,
}

impl DelegateKind {
    /// As what clients of a role act; none where they never do.
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Coordinator => Some(Self::Coordinator),
            Role::Partner => Some(Self::Partner),
            Role::Operator | Role::Champion | Role::Referrer | Role::BookingSite | Role::Sponsor => None,
        }
    }
}

/// What a partner says when it lets somebody act for it. There is no word for everything: each scope is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateDelegation))]
pub struct DelegationDetails {
    /// Whom you let act for you.
    pub to: DelegateKind,
    /// Which partner, where it is a partner.
    #[serde(default)]
    pub to_partner_id: Option<PartnerId>,
    /// What it may do: any scopes of yours but `clients:write`, `delegations:write` and `delegations:act`. What is protected
    /// (`checks:disclose`, `learners:disclose`) needs its own scope, too.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 100))]
    pub scopes: Vec<Scope>,
    /// From when on; at once when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    pub from: Option<DateTime<Utc>>,
    /// The first instant at which it may no longer; at most a year after `from`.
    #[serde(deserialize_with = "clock_time::instant")]
    pub until: DateTime<Utc>,
    /// What it is for, in plain words; both sides read it.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 1000, examples("Our manager is away until spring.")))]
    pub reason: Text<1000>,
}

impl DelegationDetails {
    /// The details as this caller may give them: nobody lets others do what its own token may not.
    pub fn given_by(self, giver: &Caller) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        let wanted = "only scopes that your own token has: what narrows you narrows whom you let in";
        refusals.require(giver.may_hand_out(&self.scopes), "/scopes", FieldCode::UnknownValue, wanted);
        refusals.finish()?;
        Ok(self)
    }

    /// Whether `giver` may give this now.
    pub(super) fn check(&self, giver: PartnerId, now: DateTime<Utc>) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        self.check_delegate(giver, &mut refusals);
        self.check_scopes(&mut refusals);
        self.check_time(now, &mut refusals);
        refusals.finish()
    }

    fn check_delegate(&self, giver: PartnerId, refusals: &mut Refusals) {
        let pointer = "/to_partner_id";
        match (self.to, self.to_partner_id) {
            (DelegateKind::Partner, None) => refusals.add(pointer, FieldCode::Required, "the id of a partner"),
            (DelegateKind::Coordinator, Some(_)) => {
                refusals.add(pointer, FieldCode::Inconsistent, "nothing, where it is the co-ordinator");
            }
            (_, to) => {
                let wanted = "another partner than your own";
                refusals.require(to != Some(giver), pointer, FieldCode::Inconsistent, wanted);
            }
        }
    }

    fn check_scopes(&self, refusals: &mut Refusals) {
        refusals.require(!self.scopes.is_empty(), "/scopes", FieldCode::TooShort, "at least one scope");
        refusals.distinct("/scopes", SCOPES_MAX, &self.scopes);
        for (index, scope) in self.scopes.iter().enumerate().take(SCOPES_MAX) {
            let wanted = "a scope that a partner has and may let others use";
            refusals.require(scope.is_delegable(), format!("/scopes/{index}"), FieldCode::UnknownValue, wanted);
        }
    }

    fn check_time(&self, now: DateTime<Utc>, refusals: &mut Refusals) {
        let from = self.from.unwrap_or(now);
        refusals.require(self.until > from, "/until", FieldCode::EndsBeforeStart, "a moment after from");
        refusals.require(self.until > now, "/until", FieldCode::InPast, "a moment that is still to come");
        let latest = from.checked_add_months(MONTHS_MAX);
        let short = latest.is_some_and(|latest| self.until <= latest);
        refusals.require(short, "/until", FieldCode::TooLarge, "at most a year after from");
    }
}
