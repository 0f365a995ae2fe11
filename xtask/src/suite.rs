//! `cargo xtask suite`: the official JSON Schema Test Suite as a judge from
//! outside.
//!
//! A group of the suite is a schema with documents and a verdict on each. Where
//! codegen accepts the schema, the types must give every one of these verdicts.
//! The types of all groups are compiled into one program, which judges.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use codegen::Error;

use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

mod program;
mod read;
mod table;
mod verdict;

use program::{Module, Outcome};
use read::{File, Group};
use verdict::Verdict;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A directory of the suite, such as tests/draft2020-12
    path: PathBuf,
    /// Print the table as Markdown
    #[arg(long)]
    markdown: bool,
    /// Also list the groups whose schema is refused, each with its first reason
    #[arg(long)]
    verbose: bool,
}

/// What became of the schema of a group.
enum Schema {
    /// It is this module.
    Module(String),
    /// There is no module.
    Judged(Verdict),
}

pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    let files = read::files(&arguments.path)?;
    let mut modules = Vec::new();
    let schemas: Vec<Schema> = groups(&files)
        .map(|(_, group)| generate(group, &mut modules))
        .collect();
    let outcomes = match program::judge(workspace, modules)? {
        Ok(outcomes) => outcomes,
        Err(error) => {
            crate::models::failure(&error);
            return Ok(Exit::NO_VERDICT);
        }
    };
    let verdicts: Vec<Verdict> = schemas
        .into_iter()
        .zip(groups(&files))
        .map(|(schema, (_, group))| conclude(schema, group, &outcomes))
        .collect();
    for ((file, group), verdict) in groups(&files).zip(&verdicts) {
        list(file, group, verdict, arguments.verbose);
    }
    let judged = groups(&files).map(|(file, _)| file.name.as_str());
    table::print(judged.zip(&verdicts), arguments.markdown);
    let exit = verdicts.iter().map(Verdict::exit).max();
    let exit = exit.unwrap_or(Exit::GOOD);
    report::summary(exit, tally(&files, &verdicts));
    Ok(exit)
}

/// All groups, each with its file.
fn groups(files: &[File]) -> impl Iterator<Item = (&File, &Group)> {
    files
        .iter()
        .flat_map(|file| file.groups.iter().map(move |group| (file, group)))
}

/// Adds the module of a group, if there is one.
fn generate(group: &Group, modules: &mut Vec<Module>) -> Schema {
    let name = format!("group{}", modules.len() + 1);
    // A panic is a defect of one group, and must not hide the others.
    let generated =
        std::panic::catch_unwind(|| codegen::generate(&group.schema, "schema.json", &name));
    match generated {
        Ok(Ok(generated)) => {
            modules.push(Module {
                name: name.clone(),
                text: generated.text,
                root: generated.root,
                documents: group.tests.iter().map(|test| test.data.compact()).collect(),
            });
            Schema::Module(name)
        }
        Ok(Err(Error::Refused(problems))) => {
            let first = problems
                .first()
                .map(|problem| match &problem.place.pointer {
                    root if root.is_empty() => format!("the root: {}", problem.message),
                    pointer => format!("{}: {}", pointer.escape_debug(), problem.message),
                });
            Schema::Judged(Verdict::Refused(first.unwrap_or_default()))
        }
        Ok(Err(error)) => Schema::Judged(Verdict::Failed(error.to_string())),
        Err(_) => Schema::Judged(Verdict::Failed("codegen panicked".to_owned())),
    }
}

fn conclude(schema: Schema, group: &Group, outcomes: &BTreeMap<String, Outcome>) -> Verdict {
    let name = match schema {
        Schema::Module(name) => name,
        Schema::Judged(verdict) => return verdict,
    };
    match outcomes.get(&name) {
        Some(Outcome::Answers(answers)) => verdict::verdict(&group.tests, answers),
        Some(Outcome::Failed(reason)) => Verdict::Failed(reason.clone()),
        None => Verdict::Failed("it was not judged".to_owned()),
    }
}

/// Tells what is to be known of a group beyond its place in the table.
fn list(file: &File, group: &Group, verdict: &Verdict, verbose: bool) {
    let subject = format!("{}: {}", file.name, group.description);
    match verdict {
        Verdict::Exact => {}
        Verdict::Refused(reason) => {
            if verbose {
                report::status(Status::Refused, subject);
                report::reason(reason);
            }
        }
        Verdict::HeldBack(reasons) => {
            report::status(Status::HeldBack, subject);
            reasons.iter().for_each(report::reason);
        }
        Verdict::Wrong(problems) => {
            report::status(Status::Wrong, subject);
            problems.iter().for_each(report::problem);
        }
        Verdict::Failed(problem) => {
            report::status(Status::Failure, subject);
            report::problem(problem.trim_end());
        }
    }
}

fn tally(files: &[File], verdicts: &[Verdict]) -> String {
    let judged = groups(files).zip(verdicts);
    let judged = judged.filter(|(_, verdict)| verdict.is_judged());
    let tests: usize = judged.map(|((_, group), _)| group.tests.len()).sum();
    let groups = verdicts.len();
    format!("{groups} groups of the suite; {tests} documents judged")
}
