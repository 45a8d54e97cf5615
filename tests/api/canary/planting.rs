//! Canaries in every personal column, through the API.

use sea_orm::{Database, DbBackend};
use serde_json::{Value, json};
use trellis_domain::postcode::PostcodePlace;
use trellis_storage::catalogue::{TABLES, TableKind};

use super::leaks::{PHONE, POSTCODE, TIME, WORD, canary_in};
use crate::{
    catalogue::strings,
    harness::{Client, Response, TestApp},
};

/// Personal columns that cannot hold a canary: closed words, dates, ids and hashes.
const CLOSED: &[(&str, &str)] = &[
    ("affiliations", "decisions"),
    ("affiliations", "link_hash"),
    ("calendars", "token_hash"),
    ("champions", "join_hash"),
    ("checks", "outcome"),
    ("checks", "update_service"),
    ("learners", "access_needs"),
    ("learners", "audiences"),
    ("learners", "languages"),
    ("referrals", "outline"),
    ("requests", "excluded_affiliations"),
    ("requests", "preferred_venues"),
    ("requests", "weekly_visits"),
];

/// Columns that hold what a canary is about and are not marked, with the reason why not.
const UNMARKED: &[(&str, &str)] = &[];

/// Makes one of everything personal, all of it Alder's or, in the inbox, the lead body's.
pub async fn plant(app: &TestApp) {
    let point = trellis_domain::geo::Point { latitude: 51.4559, longitude: 0.1437 };
    let place = PostcodePlace { postcode: POSTCODE.parse().unwrap(), point, lsoa: None, ward: None };
    app.store.installation().put_postcodes(&[place]).await.unwrap();
    let alder = app.alder().await;
    let mut count = 0;
    // With keys, so that the answers are kept.
    let mut make = async |client: &Client, path: &str, body: Value| {
        count += 1;
        let answer = client.post(path, body).key(&format!("canary-{count}")).await;
        assert!(answer.status < 300, "{path}: {}", answer.text);
        answer
    };
    let email = format!("{WORD}@example.org");
    let slots = json!([{ "weekday": "tuesday", "start": TIME, "end": "12:30" }]);

    let affiliation = json!({
        "given_name": WORD, "family_name": WORD, "known_as": WORD, "email": email, "phone": PHONE, "stage": "active",
        "settings": ["venue"], "skills": [{ "topic": "blue-badge", "level": "expert" }], "home_postcode": POSTCODE,
        "availability": slots, "recruitment_source": WORD, "supervisor": WORD,
        "induction": [{ "item": WORD, "done_on": "2026-11-01" }], "supervision_notes": WORD,
    });
    let champion = make(&alder, "/v1/affiliations", affiliation).await;
    let check = json!({
        "affiliation_id": champion.id(), "scheme": "dbs", "level": "enhanced", "workforce": "adult",
        "issued_on": "2026-10-01", "eligibility_basis": WORD,
        "certificate": { "seen_by": WORD, "seen_on": "2026-10-08", "reference": WORD },
    });
    make(&alder, "/v1/checks", check).await;
    let course = make(&alder, "/v1/courses", json!({ "title": "Keeping people safe", "audience": "champions" })).await;
    let completion = json!({
        "affiliation_id": champion.id(), "course_id": course.id(), "completed_on": "2026-11-01",
        "badge_url": format!("https://badges.example.org/{WORD}"),
    });
    make(&alder, "/v1/completions", completion).await;
    let consent = json!({
        "champion_id": champion.text_of("champion_id"), "purpose": "free_busy", "recipient": "Everybody",
        "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "proxy", "given_by_proxy": WORD,
    });
    let consent = make(&alder, "/v1/consents", consent).await;
    let withdrawal = json!({ "withdrawn_by": "proxy", "withdrawn_by_proxy": WORD });
    make(&alder, &below(&consent, "withdraw"), withdrawal).await;
    share(app, &champion).await;
    let number = json!({ "subject_id": champion.id(), "source": "civicrm", "external_id": WORD });
    make(&alder, "/v1/external-ids", number).await;

    let learner = json!({
        "name": WORD, "known_as": WORD, "phone": PHONE, "email": email, "address": WORD, "postcode": POSTCODE,
        "notes": WORD,
    });
    let asked = json!({
        "goal": WORD, "topics": ["blue-badge"], "setting": "remote", "near": POSTCODE, "times": slots,
        "route": "phone", "how_heard": WORD,
    });
    let mut own = asked.clone();
    let known = make(&alder, "/v1/learners", learner.clone()).await.id();
    own["learner_id"] = known.clone().into();
    let request = make(&alder, "/v1/requests", own).await;
    make(&alder, &below(&request, "triage"), json!({ "note": WORD })).await;
    let agreed = json!({
        "learner_id": known, "purpose": "referral", "recipient": "Birch", "wording_version": "1",
        "given_at": "2026-11-20T10:00:00Z", "given_by": "proxy", "given_by_proxy": WORD,
    });
    make(&alder, "/v1/consents", agreed).await;
    let offer = json!({ "request_id": request.id(), "to_partner_id": app.seed.bexley.birch.id, "note": WORD });
    make(&alder, "/v1/referrals", offer).await;
    make(&alder, &below(&request, "proposals"), json!({})).await;
    let mut sent = asked;
    sent["learner"] = learner;
    make(&app.referrer().await, "/v1/requests", sent).await;

    let delegation = json!({
        "to": "coordinator", "scopes": ["sessions:read"], "until": "2027-03-01T00:00:00Z", "reason": "Away until spring",
    });
    make(&alder, "/v1/delegations", delegation).await;

    let venue = json!({
        "kind": "library", "name": "Library", "address": { "lines": ["1 High Street"], "postcode": "DA14 6BN" },
        "point": { "latitude": 51.4263, "longitude": 0.1011 }, "host_contact": WORD,
    });
    let venue = make(&alder, "/v1/venues", venue).await;
    let session = json!({
        "title": { "en": "Ask about your phone" }, "setting": "venue", "venue_id": venue.id(), "capacity": 5,
        "booking": "pre_arranged", "visibility": "public",
        "starts_at": "2026-12-08T10:00:00Z", "ends_at": "2026-12-08T12:00:00Z",
    });
    let session = make(&alder, "/v1/sessions", session).await;
    let shift = json!({ "session_id": session.id(), "affiliation_id": champion.id() });
    make(&alder, "/v1/shifts", shift).await;
    let booking = json!({
        "session_id": session.id(), "route": "web", "how_heard": WORD, "guest": { "name": WORD, "contact": PHONE },
    });
    let booking = make(&alder, "/v1/bookings", booking).await;
    make(&alder, &below(&booking, "cancel"), json!({ "by": "learner", "reason": WORD })).await;
    let end = json!({ "stage": "ended", "reason": WORD });
    make(&alder, &below(&champion, "stage"), end).await;

    let address = format!("/v1/partners/{}", app.seed.bexley.alder.id);
    let partner = alder.get(&address).await.expect(200);
    alder.patch(&address, json!({ "safeguarding_contact": WORD })).if_match(partner.etag()).await.expect(200);
}

fn below(made: &Response, command: &str) -> String {
    format!("{}/{command}", made.header("location"))
}

/// Every personal text column holds a canary somewhere, and no other column does.
pub async fn assert_everywhere(app: &TestApp) {
    let database = Database::connect(app.database_url()).await.unwrap();
    for table in TABLES.iter().filter(|table| table.kind == TableKind::Tenant) {
        let name = table.name;
        let columns = match database.get_database_backend() {
            DbBackend::Postgres => format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' \
                 AND table_name = '{name}' AND data_type IN ('character varying', 'text', 'json', 'jsonb')"
            ),
            _ => format!(
                "SELECT name FROM pragma_table_info('{name}') WHERE (type LIKE '%char%' OR type LIKE '%text%' OR type LIKE '%json%') \
                 AND type NOT LIKE '%uuid%' AND type NOT LIKE '%date%' AND type NOT LIKE '%time%'"
            ),
        };
        for column in strings(&database, &columns).await {
            let sql = format!("SELECT CAST(\"{column}\" AS TEXT) FROM {name} WHERE \"{column}\" IS NOT NULL");
            let held = strings(&database, &sql).await.iter().any(|value| canary_in(value).is_some());
            let (marked, here) = (table.personal.contains(&column.as_str()), (name, column.as_str()));
            assert!(
                !held || marked || UNMARKED.contains(&here),
                "{name}.{column} holds what is personal and is not marked"
            );
            assert!(held || !marked || CLOSED.contains(&here), "{name}.{column} is marked and holds no canary");
        }
    }
}

/// Attests something of a champion of Alder's to Birch, and lends them, with consents.
async fn share(app: &TestApp, champion: &Response) {
    let (alder, to) = (app.alder().await, app.seed.bexley.birch.id);
    for purpose in ["share_attestations", "lending"] {
        let consent = json!({
            "champion_id": champion.text_of("champion_id"), "purpose": purpose, "recipient": "Birch", "wording_version": "1",
            "given_at": "2026-11-20T10:00:00Z", "given_by": "proxy", "given_by_proxy": WORD,
        });
        alder.post("/v1/consents", consent).key(&format!("canary-{purpose}")).await.expect(201);
    }
    let attestation = json!({
        "affiliation_id": champion.id(), "to_partner_id": to, "kind": "references_held", "on": "2026-11-01",
    });
    alder.post("/v1/attestations", attestation).key("canary-attestation").await.expect(201);
    let agreement =
        json!({ "affiliation_id": champion.id(), "to_partner_id": to, "from": "2026-12-01", "until": "2026-12-31" });
    let agreement = alder.post("/v1/agreements", agreement).key("canary-agreement").await.expect(201);
    app.birch().await.tell(&below(&agreement, "accept")).await.expect(200);
}
