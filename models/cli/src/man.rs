//! `export-session man`: the man page.

use anyhow::Result;
use clap::Command;
use clap::error::ErrorKind;
use clap_mangen::Man;

use crate::output::{Exit, to_stdout};

#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A command that has a page of its own
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  export-session man validate | man -l -
  export-session man >~/.local/share/man/man1/export-session.1";

pub(crate) fn run(arguments: &Arguments, mut program: Command) -> Result<Exit> {
    // Commands have their full names only then.
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => program
                .error(ErrorKind::InvalidValue, format!("no such command: {name}"))
                .exit(),
        },
    };
    to_stdout(|stdout| Ok(Man::new(page).render(&mut *stdout)?))?;
    Ok(Exit::Good)
}
