//! `export-session validate`: a verdict on each document.

use std::sync::mpsc::sync_channel;

use anyhow::Result;
use clap::Command;
use clap::error::ErrorKind;
use models::diagnose;

use crate::output::{Exit, Stdout};
pub(crate) use arguments::Arguments;
use follow::Following;
use inputs::{Choice, inputs};
use progress::Progress;
use split::Split;
use tell::Teller;
use work::{Judge, Work};

mod arguments;
mod follow;
mod inputs;
mod interrupt;
mod limit;
mod order;
mod progress;
mod report;
mod split;
mod summary;
mod tell;
mod work;

/// How many outcomes may wait to be told.
const WAITING: usize = 256;

pub(crate) fn run(arguments: &Arguments, command: &mut Command) -> Result<Exit> {
    if let Err(message) = arguments.usage() {
        command.error(ErrorKind::ValueValidation, message).exit();
    }
    let split = arguments.split.as_ref();
    let split = split.map(|(valid, invalid)| Split::new(valid, invalid));
    let split = split.transpose()?;
    let choice = Choice {
        jsonl: arguments.jsonl,
        only_lines: split.is_some(),
    };
    let found = || inputs(arguments.sources.clone(), choice);
    let (sender, messages) = sync_channel(WAITING);
    interrupt::watch(&sender)?;
    let work = Work::begin(arguments.threads, found(), judge(arguments), &sender)?;
    let progress = (!arguments.quiet).then(|| Progress::new(found())).flatten();

    let schema = arguments.schema.judge.file();
    let stdout = Stdout::new();
    let mut out = stdout.clone();
    let report = arguments.report.report(&schema, &mut out);
    let teller = Teller::new(report, split, arguments.max_problems);
    let mut following = Following {
        work,
        progress,
        teller,
        stdout: stdout.clone(),
    };
    let told = following
        .follow(&messages)
        .and_then(|end| following.finish(end, arguments));
    match told {
        // Who has closed it has seen enough, and needs no words.
        Err(_) if stdout.is_closed() => Ok(Exit::NoVerdict),
        told => told,
    }
}

fn judge(arguments: &Arguments) -> Judge {
    let mut options = diagnose::Options::default();
    options.max_findings = arguments.max_problems.most();
    options.max_warnings = arguments.max_problems.most();
    options.warn_unknown = arguments.warn_unknown;
    Judge {
        by: arguments.schema.judge,
        options,
        fail_fast: arguments.fail_fast,
        split: arguments.split.is_some(),
    }
}
