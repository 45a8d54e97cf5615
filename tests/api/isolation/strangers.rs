//! Who tries, and the short list of what is open to them.

use serde_json::json;
use trellis_domain::access::{Operation, Role};

use crate::{
    calls::World,
    harness::{Client, TestApp},
};

/// Somebody whose things these are not.
pub struct Stranger {
    pub name: &'static str,
    pub client: Client,
}

impl Stranger {
    pub fn is(&self, owner: Role) -> bool {
        self.name == "the co-ordinator" && owner == Role::Coordinator
    }
}

/// Everybody else: in the network, and one of each role in another.
pub async fn strangers(app: &TestApp) -> Vec<Stranger> {
    let elsewhere = World::elsewhere(app).await;
    let coordinator = app.coordinator().await;
    let made = async |role: &str| {
        let made = coordinator.post("/v1/clients", json!({ "name": "Another", "role": role })).await.expect(201);
        app.client(&made.body).await
    };
    let stranger = |name, client| Stranger { name, client };
    let there = |role| elsewhere.caller(role).clone();
    vec![
        stranger("elsewhere", there(Role::Partner)),
        stranger("elsewhere's co-ordinator", there(Role::Coordinator)),
        stranger("elsewhere's referrer", there(Role::Referrer)),
        stranger("elsewhere's booking site", there(Role::BookingSite)),
        stranger("the operator", app.operator().await),
        stranger("another referrer", made("referrer").await),
        stranger("another booking site", made("booking_site").await),
        stranger("birch", app.birch().await),
        stranger("the co-ordinator", coordinator),
    ]
}

/// Something that is open to a stranger, and so is not as if it were unknown.
pub struct Open {
    operation: Operation,
    /// Of these owners.
    of: &'static [Role],
    to: &'static [&'static str],
}

impl Open {
    pub fn is(&self, operation: Operation, owner: Role, stranger: &str) -> bool {
        self.operation == operation && self.of.contains(&owner) && self.to.contains(&stranger)
    }
}

const fn open(operation: Operation, of: &'static [Role], to: &'static [&'static str]) -> Open {
    Open { operation, of, to }
}

const COORDINATOR: &[&str] = &["the co-ordinator"];

/// What is open in addresses. Read each line and ask whether it should be.
pub const OPEN: &[Open] = &[
    // Neighbourhoods, partners and places are what a network has in common; whoever sends or books learns of the places.
    open(
        Operation::GetArea,
        &[Role::Partner],
        &["birch", "the co-ordinator", "another referrer", "another booking site"],
    ),
    open(Operation::UpdateArea, &[Role::Partner], COORDINATOR),
    open(Operation::GetPartner, &[Role::Partner], &["birch", "the co-ordinator"]),
    open(
        Operation::GetVenue,
        &[Role::Partner],
        &["birch", "the co-ordinator", "another referrer", "another booking site"],
    ),
    // Whoever may act reads by what.
    open(Operation::GetDelegation, &[Role::Partner], COORDINATOR),
    // The lead body keeps the stages of partners, and the clients of the network.
    open(Operation::MovePartnerStage, &[Role::Partner], COORDINATOR),
    open(Operation::ListStageChanges, &[Role::Partner], COORDINATOR),
    open(Operation::GetClient, &[Role::Partner], COORDINATOR),
    open(Operation::RevokeClient, &[Role::Partner], COORDINATOR),
    // The operator ends any client, in whatever network.
    open(Operation::GetClient, &[Role::Partner, Role::Coordinator], &["the operator"]),
    open(Operation::RevokeClient, &[Role::Partner, Role::Coordinator], &["the operator"]),
    // What a referrer sent waits with the lead body; the first partner takes it.
    open(Operation::TakeRequest, &[Role::Referrer], &["birch"]),
    open(Operation::GetRequest, &[Role::Referrer], COORDINATOR),
    open(Operation::UpdateRequest, &[Role::Referrer], COORDINATOR),
    open(Operation::MoveRequest, &[Role::Referrer], COORDINATOR),
];

/// What is open in bodies: places are shared, whoever runs a session or asks for help there.
pub const OPEN_IN_BODIES: &[(Operation, &str, &str)] = &[
    (Operation::CreateSession, "/venue_id", "birch"),
    (Operation::UpdateSession, "/venue_id", "birch"),
    (Operation::CreateSeries, "/venue_id", "birch"),
    (Operation::CreateActivity, "/venue_id", "birch"),
    (Operation::UpdateActivity, "/venue_id", "birch"),
    (Operation::UpdateSeries, "/venue_id", "birch"),
    (Operation::CreateRequest, "/venue_ids/0", "birch"),
    (Operation::CreateRequest, "/preferred_venues/0", "birch"),
    (Operation::CreateRequest, "/weekly_visits/0/venue_id", "birch"),
    (Operation::CreateRequest, "/venue_ids/0", "the co-ordinator"),
    (Operation::CreateRequest, "/preferred_venues/0", "the co-ordinator"),
    (Operation::CreateRequest, "/weekly_visits/0/venue_id", "the co-ordinator"),
    (Operation::UpdateRequest, "/preferred_venues/0", "birch"),
    (Operation::UpdateRequest, "/preferred_venues/0", "the co-ordinator"),
];

/// What is known in bodies and refused all the same: partners know of each other, and the person's consent is for another one.
pub const KNOWN_IN_BODIES: &[(Operation, &str, &str)] = &[(Operation::CreateReferral, "/to_partner_id", "birch")];
