//! The pool of a partner's champions, brought up to date for a question.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{AffiliationId, Agreement, Attestation, Check, Completion, Id, NounKind, PartnerId, event::Event};
use trellis_storage::{
    Horizon, Reading, StoreError,
    affiliation::present_after,
    agreement::lent_to,
    engagement::taken_through,
    event::since,
    matching_pool::{Crew, KeptPool, MatchingPools},
};
use uuid::Uuid;

use super::{candidates::Roster, gather::window, present};

/// For how long a pool is built.
const SERVES: TimeDelta = TimeDelta::days(14);
/// How many champions are read at once when a pool is built.
const PAGE: u64 = 1_000;
/// How many changes a pool catches up with; after more of them it is built anew.
const CHANGES_MAX: u64 = 5_000;
/// How many champions a pool reads anew; for more of them it is built anew.
const ANEW_MAX: usize = 2_000;

/// The partner's champions as they are now, with loads as they are at `now`.
pub(super) async fn crew(
    reading: &impl Reading,
    partner: PartnerId,
    now: DateTime<Utc>,
) -> Result<Arc<Crew>, StoreError> {
    let horizon = reading.horizon().await?;
    let (network, pools) = (reading.standpoint().network, reading.matching_pools());
    let place = pools.of(network, partner);
    let mut place = place.lock().await;
    if place.as_ref().is_some_and(|kept| horizon.kept < kept.reached()) {
        // A snapshot that is older than the pool, which cannot go back. Nobody waits for what is not kept.
        drop(place);
        let Built { mut kept, .. } = built(reading, partner, horizon, now).await?;
        kept.set_clock(now);
        return Ok(kept.crew());
    }
    let changed = match place.as_ref().filter(|kept| kept.serves(now)) {
        Some(kept) => changed(reading, partner, kept, horizon).await?,
        None => None,
    };
    // Out of its place while it is half done.
    let kept = match (place.take(), changed) {
        (Some(mut kept), Some(changed)) => {
            changed.enter(&mut kept, horizon, now);
            Built { kept, is_lasting: true }
        }
        _ => built(reading, partner, horizon, now).await?,
    };
    let Built { mut kept, is_lasting } = kept;
    kept.set_clock(now);
    let crew = kept.crew();
    let champions = crew.pool().len();
    if is_lasting && MatchingPools::keep(champions) {
        pools.note(network, partner, champions);
        *place = Some(kept);
    }
    Ok(crew)
}

/// A pool, and whether it can be kept.
struct Built {
    kept: KeptPool,
    is_lasting: bool,
}

/// Everybody, read in pages so that little of it is held at once.
async fn built(
    reading: &impl Reading,
    partner: PartnerId,
    horizon: Horizon,
    now: DateTime<Utc>,
) -> Result<Built, StoreError> {
    let until = now + SERVES;
    let window = window(now, until);
    let mut kept = KeptPool::new((now, until), window, horizon.kept);
    let mut after = None;
    loop {
        let affiliations = present_after(reading, partner, after, PAGE).await?;
        let Some(last) = affiliations.last() else { break };
        after = Some(last.id);
        let own = present::own(affiliations).collect();
        let roster = Roster::around(reading, partner, own, window).await?;
        roster.entries(now).for_each(|entry| kept.enter(entry));
    }
    let lent = present::lent(reading, partner).await?;
    let roster = Roster::around(reading, partner, lent, window).await?;
    roster.entries(now).for_each(|entry| kept.enter(entry));
    if horizon.seen == horizon.kept {
        return Ok(Built { kept, is_lasting: true });
    }
    // Whom this unit of work itself has changed may soon be as they were.
    let changed = changed(reading, partner, &kept, horizon).await?;
    let is_lasting = changed.is_some();
    if let Some(changed) = changed {
        changed.enter(&mut kept, horizon, now);
    }
    Ok(Built { kept, is_lasting })
}

/// Who may have changed, and those of them who are there.
struct Changed {
    reread: BTreeSet<AffiliationId>,
    roster: Roster,
}

impl Changed {
    fn enter(self, kept: &mut KeptPool, horizon: Horizon, now: DateTime<Utc>) {
        let Self { reread, roster } = self;
        kept.advance((horizon.kept, reread), roster.entries(now), horizon.seen != horizon.kept);
    }
}

/// What the changes after those that the pool has seen have changed; none where the history does not tell or tells too much.
async fn changed(
    reading: &impl Reading,
    partner: PartnerId,
    kept: &KeptPool,
    horizon: Horizon,
) -> Result<Option<Changed>, StoreError> {
    let behind = horizon.seen.number() - kept.reached().number();
    let Some(behind) = u64::try_from(behind).ok().filter(|behind| *behind <= CHANGES_MAX) else { return Ok(None) };
    let events = if behind == 0 { Vec::new() } else { since(reading, kept.reached(), behind).await? };
    if u64::try_from(events.len()) != Ok(behind) {
        return Ok(None);
    }
    let mut reread = whom(reading, partner, kept, &events).await?;
    reread.extend(kept.doubtful());
    if reread.len() > ANEW_MAX {
        return Ok(None);
    }
    let present = present::among(reading, partner, &reread).await?;
    let roster = Roster::around(reading, partner, present, kept.window()).await?;
    Ok(Some(Changed { reread, roster }))
}

/// Whom changes may be about.
async fn whom(
    reading: &impl Reading,
    partner: PartnerId,
    kept: &KeptPool,
    events: &[Event],
) -> Result<BTreeSet<AffiliationId>, StoreError> {
    let crew = kept.crew();
    let of = |noun: NounKind| {
        let ids: BTreeSet<Uuid> = events.iter().filter(|event| event.noun == noun).map(|event| event.id).collect();
        ids
    };
    let own = |id: &AffiliationId| crew.person(*id).is_some() || is_of(events, id.uuid(), partner);
    let mut whom: BTreeSet<_> = of(NounKind::Affiliation).into_iter().map(Id::new).filter(own).collect();

    let checks: Vec<_> = of(NounKind::Check).into_iter().filter(|check| is_of(events, *check, partner)).collect();
    let on_sessions: Vec<_> = of(NounKind::Shift).into_iter().chain(of(NounKind::Session)).collect();
    let proposals: Vec<_> = of(NounKind::Proposal).into_iter().collect();
    let attested: Vec<_> = of(NounKind::Attestation).into_iter().collect();
    let completions: Vec<_> =
        of(NounKind::Completion).into_iter().filter(|done| is_of(events, *done, partner)).collect();
    // How long something counts may follow from its course.
    let courses: Vec<_> = of(NounKind::Course).into_iter().collect();
    for ids in [&checks, &completions, &courses, &attested, &on_sessions, &proposals] {
        whom.extend(kept.about(ids.iter().copied()));
    }
    if !checks.is_empty() {
        let checks: Vec<Id<Check>> = checks.into_iter().map(Id::new).collect();
        whom.extend(reading.load_all(&checks).await?.iter().map(|check| check.details.affiliation_id));
    }
    let completions: Vec<Id<Completion>> = completions.into_iter().map(Id::new).collect();
    whom.extend(reading.load_all(&completions).await?.iter().map(|done| done.details.affiliation_id));
    let attested: Vec<Id<Attestation>> = attested.into_iter().map(Id::new).collect();
    for said in reading.load_all(&attested).await? {
        whom.extend(crew.affiliations(said.champion));
    }
    let agreements: Vec<Id<Agreement>> = of(NounKind::Agreement).into_iter().map(Id::new).collect();
    let agreements = reading.load_all(&agreements).await?;
    whom.extend(agreements.iter().filter(|agreed| agreed.to == partner).map(|agreed| agreed.affiliation));
    let of_people = [NounKind::Affiliation, NounKind::Agreement, NounKind::Check];
    if of_people.into_iter().any(|noun| !of(noun).is_empty()) {
        // How somebody is lent hangs on other agreements and records of the person, too.
        whom.extend(lent_to(reading, partner).await?.iter().map(|agreed| agreed.affiliation));
    }
    for person in taken_through(reading, &on_sessions, &proposals).await? {
        whom.extend(crew.affiliations(person));
    }
    Ok(whom)
}

/// Whether any of the changes of a thing was one of the partner's.
fn is_of(events: &[Event], id: Uuid, partner: PartnerId) -> bool {
    events.iter().any(|event| event.id == id && event.owner == partner)
}
