//! `trellis migrate`

use clap::Subcommand;

use crate::{failure::Failure, settings::Data};

#[derive(Debug, Subcommand)]
pub(crate) enum MigrateCommand {
    /// Run the migrations that have not run yet
    Up,
    /// List the migrations that have not run yet; ends with status 1 if there are any
    Status,
}

impl MigrateCommand {
    pub(crate) async fn run(self, data: &Data) -> Result<(), Failure> {
        let store = data.open().await?;
        let pending = store.installation().pending_migrations().await?;
        match self {
            Self::Up => {
                store.installation().migrate().await?;
                println!("{} migrations run; the schema is up to date", pending.len());
                Ok(())
            }
            Self::Status if pending.is_empty() => {
                println!("the schema is up to date");
                Ok(())
            }
            Self::Status => {
                for name in &pending {
                    println!("{name}");
                }
                Err(Failure::new(format!("{} migrations have not run yet: run trellis migrate up", pending.len())))
            }
        }
    }
}
