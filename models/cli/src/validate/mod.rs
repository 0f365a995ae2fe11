//! `export-session validate`: a verdict on each document.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use anyhow::Result;
use clap::Command;
use clap::error::ErrorKind;
use models::diagnose;

use crate::lookup::Lookup;
use crate::output::{Exit, SeenEnough, Stdout, error, note, printable};
use crate::root::{self, Failure};
pub(crate) use arguments::Arguments;
use event_loop::EventLoop;
use inputs::{Choice, Exclusions, Opening, inputs};
use progress::Progress;
use reporter::Reporter;
use split::Split;
use statistics::Statistics;
use work::{Judge, Work};

mod arguments;
pub mod elsewhere;
mod event_loop;
pub(crate) mod inputs;
mod interrupt;
mod limit;
mod progress;
mod reorder_buffer;
mod report;
mod reporter;
mod split;
mod statistics;
mod summary;
mod targets;
mod unusable;
mod work;

/// The number of results that may wait to be reported.
const WAITING: usize = 256;

pub(crate) fn run(arguments: &Arguments, command: &mut Command) -> Result<Exit> {
    let choice = Choice {
        jsonl: arguments.jsonl,
        only_lines: arguments.split.is_some(),
        notes_skipped: false,
    };
    let exclusions = match Exclusions::new(&arguments.exclude, arguments.no_ignore) {
        Ok(exclusions) => exclusions,
        Err(message) => command.error(ErrorKind::ValueValidation, message).exit(),
    };
    let found = |choice| inputs(arguments.sources.clone(), choice, exclusions.clone());
    let usage = arguments.usage(|| found(choice));
    if let Err(message) = usage {
        command.error(ErrorKind::ValueValidation, message).exit();
    }
    let by = match arguments.schema.judge() {
        Ok(by) => by,
        Err(Failure::Usage(message)) => command.error(ErrorKind::ValueValidation, message).exit(),
        Err(Failure::Schema(error)) => {
            if let Some(error) = &error {
                unusable::report(arguments, error)?;
            }
            return Ok(Exit::NoVerdict);
        }
    };
    let split = arguments.split.as_ref();
    let split = split.map(|(valid, invalid)| Split::new(valid, invalid));
    let split = split.transpose()?;
    let schema = arguments.schema.file();
    let stdout = Stdout::new();
    let reports = arguments.report.reports(&schema, &stdout)?;
    let has_files = reports.has_files();
    let reading = Choice {
        notes_skipped: true,
        ..choice
    };
    let (sender, messages) = sync_channel(WAITING);
    interrupt::watch(&sender)?;
    let work = Work::begin(
        arguments.threads,
        found(reading),
        opening(arguments),
        judge(arguments, by.clone()),
        &sender,
    )?;
    let progress = (!arguments.quiet).then(|| Progress::new(found(choice)));

    let mut reporter = Reporter::new(reports, split, arguments.max_problems);
    reporter.statistics = arguments.statistics.then(Statistics::default);
    let mut event_loop = EventLoop {
        work,
        progress: progress.flatten(),
        reporter,
        stdout: stdout.clone(),
    };
    let result = event_loop
        .run(&messages)
        .and_then(|end| event_loop.finish(end, arguments));
    if let (Ok(Exit::Good | Exit::Findings), root::Judge::Each(lookup)) = (&result, &by) {
        warn_of_unused(arguments, lookup);
    }
    match result {
        Err(_) if stdout.is_closed() => {
            // A closed pipe is not an error worth reporting, but the missing files are.
            if arguments.split.is_some() {
                error(format_args!("standard output is closed: nothing was split"));
            }
            if has_files {
                error(format_args!(
                    "standard output is closed: no report was written"
                ));
            }
            Err(SeenEnough.into())
        }
        result => result,
    }
}

/// Warns of patterns of the configuration that are of no use, if all documents were read.
fn warn_of_unused(arguments: &Arguments, lookup: &Lookup) {
    if arguments.fail_fast || arguments.quiet {
        return;
    }
    for pattern in lookup.unused(&arguments.sources) {
        let pattern = printable(pattern);
        note(format_args!(
            "warning: documents: {pattern}: no file has its schema by this pattern"
        ));
    }
}

fn opening(arguments: &Arguments) -> Opening {
    Opening {
        max_expansion: arguments.max_expansion,
        quiet: arguments.quiet,
        read: Arc::default(),
    }
}

fn judge(arguments: &Arguments, by: root::Judge) -> Judge {
    let mut options = diagnose::Options::default();
    // All are counted.
    let most = match arguments.statistics {
        true => usize::MAX,
        false => arguments.max_problems.most(),
    };
    options.max_findings = most;
    options.max_warnings = most;
    options.warn_unknown = arguments.warn_unknown;
    Judge {
        by,
        options,
        fail_fast: arguments.fail_fast,
        recorded: arguments.report.recorded(),
        split: arguments.split.is_some(),
        named: match arguments.skip_without_schema {
            true => HashSet::new(),
            false => arguments.sources.iter().cloned().collect(),
        },
        language: arguments.language.syntax(),
    }
}
