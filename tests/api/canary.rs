//! Recognisable strings in every personal column: they are kept there, and come out nowhere that others look.

mod leaks;
mod links;
mod logs;
mod planting;
mod refusals;

use crate::{
    calls::World,
    crawl::crawl,
    harness::{Client, TestApp},
};
use leaks::{TIME, WORD, assert_silent};

#[actix_web::test]
async fn what_is_personal_is_read_by_its_owner_alone_and_never_logged() {
    logs::listen();
    let metrics = logs::count();
    let app = World::app().await;
    planting::plant(&app).await;
    planting::assert_everywhere(&app).await;

    for (reader, client) in readers(&app).await {
        for (address, answer) in crawl(&client.at(&app.beside(app.state.clone())), "bexley").await {
            let text = without_what_is_open(&address, &answer.text);
            assert_silent(&format!("{address} for {reader}"), &format!("{:?} {text}", answer.masked().1));
        }
    }
    for (reader, client) in [("Alder", app.alder().await), ("the co-ordinator", app.coordinator().await)] {
        for (address, answer) in crawl(&client, "bexley").await {
            if address.starts_with("/v1/events") || address.starts_with("/v1/inbox") {
                assert_silent(&format!("{address} for {reader}"), &without_what_is_open(&address, &answer.text));
            }
        }
    }
    let tokens = links::visit(&app).await;
    refusals::provoke(&World::alder(&app).await).await;
    assert_silent("the metrics", &metrics.render());
    let lines = logs::lines();
    assert!(lines.iter().any(|line| line.contains("answered") && line.contains("/v1/learners")), "nothing is logged");
    for line in lines {
        assert_silent("a log line", &line);
        assert!(!tokens.iter().any(|token| line.contains(token)), "a token is in a log line");
    }
}

/// A text without what is open to a network's own: partners tell each other whom to ring about safeguarding, and the
/// inbox says when help is wanted, so that they know whether they can; not by whom.
fn without_what_is_open(address: &str, text: &str) -> String {
    match address {
        inbox if inbox.starts_with("/v1/inbox") => text.replace(TIME, ""),
        partners if partners.starts_with("/v1/partners") => {
            text.replace(&format!("\"safeguarding_contact\":\"{WORD}\""), "")
        }
        _ => text.to_owned(),
    }
}

/// Everybody who is not to read a partner's personal data, or what waits in the inbox.
async fn readers(app: &TestApp) -> Vec<(&'static str, Client)> {
    vec![
        ("anybody", app.anybody()),
        ("Birch", app.birch().await),
        ("a booking site", app.booking_site().await),
        ("a sponsor", app.sponsor().await),
        ("elsewhere", app.elsewhere().await),
        ("the operator", app.operator().await),
    ]
}
