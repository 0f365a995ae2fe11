//! Any values at all.

use fastrand::Rng;

use crate::formats;
use crate::raw_json::{RawJson, spell};
use crate::style::DEEP;

/// Any value.
pub(crate) fn arbitrary(random: &mut Rng, depth: usize) -> RawJson {
    match random.u8(0..if depth < DEEP { 8 } else { 5 }) {
        0 => RawJson::word("null"),
        1 => pick(random, &["true", "false"]),
        2 => pick(random, INTEGERS),
        3 => pick(random, NUMBERS),
        4 => RawJson::text(random.choice(TEXTS).unwrap_or(&"")),
        5 => RawJson::text(&formats::valid("date-time", random).unwrap_or_default()),
        6 => {
            let length = random.usize(0..4);
            RawJson::Array((0..length).map(|_| arbitrary(random, depth + 1)).collect())
        }
        _ => RawJson::Object(arbitrary_properties(random, depth)),
    }
}

/// One of some words.
pub(crate) fn pick(random: &mut Rng, words: &[&str]) -> RawJson {
    RawJson::word(random.choice(words).unwrap_or(&"null"))
}

fn arbitrary_properties(random: &mut Rng, depth: usize) -> Vec<(String, RawJson)> {
    let mut names = NAMES.to_vec();
    random.shuffle(&mut names);
    names.truncate(random.usize(0..4));
    let property = |name: &str| (spell(name), arbitrary(random, depth + 1));
    names.into_iter().map(property).collect()
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

/// Numbers that a double represents.
pub(crate) const NUMBERS: &[&str] = &[
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

/// Texts that are hard to keep.
pub(crate) const TEXTS: &[&str] = &[
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

/// Names that are hard to keep, or mean something elsewhere.
pub(crate) const NAMES: &[&str] = &[
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
