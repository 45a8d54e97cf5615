//! Every way to help with a request that a plan may choose from: champions, times and places together.

use std::collections::BTreeSet;

use super::{
    Ask, Calendar, Candidate, Funnel, Offer, Reason, WantedHour,
    funnel::Tally,
    pairs::{companion, together},
    rank::{Scored, best_first, scored},
    rules::{Fit, Question},
    score::{FULL, Speakers, score},
    times::Opening,
    together::options_together,
    wanted::wanted_hours,
};
use crate::policy::PolicyDetails;

/// How many pairs of champions there may be for each champion that may be told.
const PAIRS: usize = 2;

/// The ways to help with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Champions with all their times, the best first; where two go together, each two once, the one first who scores more.
    ///
    /// A champion has an offer for each place where help could be at other times than at the better ones.
    pub offers: Vec<Offer>,
    /// What no way scores more than that is not among these; none where these are all that the rules allow.
    pub left_out: Option<u16>,
    /// The hours at which one more champion could help; none where no place serves, or no day is left.
    pub wanted: BTreeSet<WantedHour>,
    /// What became of all the champions, told or not.
    pub funnel: Funnel,
}

/// The best champions for a request, at most so many, each with every time that the rules allow.
pub fn options(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    most: usize,
) -> Options {
    if !ask.details.weekly_visits.is_empty() {
        return options_together(ask, candidates, policy, calendar, most);
    }
    let question = Question::new(ask, policy, calendar);
    let speakers = Speakers::of(candidates);
    let mut tally = Tally::default();
    let fits = best_first(&question, candidates, &speakers, &mut tally);
    if question.is_for_two() {
        return for_two(&question, fits, &speakers, tally, most);
    }
    let passed = fits.len();
    alone(&question, fits, &speakers, tally.with_passed(passed), most)
}

/// The offers of these, the best first, who help alone.
pub(super) fn alone(
    question: &Question<'_>,
    mut fits: Vec<Scored<'_>>,
    speakers: &Speakers<'_>,
    funnel: Funnel,
    most: usize,
) -> Options {
    fits.truncate(most);
    let is_cut = usize::try_from(funnel.passed).is_ok_and(|passed| passed > fits.len());
    let offers: Vec<Offer> = fits.iter().flat_map(|scored| offers(question, &scored.fit, speakers)).collect();
    let least = fits.pop().map_or(1_000, |last| last.ranked(question).score);
    Options { offers, left_out: is_cut.then_some(least), wanted: wanted_hours(question), funnel }
}

/// What a champion offers who helps alone, the best place first.
pub(super) fn offers(question: &Question<'_>, fit: &Fit<'_>, speakers: &Speakers<'_>) -> Vec<Offer> {
    let offer = |(site, opening)| {
        let there = Fit { site, opening, ..*fit };
        Offer::new(scored(question, there, speakers).ranked(question), openings(question, &there))
    };
    question.ways(fit).into_iter().map(offer).collect()
}

/// The offers of each two of these.
///
/// All but the time counts for the first alone, so the better of the two goes first whatever the time is. Where there are too many, those are left
/// out whose first is the worst: none of them scores more than this one could at the best of times.
pub(super) fn for_two<'a>(
    question: &Question<'a>,
    mut fits: Vec<Scored<'a>>,
    speakers: &Speakers<'_>,
    mut tally: Tally,
    most: usize,
) -> Options {
    fits.sort_by_key(Scored::order_at_any_time);
    let times: Vec<Vec<Opening>> = fits.iter().map(|scored| openings(question, &scored.fit)).collect();
    let (mut offers, mut left_out, mut paired) = (Vec::new(), None, vec![false; fits.len()]);
    for (at, (first, own)) in fits.iter().zip(&times).enumerate() {
        if offers.len() >= most.saturating_mul(PAIRS) {
            left_out = Some(score(first.points_at(FULL), &question.policy.weights));
            break;
        }
        for (other, (second, theirs)) in fits.iter().zip(&times).enumerate().skip(at + 1) {
            let shared = together(own, theirs);
            let best = shared.iter().copied().reduce(|best, next| if next.is_better_than(&best) { next } else { best });
            let Some(opening) = best else { continue };
            let best = scored(question, Fit { opening, ..first.fit }, speakers).with(second.fit.candidate);
            offers.push(Offer::new(best.ranked(question), shared));
            for place in [at, other] {
                paired.get_mut(place).into_iter().for_each(|paired| *paired = true);
            }
        }
    }
    let others: Vec<Fit<'_>> = fits.iter().map(|scored| scored.fit).collect();
    let is_paired =
        |(fit, paired): (&Fit<'_>, bool)| paired || (left_out.is_some() && companion(question, fit, &others).is_some());
    let passed = others.iter().zip(paired).filter(|(fit, paired)| is_paired((*fit, *paired))).count();
    tally.reject_all(u32::try_from(others.len() - passed).unwrap_or(u32::MAX), Reason::NoSecondChampion);
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.best.score));
    Options { offers, left_out, wanted: wanted_hours(question), funnel: tally.with_passed(passed) }
}

/// Every stretch in which a champion could start at the place.
pub(super) fn openings(question: &Question<'_>, fit: &Fit<'_>) -> Vec<Opening> {
    let mut openings = Vec::new();
    question.timetable_at(&fit.site).visit(fit.candidate, fit.days, fit.site.at, |opening| openings.push(opening));
    openings
}
