//! For people at a pull request.

use codegen::diff::{Class, Direction};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Outcome, Report, Told};
use super::{class_word, pointer, verdicts};
use crate::report::{Exit, line};

pub(super) fn print(report: &Report) {
    for (index, outcome) in report.outcomes.iter().enumerate() {
        if index > 0 {
            line(format_args!(""));
        }
        let sign = match outcome.exit(report.required) {
            Exit::GOOD => "✅",
            _ => "❌",
        };
        line(format_args!(
            "### {sign} `{}`: {}",
            outcome.path,
            verdicts(outcome)
        ));
        if !outcome.changes.is_empty() {
            table(outcome);
        }
        for told in &outcome.changes {
            witnesses(told);
        }
        for section in &outcome.sections {
            match section.lines.as_slice() {
                [sentence] if section.is_prose() => {
                    line(format_args!("\n**{}.** {sentence}", section.title));
                }
                lines => {
                    line(format_args!("\n**{}.**\n", section.title));
                    for item in lines {
                        line(format_args!("- {}", code(item)));
                    }
                }
            }
        }
    }
    for unused in &report.unused {
        let problem = prose(&unused.problem);
        line(format_args!(
            "\n❌ `{PATH}`, line {}: {problem}",
            unused.line
        ));
    }
}

fn table(outcome: &Outcome) {
    line(format_args!(""));
    line(format_args!(
        "| rule | change | where | backward | forward |"
    ));
    line(format_args!("|---|---|---|---|---|"));
    for told in &outcome.changes {
        let change = &told.change;
        let [backward, forward] = DIRECTIONS.map(|(direction, _)| {
            let class = change.class(direction);
            match (class, &told.ignored) {
                (Class::Compatible, _) => "compatible".to_owned(),
                (class, None) => format!("**{}**", class_word(class)),
                (class, Some(reason)) => format!("{}, ignored: {reason}", class_word(class)),
            }
        });
        let place = format!(
            "{}, line {}",
            code(&pointer(&change.new.pointer)),
            change.new.line
        );
        let cells = [
            code(change.rule),
            change.message.clone(),
            place,
            backward,
            forward,
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
        line(format_args!("| {} |", cells.join(" | ")));
    }
}

/// Each witness in a block.
fn witnesses(told: &Told) {
    let change = &told.change;
    for (direction, name) in DIRECTIONS {
        let Class::Breaking(witness) = change.class(direction) else {
            continue;
        };
        let version = match direction {
            Direction::Backward => ["old", "new"],
            Direction::Forward => ["new", "old"],
        };
        line(format_args!(
            "\n`{}`, {name}: valid under the {} schema, and under the {} one {}: {}",
            change.rule,
            version[0],
            version[1],
            code(&pointer(&witness.pointer)),
            prose(&witness.reason),
        ));
        line(format_args!(
            "\n```json\n{}\n```",
            witness.document.pretty()
        ));
    }
}

fn code(text: &str) -> String {
    let fence = "`".repeat(1 + longest_run(text));
    match fence.len() {
        1 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// How many backticks follow each other at most.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// Text in which nothing is markup.
fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if "\\`*_{}[]<>#|~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}
