//! What a card in the public listing shows of a session.

use serde::{Deserialize, Serialize};

use crate::{
    clock_time::Zone,
    help::TopicSlug,
    language::{Language, LocalizedName, LocalizedWords},
    partner::{Audience, Partner},
    session::{Programme, Session},
    text::{Name, Text},
    venue::{AccessFacts, Address, Venue, VenueId},
};

/// What is shown of a session, apart from when and where it is filed. Public, and kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingCard {
    /// What it is called.
    pub title: LocalizedName,
    /// What happens there.
    pub description: Option<LocalizedWords>,
    /// The zone of its wall clock.
    pub time_zone: Zone,
    /// What people can get help with.
    pub topics: Vec<TopicSlug>,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// The languages that help is given in.
    pub languages: Vec<Language>,
    /// Whom it is meant for.
    pub programme: Programme,
    /// The venue; none at people's homes, by phone or by video.
    pub venue: Option<ListedVenue>,
    /// Who gives the help.
    pub partner: ListedPartner,
    /// The number for questions: that of the session, else that of the partner.
    pub phone: Option<Text<40>>,
    /// Why it was cancelled; there when it is.
    pub cancelled: Option<Text<200>>,
}

/// What the public sees of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ListedVenue {
    /// Its id.
    pub id: VenueId,
    /// The name that people know it by.
    pub name: Name,
    /// Its address.
    pub address: Address,
    /// How people get in and take part.
    pub access: AccessFacts,
}

/// What the public sees of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPartner {
    /// Its name.
    pub name: Name,
    /// The phone number that the public may ring.
    pub public_phone: Option<Text<40>>,
}

impl ListingCard {
    pub(super) fn new(session: &Session, partner: &Partner, venue: Option<(VenueId, &Venue)>) -> Self {
        let details = &session.details;
        let venue = venue.map(|(id, venue)| ListedVenue {
            id,
            name: venue.details.name.clone(),
            address: venue.details.address.clone(),
            access: venue.details.access.clone(),
        });
        let public_phone = partner.details.public_phone.clone();
        let own_phone = details.phone.as_ref().and_then(|phone| phone.as_str().parse().ok());
        Self {
            title: details.title.clone(),
            description: details.description.clone(),
            time_zone: session.zone(),
            topics: details.topics.clone(),
            audiences: details.audiences.clone(),
            languages: details.languages.clone(),
            programme: details.programme,
            venue,
            phone: own_phone.or_else(|| public_phone.clone()),
            partner: ListedPartner { name: partner.details.name.clone(), public_phone },
            cancelled: session.cancellation.as_ref().map(|cancellation| cancellation.reason.clone()),
        }
    }
}
