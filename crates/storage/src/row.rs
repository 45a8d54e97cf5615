//! Reading a row: every value becomes a domain value, or the row is named as inconsistent.

use std::str::FromStr;

use sea_orm::JsonValue;
use serde::{Serialize, de::DeserializeOwned};
use trellis_domain::{ClosedEnum, geo::Point};
use uuid::Uuid;

use crate::error::StoreError;

/// One row while it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) id: Uuid,
}

impl Row {
    /// The complaint about one column.
    pub(crate) const fn wrong(self, column: &'static str) -> StoreError {
        StoreError::Inconsistent { table: self.table, column, id: self.id }
    }

    /// Text that parses: a closed enum, a name, a zone.
    pub(crate) fn parsed<T: FromStr>(self, column: &'static str, text: &str) -> Result<T, StoreError> {
        text.parse().map_err(|_wrong: T::Err| self.wrong(column))
    }

    /// The same where there may be none.
    pub(crate) fn maybe<T: FromStr>(self, column: &'static str, text: Option<&str>) -> Result<Option<T>, StoreError> {
        text.map(|text| self.parsed(column, text)).transpose()
    }

    /// A structured value.
    pub(crate) fn json<T: DeserializeOwned>(self, column: &'static str, value: JsonValue) -> Result<T, StoreError> {
        serde_json::from_value(value).map_err(|_wrong: serde_json::Error| self.wrong(column))
    }

    /// The same where there may be none.
    pub(crate) fn maybe_json<T: DeserializeOwned>(
        self,
        column: &'static str,
        value: Option<JsonValue>,
    ) -> Result<Option<T>, StoreError> {
        value.map(|value| self.json(column, value)).transpose()
    }

    /// A whole number of another width.
    pub(crate) fn number<A, B: TryFrom<A>>(self, column: &'static str, number: A) -> Result<B, StoreError> {
        B::try_from(number).map_err(|_wrong: B::Error| self.wrong(column))
    }
}

/// A structured value for its column.
pub(crate) fn json<T: Serialize>(table: &'static str, value: &T) -> Result<JsonValue, StoreError> {
    serde_json::to_value(value).map_err(|source| StoreError::Unwritable { table, source })
}

/// The same where there may be none.
pub(crate) fn maybe_json<T: Serialize>(
    table: &'static str,
    value: Option<&T>,
) -> Result<Option<JsonValue>, StoreError> {
    value.map(|value| json(table, value)).transpose()
}

/// A count or a sum that the database made.
pub(crate) fn counted(table: &'static str, id: Uuid, number: i64) -> Result<u32, StoreError> {
    Row { table, id }.number("count", number)
}

/// Text for its column.
pub(crate) fn text<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

/// The code of a closed enum for its column.
pub(crate) fn code<E: ClosedEnum>(value: E) -> String {
    value.code().to_owned()
}

/// The same where there may be none.
pub(crate) fn maybe_code<E: ClosedEnum>(value: Option<E>) -> Option<String> {
    value.map(code)
}

/// A whole number for a narrower column; domain limits keep it within.
pub(crate) fn whole<A, B: TryFrom<A>>(table: &'static str, number: Option<A>) -> Result<Option<B>, StoreError> {
    number.map(|number| B::try_from(number).map_err(|_wide: B::Error| StoreError::TooWide { table })).transpose()
}

/// A point for its two columns.
pub(crate) fn coordinates(point: Option<Point>) -> (Option<f64>, Option<f64>) {
    (point.map(|point| point.latitude), point.map(|point| point.longitude))
}

/// The point in two columns.
pub(crate) fn point(latitude: Option<f64>, longitude: Option<f64>) -> Option<Point> {
    latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude })
}
