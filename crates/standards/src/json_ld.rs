//! schema.org `Event` as JSON-LD: what search engines read in the page of an occasion.

use serde_json::{Map, Value, json};

use crate::happening::{Collection, Happening, Place, Standing, Venue};

const CONTEXT: &str = "https://schema.org";

/// One occasion.
pub fn event(happening: &Happening) -> Value {
    let mut event = bare(happening);
    event.shift_insert(0, "@context".to_owned(), CONTEXT.into());
    Value::Object(event)
}

/// Occasions as one graph.
pub fn events(collection: &Collection) -> Value {
    let graph: Vec<_> = collection.happenings.iter().map(|happening| Value::Object(bare(happening))).collect();
    json!({ "@context": CONTEXT, "@graph": graph })
}

/// The text of a `<script type="application/ld+json">`, in which nothing can end the element or be taken for markup.
pub fn in_page(value: &Value) -> String {
    let text = value.to_string();
    let escaped = text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    // Line ends for JavaScript, though not for JSON.
    escaped.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn bare(happening: &Happening) -> Map<String, Value> {
    let (status, previous) = match happening.standing {
        Standing::Scheduled => ("EventScheduled", None),
        Standing::Moved(from) => ("EventRescheduled", Some(happening.zone.local(from).to_rfc3339())),
        Standing::Cancelled(_) => ("EventCancelled", None),
    };
    let mode = match happening.place {
        Place::Remote(_) => "OnlineEventAttendanceMode",
        Place::Venue(_) | Place::Home(_) => "OfflineEventAttendanceMode",
    };
    let said = [happening.cancelled(), happening.description.as_ref()];
    let description = said.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
    let series = happening
        .series
        .as_ref()
        .map(|series| json!({ "@type": "EventSeries", "@id": series.page, "name": series.title, "url": series.page }));
    let members = [
        ("@type", Some(json!("Event"))),
        ("@id", Some(json!(happening.page))),
        ("identifier", Some(json!(happening.uid))),
        ("url", Some(json!(happening.page))),
        ("name", Some(json!(happening.title))),
        ("description", (!description.is_empty()).then(|| json!(description))),
        ("startDate", Some(json!(happening.local_start()))),
        ("endDate", Some(json!(happening.local_end()))),
        ("eventStatus", Some(json!(format!("{CONTEXT}/{status}")))),
        ("previousStartDate", previous.map(Value::from)),
        ("eventAttendanceMode", Some(json!(format!("{CONTEXT}/{mode}")))),
        ("location", Some(location(happening))),
        ("organizer", Some(organiser(happening))),
        ("isAccessibleForFree", Some(json!(happening.free))),
        ("offers", happening.free.then(|| offer(happening))),
        ("about", list(&happening.topics)),
        ("audience", list(&happening.audiences).map(|kinds| json!({ "@type": "Audience", "audienceType": kinds }))),
        ("superEvent", series),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn list(words: &[String]) -> Option<Value> {
    (!words.is_empty()).then(|| json!(words))
}

fn location(happening: &Happening) -> Value {
    match &happening.place {
        Place::Venue(venue) => place(venue),
        Place::Home(words) => {
            json!({ "@type": "Place", "name": words, "address": { "@type": "PostalAddress", "addressCountry": "GB" } })
        }
        Place::Remote(words) => json!({ "@type": "VirtualLocation", "name": words, "url": happening.page }),
    }
}

fn place(venue: &Venue) -> Value {
    let Venue { name, lines, town, postcode, point, access } = venue;
    let mut address = json!({
        "@type": "PostalAddress", "streetAddress": lines.join(", "), "postalCode": postcode, "addressCountry": "GB",
    });
    let mut place = json!({ "@type": "Place", "name": name });
    if let (Some(address), Some(town)) = (address.as_object_mut(), town) {
        address.insert("addressLocality".to_owned(), json!(town));
    }
    if let Some(place) = place.as_object_mut() {
        place.insert("address".to_owned(), address);
        if let Some(point) = point {
            let geo = json!({ "@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude });
            place.insert("geo".to_owned(), geo);
        }
        if let Some(features) = list(access) {
            place.insert("amenityFeature".to_owned(), amenities(&features));
        }
    }
    place
}

fn amenities(features: &Value) -> Value {
    let features = features.as_array().into_iter().flatten();
    features.map(|name| json!({ "@type": "LocationFeatureSpecification", "name": name, "value": true })).collect()
}

fn organiser(happening: &Happening) -> Value {
    let mut organiser = json!({ "@type": "Organization", "name": happening.organiser });
    if let (Some(organiser), Some(phone)) = (organiser.as_object_mut(), &happening.phone) {
        organiser.insert("telephone".to_owned(), json!(phone));
    }
    organiser
}

fn offer(happening: &Happening) -> Value {
    json!({ "@type": "Offer", "price": 0, "priceCurrency": "GBP", "url": happening.page })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        happening::Series,
        sample::{HOSTILE, cancelled, collection, happening, remote, titled},
    };

    #[test]
    fn one_occasion_in_full() {
        assert_eq!(
            event(&happening()),
            json!({
                "@context": "https://schema.org",
                "@type": "Event",
                "@id": "https://help.example/n/bexley/sessions/ses_1",
                "identifier": "ses_1",
                "url": "https://help.example/n/bexley/sessions/ses_1",
                "name": "Ask about your phone",
                "description": "Bring your phone; tablets, too.",
                "startDate": "2026-07-07T10:00:00+01:00",
                "endDate": "2026-07-07T12:00:00+01:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "location": {
                    "@type": "Place",
                    "name": "Sidcup Library",
                    "address": {
                        "@type": "PostalAddress", "streetAddress": "1 High Street", "addressLocality": "Sidcup",
                        "postalCode": "DA14 6BN", "addressCountry": "GB",
                    },
                    "geo": { "@type": "GeoCoordinates", "latitude": 51.4263, "longitude": 0.1011 },
                    "amenityFeature": [
                        { "@type": "LocationFeatureSpecification", "name": "Step-free", "value": true },
                        { "@type": "LocationFeatureSpecification", "name": "Hearing loop", "value": true },
                    ],
                },
                "organizer": { "@type": "Organization", "name": "Alder", "telephone": "020 7946 0001" },
                "isAccessibleForFree": true,
                "offers": { "@type": "Offer", "price": 0, "priceCurrency": "GBP", "url": "https://help.example/n/bexley/sessions/ses_1" },
                "about": ["Blue Badge"],
            })
        );
    }

    #[test]
    fn a_cancelled_one_keeps_its_date_and_says_why() {
        let event = event(&cancelled());
        assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(event["startDate"], "2026-07-07T10:00:00+01:00");
        assert_eq!(event["description"], "Cancelled: The library is closed\nBring your phone; tablets, too.");
    }

    #[test]
    fn a_moved_one_says_when_it_was_to_be() {
        let standing = Standing::Moved("2026-07-06T09:00:00Z".parse().unwrap());
        let event = event(&Happening { standing, ..happening() });
        assert_eq!(event["eventStatus"], "https://schema.org/EventRescheduled");
        assert_eq!(event["previousStartDate"], "2026-07-06T10:00:00+01:00");
    }

    #[test]
    fn a_remote_one_is_somewhere_and_an_occasion_is_part_of_its_series() {
        let page = "https://help.example/n/bexley/series/ser_1".to_owned();
        let series = Series { id: "ser_1".to_owned(), page, title: "Mornings".to_owned() };
        let event = event(&Happening { series: Some(series), ..remote() });
        assert_eq!(event["eventAttendanceMode"], "https://schema.org/OnlineEventAttendanceMode");
        assert_eq!(event["location"]["@type"], "VirtualLocation");
        assert_eq!(
            (&event["superEvent"]["@type"], &event["superEvent"]["name"]),
            (&json!("EventSeries"), &json!("Mornings"))
        );
    }

    #[test]
    fn several_are_a_graph() {
        let graph = events(&collection(vec![happening(), remote()]));
        assert_eq!(
            (&graph["@graph"][0]["identifier"], &graph["@graph"][1]["identifier"]),
            (&json!("ses_1"), &json!("ses_2"))
        );
    }

    #[test]
    fn hostile_titles_cannot_leave_the_element_and_read_back_whole() {
        for title in HOSTILE {
            let text = in_page(&event(&titled(title)));
            assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], *title);
        }
    }
}
