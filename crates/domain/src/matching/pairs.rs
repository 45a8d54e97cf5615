//! Where two champions go together.

use super::{
    rules::{Fit, Question},
    times::Opening,
};

/// The best of the others, in the given order, who can come at a time that also suits this champion; with that time.
pub(super) fn companion<'f, 'a>(
    question: &Question<'a>,
    fit: &Fit<'a>,
    others: &'f [Fit<'a>],
) -> Option<(&'f Fit<'a>, Opening)> {
    companions(question, fit, others).next()
}

/// All of them, each with the best time for both.
pub(super) fn companions<'f, 'a>(
    question: &Question<'a>,
    fit: &Fit<'a>,
    others: &'f [Fit<'a>],
) -> impl Iterator<Item = (&'f Fit<'a>, Opening)> {
    let mut own = Vec::new();
    let at = fit.site.at;
    question.timetable.visit(fit.candidate, fit.days, at, |opening| own.push(opening));
    let champion = fit.candidate.affiliation;
    let rest = others.iter().filter(move |other| other.candidate.affiliation != champion);
    rest.filter_map(move |other| {
        let mut together: Option<Opening> = None;
        question.timetable.visit(other.candidate, other.days, at, |theirs| {
            for shared in own.iter().filter_map(|own| own.shared_with(&theirs)) {
                if together.is_none_or(|best| shared.is_better_than(&best)) {
                    together = Some(shared);
                }
            }
        });
        together.map(|opening| (other, opening))
    })
}
