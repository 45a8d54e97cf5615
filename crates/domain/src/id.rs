//! One generic id for every noun: `ptn_0198c0de…`, a UUIDv7 behind a prefix.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::noun::Noun;

/// The id of an `N`: opaque to clients, never reused.
///
/// Written as the noun's prefix, an underscore and 32 lower-case hexadecimal digits.
pub struct Id<N> {
    uuid: Uuid,
    noun: PhantomData<fn() -> N>,
}

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_id: an id that begins with {0}_ and has 32 hexadecimal digits")]
pub struct NotAnId(&'static str);

impl<N> Id<N> {
    /// The id with this number.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, noun: PhantomData }
    }

    /// The number without its prefix, as databases keep it.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<N: Noun> fmt::Display for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", N::KIND.prefix(), self.uuid.simple())
    }
}

impl<N: Noun> FromStr for Id<N> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = NotAnId(N::KIND.prefix());
        let digits = text.strip_prefix(N::KIND.prefix()).and_then(|rest| rest.strip_prefix('_')).ok_or(wrong)?;
        let canonical = digits.len() == 32 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match Uuid::try_parse(digits) {
            Ok(uuid) if canonical => Ok(Self::new(uuid)),
            _ => Err(wrong),
        }
    }
}

impl<N: Noun> Serialize for Id<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, N: Noun> Deserialize<'de> for Id<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

// Derives would ask the same of `N`, which is only a label.
impl<N> Clone for Id<N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<N> Copy for Id<N> {}
impl<N> PartialEq for Id<N> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<N> Eq for Id<N> {}
impl<N> PartialOrd for Id<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<N> Ord for Id<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<N> hash::Hash for Id<N> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<N: Noun> fmt::Debug for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::Id;
    use crate::{closed::ClosedEnum, noun::Noun};

    impl<N: Noun> PartialSchema for Id<N> {
        fn schema() -> RefOr<Schema> {
            let prefix = N::KIND.prefix();
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some(format!("^{prefix}_[0-9a-f]{{32}}$")))
                .description(Some(format!("The id of a {}.", N::KIND.code().replace('_', " "))))
                .examples([format!("{prefix}_0198c0de00007000800000000000000a")])
                .into()
        }
    }

    impl<N: Noun> ToSchema for Id<N> {
        fn name() -> Cow<'static, str> {
            let words = N::KIND.code().split('_');
            let camel: String = words.map(|word| word[..1].to_uppercase() + &word[1..]).collect();
            Cow::Owned(format!("{camel}Id"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{network::Network, partner::Partner};

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id: Id<Partner> = Id::new(Uuid::from_u128(7));
        assert_eq!(id.to_string(), "ptn_00000000000000000000000000000007");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn an_id_of_another_noun_or_in_another_spelling_is_refused() {
        let id: Id<Network> = Id::new(Uuid::from_u128(0xabc));
        for text in
            [id.to_string(), id.to_string().replace("net", "PTN"), "ptn_".into(), "ptn_ABC".into(), String::new()]
        {
            assert!(text.parse::<Id<Partner>>().is_err(), "{text}");
        }
    }
}
