//! What the public may ask the listing for.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    grid::{self, BoundingBox, Cell},
    hours::Hours,
};
use crate::{
    clock_time::Weekday,
    closed::ClosedEnum,
    geo::Point,
    help::{AccessFeature, Setting, TopicSlug},
    interval::Interval,
    language::Language,
    near::RadiusKm,
    partner::{Audience, PartnerId},
    session::{BookingStyle, Way},
};

/// One task, or one group of people: what a specialist session is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Specialism {
    /// The slug of a topic that is a task: `blue-badge`.
    Task(TopicSlug),
    /// A group of people: `older_people`.
    Audience(Audience),
}

/// A text that names neither a task nor a group of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown_value: the slug of a task, such as blue-badge, or an audience, such as older_people")]
pub struct NotASpecialism;

impl FromStr for Specialism {
    type Err = NotASpecialism;

    fn from_str(text: &str) -> Result<Self, NotASpecialism> {
        let audience = Audience::parse(text).map(Self::Audience);
        audience.or_else(|| text.parse().ok().map(Self::Task)).ok_or(NotASpecialism)
    }
}

impl fmt::Display for Specialism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Task(slug) => slug.as_str(),
            Self::Audience(audience) => audience.code(),
        })
    }
}

impl Serialize for Specialism {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Specialism {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// How far somebody gets from where they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reachable {
    /// Where they are.
    pub from: Point,
    /// How far they get.
    pub radius: RadiusKm,
}

/// What is asked of the listing.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingFilter {
    /// Sessions that start in this window.
    pub window: Interval,
    /// Sessions within reach; everywhere when none.
    pub near: Option<Reachable>,
    /// Sessions in this setting.
    pub setting: Option<Setting>,
    /// Sessions that help in this way.
    pub way: Option<Way>,
    /// Sessions for this task or group of people.
    pub specialism: Option<Specialism>,
    /// Sessions on this topic or one below it.
    pub topic: Option<TopicSlug>,
    /// Sessions that serve somebody who wants to turn up, or to book.
    pub booking: Option<BookingStyle>,
    /// Sessions that still have room (`true`), or are full (`false`).
    pub has_places: Option<bool>,
    /// Sessions that start on one of these days of the week, where they are; on any when empty.
    pub weekdays: Vec<Weekday>,
    /// Sessions that start at these hours, where they are.
    pub hours: Option<Hours>,
    /// Sessions that welcome this group of people: those for it, and those for everybody.
    pub audience: Option<Audience>,
    /// Sessions with help in this language; those that name none are held in the languages of their network.
    pub language: Option<Language>,
    /// Sessions at venues that are known to have all of these.
    pub access: Vec<AccessFeature>,
    /// Sessions of this partner.
    pub partner: Option<PartnerId>,
}

impl Reachable {
    /// The cells to look in. `everywhere` adds help by phone and video, which every place reaches.
    pub fn cells(&self, everywhere: bool) -> Vec<Cell> {
        let around = grid::cells_around(self.from, self.radius.kilometres());
        around.into_iter().chain(everywhere.then_some(grid::REMOTE_CELL)).collect()
    }

    /// A box that everything within reach lies in.
    pub fn bounds(&self) -> BoundingBox {
        BoundingBox::around(self.from, self.radius.kilometres())
    }

    /// Whether a place is within reach.
    pub fn reaches(&self, place: Point) -> bool {
        self.from.distance_km(place) <= self.radius.kilometres()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_specialism_is_a_task_or_a_group_of_people() {
        assert_eq!("older_people".parse(), Ok(Specialism::Audience(Audience::OlderPeople)));
        assert_eq!("blue-badge".parse(), Ok(Specialism::Task("blue-badge".parse().unwrap())));
        assert_eq!("Blue Badge".parse::<Specialism>(), Err(NotASpecialism));
    }
}
