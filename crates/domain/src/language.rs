//! Languages, and people's words in several of them.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::text::Text;

/// An ISO 639 language code of two or three letters: `en`, `cy`, `pa`; `bfi` is British Sign Language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[a-z]{2,3}$", examples("pa")))]
#[serde(transparent)]
pub struct Language(String);

/// A text that is not a language code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: an ISO 639 language code of two or three lower-case letters, such as en, cy, pa or bfi")]
pub struct NotALanguage;

impl Language {
    /// English, the language of last resort.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let well_formed = matches!(text.len(), 2..=3) && text.bytes().all(|byte| byte.is_ascii_lowercase());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(NotALanguage) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The most languages of one text.
pub const LANGUAGES_MAX: usize = 20;

/// Public text by language: `{"en": "…", "cy": "…"}`, at least one and at most [`LANGUAGES_MAX`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Localized<const MAX: usize>(BTreeMap<Language, Text<MAX>>);

/// A title by language.
pub type LocalizedName = Localized<200>;

/// A few sentences by language.
pub type LocalizedWords = Localized<4000>;

impl<const MAX: usize> Localized<MAX> {
    /// Text in one language.
    pub fn of(language: Language, text: Text<MAX>) -> Self {
        Self(BTreeMap::from([(language, text)]))
    }

    /// The text in the first of `wanted` that there is, else in English, else in whichever there is; with its language.
    pub fn in_language<'a>(
        &'a self,
        wanted: impl IntoIterator<Item = &'a Language>,
    ) -> Option<(&'a Language, &'a str)> {
        let wanted = wanted.into_iter().find_map(|language| self.0.get_key_value(language));
        let english = || self.0.get_key_value(&Language::english());
        wanted.or_else(english).or_else(|| self.0.iter().next()).map(|(language, text)| (language, text.as_str()))
    }

    /// The text in English, else in whichever language there is.
    pub fn plain(&self) -> &str {
        self.in_language([]).map_or("", |(_, text)| text)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Localized<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<Language, Text<MAX>>::deserialize(deserializer)?;
        if texts.is_empty() {
            return Err(de::Error::custom("too_short: text in at least one language, such as {\"en\": \"…\"}"));
        }
        if texts.len() > LANGUAGES_MAX {
            return Err(de::Error::custom(format!("too_long: text in at most {LANGUAGES_MAX} languages")));
        }
        Ok(Self(texts))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::{LANGUAGES_MAX, Localized};
    use crate::text::Text;

    impl<const MAX: usize> PartialSchema for Localized<MAX> {
        fn schema() -> RefOr<Schema> {
            let propertied = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[a-z]{2,3}$"));
            ObjectBuilder::new()
                .schema_type(Type::Object)
                .description(Some("Text by ISO 639 language code; at least one, and at most 20."))
                .property_names(Some(propertied))
                .additional_properties(Some(Text::<MAX>::schema()))
                .min_properties(Some(1))
                .max_properties(Some(LANGUAGES_MAX))
                .into()
        }
    }

    impl<const MAX: usize> ToSchema for Localized<MAX> {
        fn name() -> Cow<'static, str> {
            Cow::Owned(format!("Localized{MAX}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_falls_back_to_english_then_to_whatever_there_is() -> Result<(), Box<dyn std::error::Error>> {
        let both: LocalizedName = serde_json::from_str(r#"{"en": "Tea", "cy": "Te"}"#)?;
        let welsh: Language = "cy".parse()?;
        let urdu: Language = "ur".parse()?;
        assert_eq!(both.in_language([&urdu, &welsh]).map(|(_, text)| text), Some("Te"));
        assert_eq!(both.in_language([&urdu]).map(|(_, text)| text), Some("Tea"));
        let only: LocalizedName = serde_json::from_str(r#"{"cy": "Te"}"#)?;
        assert_eq!(only.plain(), "Te");
        Ok(())
    }

    #[test]
    fn no_text_at_all_is_refused() {
        assert!(serde_json::from_str::<LocalizedName>("{}").is_err());
        assert!(serde_json::from_str::<LocalizedName>(r#"{"English": "Tea"}"#).is_err());
    }

    #[test]
    fn twenty_languages_are_enough() {
        let texts = |count: u8| {
            let codes = (0..count).map(|at| format!("{}{}", char::from(b'a' + at / 26), char::from(b'a' + at % 26)));
            let texts = codes.map(|code| format!("\"{code}\": \"Tea\"")).collect::<Vec<_>>().join(", ");
            serde_json::from_str::<LocalizedName>(&format!("{{{texts}}}"))
        };
        assert!(texts(20).is_ok());
        assert!(texts(21).unwrap_err().to_string().starts_with("too_long: "));
    }
}
