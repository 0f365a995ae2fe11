//! `export-session normalize`: writes documents in the order and the layout that are theirs.

mod order;
mod pack;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Command;
use clap::error::ErrorKind;
use exactschema::Value;
use models::diagnose::Options;

use crate::file::{NewFile, Readers};
use crate::input::{Source, source};
use crate::output::{Exit, error, note, printable, shortened, to_stdout};
use crate::resources::at_work;
use crate::root::{AnySchema, Failure, Judge};
use crate::validate::inputs::{
    Buffer, Choice, Exclusions, Form, Input, Lines, MaxExpansion, Opening, inputs, open, packing,
    syntax, usage,
};
use pack::pack;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: AnySchema,
    /// The documents: files, folders and patterns as of validate, or - for standard input
    ///
    /// Of a document in a file the result is pretty JSON, of each document of JSON Lines a line:
    /// the properties that the schema declares in its order, then the others; numbers as they
    /// are spelled, or as their type writes them.
    #[arg(value_name = "FILE", required = true, value_parser = source())]
    sources: Vec<Source>,
    /// List the files that would change, and write nothing
    #[arg(long, conflicts_with = "in_place")]
    check: bool,
    /// Write the files that change, each at once, compressed as they were; what is not valid or
    /// read-only stays as it is
    #[arg(long)]
    in_place: bool,
    /// Leave out files and folders that match a pattern, as in .gitignore. May be repeated
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Read the files of a folder that .gitignore names, too
    #[arg(long)]
    no_ignore: bool,
    /// Read all files as JSON Lines, whatever their names
    #[arg(long)]
    jsonl: bool,
}

/// Bytes of JSON Lines that are worked on at once.
const CHUNK: usize = 1 << 18;

pub(crate) fn run(arguments: &Arguments, command: &mut Command) -> Result<Exit> {
    let mut usage_error =
        |message: String| -> ! { command.error(ErrorKind::ValueValidation, message).exit() };
    if let Err(message) = usage(&arguments.sources) {
        usage_error(message);
    }
    if arguments.in_place && arguments.sources.contains(&Source::Stdin) {
        usage_error("--in-place writes files, and - is standard input".to_owned());
    }
    let exclusions = match Exclusions::new(&arguments.exclude, arguments.no_ignore) {
        Ok(exclusions) => exclusions,
        Err(message) => usage_error(message),
    };
    let by = match arguments.schema.judge() {
        Ok(by) => by,
        Err(Failure::Usage(message)) => usage_error(message),
        Err(Failure::Schema(_)) => return Ok(Exit::NoVerdict),
    };
    let choice = Choice {
        jsonl: arguments.jsonl,
        only_lines: false,
        notes_skipped: true,
    };
    let mut exit = Exit::Good;
    let mut changed = 0;
    for input in inputs(arguments.sources.clone(), choice, exclusions) {
        let outcome = match input {
            Ok(input) if syntax(&input.source, None).is_some() => {
                // Folders have such files, too.
                match arguments.names(&input.source) {
                    true => unreadable(&input.source, "only JSON is normalized"),
                    false => Outcome::Same,
                }
            }
            Ok(input) => file(arguments, &by, &input)?,
            Err(error) => unreadable(&error.source, &error.message),
        };
        changed += usize::from(outcome == Outcome::Changed);
        exit = exit.max(match outcome {
            Outcome::Same => Exit::Good,
            Outcome::Changed if !arguments.check => Exit::Good,
            Outcome::Changed | Outcome::Invalid => Exit::Findings,
            Outcome::Unreadable => Exit::NoVerdict,
        });
    }
    match changed {
        0 => {}
        _ if arguments.check => note(format_args!("{changed} would change")),
        _ if arguments.in_place => note(format_args!("{changed} changed")),
        _ => {}
    }
    Ok(exit)
}

impl Arguments {
    /// Whether a file is named, and not found in a folder.
    fn names(&self, source: &Source) -> bool {
        self.sources.contains(source)
    }
}

/// The result of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Same,
    Changed,
    /// A document is not valid, which has been reported.
    Invalid,
    /// The file, or a schema, cannot be read, which has been reported.
    Unreadable,
}

/// Reports why a file cannot be read.
fn unreadable(source: &Source, why: &str) -> Outcome {
    error(format_args!("{source}: {why}"));
    Outcome::Unreadable
}

fn file(arguments: &Arguments, by: &Judge, input: &Input) -> Result<Outcome> {
    let _named = at_work(&Arc::new(input.source.clone()));
    let target = match &input.source {
        Source::File(path) if arguments.in_place => Some(path),
        _ => None,
    };
    let is_named = arguments.names(&input.source);
    let outcome = match target {
        Some(path) => return in_place(by, input, is_named, path),
        None if arguments.check => documents(by, input, is_named, &mut io::sink())?,
        None => {
            let mut outcome = Outcome::Same;
            to_stdout(|mut stdout| {
                outcome = documents(by, input, is_named, &mut stdout)?;
                Ok(())
            })?;
            outcome
        }
    };
    if arguments.check && outcome == Outcome::Changed {
        to_stdout(|stdout| Ok(writeln!(stdout, "{}", input.source)?))?;
    }
    Ok(outcome)
}

fn in_place(by: &Judge, input: &Input, is_named: bool, path: &Path) -> Result<Outcome> {
    // Whoever may write to its folder could replace it all the same.
    if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Ok(unreadable(
            &input.source,
            "it is read-only, and stays as it is",
        ));
    }
    let file = NewFile::begin(path, Readers::Usual)?;
    let written = pack(packing(path), file, |out| {
        documents(by, input, is_named, out)
    });
    let (outcome, file) = written.with_context(|| input.source.to_string())?;
    if outcome == Outcome::Changed {
        file.link()?.rename()?;
    }
    Ok(outcome)
}

/// Writes the documents of a file.
fn documents(by: &Judge, input: &Input, is_named: bool, out: &mut dyn Write) -> Result<Outcome> {
    let mut normalizer = Normalizer {
        by,
        input,
        is_named,
        out,
        line: 0,
        outcome: Outcome::Same,
    };
    if let Err(problem) = normalizer.read()? {
        normalizer.outcome = unreadable(&input.source, &problem.to_string());
    }
    Ok(normalizer.outcome)
}

struct Normalizer<'a> {
    by: &'a Judge,
    input: &'a Input,
    is_named: bool,
    out: &'a mut dyn Write,
    /// The lines before the current document.
    line: usize,
    outcome: Outcome,
}

impl Normalizer<'_> {
    /// Reads the file; the inner error is that of reading, the outer one that of writing.
    fn read(&mut self) -> Result<Result<(), io::Error>> {
        let opening = Opening {
            max_expansion: MaxExpansion::default(),
            quiet: false,
            read: Arc::default(),
        };
        let opened = match open(&self.input.source, &opening) {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(error)),
        };
        let mut buffer = Buffer::default();
        if self.input.form == Form::Document {
            if let Err(error) = opened.read_all(&mut buffer) {
                return Ok(Err(error));
            }
            self.document(&buffer, &buffer, |text| text)?;
            return Ok(Ok(()));
        }
        let mut lines = Lines::new(opened, CHUNK);
        loop {
            match lines.next(&mut buffer) {
                Ok(true) => {}
                Ok(false) => return Ok(Ok(())),
                Err(error) => return Ok(Err(error)),
            }
            for line in buffer.split_inclusive(|byte| *byte == b'\n') {
                match line.trim_ascii() {
                    [] => self.outcome = self.outcome.max(Outcome::Changed),
                    document => self.document(document, line, compact)?,
                }
                self.line += 1;
            }
        }
    }

    /// Writes a document that is these bytes of the file.
    fn document(
        &mut self,
        document: &[u8],
        bytes: &[u8],
        layout: impl FnOnce(String) -> String,
    ) -> Result<()> {
        let by = match self.by.of(&self.input.source, Some(document)) {
            Ok(by) => by,
            Err(why) => return self.ends(unreadable(&self.input.source, &why.to_string())),
        };
        let Some(by) = by else {
            // What is found in a folder may be no document at all.
            return self.ends(match self.is_named {
                true => unreadable(&self.input.source, "no schema: name one with --schema"),
                false => Outcome::Same,
            });
        };
        let outcome = match self.normalized(&by, document) {
            Ok(Some(text)) => {
                let text = layout(text) + "\n";
                self.out.write_all(text.as_bytes())?;
                match text.as_bytes() == bytes {
                    true => Outcome::Same,
                    false => Outcome::Changed,
                }
            }
            Ok(None) => Outcome::Invalid,
            Err(why) => unreadable(&self.input.source, &why.to_string()),
        };
        self.ends(outcome)
    }

    /// Remembers the result of a document.
    fn ends(&mut self, outcome: Outcome) -> Result<()> {
        self.outcome = self.outcome.max(outcome);
        Ok(())
    }

    /// The normal text of a document; `None`, with reports, if it is not valid.
    ///
    /// # Errors
    ///
    /// The reason why there is no verdict.
    fn normalized(&self, by: &Judge, document: &[u8]) -> Result<Option<String>> {
        if let Some(root) = by.typed() {
            return Ok(root
                .normalize(document)
                .inspect_err(|problem| {
                    let place = (problem.line().unwrap_or(1), problem.column().unwrap_or(1));
                    let kind = problem.kind();
                    self.report(place, problem.pointer(), problem.message(), kind.as_str());
                })
                .ok());
        }
        let diagnosis = by.diagnose(document, &Options::default())?;
        let validator = by.untyped().filter(|_| !diagnosis.is_refused);
        let Some(validator) = validator else {
            for finding in &diagnosis.findings {
                let place = (finding.span.start.line, finding.span.start.column);
                self.report(place, &finding.pointer, &finding.message, &finding.keyword);
            }
            return Ok(None);
        };
        let value: Value = exactschema::from_slice(document)?;
        let value = order::sort(validator, document, value)?;
        let text = exactschema::to_string_pretty(&value).context("the document")?;
        Ok(Some(text))
    }

    /// Reports why a document is not valid: `file:line:column: pointer: message [why]`.
    fn report(&self, (line, column): (usize, usize), pointer: &str, message: &str, why: &str) {
        let pointer = match &*shortened(pointer) {
            "" => "the document".to_owned(),
            pointer => printable(pointer).to_string(),
        };
        let (source, message) = (
            &self.input.source,
            printable(&shortened(message)).to_string(),
        );
        let line = self.line + line;
        error(format_args!(
            "{source}:{line}:{column}: {pointer}: {message} [{why}]"
        ));
    }
}

/// The same JSON on one line.
fn compact(text: String) -> String {
    // What was written can be read.
    text.parse::<Value>()
        .map_or(text, |value| value.to_string())
}
