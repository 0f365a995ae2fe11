//! Schemas that have types, and their released versions, by the tables that were
//! generated for them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Validator, explain};
use crate::diagnose::{Diagnosis, Finding, Lines, Options, Severity};
use crate::error::Error;
use crate::read::{check_text, from_slice};
use crate::schema::{NodeId, Table};
use crate::text::lexer::Lexer;
use crate::typed::model::Model;

/// A schema as generated code has it: its table as text, decoded when it is first needed.
#[derive(Debug)]
pub struct CompiledSchema {
    text: &'static str,
    validator: OnceLock<Validator>,
    /// The subschemas by JSON Pointer, for types that name theirs.
    nodes: OnceLock<HashMap<Box<str>, NodeId>>,
}

/// A type with the schema that it was generated from: that of the root, or of the definition
/// that the root only refers to.
pub trait HasSchema {
    /// The schema.
    const SCHEMA: &'static CompiledSchema;
}

impl CompiledSchema {
    /// The schema whose table this is. Generated code has one for each schema.
    #[doc(hidden)]
    pub const fn new(text: &'static str) -> Self {
        CompiledSchema {
            text,
            validator: OnceLock::new(),
            nodes: OnceLock::new(),
        }
    }

    /// The validator, which judges by the schema alone.
    pub fn validator(&self) -> &Validator {
        self.validator.get_or_init(|| {
            // A table that was damaged rejects nothing; the types still do.
            let table = Table::decode(self.text).unwrap_or_else(Table::of_anything);
            Validator::new(table)
        })
    }

    /// The subschema at a JSON Pointer of the schema's own text.
    pub(crate) fn node(&self, pointer: &str) -> Option<NodeId> {
        let nodes = self.nodes.get_or_init(|| {
            let nodes = self.validator().table().nodes().iter().enumerate();
            let own = nodes.filter(|(_, node)| node.place.source == 0);
            own.map(|(index, node)| (node.place.pointer.clone(), NodeId::new(index)))
                .collect()
        });
        nodes.get(pointer).copied()
    }

    /// The findings of a document by the schema alone, whatever types can represent.
    pub fn diagnose(&self, document: &[u8], options: &Options) -> Diagnosis {
        let diagnosis = self.validator().diagnose(document, options);
        diagnosis.unwrap_or_else(|exceeded| {
            let message = exceeded.to_string();
            refused(document, (0, 0), "limit", String::new(), message)
        })
    }
}

/// The findings of a document by a type: those by its schema, and those of values that the
/// type cannot represent. A document is refused exactly if
/// [`check_as`](crate::check_as) refuses it.
pub fn diagnose<T: Model + HasSchema>(document: &[u8], options: &Options) -> Diagnosis {
    diagnose_by::<T>(T::SCHEMA, document, options)
}

/// The findings of a document by a type, and by a schema that the type does not name.
pub fn diagnose_by<T: Model>(
    schema: &CompiledSchema,
    document: &[u8],
    options: &Options,
) -> Diagnosis {
    let validator = schema.validator();
    let warnings = || explain::warnings(validator, document, options).unwrap_or_default();
    let text = simdutf8::basic::from_utf8(document).ok();
    let rejected = match text.map(check_text::<T>) {
        Some(Ok(())) => return warnings(),
        Some(Err(accepted)) => text.map(|text| (text, accepted)),
        None => None,
    };
    match explain::refused(validator, document, rejected, options) {
        Ok(diagnosis) if diagnosis.is_refused => diagnosis,
        // Constraints that only the type has.
        _ => match from_slice::<T>(document) {
            Ok(_) => warnings(),
            Err(error) => of_error(&error, document),
        },
    }
}

/// The findings of a document that a type rejects for this.
fn of_error(error: &Error, document: &[u8]) -> Diagnosis {
    let (line, column) = (error.line().unwrap_or(1), error.column().unwrap_or(1));
    let start = offset(document, line, column);
    let mut lexer = Lexer::new(document);
    lexer.go_to(start);
    let scalar = lexer.kind().and_then(|kind| lexer.scalar(kind));
    let end = scalar.map_or(start, |()| lexer.offset());
    let (pointer, message) = (error.pointer().to_owned(), error.message().to_owned());
    refused(
        document,
        (start, end),
        error.kind().as_str(),
        pointer,
        message,
    )
}

fn refused(
    document: &[u8],
    (start, end): (usize, usize),
    rule: &str,
    pointer: String,
    message: String,
) -> Diagnosis {
    let finding = Finding {
        severity: Severity::Error,
        keyword: rule.into(),
        schema: None,
        pointer,
        message,
        span: Lines::new(document, [start, end]).span((start, end)),
        related: None,
        within: None,
    };
    Diagnosis {
        findings: vec![finding],
        is_refused: true,
        ..Diagnosis::default()
    }
}

/// The offset of a line and a column.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let starts = text[before..]
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte & 0xC0 != 0x80);
    let mut starts = starts.map(|(index, _)| before + index);
    starts.nth(column.saturating_sub(1)).unwrap_or(text.len())
}
