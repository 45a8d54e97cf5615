//! What its owner may say about a course.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    refusal::{FieldCode, Refusals},
    text::{Name, Text},
};

/// The most months after which a course can be due again.
pub const RENEWAL_MONTHS_MAX: u16 = 120;

/// Whom a course is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CourseAudience {
    /// Those who help; a policy can require it of them.
    Champions,
    /// Those who run a partner's project.
    ProjectManagers,
}

/// What its owner may say about a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateCourse))]
pub struct CourseDetails {
    /// What it is called.
    #[cfg_attr(feature = "schema", schema(examples("Keeping people safe")))]
    pub title: Name,
    /// Whom it is for. It stays so.
    pub audience: CourseAudience,
    /// After how many months it is due again; never when absent.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 120))]
    pub renewal_months: Option<u16>,
    /// Where whoever gives it says more: an `https` address.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uri, max_length = 2000))]
    pub provider_url: Option<Text<2000>>,
}

impl CourseDetails {
    /// Whether the details make sense.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let months = self.renewal_months.unwrap_or(1);
        refusals.require(months >= 1, "/renewal_months", FieldCode::TooSmall, "at least 1 month");
        let most = format!("at most {RENEWAL_MONTHS_MAX} months");
        refusals.require(months <= RENEWAL_MONTHS_MAX, "/renewal_months", FieldCode::TooLarge, most);
        let secure = self.provider_url.as_ref().is_none_or(|url| url.as_str().starts_with("https://"));
        refusals.require(secure, "/provider_url", FieldCode::BadFormat, "an https address");
        refusals.finish()
    }
}
