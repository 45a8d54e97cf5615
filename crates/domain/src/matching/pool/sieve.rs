//! The rules that ask for neither place nor hour, for all champions at once.

use super::{Pool, bits::Bits, fact::Fact, lines::Lines};
use crate::{
    language::Language,
    matching::{
        Days, Reason,
        funnel::Tally,
        rules::Question,
        terms::{answers, holds},
    },
    policy::{RequiredCheck, RequiredCourse},
};

/// The champions who are left.
pub(super) struct Sieve<'p> {
    pool: &'p Pool,
    /// Whoever passes so far, on every day that is looked at.
    pub(super) left: Bits,
    /// Whoever the exact rules have to judge, from the first one on.
    pub(super) unsettled: Bits,
}

impl<'p> Sieve<'p> {
    /// Applies the rules in the order of [`Reason`], and counts whom they reject.
    ///
    /// Those at the places `but` are in neither set.
    pub(super) fn new(
        pool: &'p Pool,
        question: &Question<'_>,
        lines: &Lines,
        but: impl Iterator<Item = usize>,
        tally: &mut Tally,
    ) -> Self {
        let mut sieve = Self { pool, left: pool.columns.present.clone(), unsettled: Bits::default() };
        but.for_each(|place| {
            sieve.left.take(place);
        });
        let terms = &question.terms;
        sieve.doubt(&sieve.whom(&Fact::ActiveAtTimes));
        sieve.keep_all([Fact::Active], Reason::NotActive, tally);
        sieve.drop_named(question, tally);
        sieve.keep_all(terms.role_flags.iter().copied().map(Fact::Allowed), Reason::DecisionMissing, tally);
        sieve.keep_all([Fact::Helps(terms.setting)], Reason::Setting, tally);
        if !terms.required_checks.is_empty() {
            sieve.doubt(&sieve.whom(&Fact::Attested));
        }
        for required in &terms.required_checks {
            sieve.check(required, question.days, tally);
        }
        for required in &terms.required_courses {
            sieve.course(required, question.days, tally);
        }
        sieve.keep(lines.at(terms.level), Reason::Skill, tally);
        let languages = terms.languages_required();
        if !languages.is_empty() {
            let speakers = |language: &Language| pool.columns.whom(&Fact::Speaks(language.clone()));
            sieve.keep([&Bits::any_of(languages.iter().filter_map(speakers))], Reason::Language, tally);
        }
        sieve.keep_all(terms.audiences.iter().copied().map(Fact::AtEaseWith), Reason::Audience, tally);
        if question.is_at_no_venue() {
            sieve.keep([&Bits::default()], Reason::VenueAccess, tally);
        }
        sieve
    }

    fn whom(&self, fact: &Fact) -> Bits {
        self.pool.columns.whom(fact).cloned().unwrap_or_default()
    }

    /// Leaves some to the exact rules.
    fn doubt(&mut self, some: &Bits) {
        self.unsettled.or(&self.left.both(some));
        self.left.and_not(some);
    }

    /// Keeps those who are in all of these sets.
    fn keep<'b>(&mut self, sets: impl IntoIterator<Item = &'b Bits>, reason: Reason, tally: &mut Tally) {
        let before = self.left.count();
        sets.into_iter().for_each(|set| self.left.and(set));
        tally.reject_all(before - self.left.count(), reason);
    }

    fn keep_all(&mut self, facts: impl IntoIterator<Item = Fact>, reason: Reason, tally: &mut Tally) {
        let none = Bits::default();
        let pool = self.pool;
        let sets = facts.into_iter().map(|fact| pool.columns.whom(&fact).unwrap_or(&none));
        self.keep(sets, reason, tally);
    }

    /// Drops those whom the learner does not want, or who were declined.
    fn drop_named(&mut self, question: &Question<'_>, tally: &mut Tally) {
        let excluded = question.ask.details.excluded_affiliations.iter().map(|id| (*id, Reason::Excluded));
        let declined = question.ask.declined.iter().map(|declined| declined.affiliation);
        let declined = declined.filter(|id| question.ask.has_declined(*id)).map(|id| (id, Reason::Declined));
        for (id, reason) in excluded.chain(declined) {
            if self.pool.places.get(&id).is_some_and(|place| self.left.take(*place)) {
                tally.reject(reason);
            }
        }
    }

    fn check(&mut self, required: &RequiredCheck, days: Days, tally: &mut Tally) {
        let (mut such, mut known, mut on_all_days) = (Bits::default(), Bits::default(), Bits::default());
        for (fact, bits) in self.pool.columns.facts() {
            let Fact::Holds(held) = fact else { continue };
            let (first, last) = (held.issued_first(), held.issued_last());
            if !answers(first, required) {
                continue;
            }
            such.or(bits);
            if first.current {
                known.or(bits);
                let surely = Days { first: holds(last, required).first, last: holds(first, required).last };
                if days.is_empty() || days.and(surely) == days {
                    on_all_days.or(bits);
                }
            }
        }
        self.keep([&such], Reason::CheckMissing, tally);
        self.keep([&known], Reason::CheckUnknown, tally);
        known.and_not(&on_all_days);
        self.doubt(&known);
    }

    fn course(&mut self, required: &RequiredCourse, days: Days, tally: &mut Tally) {
        let (mut completed, mut on_all_days) = (Bits::default(), Bits::default());
        for (fact, bits) in self.pool.columns.facts() {
            let Fact::Completed(such) = fact else { continue };
            if such.course != required.course_id {
                continue;
            }
            completed.or(bits);
            if days.is_empty() || days.and(such.surely()) == days {
                on_all_days.or(bits);
            }
        }
        self.keep([&completed], Reason::CourseMissing, tally);
        completed.and_not(&on_all_days);
        self.doubt(&completed);
    }
}
