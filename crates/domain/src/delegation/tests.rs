use rstest::rstest;
use serde_json::{Value, json};
use strum::VariantArray;
use uuid::Uuid;

use super::*;
use crate::access::{Denied, Operation, Reach, Role};

const NOW: &str = "2026-12-01T09:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn partner(number: u128) -> PartnerId {
    Id::new(Uuid::from_u128(number))
}

const GIVER: u128 = 1;
const LEAD_BODY: u128 = 2;
const OTHER: u128 = 3;

fn given(changes: &Value) -> Result<Delegation, Vec<(String, &'static str)>> {
    use crate::closed::ClosedEnum;
    let mut details = json!({
        "to": "coordinator", "scopes": ["sessions:write", "sessions:read"], "from": "2026-12-02T00:00:00Z",
        "until": "2026-12-09T00:00:00Z", "reason": "Away",
    });
    for (name, value) in changes.as_object().unwrap() {
        details[name] = value.clone();
    }
    let details = serde_json::from_value(details).unwrap();
    let given = Delegation::new(details, partner(GIVER), partner(LEAD_BODY), at(NOW));
    given.map_err(|refusals| refusals.iter().map(|it| (it.pointer.clone(), it.code.code())).collect())
}

fn caller(role: Role, of: Option<u128>) -> Caller {
    let (client, network) = (Id::new(Uuid::from_u128(8)), Some(Id::new(Uuid::from_u128(9))));
    Caller { client, role, network, partner: of.map(partner), scopes: Operation::scopes_of(role) }
}

#[rstest]
#[case(json!({}), &[])]
#[case(json!({ "from": null, "until": "2027-12-01T09:00:00Z" }), &[])]
#[case(json!({ "from": null, "until": "2027-12-01T09:00:01Z" }), &[("/until", "too_large")])]
#[case(json!({ "until": "2026-12-02T00:00:00Z" }), &[("/until", "ends_before_start")])]
#[case(json!({ "from": "2026-01-01T00:00:00Z" }), &[])]
#[case(json!({ "from": "2026-01-01T00:00:00Z", "until": NOW }), &[("/until", "in_past")])]
#[case(json!({ "scopes": [] }), &[("/scopes", "too_short")])]
#[case(json!({ "scopes": ["checks:disclose", "learners:disclose"] }), &[])]
#[case(json!({ "scopes": ["sessions:read", "sessions:read"] }), &[("/scopes/1", "duplicate")])]
#[case(json!({ "scopes": ["clients:write", "delegations:write", "delegations:act", "networks:write"] }),
    &[("/scopes/0", "unknown_value"), ("/scopes/1", "unknown_value"), ("/scopes/2", "unknown_value"), ("/scopes/3", "unknown_value")])]
#[case(json!({ "to": "partner" }), &[("/to_partner_id", "required")])]
#[case(json!({ "to": "partner", "to_partner_id": partner(OTHER) }), &[])]
#[case(json!({ "to": "partner", "to_partner_id": partner(GIVER) }), &[("/to_partner_id", "inconsistent")])]
#[case(json!({ "to_partner_id": partner(OTHER) }), &[("/to_partner_id", "inconsistent")])]
fn what_can_be_given(#[case] changes: Value, #[case] refused: &[(&str, &str)]) {
    let found = given(&changes).err().unwrap_or_default();
    let found: Vec<_> = found.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(found, refused);
}

#[rstest]
#[case("2026-12-01T23:59:59Z", DelegationState::Upcoming)]
#[case("2026-12-02T00:00:00Z", DelegationState::Live)]
#[case("2026-12-08T23:59:59Z", DelegationState::Live)]
#[case("2026-12-09T00:00:00Z", DelegationState::Expired)]
fn the_clock_decides(#[case] now: &str, #[case] state: DelegationState) {
    let given = given(&json!({})).unwrap();
    assert_eq!(given.state_at(at(now)), state);
    let revoked = given.clone().revoked(at(now));
    assert_eq!(revoked.is_ok(), state != DelegationState::Expired);
    for later in revoked.into_iter().flat_map(|it| [it.clone(), it.revoked(at("2027-01-01T00:00:00Z")).unwrap()]) {
        assert_eq!(later.revoked_at, Some(at(now)), "taking it back again changes nothing");
        assert_eq!(later.state_at(given.from), DelegationState::Revoked, "at once, and whatever the time");
    }
}

#[test]
fn every_state_can_be_asked_to_end() {
    for state in DelegationState::VARIANTS {
        let expected = (*state != DelegationState::Expired).then_some(DelegationState::Revoked);
        assert_eq!(state.revoked().ok(), expected);
    }
}

#[rstest]
#[case(json!({}), Role::Coordinator, Some(LEAD_BODY), true)]
#[case(json!({}), Role::Coordinator, Some(OTHER), false)]
#[case(json!({}), Role::Partner, Some(LEAD_BODY), false)]
#[case(json!({}), Role::Operator, None, false)]
#[case(json!({ "to": "partner", "to_partner_id": partner(OTHER) }), Role::Partner, Some(OTHER), true)]
#[case(json!({ "to": "partner", "to_partner_id": partner(OTHER) }), Role::Partner, Some(LEAD_BODY), false)]
#[case(json!({ "to": "partner", "to_partner_id": partner(LEAD_BODY) }), Role::Coordinator, Some(LEAD_BODY), false)]
fn whom_it_lets_act(#[case] changes: Value, #[case] role: Role, #[case] of: Option<u128>, #[case] lets: bool) {
    let (given, who) = (given(&changes).unwrap(), caller(role, of));
    assert_eq!(given.lets(&who, Scope::SessionsWrite, given.from), lets);
    assert!(!given.lets(&who, Scope::LearnersRead, given.from), "only what it names");
    assert!(!given.lets(&who, Scope::SessionsWrite, at(NOW)), "not before its time");
    assert!(!given.lets(&who, Scope::SessionsWrite, given.until), "nor after it");
    let revoked = given.clone().revoked(given.from).unwrap();
    assert!(!revoked.lets(&who, Scope::SessionsWrite, given.from), "nor when it was taken back");
}

#[test]
fn whoever_acts_is_a_client_of_the_partner_with_no_scope_of_its_own() {
    let (given, who) = (given(&json!({})).unwrap(), caller(Role::Coordinator, Some(LEAD_BODY)));
    let acting = who.acting_for(partner(GIVER), &given);
    assert_eq!((acting.role, acting.partner, acting.client), (Role::Partner, Some(partner(GIVER)), who.client));
    assert_eq!(acting.reach(Operation::UpdateSession), Ok(Reach::Own));
    assert_eq!(acting.reach(Operation::ListInboxRequests), Err(Denied::Scope(Scope::InboxRead)));
    assert_eq!(
        acting.may_act(Operation::UpdateSession),
        Err(Denied::Scope(Scope::DelegationsAct)),
        "it goes no further"
    );
}

#[rstest]
#[case(Role::Coordinator, Operation::UpdateSession, Ok(()))]
#[case(Role::Partner, Operation::UpdateSession, Ok(()))]
#[case(Role::Coordinator, Operation::CreateArea, Err(Denied::Role))]
#[case(Role::Referrer, Operation::CreateRequest, Err(Denied::Role))]
#[case(Role::BookingSite, Operation::CreateBooking, Err(Denied::Role))]
#[case(Role::Operator, Operation::ListClients, Err(Denied::Role))]
fn who_may_ask_to_act(#[case] role: Role, #[case] operation: Operation, #[case] may: Result<(), Denied>) {
    let mut who = caller(role, Some(LEAD_BODY));
    assert_eq!(who.may_act(operation), may);
    who.scopes.retain(|scope| *scope != Scope::DelegationsAct);
    assert!(who.may_act(operation).is_err());
}
