//! What the command line understands.

use clap::{Parser, Subcommand};

use crate::{
    client::ClientCommand,
    demo::command::Demo,
    failure::Failure,
    import::Import,
    migrate::MigrateCommand,
    network::NetworkCommand,
    settings::{Data, Settings},
};

/// Trellis: the API that a borough's digital champion network grows on
#[derive(Debug, Parser)]
#[command(name = "trellis", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    data: Data,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests until stopped
    Serve(Settings),
    /// Load the demonstration network of Bexley if there is none, make a client for each role, and answer requests
    Demo(Demo),
    /// Bring the database's schema up to date, or say whether it is
    #[command(subcommand)]
    Migrate(MigrateCommand),
    /// Print the contract (OpenAPI 3.1) as JSON
    Openapi,
    /// Make or revoke clients: machines that call the API
    #[command(subcommand)]
    Client(ClientCommand),
    /// Found networks
    #[command(subcommand)]
    Network(NetworkCommand),
    /// Bring in a file: an invalid file applies nothing, a repeated one changes nothing
    Import(Import),
}

impl Cli {
    /// Does what the command line says.
    pub async fn run(self) -> Result<(), Failure> {
        let Self { data, command } = self;
        match command {
            Command::Serve(settings) => crate::serve::serve(&data, &settings).await,
            // Everything that a network can be told to do is in it, so it is large.
            Command::Demo(demo) => Box::pin(demo.run(&data)).await,
            Command::Migrate(command) => command.run(&data).await,
            Command::Openapi => {
                crate::openapi::print();
                Ok(())
            }
            Command::Client(command) => command.run(&data).await,
            Command::Network(command) => command.run(&data).await,
            Command::Import(import) => import.run(&data).await,
        }
    }
}
