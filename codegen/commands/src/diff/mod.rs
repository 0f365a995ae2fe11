//! `cargo xtask diff`: the changes between two versions of a schema, and the documents
//! that break.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;
use exactschema_compare::diff::{ContentModel, Direction, Source, TIME, diff_by};
use exactschema_frontend::compile::Problem;
use exactschema_sample::asserted;

use crate::neighbours::mapping;
use crate::report::{self, Exit};
use crate::workspace::Workspace;

mod baseline;
mod consequences;
mod definitions;
mod formats;
mod group;
mod history;
mod ignores;
mod outcome;
mod rename;
#[cfg(feature = "second-validator")]
mod second;
mod version;
mod versions;

use consequences::Replayed;
use definitions::Definitions;
use formats::Format;
use ignores::Ignores;
use outcome::{Outcome, Refused, Report};
use version::Parsed;
use versions::Pair;

/// There is none.
#[cfg(not(feature = "second-validator"))]
mod second {
    use std::time::Duration;

    use exactschema_compare::diff::Change;

    pub(super) fn disagreements(
        _: impl FnOnce() -> [String; 2],
        changes: &[Change],
        _: Duration,
    ) -> Vec<[Option<String>; 2]> {
        vec![[None, None]; changes.len()]
    }
}

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
#[command(after_help = VERSIONS)]
pub struct Arguments {
    /// The versions: OLD NEW, or one of them; with --git, files of the repository
    #[arg(value_name = "VERSION")]
    versions: Vec<String>,
    /// A history: each commit of a range that changed a file is compared with the one before
    #[arg(long, value_name = "REV..REV", requires = "versions", value_parser = history::range)]
    git: Option<history::Range>,
    /// The direction that must be compatible
    #[arg(long, value_enum, default_value = "backward")]
    require: Require,
    /// The undeclared properties that documents are assumed to have
    #[arg(long, value_enum, default_value = "open")]
    content_model: Model,
    /// The format of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Documents to validate by both versions: files, or folders of .json, .jsonl, .ndjson,
    /// .yaml, .toml and .jsonc, also with .gz; those whose verdict changes are listed
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "versions")]
    replay: Vec<PathBuf>,
    /// The time that a pair may take; then what is not known is undecided
    #[arg(long, value_name = "SECONDS", default_value_t = TIME.as_secs())]
    timeout: u64,
    /// The file of intended breaks, which are reported as ignored
    /// [default: schema/diff-ignores.json]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Add the breaks that are found to the baseline, for this reason
    #[arg(long, value_name = "REASON", conflicts_with = "git", value_parser = reason)]
    write_baseline: Option<String>,
    /// The file of a URL that a schema refers to, or the folder of those below it
    #[arg(long, value_name = "URL=PATH", value_parser = mapping)]
    map: Vec<String>,
    /// Print the table of change rules instead
    #[arg(long)]
    rules: bool,
}

const VERSIONS: &str = "\
Versions:
  OLD NEW   these two: files, or REV:PATH of git
  REV:PATH  PATH at the revision REV against PATH in the working tree
  PATH      PATH at the merge-base with the main branch against PATH in the working tree
  (none)    the same for every schema of the workspace

A version is a JSON Schema in JSON, YAML or JSON with comments; or an OpenAPI document, of which all
components are compared, and the parameters, headers, bodies and responses of all operations. As to
git, the PATH of REV:PATH is seen from the top of the repository, and ./PATH from here. A history
follows a file to the names that it had before.

Directions:
  backward  what was valid under the old schema is valid under the new one
  forward   what is valid under the new schema was valid under the old one

A baseline lists intended breaks, an array of
  {
    \"schema\": \"export-session\",
    \"rule\": \"property-added\",
    \"pointer\": \"/properties/tags\",
    \"change\": \"`tags` is now declared (array of string)\",
    \"reason\": \"No server wrote this name before.\"
  }
with the name of the schema, and the rule, pointer and sentence of the report. --write-baseline
adds what is not in it yet, for one reason.";

fn reason(reason: &str) -> Result<String, &'static str> {
    match reason.trim() {
        "" => Err("give a reason"),
        reason => Ok(reason.to_owned()),
    }
}

/// The direction that must be compatible.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Require {
    /// Documents that were valid stay valid
    Backward,
    /// Documents that are valid now were valid before
    Forward,
    /// Both
    Full,
    /// Neither: only report
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

/// The undeclared properties that documents are assumed to have.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Model {
    /// Any, as JSON Schema allows them
    Open,
    /// None
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

/// Compares versions of the schemas.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    if arguments.rules {
        formats::rules();
        return Ok(Exit::GOOD);
    }
    let baseline = baseline::path(arguments.baseline.as_deref())?;
    let is_made = arguments.baseline.is_none() || arguments.write_baseline.is_some();
    let mut ignores = match is_made && !workspace.path(&baseline).exists() {
        true => Ignores::default(),
        false => Ignores::read(workspace, &baseline)?,
    };
    let mut mappings = workspace.layout.mappings.clone();
    for mapping in &arguments.map {
        mappings.add(mapping)?;
    }
    if let Some(range) = &arguments.git {
        return history::run(&mappings, arguments, range, &mut ignores);
    }
    let (old, new) = match arguments.versions.as_slice() {
        [] => (None, None),
        [one] => (Some(one.as_str()), None),
        [old, new] => (Some(old.as_str()), Some(new.as_str())),
        _ => {
            let message = "two versions are compared: name OLD and NEW, or a history by --git";
            report::error(format_args!("{message}"));
            return Ok(Exit::USAGE);
        }
    };
    let pairs = versions::pairs(workspace, &mappings, old, new)?;
    let mut replayed = Exit::GOOD;
    let (mut outcomes, mut refused) = (Vec::new(), Vec::new());
    for pair in &pairs {
        match judged(pair, arguments, &mut ignores)? {
            Ok((outcome, archive)) => {
                replayed = replayed.max(archive.exit(arguments.require.directions()));
                outcomes.push(outcome);
            }
            Err(versions) => refused.extend(versions),
        }
    }
    let names: Vec<&str> = pairs.iter().map(|pair| pair.name.as_str()).collect();
    let report = Report {
        outcomes,
        refused,
        unused: ignores.unused(&names),
        baseline,
        required: arguments.require.directions(),
    };
    formats::print(arguments.format, &report);
    if let Some(reason) = &arguments.write_baseline {
        return baseline::write(workspace, &report, &ignores, &names, reason);
    }
    // On the schemas there is a verdict, whatever could not be read of an archive.
    let exit = report.exit().max(replayed);
    report::summary(exit, formats::tally(&report));
    Ok(exit)
}

/// The time of a pair, from when its versions were made.
struct Clock {
    begin: Instant,
    time: Duration,
}

impl Clock {
    /// The rest of it.
    fn left(&self) -> Duration {
        self.time.saturating_sub(self.begin.elapsed())
    }
}

/// The comparison of a pair of versions with all its consequences, or those that are refused.
fn judged(
    pair: &Pair,
    arguments: &Arguments,
    ignores: &mut Ignores,
) -> Result<Result<(Outcome, Replayed), Vec<Refused>>> {
    let versions = [&pair.old, &pair.new].into_iter().flatten();
    let clock = Clock {
        begin: Instant::now(),
        time: Duration::from_secs(arguments.timeout)
            .saturating_sub(versions.map(|version| version.took).sum()),
    };
    let is_over = clock.left().is_zero();
    let api = match is_over {
        true => None,
        false => consequences::api_changes(pair),
    };
    let mut outcome = match outcome(pair, arguments, &clock, ignores)? {
        Ok(outcome) => outcome,
        Err(versions) => return Ok(Err(versions)),
    };
    let sections;
    (sections, outcome.step) = consequences::api(pair, api, outcome.is_equivalent);
    outcome.sections.extend(sections);
    let not_compared = is_over && outcome.status == outcome::SchemaStatus::Kept;
    outcome
        .sections
        .extend(not_compared.then(consequences::not_compared));
    let mut archive = consequences::documents(pair, &arguments.replay)?;
    outcome.sections.extend(outcome.refuted(&archive.breaks));
    outcome.sections.extend(archive.section.take());
    Ok(Ok((outcome, archive)))
}

/// Prints the warnings about two versions, those about both once.
fn warn([old, new]: &[Vec<&Problem>; 2]) {
    let is_gone = |warning: &&&Problem| {
        let other = &warning.problem;
        new.iter().all(|Problem { problem, .. }| {
            (&problem.message, &problem.place.pointer) != (&other.message, &other.place.pointer)
        })
    };
    for warning in old.iter().filter(is_gone).chain(new) {
        let fix = &warning.problem.fix;
        report::progress("Warning", format_args!("{warning}: {fix}"));
    }
}

/// The comparison of a pair of versions, or those that are refused.
fn outcome(
    pair: &Pair,
    arguments: &Arguments,
    clock: &Clock,
    ignores: &mut Ignores,
) -> Result<Result<Outcome, Vec<Refused>>> {
    let (Some(old), Some(new)) = (&pair.old, &pair.new) else {
        // What was removed may have been anything.
        let refused = pair.new.as_ref().and_then(|new| version::parsed(new).err());
        return Ok(match refused {
            Some(refused) => Err(vec![refused]),
            None => Ok(Outcome::alone(pair)),
        });
    };
    let (left, right) = match (version::parsed(old), version::parsed(new)) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => return Ok(Err(left.err().into_iter().chain(right.err()).collect())),
    };
    let definitions = definitions::of_both([(old, &left), (new, &right)]);
    if arguments.git.is_none() {
        let all = [&left.warnings, &right.warnings].map(|warnings| {
            let warnings = warnings.iter();
            let warnings = warnings.filter(|warning| {
                let mut definitions = definitions.iter().flatten();
                !definitions.any(|definitions| definitions.has(&warning.problem.place))
            });
            warnings.collect()
        });
        warn(&all);
    }
    let [left, right] = match &definitions {
        Some(both) => both.each_ref().map(Definitions::source),
        None => [&left, &right].map(|Parsed { schema, text, .. }| Source { schema, text }),
    };
    let other = match arguments.content_model {
        Model::Open => Model::Lenient,
        Model::Lenient => Model::Open,
    };
    let models = [arguments.content_model, other].map(ContentModel::from);
    let (mut comparison, other) = match diff_by(&left, &right, models, clock.left()) {
        Ok([comparison, other]) => (comparison, other),
        Err(error) => bail!("{}, {}: {error}", old.label, new.label),
    };
    let schemas = || [&left, &right].map(|source| asserted(source.schema, source.text));
    let disagreements = second::disagreements(schemas, &comparison.changes, clock.left());
    let definitions = definitions.map(|both| {
        let changes = &mut comparison.changes;
        changes
            .iter_mut()
            .for_each(|change| definitions::relocate(&both, change));
        definitions::section()
    });
    let mut outcome = Outcome::compared(
        pair,
        arguments.content_model.into(),
        disagreements,
        comparison,
        &other,
        ignores,
        arguments.require.directions(),
    );
    outcome.sections.splice(0..0, definitions);
    Ok(Ok(outcome))
}
