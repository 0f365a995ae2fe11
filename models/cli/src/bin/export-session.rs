//! `export-session`: the program whose documents are session exports unless it is told otherwise.

use std::process::ExitCode;

fn main() -> ExitCode {
    exactschema_cli::main(exactschema_cli::Program::ExportSession, std::env::args_os()).into()
}
