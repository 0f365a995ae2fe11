//! Valid documents at random.

use fastrand::Rng;

use super::formats;
use super::tree::{Tree, spell};
use crate::model::{NodeId, Schema, Shape};

/// Beyond this depth only what is required is made, so that documents end.
const DEEP: usize = 6;

/// A document that is valid against a schema and that the types can hold. It
/// uses what is allowed: properties present and absent, in any order, unknown
/// ones, and values at the limits of their types.
pub fn generate(schema: &Schema, random: &mut Rng) -> Tree {
    value(schema, schema.root(), random, 0)
}

fn value(schema: &Schema, id: NodeId, random: &mut Rng, depth: usize) -> Tree {
    match schema.shape(id) {
        Some(Shape::Boolean) => pick(random, &["true", "false"]),
        Some(Shape::Integer) => pick(random, INTEGERS),
        Some(Shape::Number) => pick(random, NUMBERS),
        Some(Shape::String) => Tree::text(random.choice(TEXTS).unwrap_or(&"")),
        Some(Shape::DateTime) => date_time(random),
        Some(Shape::FreeForm) => free_object(random, depth),
        Some(Shape::Array(items)) => {
            let length = if depth < DEEP { random.usize(0..4) } else { 0 };
            let elements = (0..length).map(|_| value(schema, items, random, depth + 1));
            Tree::Array(elements.collect())
        }
        Some(Shape::Reference(target)) => value(schema, target, random, depth),
        Some(Shape::Struct) | None => object(schema, id, random, depth),
    }
}

fn object(schema: &Schema, id: NodeId, random: &mut Rng, depth: usize) -> Tree {
    let node = schema.node(id);
    let mut properties = Vec::new();
    for (name, id) in node.properties() {
        if node.requires(name) || (depth < DEEP && random.bool()) {
            properties.push((spell(name), value(schema, *id, random, depth + 1)));
        }
    }
    if random.u8(0..4) == 0 {
        let declared = node.properties();
        let unknown = free_properties(random, depth);
        properties.extend(
            unknown
                .into_iter()
                .filter(|(name, _)| !declared.iter().any(|(known, _)| spell(known) == *name)),
        );
    }
    if random.bool() {
        random.shuffle(&mut properties);
    }
    Tree::Object(properties)
}

/// Any value at all.
pub(super) fn free(random: &mut Rng, depth: usize) -> Tree {
    match random.u8(0..if depth < DEEP { 8 } else { 5 }) {
        0 => Tree::word("null"),
        1 => pick(random, &["true", "false"]),
        2 => pick(random, INTEGERS),
        3 => pick(random, NUMBERS),
        4 => Tree::text(random.choice(TEXTS).unwrap_or(&"")),
        5 => date_time(random),
        6 => {
            let length = random.usize(0..4);
            Tree::Array((0..length).map(|_| free(random, depth + 1)).collect())
        }
        _ => free_object(random, depth),
    }
}

fn free_object(random: &mut Rng, depth: usize) -> Tree {
    Tree::Object(free_properties(random, depth))
}

fn free_properties(random: &mut Rng, depth: usize) -> Vec<(String, Tree)> {
    let mut names = NAMES.to_vec();
    random.shuffle(&mut names);
    names.truncate(random.usize(0..4));
    let property = |name: &str| (spell(name), free(random, depth + 1));
    names.into_iter().map(property).collect()
}

fn date_time(random: &mut Rng) -> Tree {
    Tree::text(&formats::valid("date-time", random).unwrap_or_default())
}

fn pick(random: &mut Rng, words: &[&str]) -> Tree {
    Tree::word(random.choice(words).unwrap_or(&"null"))
}

/// Integers of 64 bits in the spellings that JSON has for them.
const INTEGERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "42",
    "1.0",
    "1e2",
    "-3.50e1",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
];

/// Numbers that a double holds.
const NUMBERS: &[&str] = &[
    "0",
    "-0.0",
    "0.1",
    "0.21313500000000002",
    "0.10000000000000001",
    "1e-07",
    "1E+2",
    "-2.5e-3",
    "5e-324",
    "1.7976931348623157e308",
    "9007199254740992",
    "3",
];

const TEXTS: &[&str] = &[
    "",
    "text",
    "line\nbreak\ttab \"quoted\" back\\slash",
    "<b>&amp;</b> \u{2028}\u{2029}",
    "\u{1b}[31mred\u{1b}[0m",
    "é 漢字 😀",
    "2023-05-08",
    "null",
    "{\"path\":\"src/main.rs\"}",
];

const NAMES: &[&str] = &[
    "thinkingBlocks",
    "isError",
    "unknown_properties",
    "",
    "a/b~c",
    "é",
    "line\nbreak",
    "$serde_json::private::Number",
    "$serde_json::private::RawValue",
];
