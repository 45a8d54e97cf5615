//! What is odd about rules that are lawful: nobody of the partner's satisfies one of them.
//!
//! Each hard rule is judged alone, over the partner's active champions as they are today and its open requests; and each over those whom it
//! concerns, who help in the setting that it is about. A warning refuses nothing: the champion who satisfies the rule may be about to come.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::{PolicyDetails, RequiredCheck};
use crate::{
    help::Setting,
    matching::{Ask, Candidate, holds_on, level_in, trained_on, way},
    request::DURATION_MIN,
};

/// What is odd about a rule.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WarningCode {
    /// The partner has no active champion at all, so nothing more is said of champions.
    NoActiveChampion,
    /// No active champion who helps where this check is required holds it today, known to be clear.
    CheckHeldByNobody,
    /// No active champion has completed this course so that it counts today.
    CourseCompletedByNobody,
    /// Of the active champions who help in the setting of an open request, nobody knows a topic of it at this level.
    LevelMetByNobody,
    /// Of the active champions who help in the setting of an open request, nobody is known to speak any of the languages that it requires.
    LanguageSpokenByNobody,
    /// Of the active champions who help in the setting of an open request, nobody is known to travel as far.
    OutOfReachForAll,
    /// The cap is lower than the shortest help that can be asked for.
    CapBelowShortestHelp,
    /// Two champions are to go to learners' homes, and fewer than two help there.
    NoSecondChampion,
    /// The notice is as long as what is looked ahead, so that no time is left.
    NoticeBeyondHorizon,
}

/// Something odd about a policy; it refuses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PolicyWarning {
    /// What it is.
    pub code: WarningCode,
    /// Which rule: a JSON pointer into the policy.
    #[cfg_attr(feature = "schema", schema(examples("/required_checks/0")))]
    pub pointer: String,
    /// The same in words.
    #[cfg_attr(feature = "schema", schema(examples("No active champion of yours holds this check today.")))]
    pub detail: String,
}

/// What is odd about these rules, in the order in which a policy lists them.
///
/// `asks` are open requests; `candidates` everybody who has not gone, of whom only the active ones count.
pub fn lint(rules: &PolicyDetails, asks: &[Ask<'_>], candidates: &[Candidate], today: NaiveDate) -> Vec<PolicyWarning> {
    let active: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.active.is_some()).collect();
    let mut warnings = Vec::new();
    if active.is_empty() {
        warnings.push(warning(WarningCode::NoActiveChampion, "", "You have no active champion."));
    } else {
        warnings.extend(checks(rules, &active, today));
        warnings.extend(courses(rules, &active, today));
        warnings.extend(levels(rules, asks, &active));
        warnings.extend(languages(rules, asks, &active));
        warnings.extend(reach(rules, asks, &active));
    }
    if rules.weekly_minutes_cap.is_some_and(|cap| cap < DURATION_MIN) {
        let detail = format!("No help is shorter than {DURATION_MIN} minutes, so that nobody can help under this cap.");
        warnings.push(warning(WarningCode::CapBelowShortestHelp, "/weekly_minutes_cap", detail));
    }
    let at_home = active.iter().filter(|candidate| candidate.settings.contains(&Setting::Home)).count();
    if rules.two_champions_at_home && at_home < 2 && !active.is_empty() {
        let detail = "Fewer than two active champions of yours help in homes.";
        warnings.push(warning(WarningCode::NoSecondChampion, "/two_champions_at_home", detail));
    }
    if u32::from(rules.notice_hours) >= 24 * u32::from(rules.horizon_days) {
        let detail = "The notice is as long as the days that are looked ahead.";
        warnings.push(warning(WarningCode::NoticeBeyondHorizon, "/notice_hours", detail));
    }
    warnings
}

fn warning(code: WarningCode, pointer: impl Into<String>, detail: impl Into<String>) -> PolicyWarning {
    PolicyWarning { code, pointer: pointer.into(), detail: detail.into() }
}

/// Those who help in a setting, or in any.
fn helping<'c>(active: &[&'c Candidate], setting: Option<Setting>) -> Vec<&'c Candidate> {
    let helps = |candidate: &&&Candidate| setting.is_none_or(|setting| candidate.settings.contains(&setting));
    active.iter().filter(helps).copied().collect()
}

fn checks(rules: &PolicyDetails, active: &[&Candidate], today: NaiveDate) -> impl Iterator<Item = PolicyWarning> {
    let is_held = move |required: &RequiredCheck| {
        let mut concerned = helping(active, required.setting).into_iter();
        let may = |candidate: &Candidate| required.role.is_none_or(|role| candidate.allowed.contains(&role));
        concerned.any(|candidate| may(candidate) && holds_on(candidate, rules, required, today))
    };
    let missing = rules.required_checks.iter().enumerate().filter(move |(_, required)| !is_held(required));
    missing.map(|(index, _)| {
        let detail =
            "No active champion of yours who helps where it is required holds this check today, known to be clear.";
        warning(WarningCode::CheckHeldByNobody, format!("/required_checks/{index}"), detail)
    })
}

fn courses(rules: &PolicyDetails, active: &[&Candidate], today: NaiveDate) -> impl Iterator<Item = PolicyWarning> {
    let required = rules.required_courses.iter().enumerate();
    let missing =
        required.filter(move |(_, required)| !active.iter().any(|candidate| trained_on(candidate, required, today)));
    missing.map(|(index, _)| {
        let detail = "No active champion of yours has completed this course so that it counts today.";
        warning(WarningCode::CourseCompletedByNobody, format!("/required_courses/{index}"), detail)
    })
}

fn levels(rules: &PolicyDetails, asks: &[Ask<'_>], active: &[&Candidate]) -> Vec<PolicyWarning> {
    let knows = |candidate: &&Candidate, line: &[_]| level_in(candidate, line) >= Some(rules.required_level);
    let mut topics = BTreeSet::new();
    for ask in asks {
        let concerned = helping(active, Some(ask.details.setting));
        let unknown = |line: &&Vec<_>| !concerned.is_empty() && !concerned.iter().any(|one| knows(one, line));
        topics.extend(ask.topics.iter().filter(unknown).filter_map(|line| line.first()));
    }
    let detail =
        |topic| format!("No active champion of yours knows {topic} at this level, and open requests ask for it.");
    topics.into_iter().map(|topic| warning(WarningCode::LevelMetByNobody, "/required_level", detail(topic))).collect()
}

fn languages(rules: &PolicyDetails, asks: &[Ask<'_>], active: &[&Candidate]) -> Option<PolicyWarning> {
    let unspoken = |ask: &&Ask<'_>| {
        let required = &ask.details.required_languages;
        let speaks = |candidate: &&Candidate| candidate.languages.iter().any(|spoken| required.contains(spoken));
        !required.is_empty() && is_met_by_nobody(active, ask, speaks)
    };
    let requests = asks.iter().filter(unspoken).count();
    let detail = format!("No active champion of yours speaks a language that they require: {}.", open(requests));
    (rules.require_language && requests > 0)
        .then(|| warning(WarningCode::LanguageSpokenByNobody, "/require_language", detail))
}

fn reach(rules: &PolicyDetails, asks: &[Ask<'_>], active: &[&Candidate]) -> Option<PolicyWarning> {
    let far = |ask: &&Ask<'_>| {
        let reaches = |candidate: &&Candidate| way(candidate, rules, ask.point).is_ok();
        ask.details.setting != Setting::Remote && ask.point.is_some() && is_met_by_nobody(active, ask, reaches)
    };
    let requests = asks.iter().filter(far).count();
    let detail = format!("No active champion of yours is known to travel as far: {}.", open(requests));
    (requests > 0).then(|| warning(WarningCode::OutOfReachForAll, "/max_travel_factor", detail))
}

/// Whether there are champions who help in the setting of a request, and a rule holds for none of them.
fn is_met_by_nobody(active: &[&Candidate], ask: &Ask<'_>, holds: impl Fn(&&Candidate) -> bool) -> bool {
    let concerned = helping(active, Some(ask.details.setting));
    !concerned.is_empty() && !concerned.iter().any(holds)
}

fn open(requests: usize) -> String {
    if requests == 1 { "1 open request".to_owned() } else { format!("{requests} open requests") }
}

impl WarningCode {
    /// What the code means, in plain words.
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::WarningCode;
    use crate::closed::described_codes;

    impl PartialSchema for WarningCode {
        fn schema() -> RefOr<Schema> {
            described_codes("What is odd about a rule.", Self::meaning)
        }
    }
    impl ToSchema for WarningCode {
        fn name() -> std::borrow::Cow<'static, str> {
            "PolicyWarningCode".into()
        }
    }
}
