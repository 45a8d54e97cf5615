//! What a newcomer reads once the demonstration answers.

use std::{fmt::Write, path::Path};

use chrono::{DateTime, Utc};
use trellis_domain::{ClosedEnum, Id, Request, Session, access::Role, clock_time::Zone};

use super::{
    SLUG,
    calendar::Calendar,
    clients::{Credentials, DemoClient, crm_partner},
    load::SOURCE,
    names::ThingName,
};

/// The banner, the addresses, the clients, and lines to paste into a shell.
pub(super) fn greeting(credentials: &Credentials, file: &Path, now: DateTime<Utc>) -> String {
    let Credentials { base_url, clients } = credentials;
    let mut text = format!(
        "\n\
         This is demonstration data. Its organisations, people and requests are invented; the places are real, but nothing happens there.\n\
         \n\
         Swagger UI     {base_url}/docs\n\
         Listing page   {base_url}/n/{SLUG}\n\
         \n\
         Clients (also in {})\n",
        file.display()
    );
    for client in clients {
        let DemoClient { name, role, partner, client_id, client_secret, .. } = client;
        let whose = partner.map(|partner| format!(", {partner}")).unwrap_or_default();
        // Writing into a text cannot fail.
        let _ = writeln!(text, "  {name} ({}{whose})\n    {client_id}  {client_secret}", role.code());
    }
    text += "\nLines to paste into a shell:\n\n";
    for line in lines(credentials, now) {
        text += &line;
        text += "\n";
    }
    text
}

/// Five lines that work one after another, as the CRM of one partner.
fn lines(credentials: &Credentials, now: DateTime<Utc>) -> Vec<String> {
    let Credentials { base_url, clients } = credentials;
    let is_crm = |client: &&DemoClient| client.role == Role::Partner && client.partner == Some(crm_partner());
    let Some(DemoClient { client_id, client_secret, .. }) = clients.iter().find(is_crm) else { return Vec::new() };
    let request: Id<Request> = ThingName::new("request", "blue-badge").id();
    let session = bookable(now);
    let bearer = r#"-H "Authorization: Bearer $TOKEN""#;
    let json = "-H 'Content-Type: application/json'";
    let champion = r#"{"given_name": "Demo-Nora", "languages": ["en", "pa"], "skills": [{"topic": "blue-badge", "level": "confident"}]}"#;
    let booking = format!(
        r#"{{"session_id": "{session}", "guest": {{"name": "A demonstration guest", "contact": "020 7946 0000"}}, "route": "web"}}"#
    );
    vec![
        format!(
            r#"TOKEN=$(curl -s -u {client_id}:{client_secret} -d grant_type=client_credentials {base_url}/oauth/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')"#
        ),
        format!("curl -s '{base_url}/v1/public/networks/{SLUG}/sessions?near=DA6+7DA&radius_km=3'"),
        format!(
            "curl -s -X PATCH {bearer} -H 'Content-Type: application/merge-patch+json' \
             {base_url}/v1/affiliations/by-external-id/{SOURCE}/2001 -d '{champion}'"
        ),
        format!("curl -s {bearer} {json} {base_url}/v1/requests/{request}/proposals -d '{{\"limit\": 3}}'"),
        format!("curl -s {bearer} {json} -H \"Idempotency-Key: $(date +%s)\" {base_url}/v1/bookings -d '{booking}'"),
    ]
}

/// The next session of a pattern with many places.
fn bookable(now: DateTime<Utc>) -> Id<Session> {
    let pattern = super::content::BOOKABLE;
    let date = Calendar::new(now, Zone::LONDON).dates(pattern.1, 1).next();
    ThingName::new("session", format_args!("{}/{}", pattern.0, date.unwrap_or_default())).id()
}
