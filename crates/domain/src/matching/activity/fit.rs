//! One champion and one activity: the hard rules in the order of [`Reason`], then the soft criteria.

use strum::VariantArray;

use super::{OpenActivity, SuitedTime};
use crate::{
    availability::Slot,
    clock_time::Weekday,
    help::Setting,
    interval::Interval,
    matching::{
        Calendar, Candidate, Criterion, Days, Part, Reason,
        days::Day,
        limits::is_under_cap,
        score::{self, FULL, Speakers, full_if},
        terms::{Help, Terms, narrowed, require},
    },
    policy::PolicyDetails,
    shift::{Taken, Whereabouts},
};

/// How many days ahead the next date of a weekly time is looked for: it may fall on a day whose clocks skip it.
const AHEAD_DAYS: usize = 15;

/// One activity under one policy, with everything that is the same for all champions worked out once.
pub(super) struct Question<'a> {
    activity: &'a OpenActivity<'a>,
    policy: &'a PolicyDetails,
    terms: Terms<'a>,
    occasions: Vec<Occasion>,
}

/// The next date of a weekly time.
struct Occasion {
    time: Slot,
    day: Day,
    interval: Interval,
}

/// A champion who passes every rule at some time of the activity.
pub(super) struct Fit {
    pub(super) times: Vec<SuitedTime>,
    pub(super) parts: [Part; Criterion::VARIANTS.len()],
}

impl Fit {
    pub(super) fn points(&self) -> u32 {
        self.parts.iter().map(|part| part.points).sum()
    }
}

impl<'a> Question<'a> {
    pub(super) fn new(activity: &'a OpenActivity<'a>, policy: &'a PolicyDetails, calendar: Calendar) -> Self {
        let details = activity.details;
        let help = Help {
            setting: Setting::Venue,
            role_flags: &[],
            topics: &activity.topics,
            level: None,
            languages: &details.languages,
            audiences: &details.audiences,
        };
        let occasions = details.times.iter().filter_map(|time| Occasion::next(*time, calendar));
        Self { activity, policy, terms: Terms::new(help, policy), occasions: occasions.collect() }
    }

    /// When the champion could come and how well that suits, or the rule that leaves no time.
    pub(super) fn judge(&self, candidate: &Candidate, speakers: &Speakers<'_>) -> Result<Fit, Reason> {
        let judged = self.occasions.iter().map(|occasion| self.judge_on(occasion, candidate));
        let (times, failed): (Vec<_>, Vec<_>) = judged.partition(Result::is_ok);
        let times: Vec<SuitedTime> = times.into_iter().filter_map(Result::ok).collect();
        let furthest = failed.into_iter().filter_map(Result::err).max();
        require(!times.is_empty(), furthest.unwrap_or(Reason::NotAvailable))?;
        let parts =
            score::weighed(&self.policy.weights, |criterion| self.value(criterion, candidate, &times, speakers));
        Ok(Fit { times, parts })
    }

    /// As for an open shift, but the champion has not asked, so they must be free.
    fn judge_on(&self, occasion: &Occasion, candidate: &Candidate) -> Result<SuitedTime, Reason> {
        let Occasion { time, day, interval } = occasion;
        let active = candidate.active.ok_or(Reason::NotActive)?;
        let date = narrowed(Days { first: day.date, last: day.date }, active, Reason::NotActive)?;
        self.terms.judge(candidate, date)?;
        self.terms.way(candidate, self.activity.point)?;
        let free = candidate.slots.iter().any(|slot| {
            slot.weekday.is_some() && slot.weekday == time.weekday && slot.start <= time.start && time.end <= slot.end
        });
        require(free || candidate.ask_me, Reason::NotAvailable)?;
        let at = Whereabouts::of(Setting::Venue, self.activity.details.venue_id);
        let wanted = Taken { interval: *interval, at };
        let busy = candidate.commitments.iter().any(|taken| taken.taken().clashes(wanted, self.policy.travel_buffer()));
        require(!busy, Reason::Busy)?;
        require(is_under_cap(candidate, self.policy, day.week, interval.length()), Reason::OverCap)?;
        Ok(SuitedTime { time: *time, to_be_asked: !free })
    }

    fn value(&self, criterion: Criterion, candidate: &Candidate, times: &[SuitedTime], speakers: &Speakers<'_>) -> u32 {
        let languages = &self.activity.details.languages;
        match criterion {
            Criterion::SkillFit => score::skill_fit(candidate, &self.activity.topics),
            Criterion::Distance => score::nearness(self.terms.way(candidate, self.activity.point).ok().flatten()),
            // Nobody in particular is helped, and the place and the times are those of the activity.
            Criterion::Continuity | Criterion::PreferredPlace => FULL,
            Criterion::PreferredTime => {
                let worth = times.iter().map(|time| if time.to_be_asked { FULL / 2 } else { FULL }).sum::<u32>();
                u32::try_from(self.occasions.len()).map_or(0, |count| worth / count.max(1))
            }
            Criterion::Fairness => score::fairness(candidate),
            // Where the languages are no rule, they are wishes.
            Criterion::LanguagePreference => full_if(
                languages.is_empty()
                    || self.policy.require_language
                    || candidate.languages.iter().any(|spoken| languages.contains(spoken)),
            ),
            Criterion::Scarcity => speakers.spare(candidate, |language| languages.contains(language)),
        }
    }
}

impl Occasion {
    fn next(time: Slot, calendar: Calendar) -> Option<Self> {
        let dates = calendar.today().iter_days().take(AHEAD_DAYS);
        let mut days = dates.filter(|date| Some(Weekday::of(date)) == time.weekday).map(|date| calendar.day(date));
        days.find_map(|day| {
            let (start, end) = (day.instant(calendar, time.start), day.instant(calendar, time.end));
            let interval = Interval::new(start, end)?;
            (calendar.now <= start).then_some(Self { time, day, interval })
        })
    }
}
