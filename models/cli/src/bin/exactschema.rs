//! `exactschema`: the program for any schemas.

use std::process::ExitCode;

fn main() -> ExitCode {
    exactschema_cli::main(exactschema_cli::Program::Exactschema, std::env::args_os()).into()
}
