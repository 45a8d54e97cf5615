//! Text with limits: never empty, never longer than it says, no control characters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// Text of 1 to `MAX` characters, trimmed. Line breaks are allowed, other control characters are not; nor are those that turn the direction of
/// writing by force, which make text look like other text (Unicode Technical Report 36, 2.5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

/// A name or a title.
pub type Name = Text<200>;

/// A few sentences.
pub type Words = Text<4000>;

/// Text that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("too_short: at least one character that is not white space")]
    Empty,
    /// Too many characters.
    #[error("too_long: at most {0} characters")]
    TooLong(usize),
    /// A control character other than a line break or tab.
    #[error("bad_format: text without control characters")]
    ControlCharacter,
}

impl<const MAX: usize> Text<MAX> {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> FromStr for Text<MAX> {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().count() > MAX {
            return Err(TextError::TooLong(MAX));
        }
        if text.chars().any(is_refused) {
            return Err(TextError::ControlCharacter);
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_refused(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::Text;

    impl<const MAX: usize> PartialSchema for Text<MAX> {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(MAX)).into()
        }
    }

    impl<const MAX: usize> ToSchema for Text<MAX> {
        fn name() -> Cow<'static, str> {
            Cow::Owned(format!("Text{MAX}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_measured_in_characters() {
        assert_eq!(" Sidcup ".parse::<Text<6>>().map(String::from), Ok("Sidcup".to_owned()));
        assert_eq!("Wŷr".parse::<Text<3>>().map(String::from), Ok("Wŷr".to_owned()));
        assert_eq!("Sidcup".parse::<Text<5>>(), Err(TextError::TooLong(5)));
        assert_eq!(" \n ".parse::<Name>(), Err(TextError::Empty));
        assert_eq!("a\u{0}b".parse::<Name>(), Err(TextError::ControlCharacter));
        assert_eq!("safe \u{202e}evil".parse::<Name>(), Err(TextError::ControlCharacter));
        assert!(
            "سلام, שלום, ਸਤ\u{200d}ਸ੍ਰੀ".parse::<Name>().is_ok(),
            "writing from right to left, and joiners, are text"
        );
    }
}
