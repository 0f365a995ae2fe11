//! For people at a terminal.

use exactschema_compare::diff::{Class, Verdict};

use super::super::group::Group;
use super::super::outcome::{DIRECTIONS, Outcome, Report, SchemaStatus, Section};
use super::elide::around;
use super::{folded, place, readers, verdicts};
use crate::artifacts;
use crate::report::{self, Exit, Status};

/// The number of lines on the Rust API that are shown.
const LINES: usize = 10;

pub(super) fn print(report: &Report) {
    for refused in &report.refused {
        artifacts::refused(&refused.label, &refused.error);
    }
    for outcome in &report.outcomes {
        let subject = format_args!("{}: {}", outcome.path, verdicts(outcome));
        report::status(status(outcome, report), subject);
        let (shown, silent) = outcome.shown_and_silent();
        for group in shown {
            change(group, report);
        }
        if let Some(folded) = folded(&silent) {
            report::label("beside", folded);
        }
        outcome.sections.iter().for_each(section);
    }
    for unused in &report.unused {
        let (line, column) = (unused.line, unused.column);
        report::status(
            Status::Orphan,
            format_args!("{}:{line}:{column}", report.baseline),
        );
        report::problem(&unused.problem);
        report::fix("remove the entry, or correct it");
    }
}

fn section(section: &Section) {
    let label = section.title.to_lowercase();
    // What an archive shows is what was asked for.
    let shown = if section.title == "API" {
        LINES
    } else {
        usize::MAX
    };
    for line in section.lines.iter().take(shown) {
        report::label(&label, line);
    }
    if let Some(more) = section
        .lines
        .len()
        .checked_sub(shown)
        .filter(|more| *more > 0)
    {
        report::label(
            &label,
            format_args!("and {more} more, which the other formats list"),
        );
    }
}

fn status(outcome: &Outcome, report: &Report) -> Status {
    let is_compatible = DIRECTIONS
        .iter()
        .all(|(direction, _)| outcome.verdict(*direction) == Verdict::Compatible);
    let mut required = report.required.iter();
    match (outcome.status, outcome.exit(report.required)) {
        (SchemaStatus::Added, _) => Status::Created,
        (SchemaStatus::Removed, _) => Status::Removed,
        (SchemaStatus::Kept, _) if outcome.groups.is_empty() => Status::Equal,
        (SchemaStatus::Kept, Exit::GOOD) if is_compatible => Status::Compatible,
        (SchemaStatus::Kept, Exit::GOOD) => Status::Allowed,
        (SchemaStatus::Kept, _) => {
            match required.any(|direction| outcome.verdict(*direction) == Verdict::Breaking) {
                true => Status::Breaking,
                false => Status::Undecided,
            }
        }
    }
}

fn change(group: &Group, report: &Report) {
    let both = DIRECTIONS.map(|(direction, _)| direction);
    let status = match (group.ignored(), group.verdict(report.required)) {
        _ if group.verdict(&both) == Verdict::Compatible => Status::Compatible,
        (Some(_), _) => Status::Ignored,
        (_, Verdict::Breaking) => Status::Breaking,
        (_, Verdict::Undecided) => Status::Undecided,
        (_, Verdict::Compatible) => Status::Allowed,
    };
    report::status(status, group.sentence());
    for (direction, _) in DIRECTIONS {
        let readers = readers(direction);
        match group.class(direction) {
            Class::Compatible => {}
            Class::Undecided(why) => {
                report::label("undecided", format_args!("for {readers}: {why}"));
            }
            Class::Breaking(witness) => {
                report::label("breaks", format_args!("{readers}: {}", witness.reason));
                report::label("witness", around(&witness.document, &witness.pointer));
                if let Some(sentence) = group.disagreement(direction) {
                    report::label("disagrees", sentence);
                }
            }
        }
    }
    if let Some(reason) = group.ignored() {
        report::reason(reason);
    }
    if group.verdict(&both) != Verdict::Compatible {
        report::label("at", place(group));
    }
}
