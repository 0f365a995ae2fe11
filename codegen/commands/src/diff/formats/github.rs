//! For GitHub: a workflow command for each change, which is shown where it is.

use exactschema_compare::diff::{Class, Verdict};

use super::super::group::Group;
use super::super::outcome::{DIRECTIONS, Outcome, Refused, Report, ReportedChange, SchemaStatus};
use super::super::versions::in_tree;
use super::elide::around;
use super::{folded, pointer, readers, verdicts};
use crate::report::line;

pub(super) fn print(report: &Report) {
    report.refused.iter().for_each(refused);
    for outcome in &report.outcomes {
        let file = property(in_tree(&outcome.path));
        if outcome.status != SchemaStatus::Kept {
            let level = match outcome.status {
                SchemaStatus::Removed => "error",
                _ => "notice",
            };
            let text = message(&verdicts(outcome));
            line(format_args!("::{level} file={file}::{text}"));
        }
        let (shown, silent) = outcome.shown_and_silent();
        for group in shown {
            change(outcome, group, report);
        }
        let folded = folded(&silent).map(|text| ("Beside", text));
        let sections = outcome.sections.iter();
        let sections = sections.map(|section| (section.title, section.lines.join("\n")));
        for (title, text) in folded.into_iter().chain(sections) {
            let (title, text) = (property(title), message(&text));
            line(format_args!("::notice file={file},title={title}::{text}"));
        }
    }
    for unused in &report.unused {
        let (row, column) = (unused.line, unused.column);
        let text = message(&unused.problem);
        line(format_args!(
            "::error file={},line={row},col={column}::{text}",
            property(&report.baseline)
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

fn change(outcome: &Outcome, group: &Group, report: &Report) {
    let level = match (group.ignored(), group.verdict(report.required)) {
        (Some(_), _) | (_, Verdict::Compatible) => "notice",
        _ => "error",
    };
    let mut text = group.sentence();
    for (direction, _) in DIRECTIONS {
        let readers = readers(direction);
        match group.class(direction) {
            Class::Compatible => {}
            Class::Undecided(why) => text += &format!("\nundecided for {readers}: {why}"),
            Class::Breaking(witness) => {
                let (document, reason) =
                    (around(&witness.document, &witness.pointer), &witness.reason);
                text += &format!("\nbreaks {readers}: {reason}: {document}");
                if let Some(sentence) = group.disagreement(direction) {
                    text += &format!("\ndisagrees: {sentence}");
                }
            }
        }
    }
    if let Some(reason) = group.ignored() {
        text += &format!("\nignored: {reason}");
    }
    // An annotation is shown in the files of the new version.
    let ReportedChange { change, files, .. } = &group.members[0];
    let place = &change.new;
    let file = match files[1] == outcome.labels[1] {
        true => &outcome.path,
        false => &files[1],
    };
    let (row, column) = (place.line, place.column);
    let (file, title) = (property(in_tree(file)), property(group.rule()));
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
