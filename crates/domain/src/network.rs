//! Networks: the tenants.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    area::AreaCode,
    clock_time::{self, Zone},
    id::Id,
    language::{Language, LocalizedName},
    noun::{Noun, NounKind},
    origin::Origin,
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
    revision::Revision,
    text::{Name, Text},
};

/// The id of a network.
pub type NetworkId = Id<Network>;

/// The nation whose vetting scheme, bank holidays and rates apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the nations explain themselves")]
pub enum Nation {
    England,
    Wales,
    Scotland,
    NorthernIreland,
}

/// The principles a network stands by; partners accept a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Charter {
    /// The version, such as `2026-1`.
    pub version: Text<40>,
    /// Since when it holds.
    #[serde(deserialize_with = "clock_time::date")]
    pub date: NaiveDate,
    /// The named principles.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 20))]
    pub principles: Vec<Name>,
}

/// The joint-controller arrangement between the partners (UK GDPR, article 26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JointControllers {
    /// Where the arrangement can be found.
    pub reference: Name,
    /// When it was signed.
    #[serde(deserialize_with = "clock_time::date")]
    pub date: NaiveDate,
}

/// What the lead body may say about its network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = NetworkSettings))]
pub struct NetworkDetails {
    /// The short name in addresses: lower-case letters, digits and hyphens.
    #[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 40, examples("bexley")))]
    pub slug: Text<40>,
    /// The name that people read.
    pub name: LocalizedName,
    /// The GSS code of the council area.
    #[serde(default)]
    pub area_code: Option<AreaCode>,
    /// The nation whose rules apply.
    pub nation: Nation,
    /// The zone of its wall clocks.
    pub time_zone: Zone,
    /// The languages of its public text, the first being the default.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 10))]
    pub languages: Vec<Language>,
    /// The charter.
    #[serde(default)]
    pub charter: Option<Charter>,
    /// The joint-controller arrangement.
    #[serde(default)]
    pub joint_controllers: Option<JointControllers>,
    /// The websites that may show this network's sessions in a frame.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub embed_origins: Vec<Origin>,
    /// Whether anybody may ask for help by a public form: see `create_public_request`.
    #[serde(default)]
    pub public_requests: bool,
}

/// A tenant: one borough's network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Its id.
    pub id: NetworkId,
    /// What the lead body says of it.
    pub details: NetworkDetails,
    /// The partner that leads it.
    pub lead_body: PartnerId,
    /// The revision of its last change as a network.
    pub revision: Revision,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl Noun for Network {
    const KIND: NounKind = NounKind::Network;

    fn shared(&self) -> bool {
        true
    }
}

impl Network {
    /// The date on the network's wall calendars.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.details.time_zone.local(now).date_naive()
    }
}

impl NetworkDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(
            is_slug(self.slug.as_str()),
            "/slug",
            FieldCode::BadFormat,
            "lower-case letters, digits and single hyphens between them",
        );
        refusals.require(!self.languages.is_empty(), "/languages", FieldCode::TooShort, "at least one language");
        refusals.distinct("/languages", 10, &self.languages);
        refusals.distinct("/embed_origins", 50, &self.embed_origins);
        let few = self.charter.as_ref().is_none_or(|charter| (1..=20).contains(&charter.principles.len()));
        refusals.require(few, "/charter/principles", FieldCode::TooLong, "from 1 to 20 principles");
        refusals.finish()
    }
}

/// Lower-case letters and digits, with single hyphens between.
pub(crate) fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
