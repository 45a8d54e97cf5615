//! What holds for every pool of champions.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use proptest::prelude::*;

use super::world::{BEXLEYHEATH, ERITH, WELLING, World, affiliation, champion, instant, opening, slot, topic, venue};
use crate::{
    availability::Slot,
    bank_holiday::is_bank_holiday,
    clock_time::{TimeOfDay, Zone},
    help::SkillLevel,
    interval::Interval,
    matching::{Candidate, Commitment, OpeningTimes},
    network::Nation,
    shift::{Taken, Whereabouts},
};

/// A Thursday before the clocks go forward, so that every window has both kinds of day.
pub(super) const NOW: &str = "2027-03-25T09:20:00Z";

pub(super) fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let days = ["monday", "tuesday", "saturday", "sunday", "2027-03-28", "2027-04-01"];
    let one = (prop::sample::select(days.to_vec()), 0..20_u16, 1..12_u16);
    let written =
        one.prop_map(|(day, start, length)| slot(&format!("{day} {start:02}:00-{:02}:00", (start + length).min(24))));
    prop::collection::vec(written, 0..4)
}

fn commitments() -> impl Strategy<Value = Vec<Commitment>> {
    let at = [Whereabouts::Home, Whereabouts::Venue(venue(1)), Whereabouts::Venue(venue(2)), Whereabouts::Anywhere];
    let at = prop::sample::select(at.to_vec());
    let one = (0..14 * 96_i64, 1..20_i64, any::<bool>(), at).prop_map(|(quarter, length, own, at)| {
        let start = instant(NOW) + TimeDelta::minutes(15 * quarter);
        Commitment { interval: Interval::new(start, start + TimeDelta::minutes(15 * length)).unwrap(), at, own }
    });
    prop::collection::vec(one, 0..12)
}

/// Opening times, or none; the first for whatever shrinks. Good Friday and Easter Monday are in the first fortnight.
pub(super) fn openings() -> Vec<Option<OpeningTimes>> {
    let written: [&[&str]; 6] = [
        &[],
        &["monday 09:00-17:00", "tuesday 09:00-17:00", "saturday 09:00-12:00", "saturday 12:00-15:00"],
        &["tuesday 10:15-12:05", "tuesday 13:00-16:40", "sunday 10:00-16:00"],
        &["monday 09:00-12:00"],
        &["sunday 00:30-02:30", "thursday 00:00-24:00", "monday 00:00-24:00", "friday 00:00-24:00"],
        &["wednesday 09:00-17:00"],
    ];
    written.iter().map(|slots| opening(slots)).collect()
}

prop_compose! {
    pub(super) fn pool()(
        people in prop::collection::vec((slots(), commitments(), any::<bool>(), 0..3_usize, 0..3_usize, 0..900_u32), 0..12)
    ) -> Vec<Candidate> {
        let made = people.into_iter().zip(1_u128..).map(|((slots, commitments, ask_me, level, home, load_minutes), number)| Candidate {
            slots,
            commitments,
            ask_me,
            load_minutes,
            skills: vec![(topic("blue-badge"), [SkillLevel::Basic, SkillLevel::Confident, SkillLevel::Expert][level])],
            point: Some([BEXLEYHEATH, WELLING, ERITH][home]),
            weekly_minutes_cap: (load_minutes % 3 == 0).then_some(120),
            ..champion(number)
        });
        made.collect()
    }
}

/// Minutes of the wall clock in London, and its date.
fn wall(instant: DateTime<Utc>) -> (chrono::NaiveDate, TimeOfDay) {
    let local = Zone::LONDON.local(instant);
    (local.date_naive(), TimeOfDay::from_minutes(u16::try_from(local.hour() * 60 + local.minute()).unwrap()).unwrap())
}

fn covers(slots: &[Slot], start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
    // By the last minute: at the end itself the clock may have jumped, or the next day begun.
    let ((date, from), (last_date, last)) = (wall(start), wall(end - TimeDelta::minutes(1)));
    let until = TimeOfDay::from_minutes(last.minutes() + 1).unwrap();
    last_date == date && slots.iter().any(|slot| slot.covers(date, from, until))
}

/// Minute by minute, because two stretches may make one.
fn is_within(slots: &[Slot], start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
    let minutes = (0..(end - start).num_minutes()).map(|minute| start + TimeDelta::minutes(minute));
    minutes.into_iter().all(|minute| covers(slots, minute, minute + TimeDelta::minutes(1)))
}

proptest! {
    #[test]
    fn the_order_of_champions_changes_nothing(pool in pool(), shuffled in Just(()).prop_perturb(|(), mut rng| rng.random::<u64>())) {
        let mut world = World::new();
        world.now = NOW;
        world.candidates = pool;
        let first = world.ranking();
        let count = world.candidates.len().max(1);
        world.candidates.rotate_left(usize::try_from(shuffled % 12).unwrap() % count);
        if shuffled % 2 == 0 {
            world.candidates.reverse();
        }
        prop_assert_eq!(world.ranking(), first);
    }

    #[test]
    fn every_proposal_keeps_every_promise(
        pool in pool(), wishes in slots(), open in slots(), buffer in 0..60_u16, pairs in any::<bool>(),
    ) {
        let mut world = World::new();
        world.now = NOW;
        world.candidates = pool;
        world.request.times = wishes;
        world.policy.travel_buffer_minutes = buffer;
        world.policy.two_champions_at_home = pairs;
        if pairs {
            world.request.setting = crate::help::Setting::Home;
        }
        let open: Vec<Slot> = open.into_iter().filter(|slot| slot.weekday.is_some()).collect();
        world.places[0].opening = OpeningTimes::of(&open, Nation::England);
        let ranking = world.ranking();
        let rejected: u32 = ranking.funnel.rejected.iter().map(|rejected| rejected.count).sum();
        prop_assert_eq!(ranking.funnel.considered, ranking.funnel.passed + rejected);
        for ranked in &ranking.proposals {
            prop_assert!(ranked.starts_at >= instant(NOW) + TimeDelta::hours(24));
            prop_assert_eq!(ranked.ends_at - ranked.starts_at, TimeDelta::minutes(60));
            prop_assert!(world.request.times.is_empty() || covers(&world.request.times, ranked.starts_at, ranked.ends_at));
            prop_assert_eq!(ranked.second.is_some(), pairs);
            if ranked.venue.is_some() && !open.is_empty() {
                prop_assert!(is_within(&open, ranked.starts_at, ranked.ends_at));
                prop_assert!(!is_bank_holiday(Nation::England, wall(ranked.starts_at).0));
            }
            for id in [Some(ranked.affiliation), ranked.second].into_iter().flatten() {
                let candidate = world.candidates.iter().find(|candidate| candidate.affiliation == id).unwrap();
                prop_assert!(ranked.to_be_asked || covers(&candidate.slots, ranked.starts_at, ranked.ends_at));
                let buffer = TimeDelta::minutes(buffer.into());
                let interval = Interval::new(ranked.starts_at, ranked.ends_at).unwrap();
                let help = Taken { interval, at: Whereabouts::of(world.request.setting, ranked.venue) };
                let clash = candidate.commitments.iter().any(|taken| taken.taken().clashes(help, buffer));
                prop_assert!(!clash, "busy");
            }
        }
        prop_assert!(ranking.proposals.iter().all(|ranked| ranked.second != Some(ranked.affiliation)));
    }

    /// The plain oracle: try every five minutes of every day.
    #[test]
    fn whoever_is_said_to_have_no_time_has_none(pool in pool(), wishes in slots()) {
        let mut world = World::new();
        world.now = NOW;
        world.policy.travel_buffer_minutes = 0;
        world.request.times = wishes;
        for mut candidate in pool {
            (candidate.point, candidate.travel_limit_m, candidate.weekly_minutes_cap) = (None, None, None);
            world.candidates = vec![Candidate { affiliation: affiliation(1), ..candidate }];
            if world.request.times.is_empty() || world.start().is_some() {
                continue;
            }
            let candidate = &world.candidates[0];
            let starts = (0..13 * 288).map(|step| instant("2027-03-26T09:30:00Z") + TimeDelta::minutes(5 * step));
            for start in starts.filter(|start| wall(*start).0 < "2027-04-08".parse().unwrap()) {
                let end = start + TimeDelta::minutes(60);
                let free = candidate.commitments.iter().all(|taken| end <= taken.interval.start() || taken.interval.end() <= start);
                let offered = candidate.ask_me || covers(&candidate.slots, start, end);
                prop_assert!(!(free && offered && covers(&world.request.times, start, end)), "{start}");
            }
        }
    }
}
