//! The words that sessions, requests, champions and rules share when they speak of help.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Where help is given.
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
pub enum Setting {
    /// At a place that people come to.
    Venue,
    /// At the learner's home.
    Home,
    /// By phone or video.
    Remote,
}

/// How somebody came to ask or to book.
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
pub enum Route {
    /// On a web page.
    Web,
    /// By phone.
    Phone,
    /// In person, at a venue.
    WalkIn,
    /// Somebody close to them did it.
    Proxy,
    /// Somebody who works with them did it.
    Referrer,
}

/// How well a champion knows a topic.
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
pub enum SkillLevel {
    /// Can help with the usual.
    Basic,
    /// Can help with most.
    Confident,
    /// Can help with anything, and help others to help.
    Expert,
}

/// A fact about getting in and taking part: what a venue has, and what a person may need.
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
pub enum AccessFeature {
    /// No step from the street to the room.
    StepFree,
    /// A toilet that a wheelchair user can use.
    AccessibleToilet,
    /// A loop for hearing aids.
    HearingLoop,
    /// Parking for Blue Badge holders.
    BlueBadgeParking,
    /// A quiet room or corner.
    QuietSpace,
    /// A lift to every floor in use.
    Lift,
    /// Changing Places toilet.
    ChangingPlaces,
    /// Assistance dogs are welcome.
    AssistanceDogs,
}

/// The slug of a topic: `blue-badge`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 60, examples("blue-badge")))]
pub struct TopicSlug(String);

/// A text that cannot be a topic's slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: the slug of a topic, such as blue-badge")]
pub struct NotASlug;

impl TopicSlug {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TopicSlug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let fits = text.len() <= 60 && crate::network::is_slug(text);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotASlug) }
    }
}

impl fmt::Display for TopicSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TopicSlug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
