//! All that is wrong with a document, each thing at its place.

mod finding;

pub use finding::{Finding, Position, SchemaPlace, Severity, Span};

/// What is looked for, and how much of it is kept.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options {
    /// How many findings are kept; the others are counted.
    pub max_findings: usize,
    /// Whether to warn of properties that the schema does not mention.
    pub warn_unknown: bool,
}

impl Default for Options {
    /// A thousand findings, and no warnings.
    fn default() -> Self {
        Options {
            max_findings: 1_000,
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
    /// How many more there were than are kept.
    pub omitted: usize,
}

/// All that is wrong with an export of a session; nothing, if
/// [`check`](crate::check) accepts it.
pub fn diagnose(document: &[u8]) -> Vec<Finding> {
    by_types::<crate::ExportSession>(document, &Options::default()).findings
}

/// The first problem only, as the types see it.
pub(crate) fn by_types<T: crate::Model>(document: &[u8], _: &Options) -> Diagnosis {
    let Err(error) = crate::from_slice::<T>(document) else {
        return Diagnosis::default();
    };
    let position = Position {
        offset: 0,
        line: error.line(),
        column: error.column(),
    };
    let finding = Finding {
        severity: Severity::Error,
        keyword: error.kind().as_str(),
        schema: None,
        pointer: error.pointer().to_owned(),
        message: error.message().to_owned(),
        span: Span {
            start: position,
            end: position,
        },
        related: None,
    };
    Diagnosis {
        findings: vec![finding],
        omitted: 0,
    }
}
