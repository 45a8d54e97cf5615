//! Proposing and accepting are one rule: what is proposed is accepted, and who is said to have no time is accepted at none.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{
    properties::{NOW, openings, pool, slots},
    world::{BEXLEYHEATH, ERITH, World, calendar, instant, place},
};
use crate::{
    help::Setting,
    matching::{Chosen, Stretch, options, still_holds},
};

prop_compose! {
    fn world()(
        candidates in pool(), times in slots(), setting in prop::sample::select(vec![Setting::Venue, Setting::Venue, Setting::Home]),
        buffer in 0..70_u16, opens in prop::collection::vec(prop::sample::select(openings()), 3), duration in prop::sample::select(vec![30_u16, 60, 75]),
    ) -> World {
        let mut world = World::new();
        world.now = NOW;
        world.candidates = candidates;
        world.candidates.truncate(4);
        world.places = vec![place(1, BEXLEYHEATH), place(2, ERITH), place(3, BEXLEYHEATH)];
        (world.request.times, world.request.setting, world.request.duration_minutes) = (times, setting, duration);
        (world.policy.travel_buffer_minutes, world.policy.horizon_days) = (buffer, 5);
        for (place, opening) in world.places.iter_mut().zip(opens) {
            place.opening = opening;
        }
        if setting == Setting::Home {
            world.places.clear();
        }
        world
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_may_be_proposed_is_accepted(world in world()) {
        let (ask, calendar) = (world.ask(), calendar(NOW));
        let ways = options(&ask, &world.candidates, &world.policy, calendar, usize::MAX);
        let ranking = world.ranking();
        prop_assert_eq!(&ways.funnel, &ranking.funnel);
        for ranked in &ranking.proposals {
            prop_assert!(ways.offers.iter().any(|offer| offer.best == *ranked), "the best way is one of them");
        }
        let ends = ways.offers.iter().flat_map(|offer| {
            let ends = |stretch: &Stretch| [offer.at(*stretch, stretch.first), offer.at(*stretch, stretch.last)];
            offer.stretches.iter().flat_map(ends).collect::<Vec<_>>()
        });
        for ranked in ends.chain(ranking.proposals) {
            prop_assert_eq!(still_holds(&ask, &world.candidates, &world.policy, calendar, Chosen::from(&ranked)), Ok(()));
        }
    }

    /// Tried at every place, every quarter of an hour.
    #[test]
    fn who_is_rejected_is_accepted_at_no_place_and_time(world in world()) {
        let (ask, calendar) = (world.ask(), calendar(NOW));
        let proposed = world.ranking().proposals;
        let venues: Vec<_> = match world.request.setting {
            Setting::Venue => ask.places.iter().map(|place| Some(place.venue)).collect(),
            _ => vec![None],
        };
        for candidate in &world.candidates {
            if proposed.iter().any(|ranked| ranked.affiliation == candidate.affiliation) {
                continue;
            }
            for quarter in 1..5 * 96 {
                let starts_at = instant("2027-03-26T09:15:00Z") + TimeDelta::minutes(15 * quarter);
                for venue in &venues {
                    let chosen =
                        Chosen { affiliation: candidate.affiliation, second: None, starts_at, venue: *venue, session: None };
                    let held = still_holds(&ask, &world.candidates, &world.policy, calendar, chosen);
                    prop_assert!(held.is_err(), "{starts_at} {venue:?}");
                }
            }
        }
    }
}
