//! Formats of the report.

use std::collections::BTreeMap;

use clap::ValueEnum;
use exactschema_compare::diff::{Direction, Verdict};

use super::group::Group;
use super::outcome::{DIRECTIONS, Outcome, Report, SchemaStatus};
use crate::report::line;

mod elide;
mod github;
pub(super) mod history;
mod html;
mod json;
mod markdown;
mod text;

/// A format of the report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people at a terminal
    Text,
    /// For programs: one JSON document; see schema/diff-report.schema.json
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
    let groups = outcomes.iter().flat_map(|outcome| &outcome.groups);
    let changes: usize = groups.map(|group| group.members.len()).sum();
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
        "{} in {}, {required} required",
        count(changes, "change"),
        count(outcomes.len(), "schema")
    )
}

pub(super) fn count(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
        Verdict::Undecided => "undecided",
    }
}

/// The readers that break, if a direction does.
fn readers(direction: Direction) -> &'static str {
    match direction {
        Direction::Backward => "readers of old documents",
        Direction::Forward => "old readers of new documents",
    }
}

/// Where a group is, with its rule.
fn place(group: &Group) -> String {
    let (side, place) = group.place();
    let (line, column) = (place.line, place.column);
    let (file, pointer) = (&group.members[0].files[side], pointer(&place.pointer));
    let more = match group.members.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{file}:{line}:{column}: {pointer} ({}){more}", group.rule())
}

/// A sentence on groups that no document depends on, if there are any.
fn folded(groups: &[&Group]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for group in groups {
        *counts.entry(group.rule()).or_default() += group.members.len();
    }
    let rules = counts.iter().map(|(rule, count)| format!("{count} {rule}"));
    let rules: Vec<String> = rules.collect();
    let all = count(counts.values().sum(), "change");
    let verb = if all.starts_with("1 ") {
        "affects"
    } else {
        "affect"
    };
    (!rules.is_empty()).then(|| format!("{all} that {verb} no document: {}", rules.join(", ")))
}

/// The verdicts in both directions.
fn verdicts(outcome: &Outcome) -> String {
    let verdicts = DIRECTIONS.map(|(direction, name)| {
        let apart = outcome.groups.iter().any(|group| {
            group.ignored().is_some() && group.class(direction).verdict() != Verdict::Compatible
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
        SchemaStatus::Kept if outcome.groups.is_empty() => "no change".to_owned(),
        SchemaStatus::Kept => verdicts.join(", "),
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
