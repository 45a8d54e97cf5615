//! Reading JSON as a type, and saying in our own words where and why that failed.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use trellis_domain::{ClosedEnum, FieldCode, Refusals};

use super::words;
use crate::problem::{ApiError, ApiResult};

/// The value as a `T`, or a refusal that names the place and never repeats the value.
pub(super) fn typed<T: DeserializeOwned>(value: Value) -> ApiResult<T> {
    typed_at("", value)
}

/// The same for what stands at a place in a body.
pub(super) fn typed_at<T: DeserializeOwned>(at: &str, value: Value) -> ApiResult<T> {
    if !value.is_object() {
        return Err(Refusals::one(at, FieldCode::WrongType, "a JSON object").into());
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let at = format!("{at}{}", pointer(error.path()));
        let (pointer, code, detail) = explain(&at, &error.inner().to_string());
        Refusals::one(pointer, code, detail).into()
    })
}

/// The refusal of a body that is JSON, but not an object.
pub(super) fn not_an_object() -> ApiError {
    Refusals::one("", FieldCode::WrongType, "a JSON object").into()
}

/// A path as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let segments = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } => Some(format!("/{}", escaped(key))),
        Segment::Enum { variant } => Some(format!("/{}", escaped(variant))),
        Segment::Unknown => None,
    });
    segments.collect()
}

/// The longest name of a field that is repeated to whoever sent it, in characters; ours are shorter.
const NAME_MAX: usize = 100;

fn escaped(name: &str) -> String {
    let name: String = name.chars().take(NAME_MAX).collect();
    name.replace('~', "~0").replace('/', "~1")
}

/// Turns the deserialiser's message into place, code and what would be right.
///
/// Our own types complain as `code: what would be right`; the rest are serde's fixed phrases.
pub(crate) fn explain(at: &str, message: &str) -> (String, FieldCode, String) {
    if let Some((code, detail)) = own_words(message) {
        return (at.to_owned(), code, detail);
    }
    if let Some(field) = between(message, "missing field `", "`") {
        return (format!("{at}/{}", escaped(field)), FieldCode::Required, "a value".to_owned());
    }
    if let Some(field) = between(message, "duplicate field `", "`") {
        return (format!("{at}/{}", escaped(field)), FieldCode::Duplicate, "this parameter once".to_owned());
    }
    if let Some(right) = words::of_unreadable(message) {
        return (at.to_owned(), FieldCode::BadFormat, right.to_owned());
    }
    let expected = message.split_once("expected ").map_or("another value", |(_, expected)| expected);
    let detail = words::of_expected(expected);
    let code = match message {
        _ if message.starts_with("unknown field") => FieldCode::UnknownField,
        _ if message.starts_with("unknown variant") => FieldCode::UnknownValue,
        _ if message.starts_with("invalid value") => FieldCode::BadFormat,
        _ if message.starts_with("invalid type: null") => FieldCode::Required,
        _ if message.starts_with("invalid type") => FieldCode::WrongType,
        _ => return (at.to_owned(), FieldCode::BadFormat, "a value of the form the documentation shows".to_owned()),
    };
    (at.to_owned(), code, detail)
}

fn own_words(message: &str) -> Option<(FieldCode, String)> {
    let (code, detail) = message.split_once(": ")?;
    Some((FieldCode::parse(code)?, detail.to_owned()))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use trellis_domain::partner::PartnerDetails;

    use super::*;

    fn refused(value: Value) -> (String, FieldCode, String) {
        let error = serde_path_to_error::deserialize::<_, PartnerDetails>(value).unwrap_err();
        explain(&pointer(error.path()), &error.inner().to_string())
    }

    #[test]
    fn every_refusal_names_place_and_code_and_never_the_value() {
        let base = json!({"name": "A", "kind": "charity", "size": "micro"});
        let with = |name: &str, value: Value| {
            let mut body = base.clone();
            body[name] = value;
            body
        };
        let cases = [
            (json!({"kind": "charity", "size": "micro"}), "/name", FieldCode::Required),
            (with("name", json!("  ")), "/name", FieldCode::TooShort),
            (with("name", json!(7)), "/name", FieldCode::WrongType),
            (with("kind", json!("secret-word")), "/kind", FieldCode::UnknownValue),
            (with("serves", json!(["carers", "secret-word"])), "/serves/1", FieldCode::UnknownValue),
            (with("about", json!({"English": "x"})), "/about/English", FieldCode::BadFormat),
            (with("favourite/colour", json!("green")), "/favourite~1colour", FieldCode::UnknownField),
            (with("stated_capacity", json!(-1)), "/stated_capacity", FieldCode::BadFormat),
        ];
        for (body, place, code) in cases {
            let (pointer, found, detail) = refused(body);
            assert_eq!((pointer.as_str(), found), (place, code), "{detail}");
            assert!(!detail.contains("secret-word"), "{detail}");
        }
    }
}
