//! What every failure looks like: one vocabulary, one body, one place where it becomes an answer (RFC 9457).

mod code;
mod error;
mod from;
mod page;

pub use code::Code;
pub use error::{ApiError, ApiResult, Problem, ProblemField};
pub(crate) use page::problem_page;
