//! Pages of what is near, beside an oracle: every session that was planned, judged one by one.

use serde_json::json;
use trellis_domain::geo::Point;

use crate::{
    harness::{Client, Response, TestApp},
    public_sessions::{LISTING, publish},
};

const HERE: Point = Point { latitude: 51.45, longitude: 0.12 };
const RADIUS_KM: f64 = 6.0;

/// Libraries around: several in one cell, others in cells of their own; the fifth and the last lie in corners of the box, out of reach.
const LIBRARIES: [(f64, f64); 8] = [
    (51.45, 0.12),
    (51.451, 0.121),
    (51.495, 0.12),
    (51.41, 0.17),
    (51.5, 0.2),
    (51.45, 0.05),
    (51.42, 0.09),
    (51.5, 0.04),
];

struct Planned {
    id: String,
    hour: u32,
    library: Option<usize>,
    bookable: bool,
}

impl Planned {
    fn is_near(&self) -> bool {
        let distance = |at: usize| {
            let (latitude, longitude) = LIBRARIES[at];
            HERE.distance_km(Point { latitude, longitude })
        };
        self.library.is_none_or(|at| distance(at) <= RADIUS_KM)
    }
}

struct Town<'a> {
    alder: &'a Client,
    venues: Vec<String>,
    planned: Vec<Planned>,
}

impl Town<'_> {
    /// Plans a session at a library, or by phone.
    async fn plan(&mut self, hour: u32, library: Option<usize>, bookable: bool) {
        let at = match library {
            Some(library) => json!({ "setting": "venue", "venue_id": self.venues[library] }),
            None => json!({ "setting": "remote" }),
        };
        let mut session = at;
        if bookable {
            session["booking"] = json!("pre_arranged");
            session["capacity"] = json!(4);
        }
        let id = publish(self.alder, hour, session).await.id();
        self.planned.push(Planned { id, hour, library, bookable });
    }

    /// What is found by whoever looks at all of it.
    fn expected(&self, passes: impl Fn(&Planned) -> bool) -> Vec<String> {
        let mut found: Vec<_> = self.planned.iter().filter(|planned| planned.is_near() && passes(planned)).collect();
        found.sort_by_key(|planned| (planned.hour, planned.id.clone()));
        found.into_iter().map(|planned| planned.id.clone()).collect()
    }
}

fn next(page: &Response) -> Option<String> {
    page.body["next_cursor"].as_str()?;
    Some(page.header("link").trim_start_matches('<').split('>').next().unwrap().to_owned())
}

/// All pages from this address on, one after another.
async fn all(app: &TestApp, address: String) -> Vec<String> {
    let (mut found, mut address) = (Vec::new(), Some(address));
    while let Some(at) = address {
        let page = app.anybody().get(&at).await.expect(200);
        found.extend(page.ids());
        address = next(&page);
    }
    found
}

#[actix_web::test]
async fn pages_of_what_is_near_are_the_whole_list_cut_up_while_sessions_are_added() {
    let app = TestApp::start().await;
    let alder_id = app.seed.bexley.alder.id;
    let mut venues = Vec::new();
    for (number, point) in LIBRARIES.into_iter().enumerate() {
        venues.push(app.plant_venue(alder_id, &format!("Library {number}"), point).await.to_string());
    }
    let alder = app.alder().await;
    let mut town = Town { alder: &alder, venues, planned: Vec::new() };
    for number in 0..36 {
        // Several start at once; every ninth is by phone, and the corners get more than their share.
        let library = (number % 9 < 8).then_some(if number % 4 == 3 { 4 } else { number % 8 });
        town.plan(8 + u32::try_from(number * 7 % 11).unwrap(), library, number % 3 == 0).await;
    }
    let near = format!("near={},{}&radius_km={RADIUS_KM}", HERE.latitude, HERE.longitude);
    let everywhere = "/v1/public/sessions";
    for limit in [1, 2, 5, 100] {
        let of_network = all(&app, format!("{LISTING}?{near}&limit={limit}")).await;
        assert_eq!(of_network, town.expected(|_| true), "{limit}");
        let of_all = all(&app, format!("{everywhere}?{near}&limit={limit}")).await;
        assert_eq!(of_all, town.expected(|planned| planned.library.is_some()), "{limit}");
        let bookable =
            all(&app, format!("{everywhere}?{near}&limit={limit}&booking=pre_arranged&starts_from=12:00")).await;
        let wanted = |planned: &Planned| planned.library.is_some() && planned.bookable && planned.hour >= 12;
        assert_eq!(bookable, town.expected(wanted), "{limit}");
    }
    for surface in [LISTING, everywhere] {
        let everything = |planned: &Planned| surface == LISTING || planned.library.is_some();
        let page = app.anybody().get(&format!("{surface}?{near}&limit=4&access=step_free")).await.expect(200);
        let libraries = |planned: &Planned| planned.library.is_some() && everything(planned);
        assert_eq!(page.ids(), town.expected(libraries)[..4]);
        let seen = page.ids();
        // One before the place where the page ends, one behind it, and one out of reach.
        town.plan(7, Some(0), false).await;
        town.plan(20, Some(6), false).await;
        town.plan(20, Some(4), false).await;
        let rest = all(&app, next(&page).unwrap()).await;
        let expected: Vec<_> = town.expected(libraries).into_iter().filter(|id| !seen.contains(id)).collect();
        let early = &town.planned[town.planned.len() - 3].id;
        assert_eq!(rest, expected.into_iter().filter(|id| id != early).collect::<Vec<_>>());
    }
}
