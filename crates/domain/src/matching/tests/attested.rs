//! Required checks that another partner attests.

use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::world::{World, affiliation, calendar, check};
use crate::{
    PartnerId,
    attestation::{Attestation, AttestationVerdict, Attested, HeardAttestation, SeenCheck},
    check::{CheckLevel, CheckScheme, Workforce},
    id::Id,
    matching::{Ask, CheckProof, Explanation, HeldCheck, Reason, explain},
};

/// Today is 23 November 2026; help is on Tuesdays, the 24th and 1 December.
const GIVER: u128 = 9;

/// A policy that requires an enhanced check, and accepts such as another partner saw.
fn world(accepted: Value) -> World {
    let mut world = World::new();
    let required = json!([{ "scheme": "dbs", "level": "enhanced", "workforce": "adult",
        "eligibility_basis": "Unsupervised help at home", "recheck_months": 36 }]);
    world.policy.required_checks = serde_json::from_value(required).unwrap();
    world.policy.accepted_attestations = serde_json::from_value(accepted).unwrap();
    world.champion().attested = vec![heard()];
    world
}

fn heard() -> HeardAttestation {
    let check = SeenCheck {
        check: Id::new(Uuid::from_u128(5)),
        scheme: CheckScheme::Dbs,
        level: CheckLevel::Enhanced,
        workforce: Workforce::Adult,
        issued_on: "2025-01-01".parse().unwrap(),
    };
    let attestation = Attestation {
        affiliation: affiliation(77),
        champion: Id::new(Uuid::from_u128(2)),
        to: Id::new(Uuid::from_u128(3)),
        consent: Id::new(Uuid::from_u128(4)),
        attested: Attested::CheckSeen(check),
        on: "2025-12-01".parse().unwrap(),
        until: None,
    };
    HeardAttestation { id: Id::new(Uuid::from_u128(6)), from: giver(), attestation, doubted: false }
}

fn giver() -> PartnerId {
    PartnerId::new(Uuid::from_u128(GIVER))
}

fn explained(world: &World) -> Explanation {
    let ask = Ask {
        details: &world.request,
        topics: vec![world.request.topics.clone()],
        point: world.point,
        places: world.places.clone(),
        declined: Vec::new(),
    };
    explain(&ask, &world.candidates, &world.policy, calendar(world.now), 5, affiliation(1)).unwrap()
}

fn anything() -> Value {
    json!([{ "scheme": "dbs", "level": "enhanced_with_barred_list" }])
}

#[rstest]
#[case::accepted(anything(), |_: &mut HeardAttestation| {}, None, AttestationVerdict::Counts)]
#[case::not_accepted(json!([]), |_: &mut HeardAttestation| {}, Some(Reason::CheckMissing), AttestationVerdict::NotAccepted)]
#[case::not_from_there(
    json!([{ "scheme": "dbs", "level": "enhanced", "from": ["ptn_00000000000000000000000000000001"] }]),
    |_: &mut HeardAttestation| {},
    Some(Reason::CheckMissing),
    AttestationVerdict::NotFromThisPartner
)]
#[case::doubted(anything(), |heard: &mut HeardAttestation| heard.doubted = true, Some(Reason::CheckMissing), AttestationVerdict::Doubted)]
#[case::an_induction(
    anything(),
    |heard: &mut HeardAttestation| heard.attestation.attested = Attested::InductionDone,
    Some(Reason::CheckMissing),
    AttestationVerdict::OfSomethingElse
)]
#[case::over_before_the_help(
    anything(),
    |heard: &mut HeardAttestation| heard.attestation.until = Some("2026-11-22".parse().unwrap()),
    Some(Reason::CheckLapsed),
    AttestationVerdict::Lapsed
)]
fn it_counts_by_the_policy_or_it_is_said_why_not(
    #[case] accepted: Value,
    #[case] change: fn(&mut HeardAttestation),
    #[case] reason: Option<Reason>,
    #[case] verdict: AttestationVerdict,
) {
    let mut world = world(accepted);
    world.champion().attested.iter_mut().for_each(change);
    assert_eq!(world.reason(), reason);
    let checks = explained(&world).checks;
    let [judged] = checks.as_slice() else { panic!("{checks:?}") };
    assert_eq!(judged.met_by, (verdict == AttestationVerdict::Counts).then_some(CheckProof::Attestation));
    let attested: Vec<_> = judged.attestations.iter().map(|heard| (heard.partner_id, heard.verdict)).collect();
    assert_eq!(attested, [(giver(), verdict)]);
}

#[rstest]
#[case::seen_a_year_before(12, "2026-12-01", "2026-12-01", None)]
#[case::a_day_longer_ago(12, "2026-12-02", "2026-12-08", Some(Reason::CheckLapsed))]
#[case::not_too_old_yet(13, "2026-12-02", "2026-12-06", Some(Reason::NotAvailable))]
fn its_age_is_judged_on_the_day_of_the_help_and_not_today(
    #[case] months: u16,
    #[case] from: &str,
    #[case] until: &str,
    #[case] reason: Option<Reason>,
) {
    let mut world = world(json!([{ "scheme": "dbs", "level": "enhanced", "max_age_months": months }]));
    world.request.from = Some(from.parse().unwrap());
    world.request.until = Some(until.parse().unwrap());
    assert_eq!(world.reason(), reason);
}

#[test]
fn a_check_that_is_due_again_is_so_whoever_saw_it() {
    let mut world = world(anything());
    world.policy.required_checks[0].recheck_months = Some(22);
    assert_eq!(world.reason(), Some(Reason::CheckLapsed));
}

#[test]
fn a_record_of_the_partners_own_goes_first() {
    let mut world = world(anything());
    world.champion().checks = vec![check()];
    assert_eq!(explained(&world).checks[0].met_by, Some(CheckProof::OwnRecord));
    // An own record of which the status is not known is none, but what another partner attests may still count.
    world.champion().checks = vec![HeldCheck { current: false, ..check() }];
    assert_eq!(explained(&world).checks[0].met_by, Some(CheckProof::Attestation));
    assert_eq!(world.reason(), None);
}

#[test]
fn where_no_check_is_required_there_is_nothing_to_say() {
    let mut world = world(anything());
    world.policy.required_checks = Vec::new();
    assert_eq!(explained(&world).checks, []);
}
