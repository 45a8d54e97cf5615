//! The demonstration's clients: one for each role, with random secrets in a file that only its owner can read.

use std::{fs, io, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use trellis_app::{CommandError, Secret, client};
use trellis_domain::{ClientDetails, ClientId, Network, PartnerId, access::Role, text::Name};
use trellis_storage::Store;

use super::{SLUG, names::ThingName};
use crate::{failure::Failure, keys::write_private};

/// Where the service is, and who may call it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The address of the service, without a slash at the end.
    pub base_url: String,
    /// The clients.
    pub clients: Vec<DemoClient>,
}

/// A client and its secret.
#[derive(Clone, Serialize, Deserialize)]
pub struct DemoClient {
    /// What it is called, partner and all.
    #[serde(default)]
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The short name of its network; none for the operator.
    pub network: Option<String>,
    /// The partner it works for.
    pub partner: Option<PartnerId>,
    /// Its id.
    pub client_id: ClientId,
    /// Its secret.
    pub client_secret: String,
}

impl std::fmt::Debug for DemoClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoClient")
            .field("role", &self.role)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// The partner whose CRM the printed examples speak for.
pub(super) fn crm_partner() -> PartnerId {
    ThingName::new("partner", "library").id()
}

/// What each client is called, may do, and which partner it works for.
fn wanted(network: &Network) -> [(&'static str, Role, Option<PartnerId>); 7] {
    let housing = ThingName::new("partner", "housing").id();
    [
        ("Demonstration operator", Role::Operator, None),
        ("Demonstration co-ordinator", Role::Coordinator, Some(network.lead_body)),
        ("Demonstration library service, CRM", Role::Partner, Some(crm_partner())),
        ("Demonstration housing association, CRM", Role::Partner, Some(housing)),
        ("Demonstration referrer", Role::Referrer, None),
        ("Demonstration booking site", Role::BookingSite, None),
        ("Demonstration sponsor", Role::Sponsor, None),
    ]
}

impl Credentials {
    /// The clients that the file names where they are still good, else new ones; the file is written anew.
    pub async fn ready(
        store: &Store,
        network: &Network,
        file: &Path,
        base_url: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        let kept = Self::read(file)?;
        let mut clients = Vec::new();
        for (name, role, partner) in wanted(network) {
            let same = |known: &&DemoClient| known.role == role && known.partner == partner;
            let known = kept.iter().flat_map(|kept| &kept.clients).find(same);
            clients.push(match known {
                Some(known) if is_good(store, known, now).await? => {
                    DemoClient { name: name.to_owned(), ..known.clone() }
                }
                _ => make(store, network, (name, role, partner), now).await?,
            });
        }
        let ready = Self { base_url: base_url.to_owned(), clients };
        ready.write(file)?;
        Ok(ready)
    }

    /// The first client in a role.
    pub fn of(&self, role: Role) -> Option<&DemoClient> {
        self.clients.iter().find(|client| client.role == role)
    }

    /// Writes the file, for its owner alone.
    pub fn write(&self, file: &Path) -> Result<(), Failure> {
        let json = serde_json::to_vec_pretty(self).map_err(|error| Failure::new(error.to_string()))?;
        let failed = |error| Failure::new(format!("cannot write {}: {error}", file.display()));
        write_private(file, &json).map_err(failed)
    }

    /// What the file says; none if there is no file, or one of another form.
    fn read(file: &Path) -> Result<Option<Self>, Failure> {
        match fs::read(file) {
            Ok(json) => Ok(serde_json::from_slice(&json).ok()),
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new(format!("cannot read {}: {error}", file.display()))),
        }
    }
}

/// Whether the database still knows the client by this secret, for the same work.
async fn is_good(store: &Store, known: &DemoClient, now: DateTime<Utc>) -> Result<bool, CommandError> {
    let secret = Secret::presented(known.client_secret.clone());
    let found = client::authenticate(store, known.client_id, &secret, now).await?;
    Ok(found.is_some_and(|client| client.details.role == known.role && client.details.partner_id == known.partner))
}

async fn make(
    store: &Store,
    network: &Network,
    (name, role, partner_id): (&str, Role, Option<PartnerId>),
    now: DateTime<Utc>,
) -> Result<DemoClient, Failure> {
    let called = name.to_owned();
    let name: Name = name.parse().map_err(|error| Failure::new(format!("a client's name: {error}")))?;
    let network_id = (role != Role::Operator).then_some(network.id);
    let secret = Secret::generate().map_err(|error| Failure::new(format!("no randomness: {error}")))?;
    let details = ClientDetails { name, role, network_id, partner_id, scopes: None };
    let client_id = client::create(store, details, &secret, None, now).await?.id;
    let network = network_id.map(|_| SLUG.to_owned());
    let client_secret = secret.reveal().to_owned();
    Ok(DemoClient { name: called, role, network, partner: partner_id, client_id, client_secret })
}
