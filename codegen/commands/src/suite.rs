//! `cargo xtask suite`: tests the evaluator with the official JSON Schema Test Suite.
//!
//! A group of the suite is a schema with documents and a verdict on each. The evaluator
//! must accept the schema and give every one of these verdicts; nothing is compiled by
//! rustc. Formats are annotations, as the suite means it, but in the directories about
//! formats, where they are asserted.

use std::path::PathBuf;

use anyhow::Result;
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::{Options, compile};

use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

mod read;
mod table;
mod types;

use read::{Group, Suite};

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Arguments {
    /// A clone of the suite, or one of its directories, such as tests/draft2020-12
    path: PathBuf,
    /// Print the tables as Markdown
    #[arg(long)]
    markdown: bool,
    /// Generate and compile types for every schema, and test these
    #[arg(long)]
    types: bool,
}

/// The verdict on a group.
enum Verdict {
    /// Every document got the verdict of the suite.
    Exact,
    /// The schema has problems.
    Refused(Vec<String>),
    /// Documents got another verdict.
    Wrong(Vec<String>),
}

/// Tests the evaluator with the test suite.
///
/// # Errors
///
/// Whatever makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    let suite = Suite::find(&arguments.path)?;
    if arguments.types {
        return types::run(workspace, &suite);
    }
    let (mut groups, mut documents) = (0, 0);
    let mut exit = Exit::GOOD;
    for (directory, draft) in &suite.dialects {
        let mut rows = Vec::new();
        for file in read::files(directory)? {
            for group in &file.groups {
                let verdict = judge(group, *draft, &suite, file.part);
                report_group(&file.name, *draft, group, &verdict);
                groups += 1;
                documents += group.tests.len();
                if !matches!(verdict, Verdict::Exact) {
                    exit = Exit::FINDINGS;
                }
                rows.push((file.part, file.name.clone(), verdict));
            }
        }
        table::print(*draft, &rows, arguments.markdown);
    }
    let tally = format!("{groups} groups of the suite; {documents} documents judged");
    report::summary(exit, tally);
    Ok(exit)
}

fn judge(group: &Group, draft: Draft, suite: &Suite, part: read::Part) -> Verdict {
    let options = Options {
        dialect: draft,
        load: &|uri| suite.remote(uri),
        ..Options::default()
    };
    let mut settings = Settings::default();
    settings.asserts_formats = part == read::Part::Format;
    settings.asserts_content = part == read::Part::Optional;
    let validator = match validator(&group.schema, &options, settings) {
        Ok(validator) => validator,
        Err(problems) => return Verdict::Refused(problems),
    };
    let mut wrong = Vec::new();
    for test in &group.tests {
        let verdict = match validator.is_valid(test.data.as_bytes()) {
            Ok(valid) if valid == test.valid => continue,
            Ok(true) => "valid".to_owned(),
            Ok(false) => "invalid".to_owned(),
            Err(exceeded) => exceeded.to_string(),
        };
        wrong.push(format!("{}: the verdict is {verdict}", test.description));
    }
    match wrong.is_empty() {
        true => Verdict::Exact,
        false => Verdict::Wrong(wrong),
    }
}

/// The evaluator of a schema.
///
/// # Errors
///
/// The problems of the schema.
fn validator(
    schema: &str,
    options: &Options<'_>,
    settings: Settings,
) -> Result<Validator, Vec<String>> {
    match compile(schema, options) {
        Ok(compiled) => Ok(Validator::with_settings(compiled.table, settings)),
        Err(problems) => Err(problems.iter().map(ToString::to_string).collect()),
    }
}

/// Reports a group that is not exact.
fn report_group(file: &str, draft: Draft, group: &Group, verdict: &Verdict) {
    let subject = format!("{draft} {file}: {}", group.description);
    match verdict {
        Verdict::Exact => {}
        Verdict::Refused(reasons) => {
            report::status(Status::Refused, subject);
            reasons.iter().for_each(report::reason);
        }
        Verdict::Wrong(problems) => {
            report::status(Status::Wrong, subject);
            problems.iter().for_each(report::problem);
        }
    }
}
