//! For people at a terminal.

use exactschema_compare::diff::{Class, Direction, Verdict};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Outcome, Report, ReportedChange, SchemaStatus};
use super::elide::elided;
use super::{pointer, verdicts, worst};
use crate::artifacts;
use crate::report::{self, Exit, Status};

pub(super) fn print(report: &Report) {
    let required = report.required;
    for refused in &report.refused {
        artifacts::refused(&refused.label, &refused.error);
    }
    for outcome in &report.outcomes {
        let status = match (outcome.status, outcome.exit(required)) {
            (SchemaStatus::Added, _) => Status::Created,
            (SchemaStatus::Removed, _) => Status::Removed,
            (SchemaStatus::Kept, _) if outcome.changes.is_empty() => Status::Equal,
            (SchemaStatus::Kept, Exit::GOOD) => Status::Compatible,
            (SchemaStatus::Kept, _) => Status::Breaking,
        };
        report::status(
            status,
            format_args!("{}: {}", outcome.path, verdicts(outcome)),
        );
        for reported in &outcome.changes {
            change(outcome, reported, required);
        }
        for section in &outcome.sections {
            for line in &section.lines {
                report::label(&section.title.to_lowercase(), line);
            }
        }
    }
    for unused in &report.unused {
        let (line, column) = (unused.line, unused.column);
        report::status(Status::Orphan, format_args!("{PATH}:{line}:{column}"));
        report::problem(&unused.problem);
        report::fix("remove the entry, or correct it");
    }
}

fn change(outcome: &Outcome, reported: &ReportedChange, required: &[Direction]) {
    let change = &reported.change;
    let status = match (&reported.ignored, worst(reported, required)) {
        (_, Verdict::Compatible) => Status::Compatible,
        (Some(_), _) => Status::Ignored,
        (_, Verdict::Breaking) => Status::Breaking,
        (_, Verdict::Undecided) => Status::Undecided,
    };
    report::status(status, format_args!("{}: {}", change.rule, change.message));
    if let Some(reason) = &reported.ignored {
        report::reason(reason);
    }
    for (name, label, place) in [
        ("old", &outcome.labels[0], &change.old),
        ("new", &outcome.labels[1], &change.new),
    ] {
        let (line, column) = (place.line, place.column);
        let text = format_args!("{label}:{line}:{column}: {}", pointer(&place.pointer));
        report::label(name, text);
    }
    if !change.chain.is_empty() {
        report::label("by", change.chain.join(" → "));
    }
    for (direction, name) in DIRECTIONS {
        match change.class(direction) {
            Class::Compatible => {}
            Class::Undecided(why) => report::label(name, format_args!("undecided: {why}")),
            Class::Breaking(witness) => {
                let at = pointer(&witness.pointer);
                report::label(name, format_args!("breaking: {at}: {}", witness.reason));
                report::label("witness", elided(&witness.document).compact());
            }
        }
    }
}
