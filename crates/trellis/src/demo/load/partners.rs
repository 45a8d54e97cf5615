//! The network, its partners, and the way each has come.

use std::{cmp::Reverse, iter};

use trellis_app::{network as networks, partner, policy};
use trellis_domain::{
    Network, NetworkId, Partner,
    partner::{MoveStage, StageChange},
};
use trellis_storage::{Actor, Reading, Store};

use super::{Loader, error::LoadError};
use crate::demo::{
    SLUG,
    content::{Content, PartnerEntry, PastStep},
    names::{NamedIds, ThingName},
    references::References,
};

/// How long a partner is in the network before it takes its first step, in days.
const THINKING: u16 = 30;

/// What a partner is called.
pub(super) fn name(entry: &PartnerEntry) -> ThingName {
    ThingName::new("partner", &entry.key)
}

/// The network; founded with its lead body, if it is not there.
pub(super) async fn network(
    store: &Store,
    ids: &NamedIds,
    content: &Content,
    references: &References,
) -> Result<Network, LoadError> {
    let name = ThingName::new("network", SLUG);
    let id: NetworkId = name.id();
    match store.installation().network_by_slug(SLUG).await? {
        Some(network) if network.id == id => return Ok(network),
        Some(_) => return Err(LoadError::AnotherNetwork),
        None => ids.next_is(&name),
    }
    let actor = Actor::nobody(references.calendar().days_ago(joined(&content.lead)));
    let details = references.read("network", content.network.clone())?;
    let lead_body = references.read("lead body", content.lead.details.clone())?;
    let founded = networks::found(store, actor, details, lead_body).await;
    let (network, work) = founded.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(network)
}

/// Lets each partner join and take its steps, all in the order in which they happened.
pub(super) async fn load_history(
    loader: &Loader,
    content: &Content,
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut history = Vec::new();
    for entry in iter::once(&content.lead).chain(&content.partners) {
        history.push((joined(entry), entry, None));
        history.extend(entry.steps.iter().enumerate().map(|step| (step.1.days_ago, entry, Some(step))));
    }
    history.sort_by_key(|(days_ago, ..)| Reverse(*days_ago));
    for (days_ago, entry, step) in history {
        match step {
            None => join(loader, entry, days_ago).await?,
            Some((number, step)) => take_step(loader, entry, number, step).await?,
        }
    }
    for entry in &content.partners {
        set_policy(loader, entry).await?;
    }
    progress("partners", loader.partners.len());
    Ok(())
}

/// When a partner joined, in days ago.
fn joined(entry: &PartnerEntry) -> u16 {
    entry.steps.first().map_or(0, |step| step.days_ago) + THINKING
}

async fn join(loader: &Loader, entry: &PartnerEntry, days_ago: u16) -> Result<(), LoadError> {
    let name = name(entry);
    let mut work = loader.work_at(loader.calendar.days_ago(days_ago)).await?;
    let is_lead = loader.partner(&entry.key)? == loader.network.lead_body;
    if is_lead || work.load::<Partner>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details = loader.references.read("partners", entry.details.clone())?;
    loader.ids.next_is(&name);
    partner::create(&mut work, details).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}

async fn take_step(loader: &Loader, entry: &PartnerEntry, number: usize, step: &PastStep) -> Result<(), LoadError> {
    let name = ThingName::new("stage-change", format_args!("{}/{number}", entry.key));
    let mut work = loader.work_at(loader.calendar.days_ago(step.days_ago)).await?;
    if work.load::<StageChange>(name.id()).await?.is_some() {
        return Ok(());
    }
    let Some(partner) = work.load::<Partner>(loader.partner(&entry.key)?).await? else { return Ok(()) };
    let step: MoveStage = loader.references.read("partners", step.step.clone())?;
    loader.ids.next_is(&name);
    partner::move_stage(&mut work, &partner, step).await.map_err(LoadError::about(&name))?;
    work.commit().await?;
    Ok(())
}

/// Gives a partner rules of its own. The same rules again are no change.
async fn set_policy(loader: &Loader, entry: &PartnerEntry) -> Result<(), LoadError> {
    let Some(rules) = &entry.policy else { return Ok(()) };
    let mut work = loader.work().await?;
    if let Some(known) = trellis_storage::policy::of_partner(&work, loader.partner(&entry.key)?).await? {
        let rules = loader.references.read("policies", rules.clone())?;
        policy::update(&mut work, &known, rules).await.map_err(LoadError::about(&name(entry)))?;
        work.commit().await?;
    }
    Ok(())
}
