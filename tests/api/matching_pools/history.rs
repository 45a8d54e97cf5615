//! Random things that partners do, by the same commands as anybody.

use chrono::TimeDelta;
use serde_json::{Value, json};
use trellis_domain::{AffiliationId, PartnerId};

use super::changed;
use crate::{
    champions::code_for,
    harness::{Client, Response, TestApp},
    requests::ask,
    sessions::session,
};

/// Two partners who share some champions, and what they have done so far.
pub struct History<'a> {
    app: &'a TestApp,
    pub dice: Dice,
    sides: [Side; 2],
}

struct Side {
    partner: PartnerId,
    client: Client,
    request: Response,
    champions: Vec<AffiliationId>,
    sessions: Vec<String>,
    shifts: Vec<String>,
    checks: Vec<String>,
    courses: Vec<String>,
    completions: Vec<String>,
    proposals: Vec<String>,
    agreements: Vec<String>,
    attestations: Vec<String>,
}

impl<'a> History<'a> {
    pub async fn begin(app: &'a TestApp, seed: u64) -> Self {
        let side = async |partner: PartnerId, client: Client| {
            let request = client.post("/v1/requests", ask(&json!({}))).await.expect(201);
            let (champions, sessions, shifts, checks, proposals) = Default::default();
            let (agreements, attestations) = Default::default();
            let courses = vec![course_of(&client).await];
            let completions = Vec::new();
            Side {
                partner,
                client,
                request,
                champions,
                sessions,
                shifts,
                checks,
                courses,
                completions,
                proposals,
                agreements,
                attestations,
            }
        };
        let (alder, birch) = (&app.seed.bexley.alder, &app.seed.bexley.birch);
        let sides = [side(alder.id, app.alder().await).await, side(birch.id, app.birch().await).await];
        let mut history = Self { app, dice: Dice(seed), sides };
        for _ in 0..6 {
            history.champion().await;
        }
        history
    }

    /// A partner's client, and a request of its own to ask about.
    pub fn questions(&self, partner: PartnerId) -> (&Client, &Response) {
        let side = self.sides.iter().find(|side| side.partner == partner).unwrap();
        (&side.client, &side.request)
    }

    pub fn champion_of(&mut self, partner: PartnerId) -> Option<AffiliationId> {
        let side = self.sides.iter().find(|side| side.partner == partner).unwrap();
        self.dice.one_of(&side.champions)
    }

    pub fn champions(&self) -> Vec<(PartnerId, AffiliationId)> {
        let of_side = |side: &Side| side.champions.iter().map(|champion| (side.partner, *champion)).collect::<Vec<_>>();
        self.sides.iter().flat_map(of_side).collect()
    }

    /// Somebody does something. It may be refused; then nothing has happened.
    pub async fn step(&mut self) {
        match self.dice.below(24) {
            0 => self.champion().await,
            1 => self.shared_champion().await,
            2 | 3 => self.change_champion().await,
            4 => self.stage().await,
            5 | 6 => self.shift().await,
            7 => self.shift_state().await,
            8 => self.move_session().await,
            9 => self.check().await,
            10 | 11 => self.propose().await,
            12 => self.merge().await,
            13 | 14 => self.lend().await,
            15..=17 => self.attest().await,
            18..=20 => self.completion().await,
            21..=23 => self.course().await,
            _ => unreachable!(),
        }
        if self.dice.one_in(6) {
            self.app.pass(TimeDelta::hours(self.dice.hours(60)));
            self.sides[0].client = self.app.alder().await;
            self.sides[1].client = self.app.birch().await;
        }
    }

    async fn champion(&mut self) {
        let at = self.dice.side();
        let details = changed(json!({ "given_name": "Demo Ada", "stage": "active" }), &self.dice.details());
        let champion = self.app.plant_affiliation(self.sides[at].partner, details).await;
        self.sides[at].champions.push(champion);
    }

    async fn shared_champion(&mut self) {
        let at = self.dice.side();
        let Some(known) = self.dice.one_of(&self.sides[1 - at].champions) else { return };
        let other = &self.sides[1 - at].client;
        let known = other.get(&format!("/v1/affiliations/{known}")).await.expect(200);
        let joining = json!({ "given_name": "Demo A.", "stage": "active", "join_code": code_for(other, &known).await });
        let joined = self.sides[at].client.post("/v1/affiliations", changed(joining, &self.dice.details())).await;
        if joined.status == 201 {
            self.sides[at].champions.push(joined.id().parse().unwrap());
        }
    }

    async fn change_champion(&mut self) {
        let Some((client, champion)) = self.somebody() else { return };
        client.patch(&format!("/v1/affiliations/{champion}"), self.dice.details()).if_match("*").await;
    }

    async fn stage(&mut self) {
        let Some((client, champion)) = self.somebody() else { return };
        let stage = self.dice.one_of(&["paused", "active", "active", "ended"]).unwrap();
        let step = json!({ "stage": stage, "reason": "A step of a test" });
        client.post(&format!("/v1/affiliations/{champion}/stage"), step).await;
    }

    /// A shift on a new session, confirmed as a rule.
    async fn shift(&mut self) {
        let at = self.dice.side();
        let Some(champion) = self.dice.one_of(&self.sides[at].champions) else { return };
        let hours = self.hours();
        let planned = self.sides[at].client.post("/v1/sessions", session(&hours)).await.expect(201);
        let client = &self.sides[at].client;
        let asked = client.post("/v1/shifts", json!({ "session_id": planned.id(), "affiliation_id": champion })).await;
        self.sides[at].sessions.push(planned.header("location").to_owned());
        if asked.status != 201 {
            return;
        }
        let shift = asked.header("location").to_owned();
        if !self.dice.one_in(5) {
            self.sides[at].client.post(&format!("{shift}/state"), json!({ "state": "confirmed" })).await;
        }
        self.sides[at].shifts.push(shift);
    }

    async fn shift_state(&mut self) {
        let at = self.dice.side();
        let Some(shift) = self.dice.one_of(&self.sides[at].shifts) else { return };
        let state = self.dice.one_of(&["confirmed", "attended", "absent", "withdrawn", "declined"]).unwrap();
        self.sides[at].client.post(&format!("{shift}/state"), json!({ "state": state })).await;
    }

    async fn move_session(&mut self) {
        let at = self.dice.side();
        let Some(planned) = self.dice.one_of(&self.sides[at].sessions) else { return };
        if self.dice.one_in(3) {
            self.sides[at].client.post(&format!("{planned}/cancel"), json!({ "reason": "No heating" })).await;
        } else {
            let hours = self.hours();
            self.sides[at].client.patch(&planned, hours).if_match("*").await;
        }
    }

    async fn check(&mut self) {
        let at = self.dice.side();
        if let Some(check) = self.dice.one_of(&self.sides[at].checks).filter(|_| self.dice.one_in(2)) {
            let client = &self.sides[at].client;
            if self.dice.one_in(2) {
                client.delete(&check).if_match("*").await;
            } else {
                client.patch(&check, json!({ "issued_on": "2025-11-02" })).if_match("*").await;
            }
            return;
        }
        let Some(champion) = self.dice.one_of(&self.sides[at].champions) else { return };
        let check = json!({
            "affiliation_id": champion, "scheme": "dbs", "level": "enhanced", "workforce": "adult", "issued_on": "2025-12-10",
            "eligibility_basis": "Regular unsupervised visits",
            "certificate": { "seen_by": "volunteering manager", "seen_on": "2025-12-11" },
            "decision": {
                "decided_on": "2025-12-12", "outcome": self.dice.one_of(&["suitable", "suitable", "unsuitable"]),
            },
        });
        let check = self.sides[at].client.post("/v1/checks", check).await.expect(201);
        self.sides[at].checks.push(check.header("location").to_owned());
    }

    /// Somebody completes a course, or what is recorded of that changes or goes.
    async fn completion(&mut self) {
        let at = self.dice.side();
        if let Some(done) = self.dice.one_of(&self.sides[at].completions).filter(|_| self.dice.one_in(3)) {
            let client = &self.sides[at].client;
            if self.dice.one_in(2) {
                client.delete(&done).if_match("*").await;
            } else {
                let expires_on = self.dice.one_of(&[None, Some("2026-12-09"), Some("2027-06-30")]).unwrap();
                client.patch(&done, json!({ "expires_on": expires_on })).if_match("*").await;
            }
            return;
        }
        let Some(champion) = self.dice.one_of(&self.sides[at].champions) else { return };
        let course = self.dice.one_of(&self.sides[at].courses).unwrap();
        let completed_on = self.dice.one_of(&["2025-12-08", "2026-11-30", "2024-12-10"]).unwrap();
        let done = json!({ "affiliation_id": champion, "course_id": course, "completed_on": completed_on });
        let done = self.sides[at].client.post("/v1/completions", done).await.expect(201);
        self.sides[at].completions.push(done.header("location").to_owned());
    }

    /// A partner requires a course or does not any more, how long one counts changes, or the network offers one more.
    async fn course(&mut self) {
        let at = self.dice.side();
        if self.dice.one_in(6) {
            let offered = course_of(&self.app.coordinator().await).await;
            self.sides.iter_mut().for_each(|side| side.courses.push(offered.clone()));
            return;
        }
        let course = self.dice.one_of(&self.sides[at].courses).unwrap();
        if self.dice.one_in(4) {
            let client = &self.sides[at].client;
            let policy = client.get("/v1/policies").await.expect(200).ids()[0].clone();
            let required =
                if self.dice.one_in(2) { json!([]) } else { json!([{ "course_id": course, "setting": "venue" }]) };
            let rules = json!({ "required_courses": required });
            client.patch(&format!("/v1/policies/{policy}"), rules).if_match("*").await.expect(200);
            return;
        }
        let renewal_months = self.dice.one_of(&[None, Some(12), Some(24), Some(25)]).unwrap();
        let changed = json!({ "renewal_months": renewal_months });
        // The network's are not a partner's to change.
        let coordinator = self.app.coordinator().await;
        for client in [&self.sides[at].client, &coordinator] {
            client.patch(&format!("/v1/courses/{course}"), &changed).if_match("*").await;
        }
    }

    /// Proposals for a new request; as a rule one of them, or of those before, is accepted, declined or called off.
    async fn propose(&mut self) {
        let at = self.dice.side();
        let client = self.sides[at].client.clone();
        let request = client.post("/v1/requests", ask(&json!({}))).await.expect(201);
        let proposed = client.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201);
        self.sides[at].proposals.extend(proposed.ids());
        let Some(proposal) = self.dice.one_of(&self.sides[at].proposals) else { return };
        let command = self.dice.one_of(&["accept", "accept", "decline", "cancel"]).unwrap();
        let address = format!("/v1/proposals/{proposal}/{command}");
        if command == "decline" {
            client.post(&address, json!({ "reason": "champion_said_no" })).await;
        } else {
            client.tell(&address).await;
        }
    }

    /// A champion of one partner is found to be one of the other, or is not after all.
    async fn merge(&mut self) {
        let (Some(ours), Some(theirs)) =
            (self.dice.one_of(&self.sides[0].champions), self.dice.one_of(&self.sides[1].champions))
        else {
            return;
        };
        let [alder, birch] = [&self.sides[0].client, &self.sides[1].client];
        let ours = alder.get(&format!("/v1/affiliations/{ours}")).await.expect(200);
        let person = ours.text_of("champion_id");
        if self.dice.one_in(3) {
            alder.tell(&format!("/v1/champions/{person}/unmerge")).await;
            return;
        }
        let theirs = birch.get(&format!("/v1/affiliations/{theirs}")).await.expect(200);
        let code = code_for(birch, &theirs).await;
        alder.post(&format!("/v1/champions/{person}/merge"), json!({ "join_code": code })).await;
    }

    /// A champion is lent, or an agreement that there is ends.
    async fn lend(&mut self) {
        let at = self.dice.side();
        if let Some(agreement) = self.dice.one_of(&self.sides[at].agreements).filter(|_| self.dice.one_in(3)) {
            self.sides[at].client.tell(&format!("{agreement}/end")).await;
            return;
        }
        let Some(champion) = self.dice.one_of(&self.sides[at].champions) else { return };
        let (lender, borrower) = (&self.sides[at].client, &self.sides[1 - at]);
        let record = lender.get(&format!("/v1/affiliations/{champion}")).await.expect(200);
        let consent = json!({
            "champion_id": record.text_of("champion_id"), "purpose": "lending", "recipient": "The other partner",
            "recipient_id": borrower.partner, "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        });
        lender.post("/v1/consents", consent).await.expect(201);
        let (first, last) = (self.app.now().date_naive(), self.app.now().date_naive() + TimeDelta::days(12));
        let offer =
            json!({ "affiliation_id": champion, "to_partner_id": borrower.partner, "from": first, "until": last });
        let offered = lender.post("/v1/agreements", offer).await;
        if offered.status == 201 {
            let agreement = offered.header("location").to_owned();
            borrower.client.tell(&format!("{agreement}/accept")).await.expect(200);
            self.sides[at].agreements.push(agreement);
        }
    }

    /// A partner says to the other what it has seen or done, or no longer says it.
    async fn attest(&mut self) {
        let at = self.dice.side();
        let giver = self.sides[at].client.clone();
        if let Some(said) = self.dice.one_of(&self.sides[at].attestations).filter(|_| self.dice.one_in(3)) {
            giver.delete(&said).if_match("*").await;
            return;
        }
        let check = self.dice.one_of(&self.sides[at].checks).filter(|_| !self.dice.one_in(3));
        let check = match check {
            Some(check) => Some(giver.get(&check).await).filter(|check| check.status == 200),
            None => None,
        };
        let anybody = self.dice.one_of(&self.sides[at].champions).map(|champion| champion.to_string());
        let whom = check.as_ref().map(|check| check.text_of("affiliation_id"));
        let Some(champion) = whom.or(anybody) else { return };
        let kind = if check.is_some() { "check_seen" } else { "induction_done" };
        let record = giver.get(&format!("/v1/affiliations/{champion}")).await.expect(200);
        let to = self.sides[1 - at].partner;
        let consent = json!({
            "champion_id": record.text_of("champion_id"), "purpose": "share_attestations", "recipient": "The other partner",
            "recipient_id": to, "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        });
        giver.post("/v1/consents", consent).await.expect(201);
        let said = json!({
            "affiliation_id": champion, "to_partner_id": to, "kind": kind, "check_id": check.map(|check| check.id()),
            "on": "2026-11-20",
        });
        let said = giver.post("/v1/attestations", said).await;
        if said.status == 201 {
            self.sides[at].attestations.push(said.header("location").to_owned());
        }
    }

    fn somebody(&mut self) -> Option<(Client, AffiliationId)> {
        let at = self.dice.side();
        let champion = self.dice.one_of(&self.sides[at].champions)?;
        Some((self.sides[at].client.clone(), champion))
    }

    /// Two hours in the coming weeks.
    fn hours(&mut self) -> Value {
        let start = self.app.now() + TimeDelta::hours(2 + self.dice.hours(24 * 21));
        json!({ "starts_at": start, "ends_at": start + TimeDelta::hours(2) })
    }
}

/// A course that whoever makes it can require, by its id.
async fn course_of(client: &Client) -> String {
    client.post("/v1/courses", crate::courses::safety(&json!({}))).await.expect(201).id()
}

/// SplitMix64.
pub struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn side(&mut self) -> usize {
        usize::from(self.one_in(2))
    }

    fn hours(&mut self, most: u64) -> i64 {
        i64::try_from(self.below(most)).unwrap()
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        let number = usize::try_from(self.next() >> 1).unwrap();
        all.get(number.checked_rem(all.len())?).cloned()
    }

    /// What a partner knows of a champion, differently each time.
    fn details(&mut self) -> Value {
        let day = self.one_of(&["monday", "tuesday", "tuesday", "friday"]);
        let level = self.one_of(&["basic", "confident", "expert"]);
        let postcode = self.one_of(&["DA6 7DA", "DA14 6BN"]);
        let topic = self.one_of(&["specialist", "blue-badge", "foundation"]);
        json!({
            "settings": ["venue", "home"], "skills": [{ "topic": topic, "level": level }], "home_postcode": postcode,
            "travel_limit_km": self.one_of(&[1, 5, 10]), "ask_me": self.one_in(4),
            "availability": [{ "weekday": day, "start": "09:00", "end": "12:00" }],
            "languages": self.one_of(&[vec!["en"], vec!["en", "pa"], vec![]]),
        })
    }
}
