//! From rules to plan: a plan is as good as trying every champion, or every two, at every quarter of an hour that the rules allow.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::world::{BEXLEYHEATH, NOW, calendar, champion, commitment, instant, place, slot};
use crate::{
    affiliation::AffiliationId,
    help::Setting,
    match_plan::{Applicant, LOADS, MatchPlanOutcome, Thoroughness, WaitingList, WhyWaiting, waiting_price},
    matching::{
        Ask, Candidate, Chosen, WeekLimit, options,
        rank::scored,
        rules::{Fit, Question},
        score::Speakers,
        still_holds,
        times::Opening,
        week_limits,
    },
    policy::PolicyDetails,
    request::{RequestDetails, RequestId},
};

type Limits = BTreeMap<AffiliationId, Vec<WeekLimit>>;

#[derive(Debug, Clone)]
struct List {
    requests: Vec<RequestDetails>,
    candidates: Vec<Candidate>,
    policy: PolicyDetails,
}

/// One way to do a request, as the rules have it.
#[derive(Debug, Clone)]
struct Way {
    cost: i64,
    crew: Vec<AffiliationId>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    place: Option<usize>,
}

fn id(at: usize) -> RequestId {
    RequestId::new(Uuid::from_u128(u128::try_from(at).unwrap() + 1))
}

impl List {
    fn ask(details: &RequestDetails) -> Ask<'_> {
        let places = if details.setting == Setting::Venue { vec![place(1, BEXLEYHEATH)] } else { Vec::new() };
        let topics = details.topics.iter().map(|topic| vec![topic.clone()]).collect();
        Ask { details, topics, point: Some(BEXLEYHEATH), places, declined: Vec::new() }
    }

    fn limits(&self) -> BTreeMap<AffiliationId, Vec<WeekLimit>> {
        let limits = |candidate: &Candidate| week_limits(candidate, &self.policy, calendar(NOW));
        self.candidates.iter().map(|candidate| (candidate.affiliation, limits(candidate))).collect()
    }

    fn waiting_list(&self) -> WaitingList {
        let applicants = self.requests.iter().enumerate().map(|(at, details)| Applicant {
            request: id(at),
            details: details.clone(),
            since: instant(NOW),
            options: options(&Self::ask(details), &self.candidates, &self.policy, calendar(NOW), usize::MAX),
        });
        WaitingList::new(applicants.collect(), self.limits(), self.policy.travel_buffer(), instant(NOW))
    }

    fn plan(&self) -> MatchPlanOutcome {
        self.waiting_list().plan(Thoroughness::Standard, &|| false).unwrap()
    }

    /// Everything that the rules allow, by looking at every quarter of an hour.
    fn ways(&self, at: usize) -> Vec<Way> {
        let details = &self.requests[at];
        let ask = Self::ask(details);
        let question = Question::new(&ask, &self.policy, calendar(NOW));
        let speakers = Speakers::of(&self.candidates);
        let fits: Vec<Fit<'_>> = self.candidates.iter().filter_map(|one| question.judge(one).ok()).collect();
        let score = |fit: &Fit<'_>, opening: Opening| {
            scored(&question, Fit { opening, ..*fit }, &speakers).ranked(&question).score
        };
        let best = |fit: &Fit<'_>, start: DateTime<Utc>| {
            let mut openings = Vec::new();
            let timetable = question.timetable_at(&fit.site);
            timetable.visit(fit.candidate, fit.days, fit.site.at, |opening| openings.push(opening));
            openings.into_iter().filter(|opening| opening.start <= start && start <= opening.latest).collect::<Vec<_>>()
        };
        let duration = TimeDelta::minutes(details.duration_minutes.into());
        let place = match details.setting {
            Setting::Remote => None,
            Setting::Venue => Some(100),
            Setting::Home => Some(at),
        };
        let mut ways = Vec::new();
        for quarter in 0..8 * 96 {
            let start = instant(NOW) + TimeDelta::minutes(15 * quarter);
            let mut add = |crew: Vec<AffiliationId>, score: u16| {
                ways.push(Way { cost: 1_000 - i64::from(score), crew, start, end: start + duration, place });
            };
            if !question.is_for_two() {
                for fit in &fits {
                    let scores = best(fit, start).into_iter().map(|opening| score(fit, opening));
                    scores.max().into_iter().for_each(|score| add(vec![fit.candidate.affiliation], score));
                }
                continue;
            }
            for (number, one) in fits.iter().enumerate() {
                for other in &fits[number + 1..] {
                    let (mine, theirs) = (best(one, start), best(other, start));
                    let both = mine.iter().flat_map(|mine| theirs.iter().filter_map(|theirs| mine.shared_with(theirs)));
                    let scores = both.map(|opening| score(one, opening).max(score(other, opening)));
                    let crew = vec![one.candidate.affiliation, other.candidate.affiliation];
                    scores.max().into_iter().for_each(|score| add(crew.clone(), score));
                }
            }
        }
        ways.sort_by_key(|way| way.cost);
        ways
    }

    /// The least that any plan costs.
    fn least(&self) -> i64 {
        let ways: Vec<Vec<Way>> = (0..self.requests.len()).map(|at| self.ways(at)).collect();
        let waiting: Vec<i64> =
            self.requests.iter().map(|details| waiting_price(details.urgency, instant(NOW), instant(NOW))).collect();
        let cheapest = |at: usize| ways[at].first().map_or(waiting[at], |way| way.cost);
        let to_come: Vec<i64> = (0..=ways.len()).map(|from| (from..ways.len()).map(cheapest).sum()).collect();
        let mut best = waiting.iter().sum();
        self.search((&ways, &waiting, &to_come, &self.limits()), &mut Vec::new(), 0, &mut best);
        best
    }

    fn search(
        &self,
        all: (&[Vec<Way>], &[i64], &[i64], &Limits),
        done: &mut Vec<Option<Way>>,
        cost: i64,
        best: &mut i64,
    ) {
        let (ways, waiting, to_come, limits) = all;
        let at = done.len();
        if at == ways.len() {
            *best = cost.min(*best);
            return;
        }
        for way in &ways[at] {
            if cost + way.cost + to_come[at + 1] >= *best {
                break;
            }
            if let Some(load) = self.load(done, way, limits) {
                done.push(Some(way.clone()));
                self.search(all, done, cost + way.cost + load, best);
                done.pop();
            }
        }
        if cost + waiting[at] + to_come[at + 1] < *best {
            done.push(None);
            self.search(all, done, cost + waiting[at], best);
            done.pop();
        }
    }

    /// What a way brings its champions; none where it does not fit to what they do.
    fn load(&self, done: &[Option<Way>], way: &Way, limits: &Limits) -> Option<i64> {
        let mut load = 0;
        for champion in &way.crew {
            let own: Vec<&Way> = done.iter().flatten().filter(|other| other.crew.contains(champion)).collect();
            let clashes = own.iter().any(|other| {
                let travels = way.place.is_some() && other.place.is_some() && way.place != other.place;
                let buffer = if travels { self.policy.travel_buffer() } else { TimeDelta::zero() };
                way.start < other.end + buffer && other.start < way.end + buffer
            });
            let minutes = |way: &Way| (way.end - way.start).num_minutes();
            let is_over = limits[champion].iter().any(|limit| {
                let inside = |way: &&Way| limit.week.start() <= way.start && way.start < limit.week.end();
                inside(&way)
                    && own.iter().copied().filter(inside).chain([way]).map(minutes).sum::<i64>() > limit.minutes
            });
            if clashes || is_over {
                return None;
            }
            let quarters = |way: &Way| usize::try_from((minutes(way) + 14) / 15).unwrap();
            let had: usize = own.iter().map(|other| quarters(other)).sum();
            load += (had..had + quarters(way)).map(|quarter| LOADS[(quarter / 4).min(9)]).sum::<i64>();
        }
        Some(load)
    }
}

const HOURS: [&str; 6] = [
    "tuesday 10:00-12:00",
    "tuesday 10:30-13:00",
    "wednesday 09:00-10:30",
    "thursday 17:00-19:00",
    "2026-11-25 09:15-11:45",
    "monday 13:00-15:30",
];

fn hours() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(HOURS.to_vec(), 0..4)
}

prop_compose! {
    fn request()(times in hours(), duration in prop::sample::select(vec![60, 90, 30, 60, 45]), setting in prop::sample::select(vec!["home", "remote", "venue"]),
        urgency in prop::sample::select(vec!["normal", "high", "low"]),
    ) -> RequestDetails {
        let times: Vec<_> = times.into_iter().map(slot).collect();
        serde_json::from_value(json!({
            "topics": ["blue-badge"], "setting": setting, "near": "DA6 7DA", "route": "web", "times": times, "duration_minutes": duration, "urgency": urgency,
        })).unwrap()
    }
}

prop_compose! {
    fn list()(
        requests in prop::collection::vec(request(), 1..4),
        people in prop::collection::vec((hours(), any::<bool>(), prop::option::of(1_u32..3), any::<bool>(), 0_u32..500), 1..4),
        two in any::<bool>(), cap in prop::option::of(60_u16..200), buffer in prop::sample::select(vec![0, 30, 15]),
    ) -> List {
        let candidates = people.into_iter().zip(1..).map(|((hours, ask_me, hours_cap, is_busy, load_minutes), number)| Candidate {
            settings: vec![Setting::Venue, Setting::Home, Setting::Remote],
            slots: hours.into_iter().map(slot).collect(),
            // Who may be asked at any time is looked at rarely: that makes trying all slow.
            ask_me: ask_me && number == 1,
            weekly_minutes_cap: hours_cap.map(|hours| hours * 60),
            commitments: if is_busy { vec![commitment("2026-11-24T10:30:00Z", "2026-11-24T11:10:00Z")] } else { Vec::new() },
            load_minutes,
            ..champion(number)
        });
        let policy = json!({
            "two_champions_at_home": two, "weekly_minutes_cap": cap, "travel_buffer_minutes": buffer, "notice_hours": 0, "horizon_days": 7,
        });
        List { requests, candidates: candidates.collect(), policy: serde_json::from_value(policy).unwrap() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_plan_is_as_good_as_trying_everything_that_the_rules_allow(list in list()) {
        let outcome = list.plan();
        let least = list.least();
        prop_assert!(outcome.lower_bound <= least && least <= outcome.objective, "{} {least} {}", outcome.lower_bound, outcome.objective);
        prop_assert!(outcome.optimal, "{} {}", outcome.lower_bound, outcome.objective);
        prop_assert!(outcome.waiting.iter().all(|waits| waits.because != WhyWaiting::Undecided));
        for pair in &outcome.arrangements {
            let at = (0..list.requests.len()).find(|at| id(*at) == pair.request_id).unwrap();
            let chosen = Chosen {
                affiliation: pair.affiliation_id, second: pair.second_affiliation_id, starts_at: pair.starts_at, venue: pair.venue_id, session: None,
            };
            prop_assert_eq!(still_holds(&List::ask(&list.requests[at]), &list.candidates, &list.policy, calendar(NOW), chosen), Ok(()));
        }
    }

    #[test]
    fn a_plan_of_a_part_of_the_ways_says_no_more_than_is_so(list in list(), ways in 1_usize..60) {
        let outcome = list.waiting_list().looking_at(ways).plan(Thoroughness::Standard, &|| false).unwrap();
        let least = list.least();
        prop_assert!(outcome.lower_bound <= least && least <= outcome.objective, "{} {least} {}", outcome.lower_bound, outcome.objective);
        prop_assert_eq!(outcome.optimal, outcome.lower_bound == outcome.objective);
        prop_assert!(!outcome.optimal || outcome.waiting.iter().all(|waits| waits.because != WhyWaiting::Undecided));
    }

    #[test]
    fn the_order_of_the_list_changes_nothing_to_the_byte(list in list(), turn in 0_usize..3) {
        let mut applicants = (0..list.requests.len()).collect::<Vec<_>>();
        applicants.rotate_left(turn % list.requests.len());
        let applicants = applicants.into_iter().map(|at| Applicant {
            request: id(at),
            details: list.requests[at].clone(),
            since: instant(NOW),
            options: options(&List::ask(&list.requests[at]), &list.candidates, &list.policy, calendar(NOW), usize::MAX),
        });
        let gone = |turned: bool| if turned { vec![id(8), id(9)] } else { vec![id(9), id(8)] };
        let turned = WaitingList::new(applicants.collect(), list.limits(), list.policy.travel_buffer(), instant(NOW));
        let turned = turned.with_gone(gone(true)).plan(Thoroughness::Quick, &|| false).unwrap();
        let straight = list.waiting_list().with_gone(gone(false)).plan(Thoroughness::Quick, &|| false).unwrap();
        prop_assert_eq!(serde_json::to_string(&turned).unwrap(), serde_json::to_string(&straight).unwrap());
    }
}

/// Requests of an hour by telephone, at any time.
fn calls(count: usize) -> Vec<RequestDetails> {
    let call = json!({ "topics": ["blue-badge"], "setting": "remote", "route": "phone" });
    (0..count).map(|_| serde_json::from_value(call.clone()).unwrap()).collect()
}

fn free(number: u128, hours: &[&str]) -> Candidate {
    Candidate {
        settings: vec![Setting::Home, Setting::Remote],
        slots: hours.iter().map(|hours| slot(hours)).collect(),
        ..champion(number)
    }
}

const OFFICE_HOURS: [&str; 5] = [
    "monday 09:00-17:00",
    "tuesday 09:00-17:00",
    "wednesday 09:00-17:00",
    "thursday 09:00-17:00",
    "friday 09:00-17:00",
];

#[test]
fn who_is_free_all_week_helps_nine() {
    let list = List { requests: calls(9), candidates: vec![free(1, &OFFICE_HOURS)], policy: PolicyDetails::default() };
    let outcome = list.plan();
    assert_eq!((outcome.arrangements.len(), outcome.optimal), (9, true), "{:?}", outcome.waiting);
}

#[test]
fn two_together_make_more_than_one_visit() {
    let mut requests = calls(4);
    for request in &mut requests {
        request.setting = Setting::Home;
    }
    let candidates = vec![free(1, &OFFICE_HOURS), free(2, &OFFICE_HOURS)];
    let policy = PolicyDetails { two_champions_at_home: true, ..PolicyDetails::default() };
    let outcome = List { requests, candidates, policy }.plan();
    assert_eq!((outcome.arrangements.len(), outcome.optimal), (4, true), "{:?}", outcome.waiting);
}

#[test]
fn two_free_weeks_are_used_up_before_anybody_waits() {
    // 14 days of two hours, without a day's notice: one more than there are hours.
    let hours = ["monday 10:00-12:00", "wednesday 10:00-12:00", "friday 10:00-11:00"];
    let policy = PolicyDetails { notice_hours: 24, horizon_days: 14, ..PolicyDetails::default() };
    let outcome = List { requests: calls(10), candidates: vec![free(1, &hours)], policy }.plan();
    assert!(outcome.optimal, "{} {}", outcome.objective, outcome.lower_bound);
    let because: Vec<_> = outcome.waiting.iter().map(|waits| waits.because).collect();
    assert_eq!((outcome.arrangements.len(), because), (8, vec![WhyWaiting::NeededElsewhere; 2]));
}
