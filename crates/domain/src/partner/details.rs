//! What a partner says about itself.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    language::LocalizedWords,
    refusal::{FieldCode, Refusals},
    text::{Name, Text},
};

/// What sort of organisation a partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the kinds explain themselves")]
pub enum PartnerKind {
    Council,
    LibraryService,
    Charity,
    HousingProvider,
    Health,
    FaithGroup,
    TradeUnion,
    CommunityGroup,
    Education,
    Business,
    Media,
    Other,
}

/// How big the organisation is: up to 9, 49, 249 people, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the sizes explain themselves")]
pub enum PartnerSize {
    Micro,
    Small,
    Medium,
    Large,
}

/// A group of people that help is offered to, or that a champion is at ease with.
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
#[expect(missing_docs, reason = "the audiences explain themselves")]
pub enum Audience {
    OlderPeople,
    LearningDisability,
    SightLoss,
    HearingLoss,
    Dementia,
    Carers,
    Jobseekers,
    RefugeesAndMigrants,
    YoungPeople,
    SocialTenants,
    Staff,
}

/// How often the partner and the lead body speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the cadences explain themselves")]
pub enum ContactCadence {
    Weekly,
    Fortnightly,
    Monthly,
    Quarterly,
}

/// What a partner may say about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreatePartner))]
pub struct PartnerDetails {
    /// The name of the organisation.
    #[cfg_attr(feature = "schema", schema(examples("Demonstration housing association")))]
    pub name: Name,
    /// What sort of organisation it is.
    pub kind: PartnerKind,
    /// How big it is.
    pub size: PartnerSize,
    /// Whom it serves; everybody when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub serves: Vec<Audience>,
    /// How many hours of help a week it says it can give.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(maximum = 10_000))]
    pub stated_capacity: Option<u32>,
    /// How often it and the lead body speak.
    #[serde(default)]
    pub contact_cadence: Option<ContactCadence>,
    /// What the public reads about it.
    #[serde(default)]
    pub about: Option<LocalizedWords>,
    /// The web address of its logo.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uri, max_length = 2000))]
    pub logo_url: Option<Text<2000>>,
    /// The phone number that the public may ring.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("020 7946 0000")))]
    pub public_phone: Option<Text<40>>,
    /// How to reach whoever handles safeguarding, in the organisation's own words.
    #[serde(default)]
    pub safeguarding_contact: Option<Name>,
    /// The web address of its privacy notice.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uri, max_length = 2000))]
    pub privacy_notice_url: Option<Text<2000>>,
    /// Who at the top stands behind it: a post, not a person.
    #[serde(default)]
    pub senior_sponsor: Option<Name>,
}

/// The most hours a week that a partner can state.
pub(super) const STATED_CAPACITY_MAX: u32 = 10_000;

impl PartnerDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(self.serves.len() <= 20, "/serves", FieldCode::TooLong, "at most 20 audiences");
        let capacity = self.stated_capacity.unwrap_or_default();
        refusals.require(
            capacity <= STATED_CAPACITY_MAX,
            "/stated_capacity",
            FieldCode::TooLarge,
            "at most 10000 hours a week",
        );
        for (pointer, address) in [("/logo_url", &self.logo_url), ("/privacy_notice_url", &self.privacy_notice_url)] {
            let secure = address.as_ref().is_none_or(|address| is_web_address(address.as_str()));
            refusals.require(secure, pointer, FieldCode::BadFormat, "a web address that begins with https://");
        }
        refusals.finish()
    }
}

/// A plain check of form: `https://`, a host, and no spaces.
fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| !host.is_empty()) && !text.contains(char::is_whitespace)
}
