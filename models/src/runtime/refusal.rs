//! How a visitor names what it refuses, through errors of serde that only know
//! what was expected and what was found.

use serde::de::{Error, Unexpected};

use crate::error::ErrorKind;

/// What was found. The deserializer of this crate knows these words and makes
/// the kind of its error of them; to any other they are words.
const FOUND: [(&str, ErrorKind); 4] = [
    ("a duplicate key", ErrorKind::DuplicateKey),
    ("an integer beyond that", ErrorKind::IntegerRange),
    (
        "a number that no double holds to the digit",
        ErrorKind::NumberRange,
    ),
    ("a number with a fraction", ErrorKind::Type),
];

/// The error of a kind that is listed above.
pub(crate) fn refuse<E: Error>(kind: ErrorKind, expected: &str) -> E {
    let found = FOUND.iter().find(|(_, other)| *other == kind);
    let found = found.map_or("something else", |(found, _)| found);
    E::invalid_value(Unexpected::Other(found), &expected)
}

/// The kind that the words stand for.
pub(crate) fn kind(found: &str) -> Option<ErrorKind> {
    let named = FOUND.iter().find(|(other, _)| *other == found);
    named.map(|(_, kind)| *kind)
}
