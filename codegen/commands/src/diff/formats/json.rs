//! For programs.

use exactschema_compare::diff::{Class, Direction};
use exactschema_frontend::Place;
use exactschema_frontend::json::{Json, Value};

use super::super::group::Group;
use super::super::outcome::{
    DIRECTIONS, Outcome, Problem, Refused, Report, ReportedChange, SchemaStatus, Section,
};
use super::word;
use crate::report::line;

pub(super) fn print(report: &Report) {
    let required = DIRECTIONS
        .iter()
        .filter(|(direction, _)| report.required.contains(direction));
    let unused = report.unused.iter().map(|unused| {
        object([
            ("line", number(unused.line)),
            ("column", number(unused.column)),
            ("problem", text(&unused.problem)),
        ])
    });
    let mut members = vec![
        ("type", text("comparison")),
        ("required", array(required.map(|(_, name)| text(name)))),
        ("schemas", array(report.outcomes.iter().map(outcome))),
        ("unusedIgnores", array(unused)),
    ];
    if !report.refused.is_empty() {
        members.push(("refused", array(report.refused.iter().map(refused))));
    }
    line(format_args!("{}", object(members).pretty()));
}

fn refused(refused: &Refused) -> Json {
    let problem = |problem: Problem<'_>| {
        let mut members = Vec::new();
        members.extend(problem.pointer.map(|pointer| ("pointer", text(pointer))));
        if let Some((line, column)) = problem.position {
            members.extend([("line", number(line)), ("column", number(column))]);
        }
        members.extend([
            ("message", text(&problem.message)),
            ("fix", text(problem.fix)),
        ]);
        object(members)
    };
    object([
        ("version", text(&refused.label)),
        (
            "problems",
            array(refused.problems().into_iter().map(problem)),
        ),
    ])
}

fn outcome(outcome: &Outcome) -> Json {
    let [old, new] = &outcome.labels;
    let [backward, forward] =
        DIRECTIONS.map(|(direction, _)| text(word(outcome.verdict(direction))));
    let mut members = vec![
        ("path", text(&outcome.path)),
        ("status", text(status(outcome.status))),
        ("old", text(old)),
        ("new", text(new)),
        ("backward", backward),
        ("forward", forward),
    ];
    members.extend(outcome.step.map(|step| ("step", text(&step.to_string()))));
    members.extend([
        ("changes", array(outcome.groups.iter().map(group))),
        ("sections", array(outcome.sections.iter().map(section))),
    ]);
    object(members)
}

pub(super) fn status(status: SchemaStatus) -> &'static str {
    match status {
        SchemaStatus::Kept => "kept",
        SchemaStatus::Added => "added",
        SchemaStatus::Removed => "removed",
    }
}

fn group(group: &Group) -> Json {
    let places = group.members.iter().map(place);
    let mut members = vec![
        ("rule", text(group.rule())),
        ("message", text(&group.sentence())),
    ];
    let classes = DIRECTIONS.map(|(direction, name)| (name, class(group, direction)));
    members.extend(classes);
    members.extend(group.ignored().map(|reason| ("ignored", text(reason))));
    members.push(("places", array(places)));
    object(members)
}

/// One of the changes of a group, and where it is.
fn place(reported: &ReportedChange) -> Json {
    let ReportedChange { change, files, .. } = reported;
    let place = |file: &str, place: &Place| {
        object([
            ("file", text(file)),
            ("pointer", text(&place.pointer)),
            ("line", number(place.line)),
            ("column", number(place.column)),
        ])
    };
    let references = change.chain.iter().map(|step| text(step));
    object([
        ("rule", text(change.rule)),
        ("change", text(&change.message.to_string())),
        ("old", place(&files[0], &change.old)),
        ("new", place(&files[1], &change.new)),
        ("references", array(references)),
    ])
}

fn class(group: &Group, direction: Direction) -> Json {
    let class = group.class(direction);
    let mut members = vec![("class", text(word(class.verdict())))];
    if let Class::Breaking(witness) = class {
        members.extend([
            ("witness", witness.document.clone()),
            ("pointer", text(&witness.pointer)),
            ("reason", text(&witness.reason)),
        ]);
        let sentence = group.disagreement(direction);
        members.extend(sentence.map(|sentence| ("disagreement", text(sentence))));
    }
    if let Class::Undecided(why) = class {
        members.push(("reason", text(&why.to_string())));
    }
    object(members)
}

fn section(section: &Section) -> Json {
    object([
        ("title", text(section.title)),
        ("lines", array(section.lines.iter().map(|line| text(line)))),
    ])
}

pub(super) fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let members = members.into_iter();
    Value::Object(
        members
            .map(|(name, json)| (name.to_owned(), json))
            .collect(),
    )
    .into()
}

pub(super) fn array(elements: impl Iterator<Item = Json>) -> Json {
    Value::Array(elements.collect()).into()
}

pub(super) fn text(text: &str) -> Json {
    Value::String(text.to_owned()).into()
}

pub(super) fn number(number: usize) -> Json {
    Value::Number(number.to_string()).into()
}
