//! Query parameters: typed, and unknown ones refused.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned},
};
use trellis_domain::{ClosedEnum, FieldCode, Refusals};
use utoipa::IntoParams;

use crate::{
    body::explain,
    problem::{ApiError, ApiResult, Code},
};

/// The query parameters of a request, as a `T`.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

/// Parameters that stand beside others, whatever these are: `limit` and `cursor` of a list, `lang` of a document.
pub trait Beside: DeserializeOwned {
    /// Their names.
    const NAMES: &'static [&'static str];
}

/// The query parameters of a request in two parts: what is looked for, and what stands beside.
#[derive(Debug, Clone)]
pub struct QueryBeside<T, B>(pub T, pub B);

impl<T: DeserializeOwned, B: Beside> FromRequest for QueryBeside<T, B> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = form_urlencoded::parse(request.query_string().as_bytes());
        let (beside, rest): (Vec<_>, Vec<_>) = pairs.partition(|(name, _)| B::NAMES.contains(&&**name));
        let text = |pairs| form_urlencoded::Serializer::new(String::new()).extend_pairs::<_, _, _>(pairs).finish();
        let both = read(&text(rest)).and_then(|rest| Ok(Self(rest, read(&text(beside))?)));
        ready(both)
    }
}

fn read<T: DeserializeOwned>(query: &str) -> ApiResult<T> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let read = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
    read.map_err(|error| {
        let (pointer, code, detail) = explain(&error.path().to_string(), &error.inner().to_string());
        bad_query(pointer.trim_start_matches(['.', '/']), code, detail)
    })
}

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// At most so many items.
    #[param(inline)]
    pub limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    pub cursor: Option<String>,
}

impl Beside for Part {
    const NAMES: &'static [&'static str] = &["limit", "cursor"];
}

/// Reads several codes with commas between; for `#[serde(deserialize_with)]`.
pub fn several<'de, D: Deserializer<'de>, E: ClosedEnum + PartialEq>(deserializer: D) -> Result<Vec<E>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let mut several: Vec<E> = Vec::new();
    for code in text.split(',') {
        let wrong =
            || de::Error::custom(format!("unknown_value: one or several of these with commas between: {}", E::codes()));
        let value = E::parse(code).ok_or_else(wrong)?;
        if !several.contains(&value) {
            several.push(value);
        }
    }
    Ok(several)
}

/// The refusal of one parameter.
pub(crate) fn bad_query(name: &str, code: FieldCode, detail: impl Into<String>) -> ApiError {
    let problem = ApiError::new(Code::BadQuery, "See `errors` for the parameter and what would be right.");
    problem.with_refusals(Refusals::one(name, code, detail))
}

/// How many items a list may answer at once.
pub const LIMIT_MAX: u64 = 100;

/// How many it answers when nobody says.
pub const LIMIT_DEFAULT: u64 = 25;

/// A wanted number of items, 1 to [`LIMIT_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u64);

impl Limit {
    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(LIMIT_DEFAULT)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let refused = |code: &str| de::Error::custom(format!("{code}: a whole number from 1 to {LIMIT_MAX}"));
        match u64::deserialize(deserializer).map_err(|_unreadable| refused("bad_format"))? {
            0 => Err(refused("too_small")),
            limit @ 1..=LIMIT_MAX => Ok(Self(limit)),
            _ => Err(refused("too_large")),
        }
    }
}

impl utoipa::PartialSchema for Limit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .minimum(Some(1))
            .maximum(Some(100))
            .default(Some(LIMIT_DEFAULT.into()))
            .into()
    }
}
impl utoipa::ToSchema for Limit {}
