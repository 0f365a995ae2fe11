//! The result of a diagnosis, and what it is to tell.

use super::finding::Finding;

/// What is looked for, and how much of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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
