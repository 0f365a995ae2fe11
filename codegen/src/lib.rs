//! Turns a JSON Schema into Rust types that accept exactly what it accepts.
//!
//! The library is pure: text in; text, problems or differences out. It reads
//! and writes no files, and depends on no generated code, so that it can repair
//! any. Its modules, in the order of the pipeline:
//!
//! 1. [`json`] reads the schema and keeps the place of everything in it;
//! 2. [`model`] makes it the one model that all others read;
//! 3. [`preflight()`] finds what would not be honoured exactly, and refuses it;
//! 4. `types` decides what each schema becomes in Rust;
//! 5. `lower` and `typify` have typify name fields and break cycles;
//! 6. `passes` makes of it the types that we want, one concern each, with the
//!    constraints that [`pattern`] and others compile;
//! 7. `render` prints them, and `reference` describes them on a page;
//! 8. `keywords` makes a table of the schema, for the diagnosis of documents.
//!
//! # What is honoured
//!
//! JSON Schema 2020-12, with `format` asserted:
//!
//! - objects: `properties`, `required`, `additionalProperties` (true, false or a
//!   schema), `minProperties`, `maxProperties`, `dependentRequired`, and
//!   `patternProperties` and `propertyNames` where there are no `properties`;
//! - arrays: `items`, `prefixItems` with `items: false`, `minItems`, `maxItems`,
//!   `uniqueItems`;
//! - strings: `minLength`, `maxLength`, `pattern` (without lookaround, references
//!   back and word boundaries), and the formats `date-time`, `date`, `time`, `uuid`,
//!   `uri`, `email`, `ipv4`, `ipv6` and `hostname`;
//! - numbers: `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
//!   `multipleOf`. The formats `int8` to `uint64` choose the type of an integer;
//!   without one its bounds do, and 64 bits are the most. A number is a double,
//!   with or without the format `double`;
//! - any value: `type`, one or several or none, `enum`, `const`, and the boolean
//!   schemas;
//! - `oneOf`, `anyOf` and `allOf`, unless a schema holds itself in several branches
//!   that nothing tells apart: reading could take time without bound;
//! - `$ref` within the document, with anything beside it, to definitions, anchors,
//!   the root, or any other place; `$defs`, `definitions`; `$id` at the root;
//! - annotations: `title`, `description`, `default`, `examples`, `deprecated`,
//!   `readOnly`, `writeOnly`, `$comment`, and keywords and formats of one's own,
//!   which begin with `x-`;
//! - `x-extensible-enum`, a list of texts beside `"type": "string"`: known ones among
//!   others that are allowed. The enum has a variant `Unknown(String)`. For JSON
//!   Schema it is an annotation.
//!
//! All else is refused, all of it in one run: conditions, `not`, `contains`,
//! `unevaluatedProperties` and `unevaluatedItems`, `dependentSchemas`, dynamic and
//! remote references, `content…`, other formats, unknown keywords, and what the
//! meta-schema does not allow.
//!
//! # Beside the pipeline
//!
//! Two things reach beyond the call: so that a panic in typify prints nothing, a
//! panic hook is installed the first time, which keeps quiet in that call alone; and
//! the work is done in a thread with a stack that is large enough for any schema.
//!
//! [`api`] tells what a change of schema does to the Rust API, and the version step
//! that it asks for.
//!
//! [`mod@diff`] compares two versions of a schema, [`drift`] one with what the
//! compiled types emit, and [`documents`] makes documents that are valid and
//! such that are not. [`import`] makes a schema of a component of an OpenAPI document.
//! [`pattern`] compiles regular expressions to the programs
//! that the runtime of the models executes.

use thiserror::Error;

pub mod api;
mod decimal;
pub mod diff;
pub mod documents;
pub mod drift;
pub mod import;
pub mod json;
mod keywords;
mod lower;
pub mod model;
mod passes;
pub mod pattern;
mod preflight;
mod problem;
mod reference;
mod render;
mod stack;
mod text;
mod types;
mod typify;

pub use model::Schema;
pub use preflight::preflight;
pub use problem::Problem;
pub use render::{Registered, Released, STAMP, module_name, registry};

/// Why there is no code for a schema.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Error {
    /// The text is not JSON, or such JSON as no Rust type holds: with half a
    /// surrogate pair, a number beyond a double, or nesting beyond 127 levels.
    #[error("the schema cannot be read: {0}")]
    NotJson(json::SyntaxError),
    /// The preflight refused the schema; at least one problem.
    #[error("the schema cannot be honoured exactly: {} problem(s)", .0.len())]
    Refused(Vec<Problem>),
    /// typify failed although the preflight passed: a defect of ours.
    #[error("typify failed on {definition}: {message}")]
    Typify {
        /// The definition that makes it fail.
        definition: String,
        /// What typify said.
        message: String,
    },
    /// typify made something that a pass did not expect: a defect of ours.
    #[error("unexpected output of typify for {definition}: {message}")]
    Unexpected {
        /// The definition it was made for.
        definition: String,
        /// What was not expected.
        message: String,
    },
}

/// What is generated from a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// The text of the module.
    pub text: String,
    /// The text of the module with the table of its keywords.
    pub keywords: String,
    /// The reference page, as Markdown.
    pub reference: String,
    /// The name of the root type.
    pub root: String,
}

/// Reads a schema that the pipeline honours exactly.
///
/// # Errors
///
/// [`Error::NotJson`], or [`Error::Refused`] with all problems.
pub fn parse(text: &str) -> Result<Schema, Error> {
    stack::large(|| read(text, "root").map(|(schema, _)| schema))
}

/// The Rust module and the reference page of a schema.
///
/// `source` is how the header names the file of the schema, and `module` the
/// name of the module in `models`.
///
/// # Errors
///
/// As [`parse`]; [`Error::Typify`] and [`Error::Unexpected`] would be defects.
pub fn generate(text: &str, source: &str, module: &str) -> Result<Generated, Error> {
    stack::large(|| made(text, source, module))
}

/// The module with the table of a schema for which no types are made: one that was
/// released, and is the source of types no more.
///
/// # Errors
///
/// As [`parse`].
pub fn keywords(text: &str, source: &str) -> Result<String, Error> {
    stack::large(|| {
        let (schema, _) = read(text, "root")?;
        Ok(keywords::module(&schema, &render::origin(source, text)))
    })
}

fn made(text: &str, source: &str, module: &str) -> Result<Generated, Error> {
    let (schema, types) = read(text, module)?;
    let expanded = typify::expand(&lower::lower(&types)).map_err(|error| named(&types, error))?;
    let drafts = passes::drafts(&types, expanded)?;
    let origin = render::origin(source, text);
    let context = passes::Context {
        schema: &schema,
        types: &types,
        examples: &documents::Examples::new(&schema, text),
        module,
    };
    Ok(Generated {
        keywords: keywords::module(&schema, &origin),
        text: render::module(&origin, &types.needed(), &passes::items(&context, &drafts)),
        reference: reference::page(&context, &origin, &drafts),
        root: types.root().name.clone(),
    })
}

/// A schema and its types, if all of it is honoured exactly.
fn read(text: &str, module: &str) -> Result<(Schema, types::Types), Error> {
    let json = json::Json::parse(text).map_err(Error::NotJson)?;
    honoured(&json, module).map_err(Error::Refused)
}

/// The same of a schema that may stand in another document.
fn honoured(json: &json::Json, module: &str) -> Result<(Schema, types::Types), Vec<Problem>> {
    let schema = Schema::new(json)?;
    let mut problems = preflight(&schema);
    let types = types::Types::new(&schema, module);
    if let Err(more) = &types {
        problems.extend(more.iter().cloned());
    }
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    problems.dedup();
    match types {
        Ok(types) if problems.is_empty() => Ok((schema, types)),
        _ => Err(problems),
    }
}

/// The error with the name that the type has in Rust.
fn named(types: &types::Types, error: Error) -> Error {
    match error {
        Error::Typify {
            definition,
            message,
        } => {
            let real = types.iter().find(|(id, _)| id.opaque() == definition);
            Error::Typify {
                definition: real.map_or(definition, |(_, named)| named.name.clone()),
                message,
            }
        }
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::generate;

    #[test]
    fn definitions_that_multiply_do_not_multiply_the_code() {
        // Each requires the next twice: written out, 2⁶⁰ values.
        let definitions: Vec<String> = (0..60)
            .map(|n| {
                let next = format!(r##"{{ "$ref": "#/$defs/D{}" }}"##, n + 1);
                format!(
                    r#""D{n}": {{ "type": "object", "properties": {{ "a": {next}, "b": {next} }},
                    "required": ["a", "b"] }}"#
                )
            })
            .collect();
        let schema = format!(
            r##"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Case",
            "type": "object", "properties": {{ "a": {{ "$ref": "#/$defs/D0" }} }}, "$defs": {{ {},
            "D60": {{ "type": "object", "properties": {{ "x": {{ "type": "string" }} }} }} }} }}"##,
            definitions.join(",")
        );
        let generated = generate(&schema, "schema.json", "case").map(|code| code.text.len());
        assert!(generated.is_ok_and(|length| length < 200_000));
    }
}
