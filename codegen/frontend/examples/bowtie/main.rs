//! A harness of Bowtie (<https://bowtie.report>), which holds implementations of JSON
//! Schema against each other: it answers requests on stdin, a line each, on stdout.

use std::io;
use std::process::ExitCode;

mod harness;

fn main() -> ExitCode {
    match harness::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
