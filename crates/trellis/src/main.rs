//! The command line.

use std::process::ExitCode;

use clap::Parser;
use trellis::cli::Cli;

/// A page of the listing is thousands of short strings; a sixth of its time went into allocating them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = actix_web::rt::System::new().block_on(cli.run());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One clear line: what is wrong, and what would be right.
            eprintln!("trellis: {error}");
            ExitCode::FAILURE
        }
    }
}
