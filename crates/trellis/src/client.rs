//! `trellis client`

use clap::{Args, Subcommand};
use trellis_app::Secret;
use trellis_domain::{ClientDetails, ClientId, ClosedEnum, PartnerId, access::Role, access::Scope};
use trellis_storage::Store;

use crate::{clock, failure::Failure, network, settings::Data};

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Make a client and print its id and secret; the secret is shown this once
    Create(CreateClient),
    /// Revoke a client: its secret and its tokens are worth nothing from now on
    Revoke {
        /// The client's id
        client_id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CreateClient {
    /// What the machine is, for people who read the list
    #[arg(long)]
    name: String,
    /// One of `operator`, `coordinator`, `partner`, `referrer`, `booking_site`, `sponsor`
    #[arg(long)]
    role: String,
    /// The short name of the network; required for every role but operator
    #[arg(long, value_name = "SLUG")]
    network: Option<String>,
    /// The id of the partner; required for the role partner
    #[arg(long, value_name = "ID")]
    partner: Option<String>,
    /// Hold it to some scopes, separated by commas; all of its role when absent
    #[arg(long, value_delimiter = ',')]
    scopes: Option<Vec<String>>,
}

impl ClientCommand {
    pub(crate) async fn run(self, data: &Data) -> Result<(), Failure> {
        let store = data.open_ready().await?;
        match self {
            Self::Create(create) => create.run(&store).await,
            Self::Revoke { client_id } => revoke(&store, &client_id).await,
        }
    }
}

impl CreateClient {
    async fn run(self, store: &Store) -> Result<(), Failure> {
        let details = self.details(store).await?;
        let secret = Secret::generate().map_err(|error| Failure::new(format!("no randomness: {error}")))?;
        let client = trellis_app::client::create(store, details, &secret, None, clock::now()).await?;
        println!("client_id     {}", client.id);
        println!("client_secret {}", secret.reveal());
        Ok(())
    }

    async fn details(self, store: &Store) -> Result<ClientDetails, Failure> {
        let Self { name, role, network, partner, scopes } = self;
        let name = name.parse().map_err(|error| Failure::new(format!("--name: {error}")))?;
        let role = Role::parse(&role).ok_or_else(|| Failure::new(format!("--role: one of {}", Role::codes())))?;
        let network_id = match network {
            Some(slug) => Some(network::named(store, &slug).await?.id),
            None => None,
        };
        let not_an_id = |error| Failure::new(format!("--partner: {error}"));
        let partner_id = partner.map(|id| id.parse::<PartnerId>().map_err(not_an_id)).transpose()?;
        let scope = |code: String| {
            Scope::parse(&code).ok_or_else(|| Failure::new(format!("--scopes: some of {}", Scope::codes())))
        };
        let scopes = scopes.map(|codes| codes.into_iter().map(scope).collect()).transpose()?;
        Ok(ClientDetails { name, role, network_id, partner_id, scopes })
    }
}

async fn revoke(store: &Store, id: &str) -> Result<(), Failure> {
    let id: ClientId = id.parse().map_err(|error| Failure::new(format!("the client's id: {error}")))?;
    let stored = store.installation().client(id).await?.ok_or_else(|| Failure::new("there is no such client"))?;
    trellis_app::client::revoke(store, stored.client, clock::now()).await?;
    println!("revoked");
    Ok(())
}
