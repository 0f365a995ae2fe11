//! For GitHub: a workflow command for each change, which is shown where it is.

use exactschema_compare::diff::{Class, Direction, Verdict};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Outcome, Refused, Report, ReportedChange, SchemaStatus};
use super::elide::elided;
use super::{pointer, verdicts, worst};
use crate::report::line;

pub(super) fn print(report: &Report) {
    let required = report.required;
    report.refused.iter().for_each(refused);
    for outcome in &report.outcomes {
        if outcome.status != SchemaStatus::Kept {
            let level = if outcome.status == SchemaStatus::Removed {
                "error"
            } else {
                "notice"
            };
            let file = property(&outcome.path);
            line(format_args!(
                "::{level} file={file}::{}",
                message(&verdicts(outcome))
            ));
        }
        for reported in &outcome.changes {
            change(outcome, reported, required);
        }
        for section in &outcome.sections {
            let title = property(section.title);
            let text = message(&section.lines.join("\n"));
            line(format_args!(
                "::notice file={},title={title}::{text}",
                property(&outcome.path)
            ));
        }
    }
    for unused in &report.unused {
        let (row, column) = (unused.line, unused.column);
        let text = message(&unused.problem);
        line(format_args!(
            "::error file={PATH},line={row},col={column}::{text}"
        ));
    }
}

fn refused(refused: &Refused) {
    let file = property(refused.path());
    for problem in refused.problems() {
        let place = problem
            .position
            .map(|(row, column)| format!(",line={row},col={column}"));
        let place = place.unwrap_or_default();
        let pointer = problem.pointer.map(|at| format!("{}: ", pointer(at)));
        let text = format!(
            "{}: {}{}\nfix: {}",
            refused.label,
            pointer.unwrap_or_default(),
            problem.message,
            problem.fix
        );
        line(format_args!(
            "::error file={file}{place},title=refused::{}",
            message(&text)
        ));
    }
}

fn change(outcome: &Outcome, reported: &ReportedChange, required: &[Direction]) {
    let change = &reported.change;
    let level = match (&reported.ignored, worst(reported, required)) {
        (Some(_), _) | (_, Verdict::Compatible) => "notice",
        (None, _) if required.is_empty() => "warning",
        (None, _) => "error",
    };
    let mut text = change.message.clone();
    for (direction, name) in DIRECTIONS {
        match change.class(direction) {
            Class::Compatible => {}
            Class::Undecided(why) => text += &format!("\n{name}: undecided: {why}"),
            Class::Breaking(witness) => {
                text += &format!("\n{name}: {} breaks", elided(&witness.document).compact());
            }
        }
    }
    if let Some(reason) = &reported.ignored {
        text += &format!("\nignored: {reason}");
    }
    let (row, column) = (change.new.line, change.new.column);
    let (file, title) = (property(&outcome.path), property(change.rule));
    line(format_args!(
        "::{level} file={file},line={row},col={column},title={title}::{}",
        message(&text)
    ));
}

/// The text of a command is one line.
fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
