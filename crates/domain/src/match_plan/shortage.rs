//! What would help those who wait: which hours, in which language.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{waiting_list::Applicant, ways::cost};
use crate::{
    clock_time::Weekday,
    flat::At,
    language::Language,
    matching::{WantedHour, an_hour_would_help},
    part_of_day::PartOfDay,
    planning::{Multipliers, Plan},
};

/// The most shortages that are told.
const MOST: usize = 20;

/// An hour of help that is short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Shortage {
    /// The language that it would be in, where the requests need one.
    #[cfg_attr(feature = "schema", schema(required))]
    pub language: Option<Language>,
    /// The day; none for requests that named no time.
    #[cfg_attr(feature = "schema", schema(required))]
    pub weekday: Option<Weekday>,
    /// The part of the day; none for requests that named no time.
    #[cfg_attr(feature = "schema", schema(required))]
    pub part_of_day: Option<PartOfDay>,
    /// For how many of those who wait such an hour is what is missing: it lies within the days that they named and the policy looks at, and nothing else
    /// is in everybody's way, such as a place that nobody can get into, or a decision that was not taken.
    pub would_help: u32,
    /// The price of one such hour, in thousandths: with one such hour more, no plan costs less than the `bound` of the certificate less this. It is the most
    /// by which the price of a request that the hour suits (one that waits, or one whose champion could help another then) is above what help costs from the
    /// best champion there is for it; above nothing, where there is none. 0: the hour may be worth nothing.
    pub worth: i64,
}

/// A language, and an hour of it.
type Hour = (Option<Language>, WantedHour);

/// The hours that suit most of those who wait, each with its price in the plan; the most wanted first.
pub(super) fn shortages(applicants: &[Applicant], plan: &Plan) -> Vec<Shortage> {
    let mut wanted: BTreeMap<Hour, u32> = BTreeMap::new();
    for (applicant, chosen) in applicants.iter().zip(&plan.chosen) {
        if chosen.is_none() && an_hour_would_help(&applicant.options.funnel) {
            for hour in hours(applicant) {
                let would_help = wanted.entry(hour).or_default();
                *would_help = would_help.saturating_add(1);
            }
        }
    }
    let told = |(hour, would_help)| {
        let gains = applicants.iter().enumerate().filter(|(_, applicant)| suits(applicant, &hour));
        let worth = gains.map(|(at, applicant)| rounded_up(plan.multipliers.tasks.at(at)) - cheapest(applicant)).max();
        let (weekday, part_of_day) = hour.1.unzip();
        Shortage { language: hour.0, weekday, part_of_day, would_help, worth: worth.unwrap_or_default().max(0) }
    };
    let mut shortages: Vec<Shortage> = wanted.into_iter().map(told).collect();
    // The sort is stable, so that equal ones stay in the order of their hours.
    shortages.sort_by_key(|shortage| std::cmp::Reverse((shortage.would_help, shortage.worth)));
    shortages.truncate(MOST);
    shortages
}

/// The hours that a request needs, none twice.
fn hours(applicant: &Applicant) -> BTreeSet<Hour> {
    let languages: Vec<Option<Language>> = match applicant.details.required_languages.as_slice() {
        [] => vec![None],
        languages => languages.iter().cloned().map(Some).collect(),
    };
    let wanted = &applicant.options.wanted;
    languages.iter().flat_map(|language| wanted.iter().map(|hour| (language.clone(), *hour))).collect()
}

/// Whether an hour would do for a request, whatever it needs.
fn suits(applicant: &Applicant, (language, hour): &Hour) -> bool {
    let needed = &applicant.details.required_languages;
    let is_understood = needed.is_empty() || language.as_ref().is_some_and(|language| needed.contains(language));
    let wanted = &applicant.options.wanted;
    is_understood && (wanted.contains(hour) || wanted.contains(&None)) && an_hour_would_help(&applicant.options.funnel)
}

fn rounded_up(parts: i64) -> i64 {
    (parts + Multipliers::PARTS - 1).div_euclid(Multipliers::PARTS)
}

/// What the best help costs that is known of.
fn cheapest(applicant: &Applicant) -> i64 {
    applicant.options.offers.iter().map(|offer| cost(offer.best.score)).min().unwrap_or_default()
}
