//! `trellis demo`

use std::path::PathBuf;

use clap::Args;
use trellis_domain::Network;
use trellis_storage::Store;

use super::{clients::Credentials, greeting, load};
use crate::{
    clock,
    failure::Failure,
    log, serve, server,
    settings::{Data, Settings},
};

/// Where the clients' secrets are kept, in the data directory.
const CLIENTS: &str = "demo-clients.json";

#[derive(Debug, Args)]
#[expect(clippy::struct_field_names, reason = "the names are those of the flags")]
pub(crate) struct Demo {
    #[command(flatten)]
    settings: Settings,

    /// Also write the address and the clients with their secrets to this file, readable by this user only
    #[arg(long, value_name = "FILE")]
    credentials_file: Option<PathBuf>,

    /// Serve the demonstration on an address that other machines reach: whoever has a client's secret can change it
    #[arg(long)]
    allow_public_demo: bool,
}

impl Demo {
    pub(crate) async fn run(self, data: &Data) -> Result<(), Failure> {
        let _logging = log::log()?;
        let Self { settings, credentials_file, allow_public_demo } = self;
        if !settings.listen.ip().is_loopback() && !allow_public_demo {
            return Err(Failure::new(
                "a demonstration on an address that other machines reach: choose one of this machine with --listen, or say \
                 --allow-public-demo",
            ));
        }
        // The socket first: a taken port is the commonest mistake, and the cheapest to find.
        let socket = server::bind(settings.listen).map_err(|error| Failure::listening(settings.listen, &error))?;
        let store = data.open_ready().await?;
        let network = load_aloud(&store).await?;
        let base_url = settings.public_url(socket.local_addr()?)?;
        let file = data.data_dir.join(CLIENTS);
        let clients = Credentials::ready(&store, &network, &file, &base_url, clock::now()).await?;
        if let Some(file) = &credentials_file {
            clients.write(file)?;
        }
        let greeting = greeting::greeting(&clients, &file, clock::now());
        let serving = serve::start(data, &settings, socket, store)?;
        print!("{greeting}");
        serve::until_stopped(serving).await
    }
}

/// Loads what is missing and says what it does.
async fn load_aloud(store: &Store) -> Result<Network, Failure> {
    println!("Loading the demonstration network of Bexley, as far as it is not there yet …");
    Ok(load(store, clock::now(), &mut |what, count| println!("{count:>8} {what}")).await?)
}
