//! Where a champion is during a commitment, as far as the way to the next one is concerned.

use crate::{help::Setting, venue::VenueId};

/// Where somebody is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// At this venue.
    Venue(VenueId),
    /// At somebody's home; each is another place.
    Home,
    /// By phone or video: wherever the champion happens to be.
    Anywhere,
}

impl Whereabouts {
    /// Where help in this setting is given.
    pub const fn of(setting: Setting, venue: Option<VenueId>) -> Self {
        match (setting, venue) {
            (Setting::Remote, _) => Self::Anywhere,
            (Setting::Venue | Setting::Home, Some(venue)) => Self::Venue(venue),
            (Setting::Venue | Setting::Home, None) => Self::Home,
        }
    }

    /// Whether there is a way to go from one to the other.
    pub fn is_a_way_from(self, other: Self) -> bool {
        match (self, other) {
            (Self::Anywhere, _) | (_, Self::Anywhere) => false,
            (Self::Venue(one), Self::Venue(other)) => one != other,
            (Self::Home, _) | (_, Self::Home) => true,
        }
    }
}
