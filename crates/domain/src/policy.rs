//! Policies: the matching rules of one partner, and nobody else's.
//!
//! Every partner has one from the start: the network's default if there is one, else the built-in rules, which require no
//! check of anybody. A policy is a value: each change makes another version, older ones stay readable, and a draft can be
//! tried on past requests.

mod basis;
mod dry_run;
mod in_force;
mod lint;
mod mode;
mod required_check;
mod required_course;
mod weights;

pub use basis::{ChoosePolicyBasis, DefaultPolicy, PolicyBasis};
pub use dry_run::{
    Best, Changes, Difference, DifferenceCount, DryRun, Figures, Outcome, REPLAYED_MAX, Replay, Replayed, RuleChange,
    StepCount,
};
pub use in_force::{Policy, PolicyVersion};
pub use lint::{PolicyWarning, WarningCode, lint};
pub use mode::{AutomaticStep, PolicyMode};
pub use required_check::RequiredCheck;
pub use required_course::RequiredCourse;
pub use weights::{WEIGHT_MAX, Weights};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::{
    attestation::AcceptedAttestation,
    help::SkillLevel,
    id::Id,
    refusal::{FieldCode, Refusals},
};

/// The id of a policy.
pub type PolicyId = Id<Policy>;

/// The furthest that help is looked for, in days from today.
pub const HORIZON_MAX: u16 = 28;
/// The most checks that one policy can require.
pub const REQUIRED_CHECKS_MAX: usize = 20;
/// The most courses that one policy can require.
pub const REQUIRED_COURSES_MAX: usize = 20;
/// The most minutes a week that a cap can name: all of them.
pub const WEEKLY_MINUTES_MAX: u16 = 7 * 24 * 60;

/// The rules by which a partner finds champions for its requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = PolicyRules))]
pub struct PolicyDetails {
    /// How much is left to the computer; `manual` unless the partner says so.
    pub mode: PolicyMode,
    /// The vetting checks a champion must hold on the day of the help; none unless the partner says so.
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub required_checks: Vec<RequiredCheck>,
    /// Which checks count that another partner has seen and attested to this one; none unless the partner says so.
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub accepted_attestations: Vec<AcceptedAttestation>,
    /// The courses a champion must have completed, and that still count on the day of the help; none unless the partner says so.
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub required_courses: Vec<RequiredCourse>,
    /// How well a champion must know each topic, unless the request asks for more.
    pub required_level: SkillLevel,
    /// Whether the languages that a request requires are a rule; if not, they only count as preferred.
    pub require_language: bool,
    /// By how much a champion's travel limit may be stretched, in thousandths: 1000 keeps it, 1200 adds a fifth.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 5000))]
    pub max_travel_factor: u16,
    /// The most minutes a week that a champion helps for this partner; the champion's own cap holds as well.
    #[cfg_attr(feature = "schema", schema(maximum = 10_080))]
    pub weekly_minutes_cap: Option<u16>,
    /// Whether two champions go to a learner's home.
    pub two_champions_at_home: bool,
    /// The least time between two commitments of a champion at different places, in minutes, for the way from one to the
    /// other. None unless the partner says so: back to back is fine.
    #[cfg_attr(feature = "schema", schema(maximum = 240))]
    pub travel_buffer_minutes: u16,
    /// The least time between now and the help, in hours.
    #[cfg_attr(feature = "schema", schema(maximum = 336))]
    pub notice_hours: u16,
    /// How many days ahead help is looked for, counting today.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 28))]
    pub horizon_days: u16,
    /// How much each soft criterion counts.
    pub weights: Weights,
}

impl Default for PolicyDetails {
    fn default() -> Self {
        Self {
            mode: PolicyMode::default(),
            required_checks: Vec::new(),
            accepted_attestations: Vec::new(),
            required_courses: Vec::new(),
            required_level: SkillLevel::Basic,
            require_language: true,
            max_travel_factor: 1_000,
            weekly_minutes_cap: None,
            two_champions_at_home: false,
            travel_buffer_minutes: 0,
            notice_hours: 24,
            horizon_days: 14,
            weights: Weights::default(),
        }
    }
}

impl PolicyDetails {
    /// The least time between two commitments at different places.
    pub fn travel_buffer(&self) -> TimeDelta {
        TimeDelta::minutes(self.travel_buffer_minutes.into())
    }

    /// Whether the rules are lawful and make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let few = self.required_checks.len() <= REQUIRED_CHECKS_MAX;
        refusals.require(few, "/required_checks", FieldCode::TooLong, format!("at most {REQUIRED_CHECKS_MAX} checks"));
        for (index, required) in self.required_checks.iter().enumerate().take(REQUIRED_CHECKS_MAX) {
            refusals.nest(&format!("/required_checks/{index}"), required.check());
        }
        let few = self.accepted_attestations.len() <= REQUIRED_CHECKS_MAX;
        refusals.require(few, "/accepted_attestations", FieldCode::TooLong, format!("at most {REQUIRED_CHECKS_MAX}"));
        for (index, accepted) in self.accepted_attestations.iter().enumerate() {
            refusals.nest(&format!("/accepted_attestations/{index}"), accepted.check());
        }
        refusals.distinct("/required_courses", REQUIRED_COURSES_MAX, &self.required_courses);
        for (pointer, value, least, most) in [
            ("/max_travel_factor", self.max_travel_factor, 1, 5_000),
            ("/weekly_minutes_cap", self.weekly_minutes_cap.unwrap_or_default(), 0, WEEKLY_MINUTES_MAX),
            ("/travel_buffer_minutes", self.travel_buffer_minutes, 0, 240),
            ("/notice_hours", self.notice_hours, 0, 336),
            ("/horizon_days", self.horizon_days, 1, HORIZON_MAX),
        ] {
            refusals.require(value >= least, pointer, FieldCode::TooSmall, format!("at least {least}"));
            refusals.require(value <= most, pointer, FieldCode::TooLarge, format!("at most {most}"));
        }
        refusals.nest("/weights", self.weights.check());
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn refused(body: &str) -> Vec<(String, FieldCode)> {
        let details: PolicyDetails = serde_json::from_str(body).unwrap();
        let refusals = details.check().err().into_iter().flat_map(Refusals::into_vec);
        refusals.map(|refusal| (refusal.pointer, refusal.code)).collect()
    }

    #[test]
    fn the_built_in_rules_are_lawful_and_require_no_check() {
        assert_eq!(PolicyDetails::default().required_checks, []);
        assert!(PolicyDetails::default().check().is_ok());
    }

    #[rstest]
    #[case::well("{}", &[])]
    #[case::basic(r#"{"required_checks": [{"scheme": "dbs", "level": "basic"}]}"#, &[])]
    #[case::unlawful(
        r#"{"required_checks": [{"scheme": "dbs", "level": "basic"}, {"scheme": "dbs", "level": "enhanced", "workforce": "adult"}]}"#,
        &[("/required_checks/1/eligibility_basis", FieldCode::EligibilityBasisRequired)]
    )]
    #[case::a_course_here_and_there(
        r#"{"required_courses": [{"course_id": "crs_0198c0de00007000800000000000000a", "setting": "home"},
            {"course_id": "crs_0198c0de00007000800000000000000a", "role": "shops"}]}"#,
        &[]
    )]
    #[case::a_course_twice(
        r#"{"required_courses": [{"course_id": "crs_0198c0de00007000800000000000000a"},
            {"course_id": "crs_0198c0de00007000800000000000000a", "setting": null}]}"#,
        &[("/required_courses/1", FieldCode::Duplicate)]
    )]
    #[case::far_ahead(r#"{"horizon_days": 29}"#, &[("/horizon_days", FieldCode::TooLarge)])]
    #[case::nothing_counts(
        r#"{"weights": {"skill_fit": 0, "distance": 0, "continuity": 0, "preferred_time": 0, "preferred_place": 0,
            "fairness": 0, "language_preference": 0, "scarcity": 0}}"#,
        &[("/weights", FieldCode::TooSmall)]
    )]
    #[case::too_heavy(r#"{"weights": {"distance": 1001}}"#, &[("/weights/distance", FieldCode::TooLarge)])]
    fn every_refusal_names_its_place(#[case] body: &str, #[case] expected: &[(&str, FieldCode)]) {
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(refused(body), expected);
    }
}
