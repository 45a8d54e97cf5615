//! Files that set up a borough: postcodes, districts, topics, areas, venues, champions.
//!
//! A file is read and checked as a whole before anything is applied, so an invalid file applies nothing. What is
//! wrong is named by line and column, with what would be right. The columns are those of the files in `demo/`;
//! columns that are not named here are ignored. Everything has a key of its own, so a repeated import changes only
//! what has changed.

pub mod apply;
pub mod areas;
pub mod champions;
pub mod districts;
pub mod postcodes;
pub mod topics;
pub mod venues;

mod command;
mod problem;
mod sheet;

pub(crate) use command::Import;
pub use problem::{FileRefused, Problem};
