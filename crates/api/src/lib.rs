//! The HTTP surface: routes, contract, authentication, problems.
//!
//! One operation is one file: request, documentation, handler. A handler's name is its operation id, and the access table
//! decides by it who may come in. [`configure`] is the one list of routes; the contract is read from it.

pub mod answer;
pub mod body;
pub mod caller;
pub mod coding;
pub mod contract;
pub mod cursor;
pub mod near;
pub mod oauth;
pub mod page;
pub mod path;
pub mod planner;
pub mod precondition;
pub mod problem;
pub mod query;
pub mod rate_limit;
pub mod request_id;
pub mod state;
pub mod v1;

mod docs;
mod head;
mod health;
mod middleware;
mod pages;
mod paging;
mod public_cache;
mod routes;

pub use contract::contract;
pub use head::answer_head;
pub use middleware::observe;
pub use pages::say_on_page;
pub use public_cache::answer_kept;
pub use routes::configure;
pub use state::State;
