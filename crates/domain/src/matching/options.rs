//! Every way to help with a request that a plan may choose from: champions, times and places together.

use super::{
    Ask, Calendar, Candidate, Funnel, Ranked, Reason,
    funnel::Tally,
    pairs,
    rank::{Scored, best_first, scored},
    rules::{Fit, Question},
    score::Speakers,
    times::Opening,
    together::options_together,
};
use crate::policy::PolicyDetails;

/// The ways to help with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Each with its score; champions in the order of the ranking, and the times of each from the best.
    pub options: Vec<Ranked>,
    /// What became of all the champions.
    pub funnel: Funnel,
}

/// At most `times` ways for each champion to help; where two go together, at most `times` companions, each at the best time for both.
///
/// A stretch in which help could start anywhere gives a start for each length of the help that fits into it: any two of them are either the
/// same or do not overlap.
pub fn options(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    times: usize,
) -> Options {
    if !ask.details.weekly_visits.is_empty() {
        return options_together(ask, candidates, policy, calendar, times);
    }
    let question = Question::new(ask, policy, calendar);
    let speakers = Speakers::of(candidates);
    let mut tally = Tally::default();
    let fits = best_first(&question, candidates, &speakers, &mut tally);
    ways(&question, fits, &speakers, tally, times)
}

/// The ways of those who pass the rules alone, the best first.
pub(super) fn ways<'a>(
    question: &Question<'a>,
    fits: Vec<Scored<'a>>,
    speakers: &Speakers<'_>,
    mut tally: Tally,
    times: usize,
) -> Options {
    let fits: Vec<Fit<'_>> = fits.into_iter().map(|scored| scored.fit).collect();
    let (mut options, mut passed) = (Vec::new(), 0);
    for fit in &fits {
        let ways: Vec<Scored<'_>> = if question.is_for_two() {
            let together = pairs::companions(question, fit, &fits).take(times);
            let with = |(second, opening): (&Fit<'_>, Opening)| {
                scored(question, Fit { opening, ..*fit }, speakers).with(second.candidate)
            };
            together.map(with).collect()
        } else {
            let starts = question.starts(fit.candidate, fit.days).into_iter().take(times);
            starts.map(|(site, opening)| scored(question, Fit { site, opening, ..*fit }, speakers)).collect()
        };
        if ways.is_empty() {
            tally.reject(Reason::NoSecondChampion);
        } else {
            passed += 1;
        }
        options.extend(ways.into_iter().map(|scored| scored.ranked(question)));
    }
    Options { options, funnel: tally.with_passed(passed) }
}
