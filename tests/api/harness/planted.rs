//! Things that tests of other nouns need to stand on. They go past the API, and say so by their name.

use serde_json::{Value, json};
use trellis_app::{affiliation, champion, match_plan, partner, place, topic, venue};
use trellis_domain::{
    Affiliation, AffiliationId, MatchPlanId, PartnerId, Record, VenueId,
    geo::Point,
    match_plan::MatchPlanDetails,
    postcode::{DistrictPlace, PostcodePlace},
};
use trellis_storage::{Actor, Reading, Standpoint, Work};

use super::{
    Client, TestApp,
    seed::{self, Network},
};

impl TestApp {
    /// A unit of work from the command line.
    pub async fn work(&self, network: &Network) -> Work {
        let actor = Actor::nobody(self.now());
        self.store.work(Standpoint::network(network.id), actor).await.unwrap()
    }

    /// A library of a partner, at a point.
    pub async fn plant_venue(&self, owner: PartnerId, name: &str, point: (f64, f64)) -> VenueId {
        self.plant_venue_in(&self.seed.bexley, owner, name, point).await
    }

    /// The same in either network.
    pub async fn plant_venue_in(&self, network: &Network, owner: PartnerId, name: &str, point: (f64, f64)) -> VenueId {
        let details = json!({
            "kind": "library", "name": name, "point": { "latitude": point.0, "longitude": point.1 },
            "address": { "lines": ["1 High Street"], "town": "Sidcup", "postcode": "DA14 6BN" },
            "access": { "features": ["step_free", "hearing_loop"], "verified_on": "2026-11-01" },
        });
        let mut work = self.work(network).await;
        let venue = venue::create(&mut work, owner, serde_json::from_value(details).unwrap()).await.unwrap();
        work.commit().await.unwrap();
        venue.id
    }

    /// A plan of nothing that nobody works out.
    pub async fn plant_match_plan(&self, network: &Network, owner: PartnerId) -> MatchPlanId {
        let mut work = self.work(network).await;
        let plan = match_plan::create(&mut work, owner, MatchPlanDetails::default()).await.unwrap();
        work.commit().await.unwrap();
        plan.id
    }

    /// An active champion of a partner.
    pub async fn plant_champion(&self, owner: PartnerId) -> AffiliationId {
        self.plant_affiliation(owner, json!({ "given_name": "Demo Ada", "stage": "active" })).await
    }

    /// The same person as a champion of another partner.
    pub async fn plant_shared_champion(&self, known: AffiliationId, owner: PartnerId) -> AffiliationId {
        let mut work = self.work(&self.seed.bexley).await;
        let affiliation: Record<Affiliation> = work.load(known).await.unwrap().unwrap();
        let person = work.load(affiliation.champion).await.unwrap().unwrap();
        let code = champion::new_code().unwrap();
        champion::offer(&mut work, &person, &code).await.unwrap();
        work.commit().await.unwrap();
        self.plant_affiliation(owner, json!({ "given_name": "Demo Ada", "stage": "active", "join_code": code.plain() }))
            .await
    }

    /// A partner's record of a person.
    pub async fn plant_affiliation(&self, owner: PartnerId, details: Value) -> AffiliationId {
        let mut work = self.work(&self.seed.bexley).await;
        let details = serde_json::from_value(details).unwrap();
        let affiliation = affiliation::create(&mut work, owner, details).await.unwrap();
        work.commit().await.unwrap();
        affiliation.id
    }

    /// One more partner of the first network, and its client.
    pub async fn plant_partner(&self, name: &str) -> Client {
        let mut work = self.work(&self.seed.bexley).await;
        let partner = partner::create(&mut work, seed::organisation(name)).await.unwrap().id;
        work.commit().await.unwrap();
        let client =
            json!({ "name": name, "role": "partner", "network_id": self.seed.bexley.id, "partner_id": partner });
        Client::with_credentials(&self.url, &seed::credentials(&self.store, client, self.now()).await).await
    }

    /// A topic tree: a group of tasks with one task, and an area with one skill.
    pub async fn plant_topics(&self) {
        let topic = |slug: &str, parent: Option<&str>, kind: &str| json!({ "slug": slug, "parent": parent, "kind": kind, "name": { "en": slug, "cy": slug }, "version": "1" });
        let topics = [
            topic("specialist", None, "task_group"),
            topic("blue-badge", Some("specialist"), "task"),
            topic("foundation", None, "skill_area"),
            topic("foundation-1", Some("foundation"), "skill"),
        ];
        let file = serde_json::from_value(json!({ "source": "A test", "topics": topics })).unwrap();
        topic::load(&self.store, file).await.unwrap();
    }

    /// Where two postcodes and a district are.
    pub async fn plant_postcodes(&self) {
        let point = |latitude, longitude| Point { latitude, longitude };
        let place = |postcode: &str, point| PostcodePlace {
            postcode: postcode.parse().unwrap(),
            point,
            lsoa: None,
            ward: None,
        };
        let places = [place("DA14 6BN", point(51.4263, 0.1011)), place("DA6 7DA", point(51.4560, 0.1438))];
        place::load_postcodes(&self.store, &places).await.unwrap();
        let district = DistrictPlace { district: "DA14".parse().unwrap(), point: point(51.42, 0.11) };
        place::load_districts(&self.store, &[district]).await.unwrap();
    }
}
