//! The words and small parts of a check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{clock_time, text::Text};

/// Who issued it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CheckScheme {
    /// Disclosure and Barring Service: England and Wales.
    Dbs,
    /// Protecting Vulnerable Groups: Scotland.
    Pvg,
    /// `AccessNI`: Northern Ireland.
    AccessNi,
}

/// How far it looked, the least first.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CheckLevel {
    /// Unspent convictions; anybody may be asked.
    Basic,
    /// Asking needs an eligible role.
    Standard,
    /// Asking needs an eligible role.
    Enhanced,
    /// Asking needs regulated activity.
    EnhancedWithBarredList,
}

/// A list of people barred from work with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the lists explain themselves")]
pub enum BarredList {
    Child,
    Adult,
}

/// Whom the person works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Workforce {
    /// Adults.
    Adult,
    /// Children.
    Child,
    /// Adults and children.
    Both,
    /// Neither in particular.
    Other,
}

/// That the original was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CertificateSeen {
    /// Who saw it: a post or an opaque reference, never a name.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 100, examples("volunteering manager")))]
    pub seen_by: Text<100>,
    /// When.
    #[serde(deserialize_with = "clock_time::date")]
    pub seen_on: NaiveDate,
    /// The number on it.
    #[serde(default)]
    pub reference: Option<Text<40>>,
}

/// What the Update Service last said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum UpdateStatus {
    /// Nothing new since the certificate.
    NoChange,
    /// Something is new: a new certificate is needed.
    Changed,
    /// It gave no answer.
    Unknown,
}

/// The person's leave to ask the DBS Update Service, and what it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UpdateService {
    /// When the person agreed.
    #[serde(deserialize_with = "clock_time::date")]
    pub consented_on: NaiveDate,
    /// When it was last asked.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub last_checked_on: Option<NaiveDate>,
    /// What it said then.
    #[serde(default)]
    pub last_status: Option<UpdateStatus>,
}

/// What the partner concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CheckOutcome {
    /// The person may do this work.
    Suitable,
    /// The person may not.
    Unsuitable,
    /// The person may, under conditions kept elsewhere.
    WithConditions,
}

/// The partner's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckDecision {
    /// When.
    #[serde(deserialize_with = "clock_time::date")]
    pub decided_on: NaiveDate,
    /// What.
    pub outcome: CheckOutcome,
}

/// What may be known of a check without a disclosure. Derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CheckStatus {
    /// The certificate has not been seen, or nothing has been decided.
    Incomplete,
    /// Seen, decided, and nothing says otherwise since.
    Current,
    /// Not to be relied on; the reason is in the disclosed detail.
    NotCurrent,
}
