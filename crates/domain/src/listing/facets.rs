//! How many sessions each further filter would leave.

use std::collections::BTreeMap;

use strum::VariantArray;

use crate::{
    clock_time::Weekday,
    closed::ClosedEnum,
    help::{AccessFeature, Setting, TopicSlug},
    language::Language,
    partner::{Audience, PartnerId},
    session::{BookingStyle, Way},
};

/// What a session is counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faceted {
    /// Where help is given.
    pub setting: Setting,
    /// Whether people turn up or book.
    pub booking: BookingStyle,
    /// The ways it is.
    pub ways: Vec<Way>,
    /// Its topics and all topics above them.
    pub topics: Vec<TopicSlug>,
    /// The day of the week on which it starts, where it is.
    pub weekday: Weekday,
    /// Whom it is for; everybody when empty.
    pub audiences: Vec<Audience>,
    /// The languages that help is given in; those of the network when empty.
    pub languages: Vec<Language>,
    /// What the venue has.
    pub access: Vec<AccessFeature>,
    /// Who gives the help.
    pub partner: PartnerId,
}

/// Counts by value. A value counts as many sessions as its filter would find among these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many sessions were counted.
    pub total: u32,
    /// By code of the setting.
    pub setting: BTreeMap<&'static str, u32>,
    /// By code of the way.
    pub way: BTreeMap<&'static str, u32>,
    /// By code of what people want, to turn up or to book.
    pub booking: BTreeMap<&'static str, u32>,
    /// By code of the day.
    pub weekday: BTreeMap<&'static str, u32>,
    /// By code of the group of people.
    pub audience: BTreeMap<&'static str, u32>,
    /// By code of the feature.
    pub access: BTreeMap<&'static str, u32>,
    /// By topic.
    pub topic: BTreeMap<TopicSlug, u32>,
    /// By language.
    pub language: BTreeMap<Language, u32>,
    /// By partner.
    pub partner: BTreeMap<PartnerId, u32>,
}

impl Facets {
    /// Counts sessions of a network with these languages.
    pub fn of(sessions: impl IntoIterator<Item = Faceted>, languages: &[Language]) -> Self {
        let mut facets = Self::default();
        for session in sessions {
            facets.add(session, languages);
        }
        facets
    }

    fn add(&mut self, session: Faceted, of_network: &[Language]) {
        let Faceted { setting, booking, ways, topics, weekday, audiences, languages, access, partner } = session;
        self.total += 1;
        count(&mut self.setting, [setting.code()]);
        count(&mut self.way, ways.into_iter().map(ClosedEnum::code));
        let wanted = BookingStyle::VARIANTS.iter().filter(|wanted| booking.offers(**wanted));
        count(&mut self.booking, wanted.map(|wanted| wanted.code()));
        count(&mut self.weekday, [weekday.code()]);
        // What is for everybody is for each group, too.
        let welcome = if audiences.is_empty() { Audience::VARIANTS.to_vec() } else { audiences };
        count(&mut self.audience, welcome.into_iter().map(ClosedEnum::code));
        count(&mut self.access, access.into_iter().map(ClosedEnum::code));
        count(&mut self.topic, topics);
        let spoken = if languages.is_empty() { of_network.to_vec() } else { languages };
        count(&mut self.language, spoken);
        count(&mut self.partner, [partner]);
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, u32>, values: impl IntoIterator<Item = K>) {
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::Id;

    #[test]
    fn what_is_for_everybody_counts_for_each_group_and_the_networks_languages() {
        let session = Faceted {
            setting: Setting::Venue,
            booking: BookingStyle::Both,
            ways: vec![Way::Centre, Way::Specialist],
            topics: vec!["blue-badge".parse().unwrap(), "specialist".parse().unwrap()],
            weekday: Weekday::Tuesday,
            audiences: Vec::new(),
            languages: Vec::new(),
            access: vec![AccessFeature::StepFree],
            partner: Id::new(Uuid::from_u128(1)),
        };
        let narrow = Faceted {
            booking: BookingStyle::DropIn,
            audiences: vec![Audience::Carers],
            languages: vec!["pa".parse().unwrap()],
            access: Vec::new(),
            ..session.clone()
        };
        let facets = Facets::of([session, narrow], &["en".parse().unwrap(), "cy".parse().unwrap()]);
        assert_eq!((facets.total, facets.setting["venue"], facets.weekday["tuesday"]), (2, 2, 2));
        assert_eq!((facets.audience["carers"], facets.audience["staff"]), (2, 1));
        assert_eq!((facets.booking["drop_in"], facets.booking["pre_arranged"], facets.booking["both"]), (2, 1, 1));
        let languages: Vec<_> = facets.language.iter().map(|(code, count)| (code.as_str(), *count)).collect();
        assert_eq!(languages, [("cy", 1), ("en", 1), ("pa", 1)]);
        assert_eq!((facets.access["step_free"], facets.way["specialist"], facets.partner.len()), (1, 2, 1));
    }
}
