//! How far "near" reaches.

use serde::{Deserialize, Deserializer, Serialize, de};

/// The largest radius that can be asked for, in kilometres.
pub const RADIUS_KM_MAX: f64 = 50.0;

/// How far around a place, in kilometres: more than 0, at most [`RADIUS_KM_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = f64, exclusive_minimum = 0.0, maximum = 50.0, examples(3.0)))]
pub struct RadiusKm(f64);

/// A number that is no radius.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARadius {
    /// Nothing would be inside.
    #[error("too_small: more than 0 kilometres")]
    TooSmall,
    /// More than can be asked for.
    #[error("too_large: at most 50 kilometres")]
    TooLarge,
}

impl RadiusKm {
    /// What is searched when nothing is said.
    pub const DEFAULT: Self = Self(5.0);

    /// The kilometres.
    pub const fn kilometres(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for RadiusKm {
    type Error = NotARadius;

    fn try_from(kilometres: f64) -> Result<Self, NotARadius> {
        match kilometres {
            k if k > 0.0 && k <= RADIUS_KM_MAX => Ok(Self(k)),
            k if k > RADIUS_KM_MAX => Err(NotARadius::TooLarge),
            _ => Err(NotARadius::TooSmall),
        }
    }
}

impl<'de> Deserialize<'de> for RadiusKm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(50.0, None)]
    #[case(0.1, None)]
    #[case(50.1, Some(NotARadius::TooLarge))]
    #[case(0.0, Some(NotARadius::TooSmall))]
    #[case(f64::NAN, Some(NotARadius::TooSmall))]
    fn a_radius_is_up_to_50_km(#[case] kilometres: f64, #[case] refused: Option<NotARadius>) {
        assert_eq!(RadiusKm::try_from(kilometres).err(), refused);
    }
}
