//! `cargo xtask diff`: what changed between two versions of a schema, and which
//! documents break by it.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;
use codegen::diff::{ContentModel, Direction};

use crate::report::{self, Exit};
use crate::workspace::Workspace;

mod follows;
mod formats;
mod ignores;
mod outcome;
mod versions;

use formats::Format;
use ignores::Ignores;
use outcome::{Outcome, Report};
use versions::Pair;

#[derive(clap::Args)]
#[command(after_help = VERSIONS)]
pub(crate) struct Arguments {
    /// The old version: a file, or REV:PATH of git
    old: Option<String>,
    /// The new version: a file, or REV:PATH of git
    new: Option<String>,
    /// The direction that must be compatible
    #[arg(long, value_enum, default_value = "backward")]
    require: Require,
    /// What documents are assumed to hold beside what their schema declares
    #[arg(long, value_enum, default_value = "open")]
    content_model: Model,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Documents to judge under both versions: files, or folders of .json, .jsonl and
    /// .ndjson, also with .gz; those whose verdict changes are listed
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "old")]
    replay: Vec<PathBuf>,
    /// Print the table of rules instead
    #[arg(long)]
    rules: bool,
}

const VERSIONS: &str = "\
Versions:
  OLD NEW   these two
  REV:PATH  that one against PATH in the working tree
  PATH      PATH at the merge-base with the main branch against PATH in the working tree
  (none)    the same for every schema of the workspace

Directions:
  backward  what was valid under the old schema is valid under the new one
  forward   what is valid under the new schema was valid under the old one

What breaks on purpose stands in schema/diff-ignores.json, an array of
  {
    \"schema\": \"export-session\",
    \"rule\": \"property-added\",
    \"pointer\": \"/properties/tags\",
    \"change\": \"the property \\\"tags\\\" (array of string) is declared, and was not\",
    \"reason\": \"No server wrote this name before.\"
  }
with the name of the file, and the rule, pointer and sentence that are reported.";

/// The direction that must be compatible.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Require {
    /// What was valid stays valid
    Backward,
    /// What is valid now was valid before
    Forward,
    /// Both
    Full,
    /// Neither: report alone
    None,
}

impl Require {
    fn directions(self) -> &'static [Direction] {
        match self {
            Require::Backward => &[Direction::Backward],
            Require::Forward => &[Direction::Forward],
            Require::Full => &[Direction::Backward, Direction::Forward],
            Require::None => &[],
        }
    }
}

/// What documents are assumed to hold.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Model {
    /// Anything: the plain meaning of JSON Schema
    Open,
    /// No names of properties that their schema does not declare
    Lenient,
}

impl From<Model> for ContentModel {
    fn from(model: Model) -> Self {
        match model {
            Model::Open => ContentModel::Open,
            Model::Lenient => ContentModel::Lenient,
        }
    }
}

pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    if arguments.rules {
        formats::rules();
        return Ok(Exit::GOOD);
    }
    let mut ignores = Ignores::read(workspace)?;
    let pairs = versions::pairs(
        workspace,
        arguments.old.as_deref(),
        arguments.new.as_deref(),
    )?;
    let required = arguments.require.directions();
    let mut exit = Exit::GOOD;
    let mut replayed = Exit::GOOD;
    let mut outcomes = Vec::new();
    for pair in &pairs {
        let Some(mut outcome) = outcome(pair, arguments, &mut ignores)? else {
            exit = Exit::NO_VERDICT;
            continue;
        };
        outcome
            .sections
            .extend(follows::api(pair, outcome.is_equivalent));
        let archive = follows::documents(pair, &arguments.replay)?;
        replayed = replayed.max(archive.exit(required));
        outcome.sections.extend(outcome.refuted(&archive.breaks));
        outcome.sections.extend(archive.section);
        outcomes.push(outcome);
    }
    let names: Vec<&str> = pairs.iter().map(|pair| pair.name.as_str()).collect();
    let report = Report {
        outcomes,
        unused: ignores.unused(&names),
        required,
    };
    exit = exit.max(report.exit());
    // Why there is no verdict was told already, and not to programs.
    if exit != Exit::NO_VERDICT || arguments.format == Format::Text {
        formats::print(arguments.format, &report);
    }
    // On the schemas there is one, whatever could not be read of an archive.
    exit = exit.max(replayed);
    report::summary(exit, formats::tally(&report));
    Ok(exit)
}

/// What a pair of versions comes to; `None` if a schema cannot be read, after it was
/// reported why.
fn outcome(pair: &Pair, arguments: &Arguments, ignores: &mut Ignores) -> Result<Option<Outcome>> {
    let (Some(old), Some(new)) = (&pair.old, &pair.new) else {
        return Ok(Some(Outcome::alone(pair)));
    };
    let (left, right) = (versions::parsed(old), versions::parsed(new));
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(None);
    };
    let source = |schema, text| codegen::diff::Source { schema, text };
    let (left, right) = (source(&left, &old.text), source(&right, &new.text));
    let compare = |model: Model| codegen::diff::diff(&left, &right, model.into());
    let other = match arguments.content_model {
        Model::Open => Model::Lenient,
        Model::Lenient => Model::Open,
    };
    match (compare(arguments.content_model), compare(other)) {
        (Ok(comparison), Ok(other)) => Ok(Some(Outcome::compared(
            pair,
            arguments.content_model.into(),
            comparison,
            &other,
            ignores,
        ))),
        (Err(error), _) | (_, Err(error)) => bail!("{}, {}: {error}", old.label, new.label),
    }
}
