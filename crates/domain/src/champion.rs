//! Champions: the people who help, each once per network and with as little about them as possible.
//!
//! There is no directory of them. What is known of a person is what each partner keeps in its own affiliation; all
//! that the partners share is that two affiliations are of one person, so that nobody is booked twice at one hour.

mod across;
mod join_code;
mod merge;

pub use across::Across;
pub use join_code::{JOIN_CODE_DAYS, JoinCode, JoinOffer, NotAJoinCode};
pub use merge::{Merge, MergeChampion, Moved, can_be_one, to_come};

use chrono::{DateTime, Utc};

use crate::{
    id::Id,
    noun::{Noun, NounKind},
};

/// The id of a champion.
pub type ChampionId = Id<Champion>;

/// A person who helps. Its owner is the partner that recorded the person first, which gives it no view of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Champion {
    /// The code that is out for this person, if there is one.
    pub join: Option<JoinOffer>,
}

impl Noun for Champion {
    const KIND: NounKind = NounKind::Champion;
}

impl Champion {
    /// The same person with a new code; an earlier one no longer works.
    #[must_use]
    pub fn offering(self, offer: JoinOffer) -> Self {
        Self { join: Some(offer) }
    }

    /// The same person without a code: nobody links to a person who was found to be another.
    #[must_use]
    pub fn closed(self) -> Self {
        Self { join: None }
    }

    /// The same person once a partner has linked by the code: it works one time. None if no code works any more.
    pub fn joined(self, now: DateTime<Utc>) -> Option<Self> {
        self.join.filter(|offer| offer.holds(now)).map(|_used| Self { join: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_and_not_after_its_day() {
        let now: DateTime<Utc> = "2026-12-01T10:00:00Z".parse().unwrap();
        let champion = Champion::default().offering(JoinOffer::new("00ff".parse().unwrap(), now));
        let expires_at = champion.join.as_ref().unwrap().expires_at;
        let used = champion.clone().joined(now).unwrap();
        assert_eq!(used.joined(now), None);
        assert_eq!(champion.joined(expires_at), None);
    }
}
