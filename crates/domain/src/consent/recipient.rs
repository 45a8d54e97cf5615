//! Whom a consent lets in: a partner by its id. A name can be changed, and taken by another.

use super::ConsentDetails;
use crate::{
    partner::{Partner, PartnerId},
    record::Record,
    refusal::{FieldCode, Refusals},
};

impl ConsentDetails {
    /// The details with the id of the recipient among the partners of the network: the one given, or the one that has this name now, whatever
    /// its capitals. None where the recipient is no partner.
    pub fn addressed(self, partners: &[Record<Partner>]) -> Result<Self, Refusals> {
        let recipient_id = match self.recipient_id {
            Some(given) => Some(known(given, partners)?),
            None => self.named(partners)?,
        };
        Ok(Self { recipient_id, ..self })
    }

    fn named(&self, partners: &[Record<Partner>]) -> Result<Option<PartnerId>, Refusals> {
        let name = self.recipient.as_str().to_lowercase();
        let mut named = partners.iter().filter(|partner| partner.details.name.as_str().to_lowercase() == name);
        match (named.next(), named.next()) {
            (Some(_), Some(_)) => {
                Err(Refusals::one("/recipient_id", FieldCode::Required, "its id: several partners have this name"))
            }
            (only, _) => Ok(only.map(|partner| partner.id)),
        }
    }
}

fn known(given: PartnerId, partners: &[Record<Partner>]) -> Result<PartnerId, Refusals> {
    if partners.iter().any(|partner| partner.id == given) {
        return Ok(given);
    }
    Err(Refusals::one("/recipient_id", FieldCode::UnknownReference, "a partner of the network"))
}
