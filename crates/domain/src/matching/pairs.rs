//! Where two champions go together.

use super::{
    options::openings,
    rules::{Fit, Question},
    times::Opening,
};

/// The best of the others, in the given order, who can come at a time that also suits this champion; with that time.
pub(super) fn companion<'f, 'a>(
    question: &Question<'a>,
    fit: &Fit<'a>,
    others: &'f [Fit<'a>],
) -> Option<(&'f Fit<'a>, Opening)> {
    let own = openings(question, fit);
    let champion = fit.candidate.affiliation;
    let mut rest = others.iter().filter(|other| other.candidate.affiliation != champion);
    rest.find_map(|other| {
        let mut best: Option<Opening> = None;
        question.timetable_at(&fit.site).visit(other.candidate, other.days, fit.site.at, |theirs| {
            for shared in own.iter().filter_map(|own| own.shared_with(&theirs)) {
                if best.is_none_or(|best| shared.is_better_than(&best)) {
                    best = Some(shared);
                }
            }
        });
        best.map(|opening| (other, opening))
    })
}

/// All times that suit both.
pub(super) fn together(own: &[Opening], theirs: &[Opening]) -> Vec<Opening> {
    own.iter().flat_map(|own| theirs.iter().filter_map(|theirs| own.shared_with(theirs))).collect()
}
