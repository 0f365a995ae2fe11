//! The result of a diagnosis, and its options.

use super::finding::Finding;

/// Options of a diagnosis: which findings are collected, and how many are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Options {
    /// The number of findings of severity `Error` that are kept: the first in the order of
    /// the text; the others are counted.
    pub max_findings: usize,
    /// The number of warnings that are kept beside them.
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

/// The findings in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The findings in the order of the text.
    pub findings: Vec<Finding>,
    /// The number of findings of severity `Error` beyond those that are kept.
    pub omitted: usize,
    /// Whether the document is rejected: whether there is a finding, kept or not, that is
    /// no warning.
    pub is_refused: bool,
    /// The number of warnings beyond those that are kept.
    pub omitted_warnings: usize,
}
