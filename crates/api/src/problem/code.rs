//! The whole vocabulary of problems.

use actix_web::http::StatusCode;
use trellis_domain::{ClosedEnum, Conflict};

/// What is wrong, as a stable code with a status and a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The body is not JSON, or a header cannot be read.
    BadRequest,
    /// A query parameter is unknown or cannot be read.
    BadQuery,
    /// The cursor was not made for this list.
    BadCursor,
    /// No token, or one that is not good any more.
    Unauthenticated,
    /// The role may never do this.
    RoleForbidden,
    /// The token lacks the scope.
    ScopeForbidden,
    /// No partner lets the client act for it in this.
    DelegationMissing,
    /// No such thing, or not within reach.
    NotFound,
    /// No such method here.
    MethodNotAllowed,
    /// It does not fit the present state.
    Conflict(Conflict),
    /// `If-Match` does not match.
    PreconditionFailed,
    /// The body is too large.
    PayloadTooLarge,
    /// The body is of another media type.
    UnsupportedMediaType,
    /// Values that cannot be taken.
    Invalid,
    /// The idempotency key was used for another request.
    IdempotencyKeyReused,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// A header that this operation needs is missing.
    HeaderRequired,
    /// Too many requests.
    RateLimited,
    /// Our fault.
    Internal,
    /// Too busy just now.
    Busy,
}

impl Code {
    /// Every code.
    pub fn all() -> Vec<Self> {
        use strum::VariantArray;
        let plain = [
            Self::BadRequest,
            Self::BadQuery,
            Self::BadCursor,
            Self::Unauthenticated,
            Self::RoleForbidden,
            Self::ScopeForbidden,
            Self::DelegationMissing,
            Self::NotFound,
            Self::MethodNotAllowed,
            Self::PreconditionFailed,
            Self::PayloadTooLarge,
            Self::UnsupportedMediaType,
            Self::Invalid,
            Self::IdempotencyKeyReused,
            Self::PreconditionRequired,
            Self::HeaderRequired,
            Self::RateLimited,
            Self::Internal,
            Self::Busy,
        ];
        plain.into_iter().chain(Conflict::VARIANTS.iter().copied().map(Self::Conflict)).collect()
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::BadQuery => "bad_query",
            Self::BadCursor => "bad_cursor",
            Self::Unauthenticated => "unauthenticated",
            Self::RoleForbidden => "role_forbidden",
            Self::ScopeForbidden => "scope_forbidden",
            Self::DelegationMissing => "delegation_missing",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Conflict(conflict) => conflict.code(),
            Self::PreconditionFailed => "precondition_failed",
            Self::PayloadTooLarge => "payload_too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::Invalid => "invalid",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::PreconditionRequired => "precondition_required",
            Self::HeaderRequired => "header_required",
            Self::RateLimited => "rate_limited",
            Self::Internal => "internal",
            Self::Busy => "busy",
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest | Self::BadQuery | Self::BadCursor | Self::HeaderRequired => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::RoleForbidden | Self::ScopeForbidden | Self::DelegationMissing => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What it means, in a few words that never change from case to case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request cannot be read",
            Self::BadQuery => "A query parameter is wrong",
            Self::BadCursor => "The cursor was not made for this list",
            Self::Unauthenticated => "A valid access token is needed",
            Self::RoleForbidden => "This role may not do that",
            Self::ScopeForbidden => "The token lacks a scope",
            Self::DelegationMissing => "No delegation lets you act for this partner",
            Self::NotFound => "There is no such thing",
            Self::MethodNotAllowed => "This method is not possible here",
            Self::Conflict(_) => "It does not fit the present state",
            Self::PreconditionFailed => "It has changed since you read it",
            Self::PayloadTooLarge => "The body is too large",
            Self::UnsupportedMediaType => "The body is of another media type",
            Self::Invalid => "Some values cannot be taken",
            Self::IdempotencyKeyReused => "The idempotency key was used for another request",
            Self::PreconditionRequired => "An If-Match header is needed",
            Self::HeaderRequired => "A header is needed",
            Self::RateLimited => "Too many requests",
            Self::Internal => "Something went wrong on our side",
            Self::Busy => "Too busy just now",
        }
    }
}
