//! Which champions could join an activity, and which activities a champion could join: one question, asked from both sides.
//!
//! The rules are those of a session at a venue, judged on the next date of each weekly time of the activity, as if the
//! champion came then. One time is enough; whoever can come at none fails the rule that stops the time that came furthest.
//! A champion can at a time that lies within one of their weekly times, and may be asked about any other where they
//! say so. A champion and an activity have the same score whichever side asks.

mod fit;

use std::cmp::Reverse;

use strum::VariantArray;

use super::{
    Calendar, Candidate, Criterion, Funnel, Part, Reason,
    funnel::Tally,
    score::{self, Speakers},
};
use crate::{
    activity::{ActivityDetails, ActivityId},
    affiliation::AffiliationId,
    availability::Slot,
    geo::Point,
    help::TopicSlug,
    policy::PolicyDetails,
};
use fit::{Fit, Question};

/// An activity as the rules see it.
#[derive(Debug, Clone)]
pub struct OpenActivity<'a> {
    /// Which activity.
    pub id: ActivityId,
    /// What its partner says about it.
    pub details: &'a ActivityDetails,
    /// Each of its topics: itself, then the topics above it, the nearest first.
    pub topics: Vec<Vec<TopicSlug>>,
    /// Where it is, if that is known.
    pub point: Option<Point>,
}

/// What suits, the best first, and what became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suitability<T> {
    /// The best.
    pub items: Vec<Suited<T>>,
    /// What became of all that were looked at.
    pub funnel: Funnel,
}

/// A champion who could join the activity, or an activity that the champion could join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suited<T> {
    /// Which one.
    pub id: T,
    /// The weekly times at which the champion could come, in the order in which the activity names them.
    pub times: Vec<SuitedTime>,
    /// The sum of the points ÷ the sum of the weights, 0 to 1000, rounded down.
    pub score: u16,
    /// What the score is made of.
    pub parts: [Part; Criterion::VARIANTS.len()],
}

/// A weekly time of an activity at which a champion could come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuitedTime {
    /// The time.
    pub time: Slot,
    /// Whether the champion must be asked first.
    pub to_be_asked: bool,
}

/// Ranks a partner's champions for an activity under its policy and gives the first `limit`.
///
/// The same champions in another order give the same answer.
pub fn champions_for(
    activity: &OpenActivity<'_>,
    champions: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
) -> Suitability<AffiliationId> {
    let (question, speakers) = (Question::new(activity, policy, calendar), Speakers::of(champions));
    let judged = champions.iter().map(|champion| (champion.affiliation, question.judge(champion, &speakers)));
    ranked(judged, policy, limit)
}

/// Ranks activities for one of a partner's champions under its policy and gives the first `limit`. `champions` are all of
/// the partner's, because what only this one can do is not to be spent.
///
/// The same activities in another order give the same answer.
pub fn activities_for(
    champion: &Candidate,
    champions: &[Candidate],
    activities: &[OpenActivity<'_>],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
) -> Suitability<ActivityId> {
    let speakers = Speakers::of(champions);
    let judge = |activity| Question::new(activity, policy, calendar).judge(champion, &speakers);
    ranked(activities.iter().map(|activity| (activity.id, judge(activity))), policy, limit)
}

/// The most points first; ties go to the lower id.
fn ranked<T: Copy + Ord>(
    judged: impl Iterator<Item = (T, Result<Fit, Reason>)>,
    policy: &PolicyDetails,
    limit: usize,
) -> Suitability<T> {
    let (mut fits, mut tally) = (Vec::new(), Tally::default());
    for (id, judged) in judged {
        match judged {
            Ok(fit) => fits.push((id, fit)),
            Err(reason) => tally.reject(reason),
        }
    }
    fits.sort_unstable_by_key(|(id, fit)| (Reverse(fit.points()), *id));
    let funnel = tally.with_passed(fits.len());
    let suited = fits.into_iter().take(limit).map(|(id, fit)| {
        let score = score::score(fit.points(), &policy.weights);
        Suited { id, times: fit.times, score, parts: fit.parts }
    });
    Suitability { items: suited.collect(), funnel }
}
