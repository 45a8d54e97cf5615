//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("openapi") => {
            print!("{}", trellis::openapi());
            ExitCode::SUCCESS
        }
        _ => ExitCode::from(2),
    }
}
