//! Formats of the report.

use clap::ValueEnum;
use exactschema_compare::diff::{Class, Direction, Verdict};

use super::outcome::{DIRECTIONS, Outcome, Report, ReportedChange, SchemaStatus};
use crate::report::line;

mod elide;
mod github;
mod html;
mod json;
mod markdown;
mod text;

/// A format of the report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people at a terminal
    Text,
    /// For programs: one JSON document
    Json,
    /// For people at a pull request
    Markdown,
    /// Annotations of a GitHub workflow, at each change
    Github,
    /// A page for people, in one file
    Html,
}

/// Prints a report.
pub(super) fn print(format: Format, report: &Report) {
    match format {
        Format::Text => text::print(report),
        Format::Json => json::print(report),
        Format::Markdown => markdown::print(report),
        Format::Github => github::print(report),
        Format::Html => html::print(report),
    }
}

/// Prints the table of rules.
pub(super) fn rules() {
    let width = exactschema_compare::diff::rules()
        .map(|rule| rule.id.len())
        .max();
    let width = width.unwrap_or_default();
    for rule in exactschema_compare::diff::rules() {
        line(format_args!("{:width$}  {}", rule.id, rule.purpose));
    }
}

/// A line that counts what was compared.
pub(super) fn tally(report: &Report) -> String {
    let Report {
        outcomes, required, ..
    } = report;
    let changes: usize = outcomes.iter().map(|outcome| outcome.changes.len()).sum();
    let required: Vec<&str> = DIRECTIONS
        .iter()
        .filter(|(direction, _)| required.contains(direction))
        .map(|(_, name)| *name)
        .collect();
    let required = match required.as_slice() {
        [] => "no direction".to_owned(),
        names => names.join(" and "),
    };
    format!(
        "{} compared, {}, {required} required",
        count(outcomes.len(), "schema"),
        count(changes, "change")
    )
}

fn count(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
        Verdict::Undecided => "undecided",
    }
}

fn class_word(class: &Class) -> &'static str {
    match class {
        Class::Compatible => "compatible",
        Class::Breaking(_) => "breaking",
        Class::Undecided(_) => "undecided",
    }
}

/// The verdicts in both directions.
fn verdicts(outcome: &Outcome) -> String {
    let verdicts = DIRECTIONS.map(|(direction, name)| {
        let apart = outcome.changes.iter().any(|reported| {
            reported.ignored.is_some()
                && !matches!(reported.change.class(direction), Class::Compatible)
        });
        let apart = if apart {
            " apart from what is ignored"
        } else {
            ""
        };
        format!("{name} {}{apart}", word(outcome.verdict(direction)))
    });
    match outcome.status {
        SchemaStatus::Added => "added: there are no documents of it yet".to_owned(),
        SchemaStatus::Removed => "removed: its documents have no schema any more".to_owned(),
        SchemaStatus::Kept if outcome.changes.is_empty() => "no change".to_owned(),
        SchemaStatus::Kept => verdicts.join(", "),
    }
}

/// The worst that a change means in some directions; in both, if none is required.
fn worst(reported: &ReportedChange, required: &[Direction]) -> Verdict {
    let all = DIRECTIONS.map(|(direction, _)| direction);
    let directions = if required.is_empty() { &all } else { required };
    let classes = directions
        .iter()
        .map(|direction| reported.change.class(*direction));
    let words: Vec<&str> = classes.map(class_word).collect();
    match () {
        () if words.contains(&"breaking") => Verdict::Breaking,
        () if words.contains(&"undecided") => Verdict::Undecided,
        () => Verdict::Compatible,
    }
}

/// A pointer as it is reported.
fn pointer(pointer: &str) -> String {
    match pointer {
        "" => "the root".to_owned(),
        // Names in a pointer come from the schema: they may contain any character.
        pointer => pointer.escape_debug().to_string(),
    }
}
