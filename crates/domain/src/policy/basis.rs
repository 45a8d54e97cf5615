//! What a partner's policy rests on, and the network's default that it may rest on.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::PolicyDetails;
use crate::refusal::{FieldCode, Refusals};

/// What a partner's policy rests on.
///
/// A new partner rests on the network's `default`, if there is one, and else on its `own`, the built-in rules. Changing
/// a rule of a policy that rests on the default makes it `adapted`. A partner takes the default, for the first time or
/// again, by choosing `default`, and declines it by choosing `own`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum PolicyBasis {
    /// The network's default: each new version of it becomes the next version of this policy.
    Default,
    /// Rules that started from a version of the network's default, and were changed since. They follow nothing.
    Adapted,
    /// The partner's own rules, whatever the network's default says.
    #[default]
    Own,
}

/// What a partner's policy is to rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChoosePolicyBasis {
    /// `default` takes the network's rules and follows them; `own` declines them and keeps the rules as they are now.
    pub basis: PolicyBasis,
}

impl ChoosePolicyBasis {
    /// Whether that is something to choose.
    pub fn check(self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let right = "default or own: a policy becomes adapted when a rule of the default is changed";
        refusals.require(self.basis != PolicyBasis::Adapted, "/basis", FieldCode::Inconsistent, right);
        refusals.finish()
    }
}

/// The rules that a network offers its partners. Nobody has to take them.
///
/// Version 0 is what there is before the co-ordinator has laid any down: the built-in rules, which nobody follows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DefaultPolicy {
    /// How often they were laid down.
    pub version: u32,
    /// The rules.
    pub details: PolicyDetails,
}

impl DefaultPolicy {
    /// The next version with these rules; the same rules again are no change, but the first time.
    pub fn with(self, details: PolicyDetails) -> Result<Self, Refusals> {
        details.check()?;
        let same = self.is_laid_down() && details == self.details;
        Ok(if same { self } else { Self { version: self.version.saturating_add(1), details } })
    }

    /// Whether there is anything to follow.
    pub const fn is_laid_down(&self) -> bool {
        self.version > 0
    }
}
