//! All that is wrong with a document, each thing at its place.
//!
//! A document is read once, and never held as a tree. Each value is judged by all
//! schemas that speak of it at once (`state`, `step`, `reader`), so that a schema that
//! refers to itself, or whose branches overlap, takes no more time. What is wrong goes
//! to groups (`group`): that of the document, or that of a branch of a union, until it
//! is known which branch the value belongs to (`union`).
//!
//! The schemas come as tables (`table`), which need no types.

mod asked;
mod build;
mod check;
mod deep;
mod finding;
mod group;
mod kept;
mod lines;
mod names;
mod near;
mod parts;
mod path;
mod reader;
mod report;
mod state;
mod step;
#[doc(hidden)]
pub mod table;
mod tag;
mod union;
mod unknown;
mod words;

pub use finding::{Finding, Position, SchemaPlace, Severity, Span, Within};
use table::{Table, Tabled};

/// What is looked for, and how much of it is kept.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options {
    /// How many findings are kept for which the document is refused: the first in the
    /// order of the text; the others are counted.
    pub max_findings: usize,
    /// How many warnings are kept beside them.
    pub max_warnings: usize,
    /// Whether to warn of properties that the schema does not mention.
    pub warn_unknown: bool,
}

impl Default for Options {
    /// A thousand findings; nothing is warned of.
    fn default() -> Self {
        Options {
            max_findings: 1_000,
            max_warnings: 1_000,
            warn_unknown: false,
        }
    }
}

/// What was found in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The findings in the order of the text.
    pub findings: Vec<Finding>,
    /// How many more there were than are kept for which the document is refused.
    pub omitted: usize,
    /// Whether the document is refused: whether there is a finding, kept or not, that is
    /// no warning.
    pub is_refused: bool,
    /// How many more warnings there were than are kept.
    pub omitted_warnings: usize,
}

/// All that is wrong with an export of a session; nothing, if
/// [`check`](crate::check) accepts it. For other schemas, and for no more findings than
/// are wanted, there is [`Root::diagnose`](crate::Root).
pub fn diagnose(document: &[u8]) -> Vec<Finding> {
    let options = Options {
        max_findings: usize::MAX,
        ..Options::default()
    };
    (crate::Root::usual().diagnose)(document, &options).findings
}

/// All that is wrong with a document of a type, to the types too.
pub(crate) fn by_types<T: crate::Model + Tabled>(document: &[u8], options: &Options) -> Diagnosis {
    let mut diagnosis = by_table(T::TABLE, document, options);
    // Whatever the types refuse is said.
    if !diagnosis.is_refused
        && let Err(error) = crate::check_as::<T>(document)
    {
        report::add(&mut diagnosis, &error, document);
    }
    diagnosis
}

/// All that is wrong with a document by a schema.
#[doc(hidden)]
pub fn by_table(table: &'static Table, document: &[u8], options: &Options) -> Diagnosis {
    let group = reader::read(table, document, options);
    report::diagnosis(group, document, options)
}
