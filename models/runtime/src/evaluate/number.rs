//! Keywords about numbers (Validation §6.2). Numbers are compared exactly, whatever
//! their size and precision.

use std::cmp::Ordering;

use crate::document::Instance;
use crate::schema::{Argument, Entry, Keyword};
use crate::text::number::{compare, is_multiple};

/// Whether a number satisfies a keyword.
pub(super) fn holds(entry: &Entry, instance: Instance<'_>) -> bool {
    match &entry.argument {
        Argument::Number(limit) => satisfies(entry.keyword, limit, instance.source()),
        _ => true,
    }
}

/// Whether a number, as it is spelled, satisfies a keyword that is set to a limit.
pub(super) fn satisfies(keyword: Keyword, limit: &str, number: &str) -> bool {
    let order = || compare(number, limit);
    match keyword {
        Keyword::Maximum => order() != Ordering::Greater,
        Keyword::ExclusiveMaximum => order() == Ordering::Less,
        Keyword::Minimum => order() != Ordering::Less,
        Keyword::ExclusiveMinimum => order() == Ordering::Greater,
        Keyword::MultipleOf => is_multiple(number, limit),
        _ => true,
    }
}

/// The number that a keyword expects, in words.
pub(super) fn expected(entry: &Entry) -> String {
    let Argument::Number(limit) = &entry.argument else {
        return "a number".to_owned();
    };
    match entry.keyword {
        Keyword::Maximum => format!("a number of {limit} or less"),
        Keyword::ExclusiveMaximum => format!("a number below {limit}"),
        Keyword::Minimum => format!("a number of {limit} or more"),
        Keyword::ExclusiveMinimum => format!("a number above {limit}"),
        _ => format!("a multiple of {limit}"),
    }
}
