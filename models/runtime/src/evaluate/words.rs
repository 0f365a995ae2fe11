//! Phrases that several messages share. None contains a value of a document.

use super::enumeration;
use super::run::expected;
use crate::schema::{Argument, Keyword, NodeId, Table};

/// The greatest number of listed items.
const MANY: usize = 8;

/// Words in a row.
pub(super) fn listed(words: Vec<String>, last: &str) -> String {
    match words.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// One of some texts, of which the first are listed.
pub(super) fn one_of(texts: impl Iterator<Item = String>, total: usize) -> String {
    let texts: Vec<String> = texts.take(MANY).collect();
    match (texts.as_slice(), total) {
        ([], _) => "nothing: no value is listed".to_owned(),
        ([text], 1) => text.clone(),
        (texts, total) if total > texts.len() => format!("one of {}, …", texts.join(", ")),
        (texts, _) => format!("one of {}", texts.join(", ")),
    }
}

/// A value that is not valid against a schema.
pub(super) fn negated(table: &Table, schema: NodeId) -> String {
    let node = &table[schema];
    let mut asserting = node.entries.iter();
    let asserting = asserting
        .by_ref()
        .filter(|entry| entry.keyword != Keyword::Annotation);
    let asserting: Vec<_> = asserting.collect();
    match asserting.as_slice() {
        [entry] => match (entry.keyword, &entry.argument) {
            (Keyword::Required, Argument::Names(names)) => match names.as_slice() {
                [name] => format!("an object without the property {name:?}"),
                names => {
                    let names = names.iter().map(|name| format!("{name:?}"));
                    format!(
                        "an object without all of {}",
                        listed(names.collect(), "and")
                    )
                }
            },
            (Keyword::Ref, Argument::Schema(target)) => negated(table, *target),
            (Keyword::Boolean, _) => enumeration::expected(entry),
            (Keyword::Type | Keyword::Enum | Keyword::Const, _) => {
                format!("a value other than {}", expected(entry, node))
            }
            (Keyword::Pattern, Argument::Pattern(pattern)) => {
                format!("a string that does not match {}", pattern.source())
            }
            _ => excluded(
                &asserting
                    .iter()
                    .map(|entry| &*entry.name)
                    .collect::<Vec<_>>(),
            ),
        },
        entries => excluded(&entries.iter().map(|entry| &*entry.name).collect::<Vec<_>>()),
    }
}

fn excluded(names: &[&str]) -> String {
    match names.is_empty() {
        true => "nothing: not excludes every value".to_owned(),
        false => format!(
            "a value that is not valid against not ({})",
            names.join(", ")
        ),
    }
}
