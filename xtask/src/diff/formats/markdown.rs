//! For people at a pull request.

use std::collections::BTreeSet;

use codegen::diff::{Class, Direction};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Report, Told};
use super::elide::elided;
use super::{class_word, pointer, verdicts};
use crate::report::{Exit, line};

/// How many characters a comment on GitHub has at most, with room for what is said of
/// those that are left out.
const LONGEST: usize = 65_536 - 300;

/// How many lines of a witness are told without being asked for.
const LINES: usize = 12;

/// A piece of the page.
struct Block {
    text: String,
    rank: Rank,
    /// The change that it tells of.
    change: Option<usize>,
}

/// What is left out last, first.
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
            // What ranks behind it is left out as well.
            break;
        };
        (room, kept[index]) = (rest, true);
    }
    let left = || blocks.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let changes: BTreeSet<usize> = left().filter_map(|(block, _)| block.change).collect();
    let items = left().filter(|(block, _)| block.change.is_none()).count();
    let told = blocks.iter().zip(&kept).filter(|(_, kept)| **kept);
    let mut lines: Vec<String> = told.map(|(block, _)| block.text.clone()).collect();
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
    let mut number = 0;
    for (index, outcome) in report.outcomes.iter().enumerate() {
        if index > 0 {
            blocks.push(block(Rank::Heading, String::new()));
        }
        let sign = match outcome.exit(report.required) {
            Exit::GOOD => "✅",
            _ => "❌",
        };
        let heading = format!("### {sign} `{}`: {}", outcome.path, verdicts(outcome));
        blocks.push(block(Rank::Heading, heading));
        if !outcome.changes.is_empty() {
            let titles = "\n| rule | change | where | backward | forward |\n|---|---|---|---|---|";
            blocks.push(block(Rank::Heading, titles.to_owned()));
        }
        let told = || (number..).zip(&outcome.changes);
        blocks.extend(told().map(|(number, told)| Block {
            change: Some(number),
            ..block(Rank::Row, row(told))
        }));
        for (number, told) in told() {
            blocks.extend(witnesses(told).map(|text| Block {
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
        let problem = prose(&unused.problem);
        let text = format!("\n❌ `{PATH}`, line {}: {problem}", unused.line);
        block(Rank::Heading, text)
    }));
    blocks
}

fn row(told: &Told) -> String {
    let change = &told.change;
    let [backward, forward] = DIRECTIONS.map(|(direction, _)| {
        let class = change.class(direction);
        match (class, &told.ignored) {
            (Class::Compatible, _) => "compatible".to_owned(),
            (Class::Undecided(why), None) => format!("**{}**: {why}", class_word(class)),
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
    format!("| {} |", cells.join(" | "))
}

/// Each witness in a block, which has to be opened if it is long.
fn witnesses(told: &Told) -> impl Iterator<Item = String> {
    let change = &told.change;
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
            prose(&witness.reason),
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
