//! What becomes of an ask that nobody takes out of the inbox: who asked is forgotten.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Request, RequestState, UnmetReason};
use crate::{clock_time::Zone, unmet_need::lapses_at};

/// For how many days an ask that lapsed untaken still says who asked, because somebody may take it up after all.
///
/// Personal data is kept no longer than it is needed: UK GDPR, article 5(1)(e).
pub const GRACE_DAYS: i64 = 30;

impl Request {
    /// The same request without who asked, once it has waited in the inbox for so long that nobody is expected to take it any more; nothing
    /// before that. It counts as unmet from the moment at which it lapsed.
    pub fn forgotten(&self, changed: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Option<Self> {
        let untaken = self.inbox && self.state == RequestState::New;
        let lapsed = lapses_at(self, changed, zone).filter(|at| untaken && *at + TimeDelta::days(GRACE_DAYS) <= now)?;
        let unmet_reason = Some(UnmetReason::Lapsed);
        Some(Self { state: RequestState::Unmet, state_since: lapsed, unmet_reason, ..self.clone().anonymised() })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::request::{Locality, RequestDetails};

    const ASKED: &str = "2026-01-05T12:00:00Z";

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn details(rest: &str) -> RequestDetails {
        let text = format!(
            r#"{{"goal": "A Blue Badge", "topics": ["blue-badge"], "setting": "remote", "route": "web"{rest}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn forgotten(request: &Request, now: &str) -> Option<Request> {
        request.forgotten(at(ASKED), at(now), Zone::LONDON)
    }

    #[rstest]
    #[case::just_before("", "2026-04-05T11:59:59Z", false)]
    #[case::ninety_days_after("", "2026-04-05T12:00:00Z", true)]
    #[case::wanted_for_longer(r#", "until": "2026-02-28""#, "2026-05-29T23:59:59Z", false)]
    #[case::wanted_no_more(r#", "until": "2026-02-28""#, "2026-05-30T00:00:00Z", true)]
    fn who_asked_is_forgotten_when_nobody_takes_it(#[case] rest: &str, #[case] now: &str, #[case] is: bool) {
        let request = Request::for_inbox(details(rest), Locality::default(), at(ASKED)).unwrap();
        assert_eq!(forgotten(&request, now).is_some(), is);
    }

    #[test]
    fn what_is_left_says_that_it_lapsed_and_when_and_not_who_asked() {
        let request = Request::for_inbox(details(""), Locality::default(), at(ASKED)).unwrap();
        let left = forgotten(&request, "2027-01-01T00:00:00Z").unwrap();
        assert_eq!((left.state, left.unmet_reason), (RequestState::Unmet, Some(UnmetReason::Lapsed)));
        assert_eq!((left.state_since, left.details.goal), (at("2026-03-06T12:00:00Z"), None));
    }

    #[test]
    fn what_a_partner_has_is_the_partners_to_keep() {
        let own = Request::for_partner(details(""), Locality::default(), at(ASKED)).unwrap();
        assert_eq!(forgotten(&own, "2027-01-01T00:00:00Z"), None);
    }
}
