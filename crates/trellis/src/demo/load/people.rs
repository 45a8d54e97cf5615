//! Champions and learners: partners' own records, kept as a partner's CRM keeps them, under its own numbers.

use std::fmt;

use serde_json::{Map, Value, json};
use trellis_app::{CommandError, affiliation, champion, check, consent, external_id, learner};
use trellis_domain::{
    Affiliation, AffiliationId, Champion, FieldCode, Learner, PartnerId, Refusals, affiliation::AffiliationDetails,
    champion::JoinCode, external_id::ExternalNumber,
};
use trellis_storage::{Reading, Work};

use super::{Loader, error::LoadError};
use crate::demo::{
    content::{ChampionEntry, ChampionRecord, LearnerEntry},
    names::ThingName,
};

/// The name of the system that numbers people.
pub(in crate::demo) const SOURCE: &str = "demo-crm";

/// Notes where each person's record is found, loaded or still to load.
pub(super) fn note(loader: &mut Loader, champions: &[ChampionEntry], learners: &[LearnerEntry]) {
    for champion in champions {
        for (number, record) in champion.records.iter().enumerate() {
            let name = record_name(champion, record);
            loader.references.note(&name, affiliation_id(&name, number));
        }
    }
    for learner in learners {
        let name = learner_name(learner);
        loader.references.note(&name, name.id::<Learner>());
    }
}

/// The champions, each with one partner or two.
pub(super) async fn load_champions(
    loader: &mut Loader,
    champions: &[ChampionEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    for champion in champions {
        for (number, record) in champion.records.iter().enumerate() {
            load_record(loader, &mut work, champion, number, record).await?;
        }
    }
    work.commit().await?;
    progress("champions", champions.len());
    Ok(())
}

/// The learners.
pub(super) async fn load_learners(
    loader: &mut Loader,
    learners: &[LearnerEntry],
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let mut work = loader.work().await?;
    for entry in learners {
        let (name, owner) = (learner_name(entry), loader.partner(&entry.partner)?);
        if work.load::<Learner>(name.id()).await?.is_some() {
            continue;
        }
        let details = loader.references.read("learners", entry.details.clone())?;
        loader.ids.next_is(&name);
        let made = learner::create(&mut work, owner, details).await.map_err(LoadError::about(&name))?;
        keep_number(loader, &mut work, owner, (&name, &made.id), &entry.number).await?;
        let about = ("learner_id", made.id.to_string());
        load_consents(loader, &mut work, owner, about, (&name, &entry.consents)).await?;
    }
    work.commit().await?;
    progress("learners", learners.len());
    Ok(())
}

/// One partner's record of a person. A second partner links its own by the code that the person brings.
async fn load_record(
    loader: &Loader,
    work: &mut Work,
    entry: &ChampionEntry,
    number: usize,
    record: &ChampionRecord,
) -> Result<(), LoadError> {
    let (name, owner) = (record_name(entry, record), loader.partner(&record.partner)?);
    let id = affiliation_id(&name, number);
    if work.load::<Affiliation>(id).await?.is_some() {
        return Ok(());
    }
    let mut details: AffiliationDetails = loader.references.read("champions", record.details.clone())?;
    if number > 0 {
        details.join_code = join_code(work, entry).await.map_err(LoadError::about(&name))?;
    }
    loader.ids.next_is(&name);
    let made = affiliation::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    if made.id != id {
        return Err(LoadError::content("champions", "ids are no longer drawn in the order that names count on"));
    }
    keep_number(loader, work, owner, (&name, &made.id), &record.number).await?;
    for (number, details) in record.checks.iter().enumerate() {
        let name = ThingName::new("check", format_args!("{}/{}/{number}", entry.key, record.partner));
        loader.ids.next_is(&name);
        let details = loader.references.read("checks", with(details, "affiliation_id", made.id))?;
        check::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    }
    let about = ("champion_id", made.champion.to_string());
    load_consents(loader, work, owner, about, (&name, &record.consents)).await
}

/// What a person agreed to; `about` says who, as consents do.
async fn load_consents(
    loader: &Loader,
    work: &mut Work,
    owner: PartnerId,
    about: (&str, String),
    (whose, consents): (&ThingName, &[Map<String, Value>]),
) -> Result<(), LoadError> {
    for (number, details) in consents.iter().enumerate() {
        let name = ThingName::new("consent", format_args!("{whose}/{number}"));
        loader.ids.next_is(&name);
        let details = loader.references.read("consents", with(details, about.0, &about.1))?;
        consent::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    }
    Ok(())
}

/// The code that a person brings to a second partner.
async fn join_code(work: &mut Work, entry: &ChampionEntry) -> Result<Option<JoinCode>, CommandError> {
    let Some(first) = entry.records.first() else { return Ok(None) };
    // The person was made along with the first record, before it.
    let Some(person) = work.load::<Champion>(record_name(entry, first).id()).await? else { return Ok(None) };
    let no_randomness = |_| Refusals::one("/join_code", FieldCode::Required, "a source of randomness");
    let code = champion::new_code().map_err(no_randomness)?;
    champion::offer(work, &person, &code).await?;
    Ok(Some(code))
}

/// Gives a record the number that the partner's own system has for it.
async fn keep_number(
    loader: &Loader,
    work: &mut Work,
    owner: PartnerId,
    (whose, id): (&ThingName, &dyn fmt::Display),
    number: &ExternalNumber,
) -> Result<(), LoadError> {
    let name = ThingName::new("external-id", whose);
    loader.ids.next_is(&name);
    let details = json!({ "subject_id": id.to_string(), "source": SOURCE, "external_id": number });
    let details = loader.references.read("external ids", details)?;
    external_id::create(work, owner, details).await.map_err(LoadError::about(&name))?;
    Ok(())
}

fn record_name(champion: &ChampionEntry, record: &ChampionRecord) -> ThingName {
    ThingName::new("affiliation", format_args!("{}/{}", champion.key, record.partner))
}

fn learner_name(learner: &LearnerEntry) -> ThingName {
    ThingName::new("learner", &learner.key)
}

/// With the first record the person is made as well, and before it.
fn affiliation_id(name: &ThingName, number: usize) -> AffiliationId {
    if number == 0 { name.id_along(1) } else { name.id() }
}

fn with(details: &Map<String, Value>, member: &str, id: impl fmt::Display) -> Map<String, Value> {
    let mut details = details.clone();
    details.insert(member.to_owned(), id.to_string().into());
    details
}
