//! Which hours are short, and what they are worth.

use std::collections::BTreeMap;

use super::{applicant, champion, hour, now, pairs, plan, request};
use crate::{
    clock_time::Weekday,
    match_plan::{Applicant, Shortage, waiting_price},
    matching::{Funnel, Reason, Rejected},
    part_of_day::PartOfDay,
    request::Urgency,
};

fn rejected(mut applicant: Applicant, reasons: &[Reason]) -> Applicant {
    let rejected: Vec<_> = reasons.iter().map(|reason| Rejected { reason: *reason, count: 1 }).collect();
    applicant.options.funnel = Funnel { considered: u32::try_from(reasons.len()).unwrap(), passed: 0, rejected };
    applicant
}

const EVENING: &str =
    r#"{"times": [{"weekday": "thursday", "start": "18:00", "end": "19:00"}], "required_languages": ["ur"]}"#;

fn hour_of(short: &Shortage) -> (Option<String>, Option<Weekday>, Option<PartOfDay>) {
    (short.language.as_ref().map(ToString::to_string), short.weekday, short.part_of_day)
}

#[test]
fn an_hour_is_short_only_where_an_hour_is_what_is_missing() {
    let list = vec![
        rejected(applicant(1, EVENING, Vec::new()), &[Reason::Language]),
        rejected(applicant(2, EVENING, Vec::new()), &[Reason::Skill, Reason::Busy]),
        rejected(applicant(3, EVENING, Vec::new()), &[Reason::DecisionMissing]),
        rejected(applicant(4, EVENING, Vec::new()), &[Reason::VenueAccess, Reason::VenueAccess]),
        rejected(applicant(5, EVENING, Vec::new()), &[Reason::NotActive, Reason::Excluded]),
        rejected(applicant(6, "{}", Vec::new()), &[Reason::Setting]),
    ];
    let mut list: Vec<Applicant> = list;
    // Its last day is today, so that no hour is left.
    list.push(applicant(7, EVENING, Vec::new()));
    list.last_mut().unwrap().options.wanted.clear();
    let outcome = plan(list, BTreeMap::new());
    let [short] = outcome.shortages.as_slice() else { panic!("{:?}", outcome.shortages) };
    assert_eq!(hour_of(short), (Some("ur".into()), Some(Weekday::Thursday), Some(PartOfDay::Evening)));
    assert_eq!(short.would_help, 3);
    assert_eq!(short.worth, waiting_price(Urgency::Normal, now(), now()), "help could cost nothing");
}

#[test]
fn an_hour_is_worth_what_it_takes_off_the_plan() {
    // Champion 1 could help both at the same hour, better the first; another hour at which the first could go is worth what the second waits for.
    let list =
        vec![applicant(1, "{}", vec![hour(1, 24, 900)]), applicant(2, r#"{"urgency": "low"}"#, vec![hour(1, 24, 700)])];
    let outcome = plan(list.clone(), BTreeMap::new());
    assert_eq!(pairs(&outcome), [(request(1), champion(1))]);
    let mut more = list;
    more[0] = applicant(1, "{}", vec![hour(1, 24, 900), hour(9, 24, 900)]);
    let saved = outcome.objective - plan(more, BTreeMap::new()).objective;
    let [short] = outcome.shortages.as_slice() else { panic!("{:?}", outcome.shortages) };
    assert_eq!((hour_of(short), short.would_help), ((None, None, None), 1));
    assert_eq!(saved, waiting_price(Urgency::Low, now(), now()) - 300);
    assert_eq!(short.worth, saved);
}
