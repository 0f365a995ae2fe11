//! For people at a pull request.

use std::collections::BTreeSet;

use codegen::markdown::{self, code, sentence};
use exactschema_compare::diff::{Class, Direction};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Problem, Report, ReportedChange};
use super::elide::elided;
use super::{class_word, pointer, verdicts};
use crate::report::{Exit, line};

/// The greatest length of a comment on GitHub, in characters, with room for the sentence on
/// omitted blocks.
const LONGEST: usize = 65_536 - 300;

/// The number of lines of a witness that are shown unfolded.
const LINES: usize = 12;

/// A piece of the page.
struct Block {
    text: String,
    rank: Rank,
    /// The change that it is about.
    change: Option<usize>,
}

/// The sections in the order in which they are kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Heading,
    Row,
    Witness,
    Item,
}

pub(super) fn print(report: &Report) {
    line(format_args!("{}", page(blocks(report))));
}

/// As many of the blocks as a comment has room for, in their order.
fn page(blocks: Vec<Block>) -> String {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|index| blocks[*index].rank);
    let mut room = LONGEST;
    let mut kept = vec![false; blocks.len()];
    for index in order {
        let Some(rest) = room.checked_sub(blocks[index].text.chars().count() + 1) else {
            // Blocks of lower rank are left out as well.
            break;
        };
        (room, kept[index]) = (rest, true);
    }
    let left = || blocks.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let changes: BTreeSet<usize> = left().filter_map(|(block, _)| block.change).collect();
    let items = left().filter(|(block, _)| block.change.is_none()).count();
    let reported = blocks.iter().zip(&kept).filter(|(_, kept)| **kept);
    let mut lines: Vec<String> = reported.map(|(block, _)| block.text.clone()).collect();
    if !changes.is_empty() || items > 0 {
        let (changes, items) = (changes.len(), items);
        lines.push(format!(
            "\n**Left out:** all or some of what there is to tell of {changes} changes, and {items} \
             further lines, since a comment on GitHub has at most 65,536 characters; \
             `--format text` tells all."
        ));
    }
    lines.join("\n")
}

fn blocks(report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    let block = |rank, text| Block {
        text,
        rank,
        change: None,
    };
    for refused in &report.refused {
        let heading = format!("### ❌ {}: refused\n", code(&refused.label));
        blocks.push(block(Rank::Heading, heading));
        let items = refused.problems().into_iter().map(|p| problem(&p));
        blocks.extend(items.map(|item| block(Rank::Item, item)));
        blocks.push(block(Rank::Heading, String::new()));
    }
    let mut number = 0;
    for (index, outcome) in report.outcomes.iter().enumerate() {
        if index > 0 {
            blocks.push(block(Rank::Heading, String::new()));
        }
        let sign = match outcome.exit(report.required) {
            Exit::GOOD => "✅",
            _ => "❌",
        };
        let heading = format!("### {sign} {}: {}", code(&outcome.path), verdicts(outcome));
        blocks.push(block(Rank::Heading, heading));
        if !outcome.changes.is_empty() {
            let titles = "\n| rule | change | where | backward | forward |\n|---|---|---|---|---|";
            blocks.push(block(Rank::Heading, titles.to_owned()));
        }
        let reported = || (number..).zip(&outcome.changes);
        blocks.extend(reported().map(|(number, reported)| Block {
            change: Some(number),
            ..block(Rank::Row, row(reported))
        }));
        for (number, reported) in reported() {
            blocks.extend(witnesses(reported).map(|text| Block {
                change: Some(number),
                ..block(Rank::Witness, text)
            }));
        }
        number += outcome.changes.len();
        for section in &outcome.sections {
            match section.lines.as_slice() {
                [sentence] if section.is_prose() => {
                    let text = format!("\n**{}.** {sentence}", section.title);
                    blocks.push(block(Rank::Heading, text));
                }
                lines => {
                    let title = format!("\n**{}.**\n", section.title);
                    blocks.push(block(Rank::Heading, title));
                    let items = lines.iter().map(|item| format!("- {}", code(item)));
                    blocks.extend(items.map(|item| block(Rank::Item, item)));
                }
            }
        }
    }
    blocks.extend(report.unused.iter().map(|unused| {
        let problem = sentence(&unused.problem);
        let text = format!("\n❌ `{PATH}`, line {}: {problem}", unused.line);
        block(Rank::Heading, text)
    }));
    blocks
}

/// A problem of a version that is rejected, as an item of a list.
fn problem(problem: &Problem<'_>) -> String {
    let pointer = problem.pointer.map(|at| code(&pointer(at)));
    let line = problem.position.map(|(line, _)| format!("line {line}"));
    let place: Vec<String> = pointer.into_iter().chain(line).collect();
    let (message, fix) = (sentence(&problem.message), sentence(problem.fix));
    match place.is_empty() {
        true => format!("- {message}; fix: {fix}"),
        false => format!("- {}: {message}; fix: {fix}", place.join(", ")),
    }
}

fn row(reported: &ReportedChange) -> String {
    let change = &reported.change;
    let [backward, forward] = DIRECTIONS.map(|(direction, _)| {
        let class = change.class(direction);
        match (class, &reported.ignored) {
            (Class::Compatible, _) => "compatible".to_owned(),
            (Class::Undecided(why), None) => {
                format!("**{}**: {}", class_word(class), sentence(&why.to_string()))
            }
            (class, None) => format!("**{}**", class_word(class)),
            (class, Some(reason)) => {
                format!("{}, ignored: {}", class_word(class), sentence(reason))
            }
        }
    });
    let place = format!(
        "{}, line {}",
        code(&pointer(&change.new.pointer)),
        change.new.line
    );
    let cells = [
        code(change.rule),
        sentence(&change.message),
        place,
        backward,
        forward,
    ];
    markdown::row(&cells)
}

/// Each witness in a block, which has to be opened if it is long.
fn witnesses(reported: &ReportedChange) -> impl Iterator<Item = String> {
    let change = &reported.change;
    DIRECTIONS.into_iter().filter_map(|(direction, name)| {
        let Class::Breaking(witness) = change.class(direction) else {
            return None;
        };
        let version = match direction {
            Direction::Backward => ["old", "new"],
            Direction::Forward => ["new", "old"],
        };
        let sentence = format!(
            "\n`{}`, {name}: valid under the {} schema, and under the {} one {}: {}",
            change.rule,
            version[0],
            version[1],
            code(&pointer(&witness.pointer)),
            sentence(&witness.reason),
        );
        let document = elided(&witness.document).pretty();
        let document = document.trim_end();
        let block = format!("\n```json\n{document}\n```");
        Some(match document.lines().count() > LINES {
            true => {
                let summary = "<summary>The document</summary>";
                format!("{sentence}\n\n<details>{summary}\n{block}\n\n</details>")
            }
            false => format!("{sentence}\n{block}"),
        })
    })
}
