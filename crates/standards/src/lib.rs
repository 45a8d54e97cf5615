//! What happens, in the formats of others: one pure mapping each, from one neutral input.
//!
//! | format | standard | function |
//! |---|---|---|
//! | iCalendar | RFC 5545, RFC 7986 | [`calendar::calendar`], [`calendar::series`] |
//! | JSON-LD | schema.org `Event` | [`json_ld::event`], [`json_ld::events`] |
//! | GeoJSON | RFC 7946 | [`geo_json::collection`] |
//! | Atom | RFC 4287 | [`atom::feed`] |
//! | JSON Feed | 1.1 | [`json_feed::feed`] |
//! | CSV | RFC 4180 | [`sheet::sheet`] |
//! | oEmbed | 1.0 | [`oembed::rich`] |
//!
//! Words arrive in the reader's language, addresses arrive whole. Nothing here reads a clock: the same input gives the
//! same bytes, so that answers can be compared by their tags.

pub mod atom;
pub mod calendar;
pub mod geo_json;
mod happening;
pub mod json_feed;
pub mod json_ld;
pub mod oembed;
#[cfg(test)]
mod sample;
pub mod sheet;
mod words;

pub use happening::{Collection, Happening, Place, Series, Standing, Venue};

/// A mapping that a library refused to write down.
#[derive(Debug, thiserror::Error)]
#[error("cannot be written as {format}")]
pub struct Unwritable {
    /// The format.
    pub format: &'static str,
    /// What the library says.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl Unwritable {
    fn new(format: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { format, source: source.into() }
    }
}
