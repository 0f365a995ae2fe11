//! A finding in a document.

use std::fmt;

/// A problem of a document, or something to be warned of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Finding {
    /// Whether the document is rejected for it.
    pub severity: Severity,
    /// The keyword of the schema that the value violates, such as `maxLength`. Without a
    /// keyword it is the name of a rule: that of an [`ErrorKind`](crate::ErrorKind) such as
    /// `syntax` or `duplicate-key`, or `unknown-property`.
    pub keyword: String,
    /// Where the keyword is in the schema; `None` for a rule.
    pub schema: Option<SchemaPlace>,
    /// JSON Pointer (RFC 6901) of the value; empty for the whole document. For an object that
    /// belongs to no branch of a union it is the discriminating property.
    pub pointer: String,
    /// The expected and the actual. It contains no value of the document.
    pub message: String,
    /// The text of the value; of its name, where the finding is about that.
    pub span: Span,
    /// Another place that the finding is about: the first of two duplicate keys.
    pub related: Option<Span>,
    /// The outermost union on the way to it, of which the branch that fits best is
    /// explained here.
    pub within: Option<Within>,
}

impl Finding {
    /// A problem by the rule of a program, and not by a keyword of the schema.
    #[must_use]
    pub fn of_rule(rule: &str, pointer: String, message: String, span: Span) -> Self {
        Finding {
            severity: Severity::Error,
            keyword: rule.to_owned(),
            schema: None,
            pointer,
            message,
            span,
            related: None,
            within: None,
        }
    }
}

/// A union at a value: `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Within {
    /// Its keyword.
    pub keyword: String,
    /// Where it is located in the schema.
    pub schema: SchemaPlace,
    /// JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is valid, but may not mean what was intended.
    Warning,
    /// The document is rejected.
    Error,
}

/// A place in a schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SchemaPlace {
    /// The file, or the URI, if it differs from the requested schema.
    pub file: Option<String>,
    /// JSON Pointer (RFC 6901) from the root of that file, with no `$ref` on the way.
    pub pointer: String,
    /// Line in the file of the schema, from 1.
    pub line: usize,
}

/// A stretch of the text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Its first character.
    pub start: Position,
    /// The place after its last character.
    pub end: Position,
}

/// A place in the text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// In bytes, from 0.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// In Unicode code points, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
