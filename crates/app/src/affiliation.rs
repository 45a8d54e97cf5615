//! Affiliations: partners' own records of the people who help.

mod link;

pub use link::{by_link, link, unlink};

use chrono::NaiveDate;
use trellis_domain::{
    Affiliation, AffiliationId, ChampionId, Conflict, FieldCode, Noun, PartnerId, Record, Refusals,
    affiliation::{AffiliationDetails, AffiliationStage, Beginning, MoveAffiliation},
    external_id::{ExternalNumber, Source},
    geo::Point,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{agreement, attestation, champion, error::CommandError, external_id, network, proposal, shift, topic};

/// A partner begins a record: of somebody new to the network, or, with a code, of a person another partner knows.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    mut details: AffiliationDetails,
) -> Result<Record<Affiliation>, CommandError> {
    let beginning = details.take_beginning();
    let (today, home) = settle(work, &details).await?;
    let champion = person(work, owner, &beginning).await?;
    let affiliation = Affiliation::new(champion, details, &beginning, home, work.now(), today)?;
    let id = work.new_id();
    let affiliation = work.insert(id, owner, affiliation).await?;
    attestation::person_came(work, &affiliation).await?;
    Ok(affiliation)
}

/// A partner writes something else into its record.
pub async fn update(
    work: &mut Work,
    affiliation: &Record<Affiliation>,
    details: AffiliationDetails,
) -> Result<Record<Affiliation>, CommandError> {
    let (today, home) = settle(work, &details).await?;
    let changed = affiliation.noun.clone().with(details, home, today)?;
    Ok(work.update(affiliation, changed).await?)
}

/// A partner moves a person to another stage. Who is not active helps at no session to come.
pub async fn move_stage(
    work: &mut Work,
    affiliation: &Record<Affiliation>,
    step: MoveAffiliation,
) -> Result<Record<Affiliation>, CommandError> {
    let moved = affiliation.noun.clone().move_to(step, work.now())?;
    let moved = work.update(affiliation, moved).await?;
    if moved.stage != AffiliationStage::Active {
        shift::withdraw_all(work, moved.id).await?;
        proposal::withdraw_all(work, &moved).await?;
    }
    if moved.stage.is_final() {
        attestation::person_left(work, &moved).await?;
        agreement::person_left(work, moved.id).await?;
    }
    Ok(moved)
}

/// The partner's own record of somebody who has not gone, as a body names it.
pub(crate) async fn own(work: &Work, owner: PartnerId, id: AffiliationId) -> Result<Record<Affiliation>, CommandError> {
    let found: Option<Record<Affiliation>> = work.find(id).await?;
    let own = found.filter(|affiliation| affiliation.head.owner == owner && !affiliation.stage.is_final());
    own.ok_or_else(|| CommandError::unknown_reference("/affiliation_id", "an affiliation"))
}

/// The record that a partner numbers so.
pub async fn numbered(
    work: &Work,
    owner: PartnerId,
    source: &Source,
    number: &ExternalNumber,
) -> Result<Option<Record<Affiliation>>, StoreError> {
    let known = trellis_storage::external_id::find(work, owner, Affiliation::KIND, source, number).await?;
    match known.and_then(|known| known.details.subject_id.of()) {
        Some(id) => work.load(id).await,
        None => Ok(None),
    }
}

/// A partner's system begins a record under its own number.
pub async fn create_numbered(
    work: &mut Work,
    owner: PartnerId,
    source: Source,
    number: ExternalNumber,
    details: AffiliationDetails,
) -> Result<Record<Affiliation>, CommandError> {
    let affiliation = create(work, owner, details).await?;
    external_id::number(work, owner, affiliation.id.into(), source, number).await?;
    Ok(affiliation)
}

/// A partner's system says again what it knows. A stage and a code counted when the record was made: a system that
/// repeats them every night changes nothing by that.
pub async fn update_numbered(
    work: &mut Work,
    affiliation: &Record<Affiliation>,
    mut details: AffiliationDetails,
) -> Result<Record<Affiliation>, CommandError> {
    details.take_beginning();
    update(work, affiliation, details).await
}

/// What the details need from around them: today's date, and where the home lies. Refuses all that is wrong at once.
async fn settle(work: &Work, details: &AffiliationDetails) -> Result<(NaiveDate, Option<Point>), CommandError> {
    let today = network::today(work, work.now()).await?;
    let mut refusals = Refusals::none();
    refusals.nest("", details.check(today));
    let skills = details.skills.iter().enumerate();
    let named: Vec<_> = skills.map(|(index, skill)| (format!("/skills/{index}/topic"), &skill.topic)).collect();
    topic::check(work, &named, &mut refusals).await?;
    let located = match &details.home_postcode {
        Some(postcode) => trellis_storage::place::find(work, postcode).await?.map(|located| located.point),
        None => None,
    };
    let nowhere = details.home_postcode.is_some() && located.is_none();
    refusals.require(!nowhere, "/home_postcode", FieldCode::UnknownPostcode, "a postcode in use");
    refusals.finish()?;
    Ok((today, details.home_point.or(located)))
}

/// The person whom a new record is about.
async fn person(work: &mut Work, owner: PartnerId, beginning: &Beginning) -> Result<ChampionId, CommandError> {
    let Some(code) = &beginning.join_code else { return Ok(champion::create(work, owner).await?.id) };
    let champion = champion::join(work, code).await?;
    let records = trellis_storage::affiliation::of_champion(work, owner, champion.id).await?;
    if records.iter().any(|record| !record.stage.is_final()) {
        return Err(Conflict::AlreadyExists.into());
    }
    if records.is_empty() {
        work.introduce(&champion, owner).await?;
    }
    Ok(champion.id)
}
