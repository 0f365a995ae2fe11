//! Histories, as tables.

use codegen::markdown::{self, code};
use exactschema_compare::diff::Direction;
use exactschema_frontend::json::Json;

use super::super::history::{End, History, Step, cells};
use super::super::outcome::DIRECTIONS;
use super::json::{array, number, object, status, text};
use super::markdown::marked;
use super::{Format, word};
use crate::report::line;

/// The titles of the columns.
const TITLES: [&str; 6] = ["commit", "date", "backward", "forward", "step", "changes"];

/// The length to which a sentence is printed at a terminal.
const LONG: usize = 120;

/// Whether a format is one of histories.
pub(in super::super) fn is_one(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Json)
}

/// Prints histories.
pub(in super::super) fn print(format: Format, histories: &[History], required: &[Direction]) {
    match format {
        Format::Markdown => histories.iter().for_each(as_markdown),
        Format::Json => line(format_args!("{}", as_json(histories, required).pretty())),
        _ => histories.iter().for_each(as_text),
    }
}

fn as_text(history: &History) {
    line(format_args!("{}", history.path.escape_debug()));
    let rows = history.steps.iter().map(cells);
    let rows: Vec<[String; 6]> = [TITLES.map(str::to_owned)]
        .into_iter()
        .chain(rows)
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..TITLES.len() - 1).map(width).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, width)| format!("{cell:width$}  "));
        let cells: String = cells.collect();
        line(format_args!(
            "  {cells}{}",
            shortened(&row[TITLES.len() - 1])
        ));
    }
}

/// A sentence without its end, if it is long.
fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &sentence[..end]),
        None => sentence.to_owned(),
    }
}

fn as_markdown(history: &History) {
    line(format_args!("### {}\n", code(&history.path)));
    line(format_args!(
        "{}",
        markdown::row(&TITLES.map(str::to_owned))
    ));
    line(format_args!("|{}", "---|".repeat(TITLES.len())));
    for step in &history.steps {
        let [commit, date, backward, forward, version, changes] = cells(step);
        let cells = [
            code(&commit),
            date,
            backward,
            forward,
            version,
            marked(&changes),
        ];
        line(format_args!("{}", markdown::row(&cells)));
    }
}

fn as_json(histories: &[History], required: &[Direction]) -> Json {
    let required = DIRECTIONS
        .iter()
        .filter(|(direction, _)| required.contains(direction));
    let histories = histories.iter().map(|history| {
        object([
            ("path", text(&history.path)),
            ("steps", array(history.steps.iter().map(step))),
        ])
    });
    object([
        ("type", text("history")),
        ("required", array(required.map(|(_, name)| text(name)))),
        ("histories", array(histories)),
    ])
}

fn step(step: &Step) -> Json {
    let mut members = vec![
        ("commit", text(&step.commit.hash)),
        ("date", text(&step.commit.date)),
    ];
    match &step.end {
        End::Refused { why, .. } => {
            members.extend([("status", text("refused")), ("reason", text(why))])
        }
        End::Compared(outcome) => {
            members.push(("status", text(status(outcome.status))));
            members.extend(outcome.step.map(|step| ("step", text(&step.to_string()))));
            let changes = outcome.groups.iter().map(|group| text(&group.sentence()));
            members.push(("changes", array(changes)));
            let disagreements: Vec<Json> = outcome.disagreements().map(text).collect();
            if !disagreements.is_empty() {
                members.push(("disagreements", array(disagreements.into_iter())));
            }
        }
    }
    let names = [
        ("renamedFrom", &step.renamed_from),
        ("renamedTo", &step.renamed_to),
    ];
    members.extend(
        names
            .into_iter()
            .filter_map(|(name, path)| Some((name, text(path.as_ref()?)))),
    );
    let verdicts = DIRECTIONS.iter().filter_map(|(direction, name)| {
        let verdict = step.end.verdict(*direction)?;
        Some((*name, text(word(verdict))))
    });
    members.extend(verdicts);
    if let Some([invalid, valid]) = step.replayed {
        let count = |count: u64| number(usize::try_from(count).unwrap_or(usize::MAX));
        let counts = [
            ("becameInvalid", count(invalid)),
            ("becameValid", count(valid)),
        ];
        members.push(("replay", object(counts)));
    }
    object(members)
}
