//! Access tokens: issuing them (RFC 6749), publishing the keys (RFC 7517), and reading them (RFC 9068).

mod keys;
mod metadata;
mod token;

pub(crate) use keys::invalid_token;
pub use keys::{Claims, KeyError, TokenKeys};

use utoipa_actix_web::service_config::ServiceConfig;

/// The documented routes of this part.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(token::issue_token).service(metadata::get_authorization_server).service(metadata::get_signing_keys);
}
