//! The id of something, whatever it is: the prefix says what.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::VariantArray;
use uuid::Uuid;

use crate::{
    id::Id,
    noun::{Noun, NounKind},
};

/// The id of a thing of any kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId {
    kind: NounKind,
    uuid: Uuid,
}

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_id: an id with its prefix, such as aff_ and 32 hexadecimal digits")]
pub struct NotAnyId;

impl AnyId {
    /// The id with this number, of this kind.
    pub const fn new(kind: NounKind, uuid: Uuid) -> Self {
        Self { kind, uuid }
    }

    /// What it is the id of.
    pub const fn kind(self) -> NounKind {
        self.kind
    }

    /// The number without its prefix, as databases keep it.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The id as that of an `N`, if that is what it is.
    pub fn of<N: Noun>(self) -> Option<Id<N>> {
        (self.kind == N::KIND).then(|| Id::new(self.uuid))
    }
}

impl<N: Noun> From<Id<N>> for AnyId {
    fn from(id: Id<N>) -> Self {
        Self::new(N::KIND, id.uuid())
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.kind.prefix(), self.uuid.simple())
    }
}

impl fmt::Debug for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for AnyId {
    type Err = NotAnyId;

    fn from_str(text: &str) -> Result<Self, NotAnyId> {
        let (prefix, digits) = text.split_once('_').ok_or(NotAnyId)?;
        let kind = NounKind::VARIANTS.iter().copied().find(|kind| kind.prefix() == prefix).ok_or(NotAnyId)?;
        let canonical = digits.len() == 32 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match Uuid::try_parse(digits) {
            Ok(uuid) if canonical => Ok(Self::new(kind, uuid)),
            _ => Err(NotAnyId),
        }
    }
}

impl Serialize for AnyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::AnyId;

    impl PartialSchema for AnyId {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^[a-z]{3}_[0-9a-f]{32}$"))
                .description(Some("The id of something; its prefix says what."))
                .examples(["aff_0198c0de00007000800000000000000a"])
                .into()
        }
    }
    impl ToSchema for AnyId {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner::Partner;

    #[test]
    fn the_prefix_says_what_it_is() {
        let id: Id<Partner> = Id::new(Uuid::from_u128(7));
        let any: AnyId = id.to_string().parse().unwrap();
        assert_eq!((any.kind(), any.of()), (NounKind::Partner, Some(id)));
        assert_eq!(any.to_string(), id.to_string());
        assert_eq!(any.of::<crate::network::Network>(), None);
    }

    #[test]
    fn garbage_is_no_id() {
        for text in ["", "ptn", "ptn_7", "xyz_00000000000000000000000000000007", "ptn_0000000000000000000000000000000G"]
        {
            assert_eq!(text.parse::<AnyId>(), Err(NotAnyId), "{text}");
        }
    }
}
