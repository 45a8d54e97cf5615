//! A vetting check that a policy requires.

use serde::{Deserialize, Serialize};

use crate::{
    affiliation::RoleFlag,
    check::{CheckLevel, CheckScheme, Workforce},
    help::Setting,
    refusal::{FieldCode, Refusals},
    text::Words,
};

/// A check that a champion must hold on the day of the help, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RequiredCheck {
    /// The setting in which it is required; every setting when absent.
    #[serde(default)]
    pub setting: Option<Setting>,
    /// The role flag of the request for which it is required; every request when absent.
    #[serde(default)]
    pub role: Option<RoleFlag>,
    /// The vetting scheme.
    pub scheme: CheckScheme,
    /// The level, or any above it.
    pub level: CheckLevel,
    /// The workforce; any when absent.
    #[serde(default)]
    pub workforce: Option<Workforce>,
    /// Why the law lets the partner ask for this level in this role; required above the basic level.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Regulated activity: unsupervised personal care for adults")))]
    pub eligibility_basis: Option<Words>,
    /// After how many months from its issue the partner wants a new check; never when absent. No scheme of its own says so.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 120))]
    pub recheck_months: Option<u16>,
}

impl RequiredCheck {
    /// Whether it is lawful to require this.
    pub(super) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        // A PVG membership is for regulated roles only, whatever level is named.
        let open_to_all = self.level == CheckLevel::Basic && self.scheme != CheckScheme::Pvg;
        refusals.require(
            open_to_all || self.eligibility_basis.is_some(),
            "/eligibility_basis",
            FieldCode::EligibilityBasisRequired,
            "why the law lets the partner ask for this level in this role",
        );
        let months = self.recheck_months.unwrap_or(1);
        refusals.require(months >= 1, "/recheck_months", FieldCode::TooSmall, "at least 1 month");
        refusals.require(months <= 120, "/recheck_months", FieldCode::TooLarge, "at most 120 months");
        refusals.finish()
    }

    /// Whether it applies to a request in this setting with these role flags.
    pub fn applies(&self, setting: Setting, flags: &[RoleFlag]) -> bool {
        self.setting.is_none_or(|wanted| wanted == setting) && self.role.is_none_or(|wanted| flags.contains(&wanted))
    }
}
