//! `export-session completions`: a script that makes a shell complete the arguments.

use anyhow::Result;
use clap::Command;
use clap_complete::Shell;

use crate::output::{Exit, to_stdout};

#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  export-session completions bash >~/.local/share/bash-completion/completions/export-session
  export-session completions fish >~/.config/fish/completions/export-session.fish";

pub(crate) fn run(arguments: &Arguments, mut command: Command) -> Result<Exit> {
    let name = command.get_name().to_owned();
    // It panics where it cannot write: it can to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    to_stdout(|stdout| Ok(stdout.write_all(&script)?))?;
    Ok(Exit::Good)
}
