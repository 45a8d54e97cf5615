//! What a partner may say about a person who helps.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AffiliationStage, Beginning, InductionItem, Involvement, RoleDecision, Skill, TravelMeans};
use crate::{
    availability::{Slot, check_slots},
    champion::JoinCode,
    contact::{Email, Phone},
    geo::Point,
    help::Setting,
    language::Language,
    partner::Audience,
    postcode::Postcode,
    refusal::{FieldCode, Refusals},
    text::{Name, Words},
};

/// The furthest travel limit, in kilometres.
pub const TRAVEL_LIMIT_MAX_KM: f64 = 100.0;

/// The most hours a week.
pub const HOURS_CAP_MAX: u16 = 60;

/// The partner's own copy of what it knows about a champion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateAffiliation))]
pub struct AffiliationDetails {
    /// The given name, or the only one.
    #[cfg_attr(feature = "schema", schema(examples("Demo Ada")))]
    pub given_name: Name,
    /// The family name.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Example")))]
    pub family_name: Option<Name>,
    /// What the person likes to be called.
    #[serde(default)]
    pub known_as: Option<Name>,
    /// Where to write to.
    #[serde(default)]
    pub email: Option<Email>,
    /// Where to ring.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Whether the person helps unpaid or as part of a job.
    #[serde(default)]
    pub involvement: Involvement,
    /// The languages they can help in; unknown when empty, and then nobody who needs a certain one gets their help.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// The topics they can help with.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 100))]
    pub skills: Vec<Skill>,
    /// Where they help; nowhere yet when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 3))]
    pub settings: Vec<Setting>,
    /// The groups of people that they are at ease with.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub audiences: Vec<Audience>,
    /// The postcode they set out from. Who has a travel limit is proposed for no visit and no venue while nothing says from where.
    #[serde(default)]
    pub home_postcode: Option<Postcode>,
    /// The exact point they set out from, where the postcode is not good enough.
    #[serde(default)]
    pub home_point: Option<Point>,
    /// How far they go, in kilometres as the crow flies; any distance when absent.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 0.0, maximum = 100.0, examples(5.0)))]
    pub travel_limit_km: Option<f64>,
    /// How they travel.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 5))]
    pub travel_means: Vec<TravelMeans>,
    /// When they can, in the network's local time.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 100))]
    pub availability: Vec<Slot>,
    /// Whether they may be asked about other times too.
    #[serde(default)]
    pub ask_me: bool,
    /// The most hours of help in a week; no limit when absent.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 60, examples(4)))]
    pub weekly_hours_cap: Option<u16>,
    /// How they came to the partner.
    #[serde(default)]
    pub recruitment_source: Option<Name>,
    /// Who looks after them: a post or an opaque reference.
    #[serde(default)]
    pub supervisor: Option<Name>,
    /// What is done before they begin. Nobody becomes active while an item is open.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub induction: Vec<InductionItem>,
    /// Notes from supervision.
    #[serde(default)]
    pub supervision_notes: Option<Words>,
    /// What the partner decided about parts of the role, at most once for each.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 4))]
    pub decisions: Vec<RoleDecision>,
    /// Only when the record is made: the stage already reached, an enquiry when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<AffiliationStage>,
    /// Only when the record is made: the code by which a person another partner knows links the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_code: Option<JoinCode>,
}

impl AffiliationDetails {
    /// Takes off what is said only once.
    pub fn take_beginning(&mut self) -> Beginning {
        Beginning { stage: self.stage.take(), join_code: self.join_code.take() }
    }

    /// Whether the details make sense together; `today` is that of the network's zone.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.distinct("/languages", 20, &self.languages);
        refusals.distinct("/settings", 3, &self.settings);
        refusals.distinct("/audiences", 20, &self.audiences);
        refusals.distinct("/travel_means", 5, &self.travel_means);
        refusals.distinct("/skills", 100, self.skills.iter().map(|skill| &skill.topic));
        refusals.distinct("/induction", 50, self.induction.iter().map(|item| &item.item));
        refusals.distinct("/decisions", 4, self.decisions.iter().map(|decision| decision.role_flag));
        refusals.nest("/home_point", self.home_point.map_or(Ok(()), Point::check));
        refusals.nest("/availability", check_slots(&self.availability));
        let far = self.travel_limit_km.unwrap_or_default();
        refusals.require(far >= 0.0, "/travel_limit_km", FieldCode::TooSmall, "from 0 to 100 kilometres");
        refusals.require(
            far <= TRAVEL_LIMIT_MAX_KM,
            "/travel_limit_km",
            FieldCode::TooLarge,
            "from 0 to 100 kilometres",
        );
        let hours = self.weekly_hours_cap;
        refusals.require(hours != Some(0), "/weekly_hours_cap", FieldCode::TooSmall, "from 1 to 60 hours");
        let few = hours.is_none_or(|hours| hours <= HOURS_CAP_MAX);
        refusals.require(few, "/weekly_hours_cap", FieldCode::TooLarge, "from 1 to 60 hours");
        let done =
            self.induction.iter().enumerate().map(|(at, item)| (format!("/induction/{at}/done_on"), item.done_on));
        let decided = self.decisions.iter().enumerate();
        let decided = decided.map(|(at, decision)| (format!("/decisions/{at}/decided_on"), Some(decision.decided_on)));
        for (pointer, date) in done.chain(decided) {
            refusals.require(date.is_none_or(|date| date <= today), pointer, FieldCode::InFuture, "today or earlier");
        }
        refusals.finish()
    }
}
