//! `/embed/trellis-sessions.js`: the element for other people's pages, as one module.
//!
//! The short address always has the present one. The address with a version in it never changes what it gives, so a page can name its
//! hash; after an update it gives the present one too, for pages that do not.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Path};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};

use crate::precondition::is_known;

/// The module; small enough to be sent as it is written.
const MODULE: &str = include_str!("../../embed/trellis-sessions.js");

const SHORT: &str = "public, max-age=3600, stale-while-revalidate=86400";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The present version: the beginning of its hash.
pub(super) static VERSION: LazyLock<String> =
    LazyLock::new(|| Sha256::digest(MODULE).iter().take(6).map(|byte| format!("{byte:02x}")).collect());

/// What a page can say to get this module or none.
pub(super) static INTEGRITY: LazyLock<String> =
    LazyLock::new(|| format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(MODULE))));

/// The present module.
#[get("/embed/trellis-sessions.js")]
pub(super) async fn element(request: HttpRequest) -> HttpResponse {
    script(&request, MODULE, SHORT)
}

/// The module of a version.
#[get("/embed/trellis-sessions.{version}.js")]
pub(super) async fn element_as_it_was(request: HttpRequest, version: Path<String>) -> HttpResponse {
    script(&request, MODULE, if *version == *VERSION { FOR_EVER } else { SHORT })
}

/// A script that every website may load.
pub(super) fn script(request: &HttpRequest, text: &'static str, kept: &'static str) -> HttpResponse {
    let etag = format!("\"{}\"", BASE64_STANDARD.encode(Sha256::digest(text)));
    let mut answer = if is_known(request, &etag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, etag.clone()))
        .insert_header((header::CACHE_CONTROL, kept))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"));
    if is_known(request, &etag) {
        return answer.finish();
    }
    answer.insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8")).body(text)
}
