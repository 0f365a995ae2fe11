//! The options of the report.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use anyhow::Result;
use clap::ValueEnum;

use super::Report;
use super::github::GitHub;
use super::html::Html;
use super::json::Json;
use super::junit::JUnit;
use super::reports::{Out, Reports};
use super::request::{Request, RequestParser};
use super::sarif::Sarif;
use super::standard::{Standard, Structure};
use super::text::{Layout, Style, Text};
use crate::file::Target;
use crate::output::Stdout;
use crate::validate::work::Recorded;

/// The options of the report.
#[derive(clap::Args)]
#[command(next_help_heading = "Report")]
pub(crate) struct Options {
    /// The format of the report, and a file for it. May be repeated
    ///
    /// With --format text --format sarif=report.sarif, text goes to standard output, and
    /// SARIF to a file. A file appears when its report is complete, and replaces one of that
    /// name; values of documents are in it only with --show-values always.
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = RequestParser)]
    format: Vec<Request>,
    /// Write the report to a file, and not to standard output
    ///
    /// It is that of the format that names no file of its own.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// When to use colour; by default on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: When,
    /// When to show values of the documents; by default on a terminal only, since they can
    /// be secret
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    show_values: When,
}

/// A format of the report.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    /// Text for people, with source lines if values are shown
    #[default]
    Text,
    /// JSON Lines: a line for each finding, and a summary; see `--schema validation-report`
    Json,
    /// Annotations of a GitHub workflow
    #[value(name = "github")]
    GitHub,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit's XML, for test reports
    #[value(name = "junit")]
    JUnit,
    /// A page for people, in one file
    Html,
    /// Standard output of JSON Schema (2020-12 Core §12), a line of JSON for each document:
    /// the verdict
    Flag,
    /// The same with a list of the errors, or of the annotations of a valid document
    Basic,
    /// The same with these in the hierarchy of the schema
    Detailed,
}

/// When to do something that suits terminals.
#[derive(Clone, Copy, Default, ValueEnum)]
enum When {
    /// If standard output is a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Options {
    /// Rejects reports that would be written to one place.
    ///
    /// # Errors
    ///
    /// A message for the user.
    pub(crate) fn usage(&self) -> Result<(), String> {
        let without_file = self.format.iter().filter(|request| request.file.is_none());
        match (without_file.count(), &self.output) {
            (0, Some(_)) => Err(
                "--output names the file of a report, but each --format has a file of its own"
                    .to_owned(),
            ),
            (2.., _) => Err(
                "several reports cannot be written to one place: give all but one a file, as in \
                 --format sarif=report.sarif"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    /// The files of the reports.
    pub(crate) fn files(&self) -> impl Iterator<Item = Target<'_>> {
        let named = self.format.iter().filter_map(|request| {
            Some(Target {
                option: "--format",
                path: request.file.as_deref()?,
            })
        });
        let output = self.output.as_deref().map(|path| Target {
            option: "--output",
            path,
        });
        named.chain(output)
    }

    /// The documents that the reports are about.
    pub(crate) fn recorded(&self) -> Recorded {
        let formats = self.format.iter().map(|request| match request.format {
            Format::Flag => Recorded::Verdicts,
            Format::Basic | Format::Detailed => Recorded::Outputs,
            Format::Text
            | Format::Json
            | Format::GitHub
            | Format::Sarif
            | Format::JUnit
            | Format::Html => Recorded::Findings,
        });
        formats.max().unwrap_or(Recorded::Findings)
    }

    /// The reports on documents of a schema.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub(crate) fn reports<'a>(&self, schema: &'a str, stdout: &Stdout) -> Result<Reports<'a>> {
        self.chosen(schema, stdout, |_| true)
    }

    /// The reports on the schema itself, which standard output is not about, and which people
    /// have on standard error.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub(crate) fn on_schemas<'a>(&self, schema: &'a str, stdout: &Stdout) -> Result<Reports<'a>> {
        self.chosen(schema, stdout, |format| match format {
            Format::Json | Format::GitHub | Format::Sarif | Format::JUnit | Format::Html => true,
            Format::Text | Format::Flag | Format::Basic | Format::Detailed => false,
        })
    }

    fn chosen<'a>(
        &self,
        schema: &'a str,
        stdout: &Stdout,
        is_chosen: impl Fn(Format) -> bool,
    ) -> Result<Reports<'a>> {
        let requests = self.format.iter();
        let requests = requests.filter(|request| is_chosen(request.format));
        let reports = requests.map(|request| {
            let file = request.file.as_deref().or(self.output.as_deref());
            let out = match file {
                Some(path) => Out::file(path)?,
                None => Out::Stdout(stdout.clone()),
            };
            let report = self.report(request.format, schema, &out);
            Ok((out, report))
        });
        Ok(Reports::new(reports.collect::<Result<_>>()?))
    }

    fn report<'a>(&self, format: Format, schema: &'a str, out: &Out) -> Box<dyn Report + 'a> {
        let is_terminal = matches!(out, Out::Stdout(_)) && stdout().is_terminal();
        let values = match self.show_values {
            When::Auto => is_terminal,
            When::Always => true,
            When::Never => false,
        };
        let style = self.style(out);
        let out = out.clone();
        match format {
            Format::Text => Box::new(Text::new(out, schema, style, layout(values))),
            Format::Json => Box::new(Json::new(out, values)),
            Format::GitHub => Box::new(GitHub::new(out, values)),
            Format::Sarif => Box::new(Sarif::new(out, schema, values)),
            Format::JUnit => Box::new(JUnit::new(out, values)),
            Format::Html => Box::new(Html::new(out, schema, values)),
            Format::Flag => Box::new(Standard::new(out, Structure::Flag)),
            Format::Basic => Box::new(Standard::new(out, Structure::Basic)),
            Format::Detailed => Box::new(Standard::new(out, Structure::Detailed)),
        }
    }

    fn style(&self, out: &Out) -> Style {
        let coloured = match (self.color, out) {
            // It knows NO_COLOR, CLICOLOR_FORCE and terminals that are dumb.
            (When::Auto, Out::Stdout(_)) => AutoStream::choice(&stdout()) != ColorChoice::Never,
            (When::Auto, Out::File(_)) | (When::Never, _) => false,
            (When::Always, _) => true,
        };
        match coloured {
            true => Style::coloured(),
            false => Style::plain(),
        }
    }
}

fn layout(values: bool) -> Layout {
    /// Wider lines are hard to read.
    const WIDEST: u16 = 140;
    const USUAL: u16 = 100;
    if !values {
        return Layout::Lines;
    }
    let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| width.0.min(WIDEST));
    Layout::Snippets {
        width: usize::from(width),
    }
}
