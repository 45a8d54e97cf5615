//! Whether what was proposed still holds when somebody decides for it.

use chrono::{DateTime, Utc};

use super::{
    Ask, Calendar, Candidate, Ranked, Reason,
    facets::facets,
    rules::{Fit, Question},
};
use crate::{affiliation::AffiliationId, policy::PolicyDetails, session::SessionId, venue::VenueId};

/// A champion, a time and a place that somebody decided for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which champion.
    pub affiliation: AffiliationId,
    /// Who comes along.
    pub second: Option<AffiliationId>,
    /// When help starts; it takes as long as was asked for.
    pub starts_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    pub venue: Option<VenueId>,
    /// In which session, when that is one that takes place anyway; then [`holds_in_session`](super::holds_in_session) judges it.
    pub session: Option<SessionId>,
}

impl From<&Ranked> for Chosen {
    fn from(ranked: &Ranked) -> Self {
        let Ranked { affiliation, second, starts_at, venue, session, .. } = *ranked;
        Self { affiliation, second, starts_at, venue, session }
    }
}

/// Whether every hard rule still lets the chosen champions do it, then and there; else the first that does not.
///
/// The notice that the policy wants was given when it was proposed; deciding may use it up, so only the time itself must lie ahead.
pub fn still_holds(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    chosen: Chosen,
) -> Result<(), Reason> {
    if !ask.details.weekly_visits.is_empty() {
        return in_one_of_its_ways(ask, candidates, policy, calendar, chosen);
    }
    let at_once = PolicyDetails { notice_hours: 0, ..policy.clone() };
    let there = Ask {
        places: ask.places.iter().filter(|place| chosen.venue == Some(place.venue)).cloned().collect(),
        ..ask.clone()
    };
    if chosen.venue.is_some() && there.places.is_empty() {
        return Err(Reason::VenueAccess);
    }
    let question = Question::new(&there, &at_once, calendar);
    if question.is_for_two() && chosen.second.is_none() {
        return Err(Reason::NoSecondChampion);
    }
    for champion in [Some(chosen.affiliation), chosen.second].into_iter().flatten() {
        let candidate =
            candidates.iter().find(|candidate| candidate.affiliation == champion).ok_or(Reason::NotActive)?;
        let fit = question.judge(candidate)?;
        starts_within_an_opening(&question, &fit, chosen.starts_at)?;
    }
    Ok(())
}

/// Whether it holds in one of the ways in which the learner can be helped; else what it fails in the way in which it comes furthest.
fn in_one_of_its_ways(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    chosen: Chosen,
) -> Result<(), Reason> {
    let facets = facets(ask);
    let there = facets.iter().filter(|facet| match chosen.venue {
        Some(venue) => facet.places.iter().any(|place| place.venue == venue),
        None => facet.places.is_empty(),
    });
    let held = there.map(|facet| still_holds(&facet.ask(ask), candidates, policy, calendar, chosen));
    held.reduce(|one, other| if one.is_ok() || other.is_ok() { Ok(()) } else { one.max(other) })
        .unwrap_or(Err(Reason::VenueAccess))
}

pub(super) fn starts_within_an_opening(
    question: &Question<'_>,
    fit: &Fit<'_>,
    start: DateTime<Utc>,
) -> Result<(), Reason> {
    let (timetable, at) = (question.timetable_at(&fit.site), fit.site.at);
    let mut fits = false;
    timetable.visit(fit.candidate, fit.days, at, |opening| fits |= opening.start <= start && start <= opening.latest);
    if fits {
        return Ok(());
    }
    let busy = timetable.is_in_the_way(fit.candidate, (start, start + timetable.duration()), at);
    Err(if busy { Reason::Busy } else { Reason::NotAvailable })
}
