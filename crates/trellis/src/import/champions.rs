//! Champions of a partner, numbered as the partner's own system numbers them.
//!
//! | column | holds |
//! |---|---|
//! | `external_id`, `given_name` | must be there |
//! | `family_name`, `email`, `phone`, `postcode` | one value |
//! | `languages`, `settings` | codes with a semicolon between: `en; pa`, `venue; home` |
//! | `skills` | topic and level: `email:confident; blue-badge:basic` |
//! | `travel_km` | 0 to 100 |
//! | `availability` | weekdays or dates with times: `tue 09:00-12:00; 2026-12-01 10:00-12:00` |
//! | `stage` | where a new record begins; later the API moves it |
//!
//! A blank cell says nothing: what is known already stays.

mod cells;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use trellis_domain::{
    ClosedEnum, TopicTree,
    affiliation::TRAVEL_LIMIT_MAX_KM,
    affiliation::{AffiliationDetails, AffiliationStage},
    external_id::ExternalNumber,
    help::Setting,
    language::Language,
    postcode::Postcode,
};

use super::{
    FileRefused,
    sheet::{Row, Sheet},
};

/// A champion in a file.
#[derive(Debug, Clone)]
pub struct ChampionRow {
    /// The line of the file.
    pub line: u64,
    /// The partner's own number for the person.
    pub number: ExternalNumber,
    /// Where the person sets out from.
    pub postcode: Option<Postcode>,
    /// What the line says, as a new record.
    pub details: AffiliationDetails,
    /// The same as a change to a record that is there.
    pub change: Map<String, Value>,
}

/// What stands behind the places that the rules name.
const COLUMNS: [(&str, &str); 7] = [
    ("/languages", "languages"),
    ("/skills", "skills"),
    ("/settings", "settings"),
    ("/availability", "availability"),
    ("/travel_limit_km", "travel_km"),
    ("/home_postcode", "postcode"),
    ("", "given_name"),
];

/// The champions of a file; `today` is the network's date.
pub fn read(file: &[u8], topics: &TopicTree, today: NaiveDate) -> Result<Vec<ChampionRow>, FileRefused> {
    let mut seen = BTreeSet::new();
    Sheet::read(file)?.rows(&["external_id", "given_name"], |row| {
        let number: Option<ExternalNumber> = row.required("external_id");
        if let Some(number) = &number {
            row.once(&mut seen, number.to_string(), "external_id");
        }
        let (change, postcode) = change(row, topics);
        // A cell that is wrong was named; the rest is judged as it would be stored.
        let details: AffiliationDetails = serde_json::from_value(Value::Object(change.clone())).ok()?;
        row.check(details.check(today), &COLUMNS);
        Some(ChampionRow { line: row.line(), number: number?, postcode, details, change })
    })
}

/// What the cells say, under the names that the API has for it.
fn change(row: &mut Row<'_>, topics: &TopicTree) -> (Map<String, Value>, Option<Postcode>) {
    let mut change = Map::new();
    let mut say = |name: &str, value: Option<Value>| change.extend(value.map(|value| (name.to_owned(), value)));
    say("given_name", row.required::<trellis_domain::text::Name>("given_name").map(|name| json(&name)));
    say("family_name", row.optional::<trellis_domain::text::Name>("family_name").map(|name| json(&name)));
    say("email", row.optional::<trellis_domain::contact::Email>("email").map(|email| json(&email)));
    say("phone", row.optional::<trellis_domain::contact::Phone>("phone").map(|phone| json(&phone)));
    let language = |text: &str| text.parse::<Language>().ok();
    let wanted = "ISO 639 codes with a semicolon between, such as en; pa";
    say("languages", row.list("languages", wanted, language).map(|list| json(&list)));
    let setting = |text: &str| Setting::parse(text);
    let wanted = format!("some of {} with a semicolon between", Setting::codes());
    say("settings", row.list("settings", &wanted, setting).map(|list| json(&list)));
    let skill = |text: &str| cells::skill(text, topics);
    let wanted = "topics and levels such as email:confident; blue-badge:basic";
    say("skills", row.list("skills", wanted, skill).map(|list| json(&list)));
    let wanted = "times such as tue 09:00-12:00; 2026-12-01 10:00-12:00";
    say("availability", row.list("availability", wanted, cells::slot).map(|list| json(&list)));
    say("travel_limit_km", travel(row).map(|kilometres| json(&kilometres)));
    let postcode: Option<Postcode> = row.optional("postcode");
    say("home_postcode", postcode.as_ref().map(json));
    say("stage", stage(row).map(|stage| json(&stage)));
    (change, postcode)
}

/// How far somebody goes; what is no number, such as `nan`, would be kept as no limit.
fn travel(row: &mut Row<'_>) -> Option<f64> {
    let kilometres: f64 = row.optional("travel_km")?;
    let within = (0.0..=TRAVEL_LIMIT_MAX_KM).contains(&kilometres);
    if !within {
        row.wrong("travel_km", "from 0 to 100 kilometres");
    }
    within.then_some(kilometres)
}

fn stage(row: &mut Row<'_>) -> Option<AffiliationStage> {
    let text = row.text("stage")?;
    let stage = AffiliationStage::parse(text).filter(|stage| !stage.is_final());
    if stage.is_none() {
        row.wrong("stage", "enquiry, application, references, interview, inducting, active or paused");
    }
    stage
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics() -> TopicTree {
        let topic = |slug: &str| {
            let topic = serde_json::json!({"slug": slug, "name": {"en": slug}, "kind": "task", "version": "1"});
            serde_json::from_value(topic).unwrap()
        };
        TopicTree::new(["email", "blue-badge"].map(topic).to_vec()).unwrap()
    }

    fn read(file: &str) -> Result<Vec<ChampionRow>, FileRefused> {
        super::read(file.as_bytes(), &topics(), "2026-11-21".parse().unwrap())
    }

    #[test]
    fn a_line_becomes_a_champion_and_a_blank_cell_says_nothing() {
        let rows = read(
            "external_id,given_name,family_name,languages,skills,settings,postcode,travel_km,availability,stage\n\
             42,Demo Ada,,en; pa,email:confident;blue-badge:basic,venue;home,da67da,4.5,tue 09:00-12:00; 2026-12-01 10:00-12:00,active\n",
        )
        .unwrap();
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(row.details.skills.len(), 2);
        assert_eq!(row.details.availability.len(), 2);
        assert_eq!(row.postcode.as_ref().map(Postcode::as_str), Some("DA6 7DA"));
        assert!(!row.change.contains_key("family_name"));
    }

    #[test]
    fn each_bad_cell_is_named_with_what_would_be_right() {
        let refused = read(
            "external_id,given_name,email,languages,skills,settings,travel_km,availability,stage\n\
             1,,nobody,English,email,online,101,tue 9-12,active\n\
             1,Demo Bo,,,unheard-of:basic,,,wed 12:00-09:00,ended\n",
        )
        .unwrap_err();
        let places: Vec<_> = refused.problems().iter().map(|problem| problem.place.as_str()).collect();
        let expected = [
            "line 2, column given_name",
            "line 2, column email",
            "line 2, column languages",
            "line 2, column settings",
            "line 2, column skills",
            "line 2, column availability",
            "line 2, column travel_km",
            "line 3, column external_id",
            "line 3, column skills",
            "line 3, column stage",
            "line 3, column availability",
        ];
        assert_eq!(places, expected);
        assert!(!refused.to_string().contains("nobody"), "values are never repeated");
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for (ends, line) in [("\r\n", "line 3"), ("\n", "line 3"), ("\n\n", "line 5"), ("\r\n\r\n", "line 5")] {
            let refused = read(&["external_id,given_name", "1,Demo Ada", "2,", ""].join(ends)).unwrap_err();
            assert_eq!(refused.problems()[0].place, format!("{line}, column given_name"), "{ends:?}");
        }
    }

    #[test]
    fn what_is_no_number_of_kilometres_is_refused() {
        for travel in ["nan", "inf", "-3", "100.1", "far"] {
            let refused = read(&format!("external_id,given_name,travel_km\n1,Demo Ada,{travel}\n")).unwrap_err();
            assert_eq!(refused.problems()[0].place, "line 2, column travel_km", "{travel}");
        }
    }
}
