//! The options of the report.

use std::io::{IsTerminal, Write, stdout};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::Report;
use super::github::GitHub;
use super::json::Json;
use super::junit::JUnit;
use super::sarif::Sarif;
use super::text::{Layout, Style, Text};

/// The options of the report.
#[derive(clap::Args)]
#[command(next_help_heading = "Report")]
pub(crate) struct Options {
    /// The format of the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
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
enum Format {
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
    /// The report on documents of a schema, written to standard output.
    pub(crate) fn report<'a>(
        &self,
        schema: &'a str,
        out: &'a mut dyn Write,
    ) -> Box<dyn Report + 'a> {
        let values = self.shows_values();
        match self.format {
            Format::Text => Box::new(Text::new(out, schema, self.style(), self.layout())),
            Format::Json => Box::new(Json::new(out, values)),
            Format::GitHub => Box::new(GitHub::new(out, values)),
            Format::Sarif => Box::new(Sarif::new(out, schema, values)),
            Format::JUnit => Box::new(JUnit::new(out, values)),
        }
    }

    fn shows_values(&self) -> bool {
        match self.show_values {
            When::Auto => stdout().is_terminal(),
            When::Always => true,
            When::Never => false,
        }
    }

    fn style(&self) -> Style {
        let coloured = match self.color {
            // It knows NO_COLOR, CLICOLOR_FORCE and terminals that are dumb.
            When::Auto => AutoStream::choice(&stdout()) != ColorChoice::Never,
            When::Always => true,
            When::Never => false,
        };
        match coloured {
            true => Style::coloured(),
            false => Style::plain(),
        }
    }

    fn layout(&self) -> Layout {
        /// Wider lines are hard to read.
        const WIDEST: u16 = 140;
        const USUAL: u16 = 100;
        if !self.shows_values() {
            return Layout::Lines;
        }
        let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| width.0.min(WIDEST));
        Layout::Snippets {
            width: usize::from(width),
        }
    }
}
