//! The unmet-need ledger: asks for help that came to nothing, without who asked.
//!
//! A row is what a request says of a need that was not met: the month, the ward, what it was about, why. It follows from the
//! request, so a request stands in it once or not at all; see [`UnmetNeed::of`].

mod month;
mod summary;

pub use month::{Month, NotAMonth};
pub use summary::{Count, FEWEST_SHOWN, Summary, SummaryLine};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    area::AreaCode,
    clock_time::Zone,
    help::{Setting, TopicSlug},
    language::Language,
    request::{Request, RequestState, UnmetReason, Urgency},
};

/// After how many days without any change a request has lapsed.
pub const LAPSE_DAYS: i64 = 60;

/// Why a need was not met.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum UnmetNeedReason {
    /// No champion has the skill, or none is free at all.
    NoChampion,
    /// No champion is free when the learner is.
    NoTime,
    /// No place fits.
    NoPlace,
    /// No champion speaks the language.
    NoLanguage,
    /// Every champion is too far away.
    TooFar,
    /// Something else.
    Other,
    /// The learner no longer wanted it.
    Withdrawn,
    /// Nobody took or answered it in time.
    Lapsed,
}

/// A need that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetNeed {
    /// The month in which it was given up; nothing finer is kept.
    pub month: Month,
    /// The ward in which help was wanted.
    pub ward: Option<AreaCode>,
    /// What it was about.
    pub topics: Vec<TopicSlug>,
    /// Where help was wanted.
    pub setting: Setting,
    /// Languages of which the champion had to speak one.
    pub languages: Vec<Language>,
    /// Why it was not met.
    pub reason: UnmetNeedReason,
    /// How soon help was needed.
    pub urgency: Urgency,
}

impl UnmetNeed {
    /// What the ledger says of a request that last changed at `changed`: nothing while it is on its way, and nothing once it was met
    /// or passed on to somebody else.
    pub fn of(request: &Request, changed: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Option<Self> {
        let (reason, at) = match (request.state, request.unmet_reason) {
            (RequestState::Unmet, reason) => (reason.map_or(UnmetNeedReason::Other, Into::into), request.state_since),
            (RequestState::Withdrawn, _) => (UnmetNeedReason::Withdrawn, request.state_since),
            _ => (UnmetNeedReason::Lapsed, lapses_at(request, changed, zone).filter(|at| *at <= now)?),
        };
        let details = &request.details;
        Some(Self {
            month: Month::of(zone.local(at).date_naive()),
            ward: request.ward.clone(),
            topics: details.topics.clone(),
            setting: details.setting,
            languages: details.required_languages.clone(),
            reason,
            urgency: details.urgency,
        })
    }
}

/// When a request lapses if nothing happens: [`LAPSE_DAYS`] after its last change, or after the last day on which help is wanted where that
/// comes later. Only one that waits for somebody lapses: untaken, or without a time and a place.
pub fn lapses_at(request: &Request, changed: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
    let waits = matches!(request.state, RequestState::New | RequestState::Taken | RequestState::Matched);
    let wanted = request.details.until.and_then(|until| zone.start_of(until.succ_opt()?));
    waits.then(|| wanted.map_or(changed, |wanted| wanted.max(changed)) + TimeDelta::days(LAPSE_DAYS))
}

impl From<UnmetReason> for UnmetNeedReason {
    fn from(reason: UnmetReason) -> Self {
        match reason {
            UnmetReason::NoChampion => Self::NoChampion,
            UnmetReason::NoTime => Self::NoTime,
            UnmetReason::NoPlace => Self::NoPlace,
            UnmetReason::NoLanguage => Self::NoLanguage,
            UnmetReason::TooFar => Self::TooFar,
            UnmetReason::Lapsed => Self::Lapsed,
            UnmetReason::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::request::{Locality, MoveRequest};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn asked(rest: &str) -> Request {
        let text = format!(r#"{{"topics": ["blue-badge"], "setting": "remote", "route": "web"{rest}}}"#);
        let details = serde_json::from_str(&text).unwrap();
        Request::for_partner(details, Locality::default(), at("2026-01-05T12:00:00Z")).unwrap()
    }

    fn told(request: &Request, now: &str) -> Option<(UnmetNeedReason, String)> {
        let need = UnmetNeed::of(request, at("2026-01-05T12:00:00Z"), at(now), Zone::LONDON);
        need.map(|need| (need.reason, need.month.to_string()))
    }

    #[rstest]
    #[case::just_before("", "2026-03-06T11:59:59Z", None)]
    #[case::sixty_days_later("", "2026-03-06T12:00:00Z", Some("2026-03"))]
    #[case::long_after("", "2026-12-06T12:00:00Z", Some("2026-03"))]
    #[case::still_wanted(r#", "until": "2026-02-28""#, "2026-04-29T22:59:59Z", None)]
    #[case::wanted_no_more(r#", "until": "2026-02-28""#, "2026-04-30T23:00:00Z", Some("2026-04"))]
    fn it_lapses_when_nothing_happens(#[case] rest: &str, #[case] now: &str, #[case] month: Option<&str>) {
        let expected = month.map(|month| (UnmetNeedReason::Lapsed, month.to_owned()));
        assert_eq!(told(&asked(rest), now), expected);
    }

    #[test]
    fn what_was_given_up_says_why_and_when() {
        let step = |state, unmet_reason| MoveRequest { state, unmet_reason };
        let unmet = step(RequestState::Unmet, Some(UnmetReason::TooFar));
        let unmet = asked("").move_to(unmet, at("2026-01-31T23:59:59Z")).unwrap();
        assert_eq!(told(&unmet, "2027-01-01T00:00:00Z"), Some((UnmetNeedReason::TooFar, "2026-01".to_owned())));
        let withdrawn = asked("").move_to(step(RequestState::Withdrawn, None), at("2026-06-30T23:30:00Z")).unwrap();
        // In London it is July.
        let told = told(&withdrawn, "2027-01-01T00:00:00Z");
        assert_eq!(told, Some((UnmetNeedReason::Withdrawn, "2026-07".to_owned())));
    }

    #[test]
    fn what_was_met_or_has_a_time_or_went_elsewhere_is_not_in_it() {
        use RequestState::{Closed, Helped, ReferredOn, Scheduled};
        for state in [Scheduled, Helped, Closed, ReferredOn] {
            assert_eq!(told(&Request { state, ..asked("") }, "2027-01-01T00:00:00Z"), None, "{state:?}");
        }
    }
}
