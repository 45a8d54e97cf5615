//! What holds for every activity and every pool of champions.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NOW, open};
use crate::{
    activity::ActivityDetails,
    geo::Point,
    matching::{
        Candidate, SuitedTime, activities_for, champions_for,
        tests::{
            properties::pool,
            world::{BEXLEYHEATH, ERITH, WELLING, calendar},
        },
    },
    policy::PolicyDetails,
};

fn activities() -> impl Strategy<Value = Vec<Value>> {
    let times = prop::collection::btree_map(0..3_usize, (8..14_u16, 1..5_u16), 1..3);
    let one = (times, any::<bool>(), any::<bool>(), 0..4_usize);
    let written = one.prop_map(|(times, topics, languages, place)| {
        let days = ["monday", "tuesday", "saturday"];
        let times = times.into_iter().map(|(day, (start, hours))| {
            json!({"weekday": days[day], "start": format!("{start:02}:00"), "end": format!("{:02}:00", start + hours)})
        });
        json!({
            "name": "Activity", "times": times.collect::<Vec<_>>(), "languages": if languages { json!(["en"]) } else { json!([]) },
            "topics": if topics { json!(["blue-badge"]) } else { json!([]) }, "place": place,
        })
    });
    prop::collection::vec(written, 1..6)
}

proptest! {
    /// Whichever side asks and in whichever order things come: the same verdicts, scores and times.
    #[test]
    fn both_sides_and_every_order_agree(pool in pool(), written in activities(), turn in 0..12_usize, strict in any::<bool>()) {
        let policy: PolicyDetails = serde_json::from_value(if strict { json!({"required_level": "confident"}) } else { json!({}) }).unwrap();
        let calendar = calendar("2027-03-25T09:20:00Z");
        let details: Vec<(ActivityDetails, Option<Point>)> = written.into_iter().map(|mut activity| {
            let place = activity.as_object_mut().unwrap().remove("place").unwrap().as_u64().unwrap();
            let point = [Some(BEXLEYHEATH), Some(WELLING), Some(ERITH), None][usize::try_from(place).unwrap()];
            (serde_json::from_value(activity).unwrap(), point)
        }).collect();
        let activities: Vec<_> = (1..).zip(&details).map(|(number, (details, point))| open(number, details, *point)).collect();
        let (mut turned, mut shuffled) = (pool.clone(), activities.clone());
        turned.rotate_left(turn % pool.len().max(1));
        turned.reverse();
        shuffled.rotate_left(turn % activities.len());

        let by_activity: Vec<_> = activities.iter().map(|activity| {
            let found = champions_for(activity, &pool, &policy, calendar, 50);
            assert_eq!(champions_for(activity, &turned, &policy, calendar, 50), found);
            found
        }).collect();
        for champion in &pool {
            let found = activities_for(champion, &pool, &activities, &policy, calendar, 50);
            prop_assert_eq!(&activities_for(champion, &turned, &shuffled, &policy, calendar, 50), &found);
            let rejected: u32 = found.funnel.rejected.iter().map(|rejected| rejected.count).sum();
            prop_assert_eq!(found.funnel.considered, found.funnel.passed + rejected);
            for (activity, champions) in activities.iter().zip(&by_activity) {
                let here = found.items.iter().find(|item| item.id == activity.id);
                let there = champions.items.iter().find(|item| item.id == champion.affiliation);
                let told = |item: &[SuitedTime], score: u16| (item.to_vec(), score);
                prop_assert_eq!(
                    here.map(|item| told(&item.times, item.score)), there.map(|item| told(&item.times, item.score))
                );
            }
        }
    }

    /// The plain oracle: where nothing else can fail, a champion is there exactly at the times that lie within one of theirs.
    #[test]
    fn a_champion_is_there_when_they_can(pool in pool(), written in activities()) {
        for mut activity in written {
            activity.as_object_mut().unwrap().remove("place");
            activity["topics"] = json!([]);
            let details: ActivityDetails = serde_json::from_value(activity).unwrap();
            for champion in &pool {
                let champion = Candidate { commitments: Vec::new(), weekly_minutes_cap: None, travel_limit_m: None, ..champion.clone() };
                let within = |time: &crate::availability::Slot| champion.slots.iter().any(|slot| {
                    slot.weekday == time.weekday && (slot.start..=slot.end).contains(&time.start) && time.end <= slot.end
                });
                let expected: Vec<_> = details.times.iter().filter(|time| champion.ask_me || within(time)).copied().collect();
                let found = champions_for(
                    &open(1, &details, None), std::slice::from_ref(&champion), &PolicyDetails::default(), calendar(NOW), 1,
                );
                let times: Vec<_> = found.items.first().map(|item| item.times.clone()).unwrap_or_default();
                prop_assert_eq!(times.iter().map(|time| time.time).collect::<Vec<_>>(), expected);
                prop_assert!(times.iter().all(|time| time.to_be_asked != within(&time.time)));
            }
        }
    }
}
