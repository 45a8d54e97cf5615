//! The one input of every mapping: an occasion that people can come to, already in words.

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{clock_time::Zone, geo::Point};

/// One occasion.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// What it is known by for good.
    pub uid: String,
    /// The address of its page, whole.
    pub page: String,
    /// The language of its title (ISO 639).
    pub lang: String,
    /// What it is called.
    pub title: String,
    /// What happens there.
    pub description: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// The zone of its wall clock.
    pub zone: Zone,
    /// Where it is.
    pub place: Place,
    /// Who gives the help.
    pub organiser: String,
    /// The number for questions.
    pub phone: Option<String>,
    /// How one gets in: "4 places left", "Just turn up".
    pub entry: Option<String>,
    /// What people can get help with.
    pub topics: Vec<String>,
    /// Whom it is for; everybody when empty.
    pub audiences: Vec<String>,
    /// The languages that help is given in.
    pub languages: Vec<String>,
    /// Whether it takes place.
    pub standing: Standing,
    /// Whether it costs nothing.
    pub free: bool,
    /// A number that grows with every change.
    pub sequence: u32,
    /// When it last changed.
    pub updated: DateTime<Utc>,
    /// The series that it belongs to.
    pub series: Option<Series>,
}

/// Where help is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// At a venue.
    Venue(Venue),
    /// At people's homes, in words.
    Home(String),
    /// By phone or video, in words.
    Remote(String),
}

/// A place that people come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// Its name.
    pub name: String,
    /// Building and street.
    pub lines: Vec<String>,
    /// The town.
    pub town: Option<String>,
    /// The postcode.
    pub postcode: String,
    /// Where it is.
    pub point: Option<Point>,
    /// How people get in, in words.
    pub access: Vec<String>,
}

/// Whether it takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// As planned.
    Scheduled,
    /// As planned anew; it was to start at this moment.
    Moved(DateTime<Utc>),
    /// Called off, with the reason in words.
    Cancelled(String),
}

/// What repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is known by for good.
    pub id: String,
    /// The address of its page, whole.
    pub page: String,
    /// What it is called.
    pub title: String,
}

/// Several occasions as one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Collection {
    /// What it is called.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The language of its words.
    pub lang: String,
    /// The page that shows the same to people, whole.
    pub page: String,
    /// Where this document is, whole.
    pub address: String,
    /// When anything in it last changed.
    pub updated: DateTime<Utc>,
    /// How often to ask again.
    pub refresh: TimeDelta,
    /// The occasions, in the order in which they start.
    pub happenings: Vec<Happening>,
}

impl Place {
    /// The name of the venue, or that it is at home or by phone.
    pub fn name(&self) -> &str {
        match self {
            Self::Venue(venue) => &venue.name,
            Self::Home(words) | Self::Remote(words) => words,
        }
    }

    /// The venue, where there is one.
    pub const fn venue(&self) -> Option<&Venue> {
        match self {
            Self::Venue(venue) => Some(venue),
            Self::Home(_) | Self::Remote(_) => None,
        }
    }
}

impl Venue {
    /// The address on one line, without the name.
    pub fn address(&self) -> String {
        let parts = self.lines.iter().chain(&self.town).chain([&self.postcode]);
        parts.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl Happening {
    /// The reason for which it was cancelled, if it was.
    pub const fn cancelled(&self) -> Option<&String> {
        match &self.standing {
            Standing::Scheduled | Standing::Moved(_) => None,
            Standing::Cancelled(reason) => Some(reason),
        }
    }

    /// The start on its wall clock, with the offset.
    pub fn local_start(&self) -> String {
        self.zone.local(self.starts_at).to_rfc3339()
    }

    /// The end on its wall clock, with the offset.
    pub fn local_end(&self) -> String {
        self.zone.local(self.ends_at).to_rfc3339()
    }
}
