//! Request bodies: taken in as bytes, read only once authorisation, reach and preconditions are settled.

mod read;
mod words;

pub(crate) use read::explain;

use std::marker::PhantomData;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Bytes};
use futures::{StreamExt, future::LocalBoxFuture};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::problem::{ApiError, ApiResult, Code};

/// The largest JSON body, in bytes.
pub const JSON_MAX: usize = 1024 * 1024;

/// A JSON body of so many bytes at most that will be read as a `T`.
#[derive(Debug, Clone)]
pub struct Body<T, const MAX: usize = JSON_MAX> {
    bytes: Bytes,
    content: PhantomData<fn() -> T>,
}

/// A JSON merge-patch (RFC 7396) of a `T`: absent members stay, `null` removes.
#[derive(Debug, Clone)]
pub struct MergePatch<T>(Body<T>);

/// What a command was asked with, for telling a repeat from another request.
pub trait Asked {
    /// The body as it came.
    fn bytes(&self) -> &[u8];
}

/// A command without a body.
#[derive(Debug, Clone, Copy)]
pub struct NoBody;

impl Asked for NoBody {
    fn bytes(&self) -> &[u8] {
        &[]
    }
}

impl<T, const MAX: usize> Asked for Body<T, MAX> {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<T> Asked for MergePatch<T> {
    fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }
}

impl<T: DeserializeOwned, const MAX: usize> Body<T, MAX> {
    /// Reads the body; a wrong value is named by its place.
    pub fn read(&self) -> ApiResult<T> {
        read::typed(self.json()?)
    }
}

impl<T, const MAX: usize> Body<T, MAX> {
    fn json(&self) -> ApiResult<Value> {
        let not_json = |error: serde_json::Error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            ApiError::new(Code::BadRequest, format!("The body is not JSON: see {place}."))
        };
        serde_json::from_slice(&self.bytes).map_err(not_json)
    }
}

impl<T: DeserializeOwned + Serialize> MergePatch<T> {
    /// What `current` becomes under this patch.
    pub fn apply(&self, current: &T) -> ApiResult<T> {
        patched(current, self.patch()?, "")
    }

    /// What this patch makes of nothing: a new `T`.
    pub fn apply_to_nothing(&self) -> ApiResult<T> {
        let mut target = Value::Object(serde_json::Map::new());
        merge(&mut target, self.patch()?);
        read::typed(target)
    }

    fn patch(&self) -> ApiResult<Value> {
        let patch = self.0.json()?;
        if patch.is_object() { Ok(patch) } else { Err(read::not_an_object()) }
    }
}

/// What `current` becomes under a merge-patch that stands in a body at `pointer`.
pub(crate) fn patched<T: DeserializeOwned + Serialize>(current: &T, patch: Value, pointer: &str) -> ApiResult<T> {
    let mut target = serde_json::to_value(current).map_err(ApiError::internal)?;
    merge(&mut target, patch);
    read::typed_at(pointer, target)
}

/// RFC 7396, section 2.
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(target) = target {
        for (name, value) in patch {
            match value {
                Value::Null => drop(target.shift_remove(&name)),
                value => merge(target.entry(name).or_insert(Value::Null), value),
            }
        }
    }
}

impl<T, const MAX: usize> FromRequest for Body<T, MAX> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let taken = take(request, payload, "application/json", MAX);
        Box::pin(async { Ok(Self { bytes: taken.await?, content: PhantomData }) })
    }
}

impl<T> FromRequest for MergePatch<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let taken = take(request, payload, "application/merge-patch+json", JSON_MAX);
        Box::pin(async { Ok(Self(Body { bytes: taken.await?, content: PhantomData })) })
    }
}

/// Takes in a body of one media type, up to so many bytes.
pub(crate) fn take(
    request: &HttpRequest,
    payload: &mut Payload,
    wanted: &'static str,
    max: usize,
) -> LocalBoxFuture<'static, ApiResult<Bytes>> {
    let media_type = media_type(request);
    let coded = is_coded(request);
    let mut payload = payload.take();
    Box::pin(async move {
        if media_type.as_deref() != Some(wanted) {
            let detail = format!("Send the body as {wanted}.");
            return Err(ApiError::new(Code::UnsupportedMediaType, detail).with_header(header::ACCEPT, wanted));
        }
        if coded {
            let detail = "Send the body as it is, in no content coding.";
            return Err(
                ApiError::new(Code::UnsupportedMediaType, detail).with_header(header::ACCEPT_ENCODING, "identity")
            );
        }
        let mut bytes = actix_web::web::BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_broken| ApiError::new(Code::BadRequest, "The body did not arrive whole."))?;
            if bytes.len() + chunk.len() > max {
                return Err(ApiError::new(Code::PayloadTooLarge, format!("A body has at most {max} bytes.")));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    })
}

/// Whether a body is compressed or the like; nothing is unpacked here, so that nothing small becomes large.
fn is_coded(request: &HttpRequest) -> bool {
    let coding = request.headers().get(header::CONTENT_ENCODING);
    coding.is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

fn media_type(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(|essence| essence.trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The examples of RFC 7396, appendix A.
    #[test]
    fn merging_follows_the_standard() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ];
        for (mut target, patch, expected) in cases {
            merge(&mut target, patch);
            assert_eq!(target, expected);
        }
    }
}
