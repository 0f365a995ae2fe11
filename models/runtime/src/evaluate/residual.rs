//! Assertions of a schema beyond what its Rust type expresses. The type is the shape of a
//! value; the rest is evaluated, once for each outermost value that is read, checked or
//! written.

use super::explain;
use super::typed::CompiledSchema;
use crate::diagnose::Options;
use crate::document::Document;
use crate::error::ErrorKind;
use crate::limits::MAX_DEPTH;
use crate::text::read_error::ReadError;

/// The subschema of a type, by its JSON Pointer.
#[derive(Clone, Copy, Debug)]
pub struct Subschema {
    pub(crate) schema: &'static CompiledSchema,
    pub(crate) pointer: &'static str,
}

impl Subschema {
    /// The subschema at a JSON Pointer (RFC 6901) of a schema.
    pub const fn new(schema: &'static CompiledSchema, pointer: &'static str) -> Self {
        Subschema { schema, pointer }
    }

    /// Whether a value is valid. What is no JSON, or rejected, is left to the type.
    pub(crate) fn accepts(self, text: &[u8]) -> bool {
        let document = Document::parse(text, MAX_DEPTH);
        let Some(document) = document.ok().filter(|document| document.refused.is_empty()) else {
            return true;
        };
        let validator = self.schema.validator();
        let node = self.schema.node(self.pointer);
        node.is_none_or(|node| validator.is_valid_at(&document, node) == Ok(true))
    }

    /// The reason why a value is not valid, at an offset of its text.
    pub(crate) fn refusal(self, text: &[u8]) -> ReadError {
        let options = Options {
            max_findings: 1,
            ..Options::default()
        };
        let node = self.schema.node(self.pointer);
        let validator = self.schema.validator();
        let found = node.map(|node| explain::diagnose(validator, text, node, &options));
        let finding = match found {
            Some(Ok(diagnosis)) => diagnosis.findings.into_iter().next(),
            Some(Err(exceeded)) => return ReadError::new(ErrorKind::Constraint, 0, exceeded),
            None => None,
        };
        match finding {
            Some(finding) => {
                let kind = match &*finding.keyword {
                    "type" => ErrorKind::Type,
                    "required" => ErrorKind::Required,
                    _ => ErrorKind::Constraint,
                };
                let message = format_args!("{} ({})", finding.message, finding.keyword);
                ReadError::new(kind, finding.span.start.offset, message)
                    .within_pointer(&finding.pointer)
            }
            None => ReadError::new(ErrorKind::Constraint, 0, "the schema does not allow this"),
        }
    }
}
