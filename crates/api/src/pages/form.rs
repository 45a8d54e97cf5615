//! The filter form of the listing page: what people typed, and what is meant by it.

use actix_web::HttpRequest;
use chrono::{DateTime, Days, NaiveDate, Utc};
use trellis_domain::{
    ClosedEnum, Near,
    clock_time::{TimeOfDay, Weekday, Zone},
    help::{AccessFeature, Setting, TopicSlug},
    session::Way,
    window::window,
};

use crate::v1::public::SearchSessions;

/// How far people may say they go, in kilometres.
pub(super) const DISTANCES: [u8; 5] = [1, 3, 5, 10, 25];

const DISTANCE_DEFAULT: u8 = 5;

/// What stands in the form, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) postcode: String,
    pub(super) distance: u8,
    pub(super) kind: Kind,
    pub(super) topic: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) weekday: Option<Weekday>,
    pub(super) hours: PartOfDay,
    pub(super) access: Vec<AccessFeature>,
}

/// The parts of a day that people tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PartOfDay {
    #[default]
    Any,
    Morning,
    Afternoon,
    Evening,
}

/// The kinds of help that people tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Any,
    Centre,
    Home,
    Specialist,
    Remote,
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// No postcode of that form, or none that is known.
    Postcode,
    /// Days that are none, in the wrong order or too far apart.
    Days,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [Self::Any, Self::Centre, Self::Home, Self::Specialist, Self::Remote];

    /// What stands in the address.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Centre => "centre",
            Self::Home => "home_visit",
            Self::Specialist => "specialist",
            Self::Remote => "remote",
        }
    }
}

impl PartOfDay {
    pub(super) const ALL: [Self; 4] = [Self::Any, Self::Morning, Self::Afternoon, Self::Evening];

    /// What stands in the address.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// When sessions of this part of the day start, and when they no longer do.
    fn hours(self) -> (Option<TimeOfDay>, Option<TimeOfDay>) {
        let (midday, evening) = (TimeOfDay::from_minutes(12 * 60), TimeOfDay::from_minutes(17 * 60));
        match self {
            Self::Any => (None, None),
            Self::Morning => (None, midday),
            Self::Afternoon => (midday, evening),
            Self::Evening => (evening, None),
        }
    }
}

impl Form {
    /// What a request's address says. What we do not know is left out: links from elsewhere carry all sorts of things.
    pub(super) fn read(request: &HttpRequest) -> Self {
        Self::parse(request.query_string())
    }

    /// What the query of an address says.
    pub(super) fn parse(query: &str) -> Self {
        let mut form = Self { distance: DISTANCE_DEFAULT, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            match &*name {
                "postcode" => form.postcode = value.chars().take(20).collect(),
                "distance" => {
                    let offered = value.parse().ok().filter(|km| DISTANCES.contains(km));
                    form.distance = offered.unwrap_or(form.distance);
                }
                "kind" => form.kind = Kind::ALL.into_iter().find(|kind| kind.code() == value).unwrap_or_default(),
                "topic" => value.clone_into(&mut form.topic),
                "from" => form.from = value.chars().take(10).collect(),
                "to" => form.to = value.chars().take(10).collect(),
                "weekday" => form.weekday = Weekday::parse(value),
                "hours" => {
                    form.hours = PartOfDay::ALL.into_iter().find(|part| part.code() == value).unwrap_or_default();
                }
                "access" => form.access.extend(AccessFeature::parse(value).filter(|it| !form.access.contains(it))),
                _ => {}
            }
        }
        form
    }

    /// Whether anything is said beyond postcode, distance, kind and topic.
    pub(super) fn is_detailed(&self) -> bool {
        let days = !self.from.is_empty() || !self.to.is_empty() || self.weekday.is_some();
        days || self.hours != PartOfDay::Any || !self.access.is_empty()
    }

    /// The address of the same search in a language.
    pub(super) fn address(&self, network: &str, lang: &str) -> String {
        format!("/n/{network}?{}", self.query(lang))
    }

    /// The address of the sheet to print of the same search.
    pub(super) fn sheet_address(&self, network: &str, lang: &str) -> String {
        format!("/n/{network}/whats-on?{}", self.query(lang))
    }

    fn query(&self, lang: &str) -> String {
        let distance = self.distance.to_string();
        let typed = [("postcode", &self.postcode), ("topic", &self.topic), ("from", &self.from), ("to", &self.to)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("lang", lang).append_pair("distance", &distance);
        query.extend_pairs((self.kind != Kind::Any).then_some(("kind", self.kind.code())));
        query.extend_pairs(typed.into_iter().filter(|(_, value)| !value.is_empty()));
        let hours = self.hours.code();
        query.extend_pairs(self.weekday.map(|day| ("weekday", day.code())));
        query.extend_pairs((!hours.is_empty()).then_some(("hours", hours)));
        query.extend_pairs(self.access.iter().map(|feature| ("access", feature.code())));
        query.finish()
    }

    /// What is meant by it, on the wall calendar of a zone; or all that is wrong with it.
    pub(super) fn search(&self, zone: Zone, now: DateTime<Utc>) -> Result<SearchSessions, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let near = (!self.postcode.is_empty()).then(|| self.postcode.clone());
        if near.as_ref().is_some_and(|near| near.parse::<Near>().is_err()) {
            mistakes.push(Mistake::Postcode);
        }
        let (from, to) = match (self.first_day(zone), self.day_after_last(zone)) {
            (Ok(from), Ok(to)) if window(from, to, now).is_ok() => (from, to),
            _ => {
                mistakes.push(Mistake::Days);
                (None, None)
            }
        };
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let (setting, way) = match self.kind {
            Kind::Any => (None, None),
            Kind::Centre => (None, Some(Way::Centre)),
            Kind::Home => (None, Some(Way::HomeVisit)),
            Kind::Specialist => (None, Some(Way::Specialist)),
            Kind::Remote => (Some(Setting::Remote), None),
        };
        // Help at home comes to people: where they are does not narrow it down.
        let near = near.filter(|_| self.kind != Kind::Home);
        let radius_km = near.is_some().then(|| self.distance.into());
        let topic = self.topic.parse::<TopicSlug>().ok();
        let (starts_from, starts_to) = self.hours.hours();
        let weekday = self.weekday.into_iter().collect();
        let access = self.access.clone();
        let days = SearchSessions { from, to, weekday, starts_from, starts_to, ..SearchSessions::default() };
        Ok(SearchSessions { near, radius_km, setting, way, topic, access, ..days })
    }

    fn first_day(&self, zone: Zone) -> Result<Option<DateTime<Utc>>, NotADay> {
        day(&self.from)?.map(|day| zone.start_of(day).ok_or(NotADay)).transpose()
    }

    /// The last day belongs to the window.
    fn day_after_last(&self, zone: Zone) -> Result<Option<DateTime<Utc>>, NotADay> {
        let after = |day: NaiveDate| day.checked_add_days(Days::new(1)).and_then(|next| zone.start_of(next));
        day(&self.to)?.map(|day| after(day).ok_or(NotADay)).transpose()
    }
}

/// A text that is no day.
struct NotADay;

fn day(text: &str) -> Result<Option<NaiveDate>, NotADay> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_unreadable: chrono::ParseError| NotADay)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn search(query: &str) -> Result<SearchSessions, Vec<Mistake>> {
        let request = TestRequest::with_uri(&format!("/n/bexley?{query}")).to_http_request();
        Form::read(&request).search(Zone::LONDON, "2026-07-01T09:00:00Z".parse().unwrap())
    }

    #[test]
    fn an_empty_form_asks_for_everything_to_come() {
        let everything = search("postcode=&distance=5&kind=&topic=&from=&to=&utm_source=council").unwrap();
        assert!(everything.near.is_none() && everything.radius_km.is_none() && everything.from.is_none());
    }

    #[test]
    fn days_are_those_of_the_network_and_the_last_one_belongs_to_it() {
        let asked = search("from=2026-07-04&to=2026-07-04").unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().ok();
        assert_eq!((asked.from, asked.to), (at("2026-07-03T23:00:00Z"), at("2026-07-04T23:00:00Z")));
    }

    #[test]
    fn day_hours_and_access_are_what_the_listing_is_asked_for() {
        let asked = search("weekday=tuesday&hours=afternoon&access=step_free&access=lift&access=step_free").unwrap();
        let at = |text: &str| text.parse::<TimeOfDay>().ok();
        assert_eq!((asked.starts_from, asked.starts_to), (at("12:00"), at("17:00")));
        assert_eq!(asked.weekday, [Weekday::Tuesday]);
        assert_eq!(asked.access, [AccessFeature::StepFree, AccessFeature::Lift]);
        let unknown = search("weekday=someday&hours=teatime&access=magic").unwrap();
        assert!(unknown.weekday.is_empty() && unknown.starts_from.is_none() && unknown.access.is_empty());
    }

    #[test]
    fn a_search_is_the_same_in_its_own_address() {
        let query = "weekday=tuesday&hours=evening&access=step_free&access=lift";
        let request = TestRequest::with_uri(&format!("/n/bexley?{query}")).to_http_request();
        let address = Form::read(&request).address("bexley", "cy");
        assert_eq!(address, format!("/n/bexley?lang=cy&distance=5&{query}"));
    }

    #[test]
    fn mistakes_are_all_named() {
        assert_eq!(
            search("postcode=Sidcup&from=2026-07-04&to=2026-07-03").unwrap_err(),
            [Mistake::Postcode, Mistake::Days]
        );
        assert_eq!(search("from=soon").unwrap_err(), [Mistake::Days]);
    }

    #[test]
    fn help_at_home_is_not_narrowed_down_by_where_people_are() {
        let home = search("postcode=DA14+6BN&kind=home_visit").unwrap();
        assert_eq!((home.near, home.way), (None, Some(Way::HomeVisit)));
        let centre = search("postcode=DA14+6BN&kind=centre&distance=3").unwrap();
        assert_eq!((centre.near.as_deref(), centre.radius_km), (Some("DA14 6BN"), Some(3.0)));
    }
}
