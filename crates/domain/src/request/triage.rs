//! Triage: a first look at a request, before anybody looks for a champion.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Request, RequestDetails, Urgency};
use crate::{
    conflict::Conflict,
    help::TopicSlug,
    partner::MoveRefused,
    refusal::{FieldCode, Refusals},
    text::Words,
};

/// That somebody looked at a request, and what they noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// When somebody last did.
    pub at: DateTime<Utc>,
    /// What they noted; it may say who asks.
    pub note: Option<Words>,
}

/// What somebody makes of a request at first sight; what is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TriageRequest {
    /// How soon help is needed.
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// What it is really about.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 10))]
    pub topics: Option<Vec<TopicSlug>>,
    /// What whoever takes it should know.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Rang twice; a letter has a date on it.")))]
    pub note: Option<Words>,
}

impl TriageRequest {
    /// The details that come of it.
    pub fn apply(&self, details: &RequestDetails) -> RequestDetails {
        let topics = self.topics.clone().unwrap_or_else(|| details.topics.clone());
        RequestDetails { urgency: self.urgency.unwrap_or(details.urgency), topics, ..details.clone() }
    }
}

impl Request {
    /// The same request, looked at now. Only what nobody has found a champion for yet is sorted.
    pub fn triaged(self, order: TriageRequest, now: DateTime<Utc>) -> Result<Self, MoveRefused> {
        if !matches!(self.state, super::RequestState::New | super::RequestState::Taken) {
            return Err(Conflict::WrongState.into());
        }
        let details = order.apply(&self.details);
        details.check()?;
        let said = order != TriageRequest::default();
        let right = "at least one of urgency, topics and note";
        if !said {
            return Err(Refusals::one("", FieldCode::Required, right).into());
        }
        let note = order.note.or_else(|| self.triage.and_then(|triage| triage.note));
        Ok(Self { details, triage: Some(Triage { at: now, note }), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{Locality, MoveRequest, RequestState};

    fn asked() -> Request {
        let details = r#"{"topics": ["blue-badge"], "setting": "remote", "route": "web"}"#;
        Request::for_inbox(serde_json::from_str(details).unwrap(), Locality::default(), DateTime::UNIX_EPOCH).unwrap()
    }

    fn order(text: &str) -> TriageRequest {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_is_left_out_stays() {
        let now = DateTime::UNIX_EPOCH;
        let first = asked().triaged(order(r#"{"note": "Rang twice"}"#), now).unwrap();
        let then = first.triaged(order(r#"{"urgency": "high"}"#), now).unwrap();
        assert_eq!((then.details.urgency, &then.details.topics), (Urgency::High, &asked().details.topics));
        assert_eq!(then.triage.clone().unwrap().note.unwrap().as_str(), "Rang twice");
        assert_eq!(then.anonymised().triage.unwrap().note, None);
    }

    #[test]
    fn nothing_at_all_is_no_triage_and_nor_is_it_one_afterwards() {
        assert!(asked().triaged(TriageRequest::default(), DateTime::UNIX_EPOCH).is_err());
        let step = MoveRequest { state: RequestState::Withdrawn, unmet_reason: None };
        let withdrawn = asked().move_to(step, DateTime::UNIX_EPOCH).unwrap();
        let late = withdrawn.triaged(order(r#"{"urgency": "low"}"#), DateTime::UNIX_EPOCH);
        assert_eq!(late, Err(MoveRefused::Conflict(Conflict::WrongState)));
    }
}
