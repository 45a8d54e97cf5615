//! What anybody can send who asks for help by a public form, for themselves or for somebody else.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{DURATION_DEFAULT, Relation, RequestDetails, TOPICS_MAX, Urgency};
use crate::{
    availability::Slot,
    clock_time,
    consent::{ConsentDetails, ConsentPurpose, ConsentVoice},
    contact::{Email, Phone},
    help::{AccessFeature, Route, Setting, TopicSlug},
    language::Language,
    learner::{LearnerDetails, LearnerId},
    postcode::Postcode,
    refusal::{FieldCode, Refusals},
    text::{Name, Text, Words},
};

const LIST_MAX: usize = 20;
/// The most hours that a form names.
const TIMES_MAX: usize = 20;
/// How many days ahead help can be wanted: who asks is kept for as long as that at least.
const DAYS_AHEAD_MAX: u64 = 366;

/// What a public form asks: what help, roughly where, when, and how to get in touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreatePublicRequest))]
pub struct PublicRequest {
    /// What the person wants to do, in their own words.
    #[cfg_attr(feature = "schema", schema(examples("I want to apply for a Blue Badge")))]
    pub goal: Words,
    /// What it is about: see `list_public_topics`.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 10))]
    pub topics: Vec<TopicSlug>,
    /// Where help is wanted: at a place nearby, at home, or from afar.
    pub setting: Setting,
    /// The postcode near which help is wanted; for help at home, that of the home. Only help from afar does without.
    #[serde(default)]
    pub near: Option<Postcode>,
    /// When the person can, the best first; at any time when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub times: Vec<Slot>,
    /// The first day on which help is wanted.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub from: Option<NaiveDate>,
    /// The last day on which help is wanted: today or later, at most 366 days ahead.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub until: Option<NaiveDate>,
    /// Languages in which the person can be helped; any when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// What the person needs to get in and take part.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub access_needs: Vec<AccessFeature>,
    /// The name of the person who is to be helped.
    #[cfg_attr(feature = "schema", schema(examples("Example Learner")))]
    pub name: Name,
    /// A phone number at which they, or whoever speaks for them, can be reached. Either this or an e-mail address.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// An e-mail address. Either this or a phone number.
    #[serde(default)]
    pub email: Option<Email>,
    /// Who speaks for the person, where somebody does; absent where they ask for themselves.
    #[serde(default)]
    pub on_behalf_of: Option<Relation>,
    /// That somebody may get in touch.
    pub consent: ContactConsent,
    /// How they heard of the network.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("A poster in the library")))]
    pub how_heard: Option<Text<200>>,
    /// Against robots, which fill in everything: put it into the form, hide it from people, and send it as it is. Whatever is in it, the request is
    /// refused by name and not dropped in silence, because some browsers fill it in for people.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_length = 0))]
    pub website: String,
}

/// That somebody may get in touch, as it was read on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContactConsent {
    /// Whether they agree; without that nothing is sent.
    pub agreed: bool,
    /// Who said yes: the person, or somebody who may speak for them.
    pub given_by: ConsentVoice,
    /// The name of whoever speaks for the person, where they said it.
    #[serde(default)]
    pub given_by_proxy: Option<Name>,
    /// Which version of the wording was on the form.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 40, examples("2026-1")))]
    pub wording_version: Text<40>,
}

impl PublicRequest {
    /// Whether everything that makes it a request is there and fits; places are those of the form, `today` is that of the network's zone.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let empty = self.website.is_empty();
        refusals.require(empty, "/website", FieldCode::TooLong, "nothing: people do not fill it in");
        refusals.distinct("/topics", TOPICS_MAX, &self.topics);
        refusals.distinct("/languages", LIST_MAX, &self.languages);
        refusals.distinct("/access_needs", LIST_MAX, &self.access_needs);
        refusals.require(self.times.len() <= TIMES_MAX, "/times", FieldCode::TooLong, format!("at most {TIMES_MAX}"));
        let reachable = self.phone.is_some() || self.email.is_some();
        refusals.require(reachable, "/phone", FieldCode::Required, "a phone number, or an e-mail address in /email");
        let known = self.setting != Setting::Home || self.near.is_some();
        refusals.require(known, "/near", FieldCode::Required, "the postcode of the home");
        self.check_dates(today, &mut refusals);
        self.check_consent(&mut refusals);
        refusals.finish()
    }

    fn check_dates(&self, today: NaiveDate, refusals: &mut Refusals) {
        let last = today + Days::new(DAYS_AHEAD_MAX);
        if let Some(until) = self.until {
            refusals.require(until >= today, "/until", FieldCode::InPast, "today or later");
            refusals.require(
                until <= last,
                "/until",
                FieldCode::TooLarge,
                format!("at most {DAYS_AHEAD_MAX} days ahead"),
            );
        }
        for (at, date) in self.times.iter().enumerate().filter_map(|(at, slot)| Some((at, slot.date?))) {
            refusals.require(date >= today, format!("/times/{at}/date"), FieldCode::InPast, "today or later");
        }
    }

    fn check_consent(&self, refusals: &mut Refusals) {
        let ContactConsent { agreed, given_by, given_by_proxy, wording_version: _ } = &self.consent;
        refusals.require(*agreed, "/consent/agreed", FieldCode::Required, "true: without it nobody may get in touch");
        let by_proxy = *given_by == ConsentVoice::Proxy;
        let spoken_for = !by_proxy || self.on_behalf_of.is_some();
        let right = "person, where nobody speaks for them in /on_behalf_of";
        refusals.require(spoken_for, "/consent/given_by", FieldCode::Inconsistent, right);
        let (named, right) = match given_by {
            ConsentVoice::Proxy => (given_by_proxy.is_some(), (FieldCode::Required, "the name of who said yes")),
            ConsentVoice::Person => {
                (given_by_proxy.is_none(), (FieldCode::Inconsistent, "nothing, where they said it"))
            }
        };
        refusals.require(named, "/consent/given_by_proxy", right.0, right.1);
    }

    /// The request that it is, with who asks, and what they agreed to.
    pub fn into_request(self) -> (RequestDetails, ContactConsent) {
        let Self {
            goal,
            topics,
            setting,
            near,
            times,
            from,
            until,
            languages,
            access_needs,
            name,
            phone,
            email,
            on_behalf_of,
            consent,
            how_heard,
            website: _empty,
        } = self;
        let learner = LearnerDetails {
            name,
            known_as: None,
            phone,
            email,
            address: None,
            // Where help is wanted stands in the request. Where somebody lives is another question, which no form asks.
            postcode: None,
            languages: languages.clone(),
            access_needs: access_needs.clone(),
            audiences: Vec::new(),
            notes: None,
        };
        let request = RequestDetails {
            goal: Some(goal),
            topics,
            level: None,
            setting,
            near,
            venue_ids: Vec::new(),
            times,
            duration_minutes: DURATION_DEFAULT,
            access_needs,
            required_languages: languages,
            preferred_languages: Vec::new(),
            audience: None,
            urgency: Urgency::default(),
            route: Route::Web,
            how_heard,
            on_behalf_of,
            learner_id: None,
            excluded_affiliations: Vec::new(),
            preferred_venues: Vec::new(),
            weekly_visits: Vec::new(),
            role_flags: Vec::new(),
            from,
            until,
            learner: Some(Box::new(learner)),
        };
        (request, consent)
    }
}

impl ContactConsent {
    /// The same as it is recorded: a learner lets a network get in touch.
    pub fn recorded(self, learner: Option<LearnerId>, recipient: Name, given_at: DateTime<Utc>) -> ConsentDetails {
        let Self { agreed: _, given_by, given_by_proxy, wording_version } = self;
        ConsentDetails {
            champion_id: None,
            learner_id: learner,
            purpose: ConsentPurpose::Contact,
            recipient,
            recipient_id: None,
            wording_version,
            given_at,
            given_by,
            given_by_proxy,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    fn form(changes: &Value) -> PublicRequest {
        let mut form = json!({
            "goal": "A Blue Badge", "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "name": "Example Learner",
            "phone": "020 7946 0001", "consent": { "agreed": true, "given_by": "person", "wording_version": "2026-1" },
        });
        form.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        serde_json::from_value(form).unwrap()
    }

    #[rstest]
    #[case::well(json!({}), &[])]
    #[case::a_robot(json!({ "website": "https://example.org" }), &[("/website", FieldCode::TooLong)])]
    #[case::out_of_reach(json!({ "phone": null }), &[("/phone", FieldCode::Required)])]
    #[case::by_mail(json!({ "phone": null, "email": "sam@example.org" }), &[])]
    #[case::twice(json!({ "languages": ["en", "en"] }), &[("/languages/1", FieldCode::Duplicate)])]
    #[case::not_agreed(
        json!({ "consent": { "agreed": false, "given_by": "person", "wording_version": "1" } }),
        &[("/consent/agreed", FieldCode::Required)]
    )]
    #[case::nobody_to_speak(
        json!({ "consent": { "agreed": true, "given_by": "proxy", "given_by_proxy": "Sam", "wording_version": "1" } }),
        &[("/consent/given_by", FieldCode::Inconsistent)]
    )]
    #[case::who_spoke(
        json!({ "on_behalf_of": "family", "consent": { "agreed": true, "given_by": "proxy", "wording_version": "1" } }),
        &[("/consent/given_by_proxy", FieldCode::Required)]
    )]
    #[case::a_home_nobody_knows(json!({ "setting": "home", "near": null }), &[("/near", FieldCode::Required)])]
    #[case::from_afar(json!({ "setting": "remote", "near": null }), &[])]
    #[case::until_today(json!({ "until": "2026-11-23" }), &[])]
    #[case::until_yesterday(json!({ "until": "2026-11-22" }), &[("/until", FieldCode::InPast)])]
    #[case::within_a_year(json!({ "until": "2027-11-24" }), &[])]
    #[case::for_ever(json!({ "until": "9999-12-31" }), &[("/until", FieldCode::TooLarge)])]
    #[case::on_a_day_that_is_over(
        json!({ "times": [{ "weekday": "monday", "start": "09:00", "end": "11:00" }, { "date": "2026-11-20", "start": "09:00", "end": "11:00" }] }),
        &[("/times/1/date", FieldCode::InPast)]
    )]
    fn every_refusal_names_its_place(#[case] changes: Value, #[case] expected: &[(&str, FieldCode)]) {
        let refusals =
            form(&changes).check("2026-11-23".parse().unwrap()).err().into_iter().flat_map(Refusals::into_vec);
        let refused: Vec<_> = refusals.map(|refusal| (refusal.pointer, refusal.code)).collect();
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(refused, expected);
    }

    #[test]
    fn who_asks_is_described_once_and_where_they_live_is_not() {
        let (request, consent) = form(&json!({ "languages": ["pa"] })).into_request();
        request.check().unwrap();
        assert_eq!((request.route, &request.required_languages), (Route::Web, &vec!["pa".parse().unwrap()]));
        let learner = request.learner.unwrap();
        assert_eq!((learner.name.as_str(), learner.postcode.as_ref()), ("Example Learner", None));
        let recorded = consent.recorded(None, "Example network".parse().unwrap(), DateTime::UNIX_EPOCH);
        assert_eq!((recorded.purpose, recorded.given_by), (ConsentPurpose::Contact, ConsentVoice::Person));
    }
}
