//! Keywords about values of any type (Validation §6.1), and the boolean schemas.

use super::words::{listed, one_of};
use crate::document::Instance;
use crate::schema::{Argument, Draft, Entry, Node, Types};
use crate::text::lexer::Kind;
use crate::text::number::{NoInteger, integer};

/// Whether an instance satisfies a keyword.
pub(super) fn holds(node: &Node, entry: &Entry, instance: Instance<'_>) -> bool {
    match &entry.argument {
        Argument::Flag(truth) => *truth,
        Argument::Types(types) => is_of(*types, instance, node.draft),
        // A string that is no text may be any.
        Argument::Values(values) => values.includes(instance) || !instance.is_text(),
        _ => true,
    }
}

/// Whether an instance is of one of some types.
pub(super) fn is_of(types: Types, instance: Instance<'_>, draft: Draft) -> bool {
    types.includes(instance.kind())
        || types.includes_integers()
            && instance.kind() == Kind::Number
            && is_integer(instance.source(), draft)
}

/// Whether a number is an integer: since draft 6, whatever its spelling.
pub(super) fn is_integer(spelling: &str, draft: Draft) -> bool {
    match draft {
        Draft::Draft4 => !spelling.contains(['.', 'e', 'E']),
        _ => integer(spelling) != Err(NoInteger::Fraction),
    }
}

/// The value that a keyword expects, in words.
pub(super) fn expected(entry: &Entry) -> String {
    match &entry.argument {
        Argument::Flag(_) => "nothing: no value is valid here".to_owned(),
        Argument::Types(types) => listed(types.names().map(with_article).collect(), "or"),
        Argument::Values(values) => {
            let values = values.list();
            one_of(values.iter().map(ToString::to_string), values.len())
        }
        _ => "another value".to_owned(),
    }
}

/// A type with its article.
pub(super) fn with_article(name: &str) -> String {
    match name {
        "null" => "null".to_owned(),
        "array" | "object" | "integer" => format!("an {name}"),
        name => format!("a {name}"),
    }
}
