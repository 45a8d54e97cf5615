//! Closed sets of words: what may stand in a column, a query or a document, and nothing else.

use std::str::FromStr;

use strum::VariantArray;

/// An enum whose values have one stable code each (`community_centre`), used in the API, in text columns and in files.
///
/// Implemented for every enum that derives `strum`'s `EnumString`, `IntoStaticStr` and `VariantArray`.
pub trait ClosedEnum: Copy + FromStr + Into<&'static str> + VariantArray {
    /// The stable code of this value.
    fn code(self) -> &'static str {
        self.into()
    }

    /// The value with this code, if there is one.
    fn parse(code: &str) -> Option<Self> {
        Self::from_str(code).ok()
    }

    /// Every code, for messages that say what would be right.
    fn codes() -> String {
        let codes: Vec<&str> = Self::VARIANTS.iter().map(|value| value.code()).collect();
        codes.join(", ")
    }
}

impl<E: Copy + FromStr + Into<&'static str> + VariantArray> ClosedEnum for E {}
