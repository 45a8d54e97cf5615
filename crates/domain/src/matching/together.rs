//! Champions, times and places together: the best of the ways in which each champion could help. A session that takes place anyway, with a free
//! place and with this champion, goes before an hour of its own.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{
    Ask, Calendar, Candidate, Chosen, FreeSession, Funnel, Offer, Options, Ranked, Ranking, Reason,
    chosen::starts_within_an_opening,
    facets::{Facet, facets},
    funnel::Tally,
    options::offers,
    rank::{rank, scored},
    rules::{Fit, Question},
    score::Speakers,
    wanted::wanted_hours,
};
use crate::{affiliation::AffiliationId, policy::PolicyDetails, session::SessionId, venue::VenueId};

/// Ranks as [`rank`] does, where the learner can be helped in several ways: in these sessions, too, and during weekly visits.
pub fn rank_together(
    ask: &Ask<'_>,
    sessions: &[FreeSession],
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
) -> Ranking {
    if sessions.is_empty() && ask.details.weekly_visits.is_empty() {
        return rank(ask, candidates, policy, calendar, limit);
    }
    let asked = Asked::of(ask, sessions, calendar);
    let (hours, seats) = asked.asks(ask);
    let ways = Ways::new((&hours, &seats), candidates, policy, calendar);
    let (mut proposals, funnel) = ways.ranking(candidates);
    proposals.truncate(limit);
    Ranking { proposals, funnel }
}

/// The best champions, at most so many, in hours of their own, as [`options`](super::options()): an offer for each way in which the learner can be helped.
pub(super) fn options_together(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    most: usize,
) -> Options {
    let asked = Asked::of(ask, &[], calendar);
    let (hours, seats) = asked.asks(ask);
    let ways = Ways::new((&hours, &seats), candidates, policy, calendar);
    let mut tally = Tally::default();
    let offered = candidates.iter().map(|candidate| ways.offers(candidate));
    let mut offered: Vec<(Ranked, Vec<Offer>)> =
        offered.filter_map(|offers| offers.map_err(|reason| tally.reject(reason)).ok()).collect();
    offered.sort_unstable_by_key(|(best, _)| order(best));
    let funnel = tally.with_passed(offered.len());
    let is_cut = offered.len() > most;
    offered.truncate(most);
    let least = offered.last().map_or(1_000, |(best, _)| best.score);
    let offers = offered.into_iter().flat_map(|(_, offers)| offers).collect();
    let wanted = ways.hours.iter().flat_map(wanted_hours).collect();
    Options { offers, left_out: is_cut.then_some(least), wanted, funnel }
}

/// The first rule that leaves a champion no hour to help, if one does: that of the way in which the champion comes furthest.
pub(super) fn rejected_for(
    ask: &Ask<'_>,
    candidate: &Candidate,
    policy: &PolicyDetails,
    calendar: Calendar,
) -> Option<Reason> {
    let asked = Asked::of(ask, &[], calendar);
    let (hours, seats) = asked.asks(ask);
    Ways::new((&hours, &seats), &[], policy, calendar).best(candidate).err()
}

/// Whether every hard rule lets the chosen champion help in the chosen session, as it is now; else the first that does not.
///
/// As in [`still_holds`](super::still_holds), deciding may use up the notice.
pub fn holds_in_session(
    ask: &Ask<'_>,
    session: Option<&FreeSession>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    chosen: Chosen,
) -> Result<(), Reason> {
    let at_once = PolicyDetails { notice_hours: 0, ..policy.clone() };
    let session = session.filter(|session| chosen.session == Some(session.id)).ok_or(Reason::NotAvailable)?;
    let candidate = candidates.iter().find(|candidate| candidate.affiliation == chosen.affiliation);
    let there = session.attended_by(candidate.ok_or(Reason::NotActive)?, &at_once, calendar)?;
    let asked = Asked::of(ask, std::slice::from_ref(session), calendar);
    let (_, seats) = asked.asks(ask);
    let mut failed = Reason::NotActive;
    for (_, seat) in seats.iter().filter(|_| chosen.venue == Some(session.place.venue)) {
        let question = Question::new(seat, &at_once, calendar);
        match question.judge(&there).and_then(|fit| starts_within_an_opening(&question, &fit, chosen.starts_at)) {
            Ok(()) => return Ok(()),
            Err(reason) => failed = failed.max(reason),
        }
    }
    Err(if seats.is_empty() { Reason::NotAvailable } else { failed })
}

/// A request taken apart, into hours of its own and seats in sessions.
struct Asked<'s> {
    hours: Vec<Facet>,
    seats: Vec<(&'s FreeSession, Facet)>,
}

impl<'s> Asked<'s> {
    fn of(ask: &Ask<'_>, sessions: &'s [FreeSession], calendar: Calendar) -> Self {
        let hours = facets(ask);
        let seats = sessions.iter().flat_map(|session| {
            let narrowed = hours.iter().filter_map(|facet| session.narrow(facet, ask, calendar.zone));
            narrowed.map(|facet| (session, facet)).collect::<Vec<_>>()
        });
        Self { seats: seats.collect(), hours }
    }

    fn asks<'f>(&'f self, ask: &Ask<'_>) -> (Vec<Ask<'f>>, Vec<(&'s FreeSession, Ask<'f>)>) {
        let hours = self.hours.iter().map(|facet| facet.ask(ask)).collect();
        let seats = self.seats.iter().map(|(session, facet)| (*session, facet.ask(ask))).collect();
        (hours, seats)
    }
}

/// The ways in which a learner can be helped.
struct Ways<'a> {
    hours: Vec<Question<'a>>,
    seats: Vec<(&'a FreeSession, Question<'a>)>,
    speakers: Speakers<'a>,
    policy: &'a PolicyDetails,
    calendar: Calendar,
}

impl<'a> Ways<'a> {
    fn new(
        (hours, seats): (&'a [Ask<'a>], &'a [(&'a FreeSession, Ask<'a>)]),
        candidates: &'a [Candidate],
        policy: &'a PolicyDetails,
        calendar: Calendar,
    ) -> Self {
        Self {
            hours: hours.iter().map(|ask| Question::new(ask, policy, calendar)).collect(),
            seats: seats.iter().map(|(session, ask)| (*session, Question::new(ask, policy, calendar))).collect(),
            speakers: Speakers::of(candidates),
            policy,
            calendar,
        }
    }

    /// Everybody with their best way, the best first; ties go to the lower id.
    fn ranking(&self, candidates: &'a [Candidate]) -> (Vec<Ranked>, Funnel) {
        let mut tally = Tally::default();
        let best = candidates.iter().map(|candidate| self.best(candidate));
        let mut ranked: Vec<Ranked> =
            best.filter_map(|best| best.map_err(|reason| tally.reject(reason)).ok()).collect();
        ranked.sort_unstable_by_key(order);
        let funnel = tally.with_passed(ranked.len());
        (ranked, funnel)
    }

    fn best(&self, candidate: &'a Candidate) -> Result<Ranked, Reason> {
        self.best_seat(candidate).map_or_else(|| self.best_hour(candidate), Ok)
    }

    fn best_seat(&self, candidate: &Candidate) -> Option<Ranked> {
        let mut best: Option<Ranked> = None;
        for (session, question) in &self.seats {
            let Ok(there) = session.attended_by(candidate, self.policy, self.calendar) else { continue };
            let Ok(fit) = question.judge(&there) else { continue };
            let ranked = scored(question, fit, &self.speakers).ranked(question);
            best = Some(better(best, Ranked { session: Some(session.id), ..ranked }));
        }
        best
    }

    fn best_hour(&self, candidate: &'a Candidate) -> Result<Ranked, Reason> {
        let fits = self.fits(candidate)?;
        let ranked = fits.into_iter().map(|(question, fit)| scored(question, fit, &self.speakers).ranked(question));
        ranked.min_by_key(preference).ok_or(Reason::VenueAccess)
    }

    /// The ways in which a champion can help in an hour of its own; where there are none, the rule of the way in which the champion comes furthest.
    fn fits(&self, candidate: &'a Candidate) -> Result<Vec<(&Question<'a>, Fit<'a>)>, Reason> {
        let (mut fits, mut failed) = (Vec::new(), None);
        for question in &self.hours {
            match question.judge(candidate) {
                Ok(fit) => fits.push((question, fit)),
                Err(reason) => failed = failed.max(Some(reason)),
            }
        }
        // Only where no place of a visit is known any more, there is no way at all.
        if fits.is_empty() { Err(failed.unwrap_or(Reason::VenueAccess)) } else { Ok(fits) }
    }

    /// The best hour, and every hour in each of the ways.
    fn offers(&self, candidate: &'a Candidate) -> Result<(Ranked, Vec<Offer>), Reason> {
        let fits = self.fits(candidate)?;
        let mut offers: Vec<Offer> =
            fits.iter().flat_map(|(question, fit)| offers(question, fit, &self.speakers)).collect();
        offers.sort_by_key(|offer| preference(&offer.best));
        let best = offers.first().map(|offer| offer.best.clone()).ok_or(Reason::VenueAccess)?;
        Ok((best, offers))
    }
}

/// The better of two ways of one champion: that with more points, then the earlier, then that of the lower ids.
fn better(best: Option<Ranked>, other: Ranked) -> Ranked {
    match best {
        Some(best) if preference(&best) <= preference(&other) => best,
        _ => other,
    }
}

fn preference(ranked: &Ranked) -> (Reverse<u32>, DateTime<Utc>, Option<VenueId>, Option<SessionId>) {
    (Reverse(points(ranked)), ranked.starts_at, ranked.venue, ranked.session)
}

fn order(ranked: &Ranked) -> (Reverse<u32>, AffiliationId) {
    (Reverse(points(ranked)), ranked.affiliation)
}

fn points(ranked: &Ranked) -> u32 {
    ranked.parts.iter().map(|part| part.points).sum()
}
