//! The program `export-session`.

use std::process::ExitCode;

fn main() -> ExitCode {
    export_session::main(std::env::args_os()).into()
}
