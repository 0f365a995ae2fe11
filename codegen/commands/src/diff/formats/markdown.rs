//! For people at a pull request.

use codegen::markdown::{self, code, sentence};
use exactschema_compare::diff::{Class, Verdict};

use super::super::group::Group;
use super::super::outcome::{DIRECTIONS, Outcome, Problem, Report, Section};
use super::elide::around;
use super::{folded, pointer, readers, verdicts};
use crate::report::{Exit, line};

/// The greatest length of a comment on GitHub, in characters, with room for the sentence on
/// omitted blocks.
const LONGEST: usize = 65_536 - 300;

/// A piece of the page.
struct Block {
    text: String,
    rank: Rank,
    /// The number of changes that it is about.
    changes: usize,
}

/// The sections in the order in which they are kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Heading,
    Row,
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
    let changes: usize = left().map(|(block, _)| block.changes).sum();
    let items = left().filter(|(block, _)| block.changes == 0).count();
    let reported = blocks.iter().zip(&kept).filter(|(_, kept)| **kept);
    let mut lines: Vec<String> = reported.map(|(block, _)| block.text.clone()).collect();
    if changes > 0 || items > 0 {
        lines.push(format!(
            "\n**Left out:** {changes} changes and {items} further lines, since a comment on GitHub \
             has at most 65,536 characters; `--format text` has all."
        ));
    }
    lines.join("\n")
}

fn block(rank: Rank, text: impl Into<String>) -> Block {
    Block {
        text: text.into(),
        rank,
        changes: 0,
    }
}

fn blocks(report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    for refused in &report.refused {
        let heading = format!("### ❌ {}: refused\n", code(&refused.label));
        blocks.push(block(Rank::Heading, heading));
        let items = refused.problems().into_iter().map(|p| problem(&p));
        blocks.extend(items.map(|item| block(Rank::Item, item)));
        blocks.push(block(Rank::Heading, ""));
    }
    for (index, outcome) in report.outcomes.iter().enumerate() {
        if index > 0 {
            blocks.push(block(Rank::Heading, ""));
        }
        blocks.extend(of_outcome(outcome, report));
    }
    blocks.extend(report.unused.iter().map(|unused| {
        let problem = sentence(&unused.problem);
        let text = format!(
            "\n❌ {}, line {}: {problem}",
            code(&report.baseline),
            unused.line
        );
        block(Rank::Heading, text)
    }));
    blocks
}

fn of_outcome(outcome: &Outcome, report: &Report) -> Vec<Block> {
    let sign = match outcome.exit(report.required) {
        Exit::GOOD => "✅",
        _ => "❌",
    };
    let heading = format!("### {sign} {}: {}", code(&outcome.path), verdicts(outcome));
    let mut blocks = vec![block(Rank::Heading, heading)];
    let (shown, silent) = outcome.shown_and_silent();
    if !shown.is_empty() {
        let titles = "\n| | change | who breaks | where |\n|---|---|---|---|";
        blocks.push(block(Rank::Heading, titles));
    }
    blocks.extend(shown.into_iter().map(|group| Block {
        changes: group.members.len(),
        ..block(Rank::Row, row(group, report))
    }));
    if let Some(folded) = folded(&silent) {
        let summary = format!("\n<details><summary>{folded}</summary>\n");
        blocks.push(block(Rank::Heading, summary));
        blocks.extend(silent.iter().map(|group| Block {
            changes: group.members.len(),
            ..block(Rank::Item, format!("- {}", words(group)))
        }));
        blocks.push(block(Rank::Heading, "\n</details>"));
    }
    blocks.extend(outcome.sections.iter().flat_map(of_section));
    blocks
}

fn of_section(section: &Section) -> Vec<Block> {
    match section.lines.as_slice() {
        [sentence] if section.is_prose() => {
            let text = format!("\n**{}.** {sentence}", section.title);
            vec![block(Rank::Heading, text)]
        }
        lines => {
            let count = super::count(lines.len(), "line");
            let title = format!("\n<details><summary>{}, {count}</summary>\n", section.title);
            let items = lines.iter().map(|item| format!("- {}", code(item)));
            let items = items.map(|item| block(Rank::Item, item));
            let end = block(Rank::Heading, "\n</details>");
            let title = block(Rank::Heading, title);
            [title].into_iter().chain(items).chain([end]).collect()
        }
    }
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

fn row(group: &Group, report: &Report) -> String {
    let sign = match (group.ignored(), group.verdict(report.required)) {
        (Some(_), _) | (None, Verdict::Compatible) => "",
        _ => "❌",
    };
    let breaks = DIRECTIONS.iter().filter_map(|(direction, _)| {
        let readers = readers(*direction);
        match group.class(*direction) {
            Class::Compatible => None,
            Class::Undecided(why) => {
                Some(format!("perhaps {readers}: {}", sentence(&why.to_string())))
            }
            Class::Breaking(witness) => {
                let other = group.disagreement(*direction);
                let other = other.map(|other| format!(" (*disagrees:* {other})"));
                Some(format!(
                    "**{readers}**: {}: {}{}",
                    sentence(&witness.reason),
                    code(&around(&witness.document, &witness.pointer)),
                    other.unwrap_or_default()
                ))
            }
        }
    });
    let ignored = group
        .ignored()
        .map(|reason| format!("ignored: {}", sentence(reason)));
    let breaks: Vec<String> = breaks.chain(ignored).collect();
    let (side, place) = group.place();
    let version = if side == 0 { "old line" } else { "line" };
    let place = format!("{version} {}, {}", place.line, code(group.rule()));
    markdown::row(&[sign.to_owned(), words(group), breaks.join("; "), place])
}

/// The sentence on a group.
fn words(group: &Group) -> String {
    format!("{} {}", group.named(&code), marked(&group.rest()))
}

/// A text in which backticks mark code.
pub(super) fn marked(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut plain = pieces.iter().step_by(2);
    // A value may have backticks too, and code does not follow code.
    if pieces.len().is_multiple_of(2) || plain.any(|piece| sentence(piece) != *piece) {
        return sentence(text);
    }
    let pieces = pieces.iter().enumerate();
    let marked = pieces.map(|(index, piece)| match index % 2 {
        0 => (*piece).to_owned(),
        _ => code(piece),
    });
    marked.collect()
}
