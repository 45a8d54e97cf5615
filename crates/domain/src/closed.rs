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

/// The schema of a closed enum that says what each of its codes means.
#[cfg(feature = "schema")]
pub(crate) fn described_codes<E: ClosedEnum>(
    summary: &str,
    meaning: impl Fn(E) -> &'static str,
) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    let lines = E::VARIANTS.iter().map(|value| format!("\n- `{}`: {}", value.code(), meaning(*value)));
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .description(Some(format!("{summary}\n{}", lines.collect::<String>())))
        .enum_values(Some(E::VARIANTS.iter().map(|value| value.code())))
        .into()
}
