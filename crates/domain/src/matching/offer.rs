//! A champion for a request, or two together, with every time at which help could start.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Criterion, Part, Ranked, times::Opening};

/// A champion, or two, who could help, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// At the best time.
    pub best: Ranked,
    /// All times, the earliest first. They may overlap, where one is worth more than the other.
    pub stretches: Vec<Stretch>,
}

/// A stretch of instants at any of which help could start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The first start.
    pub first: DateTime<Utc>,
    /// The last start.
    pub last: DateTime<Utc>,
    /// The value of the criterion "preferred time": nothing else in the score depends on the time.
    pub value: u16,
    /// Whether somebody must be asked first.
    pub to_be_asked: bool,
}

impl Offer {
    pub(super) fn new(best: Ranked, openings: impl IntoIterator<Item = Opening>) -> Self {
        let mut stretches: Vec<Stretch> = openings.into_iter().map(Stretch::from).collect();
        stretches.sort_unstable();
        stretches.dedup();
        Self { best, stretches }
    }

    /// How long help takes.
    pub fn duration(&self) -> TimeDelta {
        self.best.ends_at - self.best.starts_at
    }

    /// The score of help that starts in this stretch.
    pub fn score(&self, stretch: Stretch) -> u16 {
        let (points, weights) = self.best.parts.iter().fold((0, 0), |(points, weights), part| {
            (points + at_value(*part, stretch.value).points, weights + u32::from(part.weight))
        });
        u16::try_from(points / weights.max(1)).unwrap_or(1_000)
    }

    /// The same, begun at this moment of the stretch.
    pub fn at(&self, stretch: Stretch, start: DateTime<Utc>) -> Ranked {
        Ranked {
            starts_at: start,
            ends_at: start + self.duration(),
            to_be_asked: stretch.to_be_asked,
            score: self.score(stretch),
            parts: self.best.parts.map(|part| at_value(part, stretch.value)),
            ..self.best.clone()
        }
    }
}

fn at_value(part: Part, value: u16) -> Part {
    if part.criterion == Criterion::PreferredTime {
        Part { value, points: u32::from(value) * u32::from(part.weight), ..part }
    } else {
        part
    }
}

impl From<Opening> for Stretch {
    fn from(opening: Opening) -> Self {
        let Opening { start, latest, to_be_asked, value } = opening;
        Self { first: start, last: latest, value, to_be_asked }
    }
}
