//! How the errors of lower layers become problems.

use actix_web::http::header;
use trellis_app::CommandError;
use trellis_domain::{
    ClosedEnum, Conflict, Refusals,
    access::{Denied, Scope},
};
use trellis_storage::StoreError;

use super::{ApiError, Code};

impl From<CommandError> for ApiError {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::NotFound => Self::not_found(),
            CommandError::Refused(refusals) => refusals.into(),
            CommandError::Conflict(conflict) => conflict.into(),
            CommandError::Sessions(conflict, sessions) => Self::from(conflict).with_sessions(sessions),
            CommandError::Store(error) => error.into(),
        }
    }
}

impl From<Refusals> for ApiError {
    fn from(refusals: Refusals) -> Self {
        let detail = "Nothing was stored. Each entry of `errors` says where, and what would be right.";
        Self::new(Code::Invalid, detail).with_refusals(refusals)
    }
}

impl From<Conflict> for ApiError {
    fn from(conflict: Conflict) -> Self {
        Self::new(Code::Conflict(conflict), conflict.to_string())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::new(Code::Busy, "Try again in a moment.").with_header(header::RETRY_AFTER, "1"),
            away @ StoreError::Away(_) => {
                let problem = Self::new(Code::Busy, "The service cannot reach its data. Try again in a moment.");
                problem.with_header(header::RETRY_AFTER, "5").with_source(away)
            }
            other => Self::internal(other),
        }
    }
}

impl From<Denied> for ApiError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Role => Self::new(
                Code::RoleForbidden,
                "This client's role may not do this for itself. Where a partner lets you act for it, send Acting-For with its id.",
            ),
            Denied::Scope(scope) => Self::new(Code::ScopeForbidden, format!("The token lacks {}.", scope.code()))
                .with_header(header::WWW_AUTHENTICATE, insufficient(scope)),
        }
    }
}

fn insufficient(scope: Scope) -> String {
    format!("Bearer error=\"insufficient_scope\", scope=\"{}\"", scope.code())
}
