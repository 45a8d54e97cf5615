//! What would help those who wait: which hours, in which language.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    availability::Slot, clock_time::Weekday, language::Language, part_of_day::PartOfDay, request::RequestDetails,
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
    /// How many of those who wait it suits.
    pub would_help: u32,
    /// The most that one such hour can take off the cost of the plan, in thousandths.
    pub worth: i64,
}

type Hour = (Option<Language>, Option<Weekday>, Option<PartOfDay>);

/// The hours that suit most of those who wait, each with its price in the plan; the most wanted first.
pub(super) fn shortages<'a>(waiting: impl IntoIterator<Item = (&'a RequestDetails, i64)>) -> Vec<Shortage> {
    let mut wanted: BTreeMap<Hour, (u32, i64)> = BTreeMap::new();
    for (details, price) in waiting {
        for hour in hours(details) {
            let (would_help, worth) = wanted.entry(hour).or_default();
            (*would_help, *worth) = (would_help.saturating_add(1), price.max(*worth));
        }
    }
    let told = |((language, weekday, part_of_day), (would_help, worth))| Shortage {
        language,
        weekday,
        part_of_day,
        would_help,
        worth,
    };
    let mut shortages: Vec<Shortage> = wanted.into_iter().map(told).collect();
    // The sort is stable, so that equal ones stay in the order of their hours.
    shortages.sort_by_key(|shortage| std::cmp::Reverse((shortage.would_help, shortage.worth)));
    shortages.truncate(MOST);
    shortages
}

/// The hours that would suit a request, none twice.
fn hours(details: &RequestDetails) -> BTreeSet<Hour> {
    let languages: Vec<Option<Language>> = match details.required_languages.as_slice() {
        [] => vec![None],
        languages => languages.iter().cloned().map(Some).collect(),
    };
    let times: Vec<(Option<Weekday>, Option<PartOfDay>)> = match details.all_times().as_slice() {
        [] => vec![(None, None)],
        times => times.iter().flat_map(on_the_clock).collect(),
    };
    let of_language = |language: Option<Language>| {
        times.iter().map(move |(weekday, part)| (language.clone(), *weekday, *part)).collect::<Vec<_>>()
    };
    languages.into_iter().flat_map(of_language).collect()
}

fn on_the_clock(slot: &Slot) -> impl Iterator<Item = (Option<Weekday>, Option<PartOfDay>)> {
    let weekday = slot.weekday.or(slot.date.as_ref().map(Weekday::of));
    PartOfDay::between(slot.start, slot.end).map(move |part| (weekday, Some(part)))
}
