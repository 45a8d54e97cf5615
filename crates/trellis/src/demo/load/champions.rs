//! Champions: each known to one partner or two, each partner with a record of its own.

use trellis_app::{CommandError, affiliation, champion, check};
use trellis_domain::{
    Affiliation, AffiliationId, Champion, FieldCode, Refusals, affiliation::AffiliationDetails, champion::JoinCode,
};
use trellis_storage::{Reading, Work};

use super::{
    Loader,
    error::LoadError,
    records::{keep_number, load_consents, with},
};
use crate::demo::{
    content::{ChampionEntry, ChampionRecord},
    names::ThingName,
};

/// Notes where each record is found, loaded or still to load.
pub(super) fn note(loader: &mut Loader, champions: &[ChampionEntry]) {
    for champion in champions {
        for (number, record) in champion.records.iter().enumerate() {
            let name = record_name(champion, record);
            loader.references.note(&name, affiliation_id(&name, number));
        }
    }
}

/// The champions, each with one partner or two.
pub(super) async fn load(
    loader: &Loader,
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

fn record_name(champion: &ChampionEntry, record: &ChampionRecord) -> ThingName {
    ThingName::new("affiliation", format_args!("{}/{}", champion.key, record.partner))
}

/// With the first record the person is made as well, and before it.
fn affiliation_id(name: &ThingName, number: usize) -> AffiliationId {
    if number == 0 { name.id_along(1) } else { name.id() }
}
