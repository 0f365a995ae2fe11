//! The generator: compiles the model of a JSON Schema to Rust types that accept exactly what
//! the schema accepts, tables for the diagnosis of documents, and a reference page.
//!
//! The library is pure: text in; text or problems out. It reads and writes no files, and
//! depends on no generated code, so that it can repair any. It is the only crate that
//! knows typify and prettyplease. In the order of the pipeline:
//!
//! 1. [`exactschema_frontend`] compiles the schema, and reads it into its model;
//! 2. `shape` sets aside keywords that no type expresses;
//! 3. `types` decides the Rust type of each schema;
//! 4. `lower` and `typify` have typify name fields and break cycles;
//! 5. `emit_rust` describes the final types in the terms of [`api`], with the constraints and
//!    the programs of patterns that the runtime executes, and prints them from that;
//! 6. `render` makes a module of them, and `reference_page` a page for readers, with
//!    examples that [`exactschema_sample`] makes;
//! 7. `schema_table` makes a table of the schema, for the diagnosis of documents and for
//!    what types do not express.
//!
//! # What types express
//!
//! Every schema gets types, in any dialect; only a schema without meaning is rejected, such as a
//! reference to nowhere. Types express, with `format` asserted:
//!
//! - objects: `properties`, `required`, `additionalProperties`, `minProperties`,
//!   `maxProperties`, `dependentRequired`, `propertyNames`, and `patternProperties` whose
//!   patterns are apart from the declared names and have one type;
//! - arrays: `items`, `prefixItems` with the elements after them, and the counts and the
//!   uniqueness of elements that are not in places;
//! - strings: `minLength`, `maxLength`, `pattern`, and the formats `date-time`, `date`,
//!   `time`, `uuid`, `uri`, `email`, `ipv4`, `ipv6` and `hostname`;
//! - numbers: `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
//!   `multipleOf`. The formats `int8` to `uint64` choose the type of an integer;
//!   without one its bounds do. A number is a double. Where bounds are beyond 64 bits or
//!   doubles, or the format is `decimal`, it is an exact `Number`;
//! - any value: `type`, one or several or none, `enum`, `const`, and the boolean
//!   schemas;
//! - `oneOf`, `anyOf` and `allOf`, unless a schema contains itself in several
//!   branches that cannot be distinguished: reading could take time without bound;
//! - the properties that `then` and `else` declare where `if` is a constant of one property:
//!   each case is a variant, unless all have the same properties;
//! - `$ref` to any place of the document, and to those in other files that have types of their
//!   own;
//! - `x-extensible-enum`, a list of known strings beside `"type": "string"`, which allows
//!   others. The enum has a variant `Unknown(String)`. For JSON Schema it is an
//!   annotation.
//!
//! `x-rust-name` names the type of a schema, in UpperCamelCase, which is then one of its own,
//! or the field of a property, in snake_case; `x-enum-varnames` the variants of `enum`.
//!
//! All else that asserts something is *residual*: the type is more general and names its
//! subschema, and reading, checking and writing have the evaluator judge the outermost value
//! by it. Annotations, unknown keywords among them, are kept as they are. Types emit a schema
//! of the same dialect and meaning: shapes come from the types, and residual keywords from
//! the table that the evaluator executes.
//!
//! # Beside the pipeline
//!
//! Two things reach beyond the call: so that a panic in typify prints nothing, a
//! panic hook is installed the first time, which keeps quiet in that call alone; and
//! the work is done in a thread with a stack that is large enough for any schema.

pub mod api;
mod conditions;
mod emit_rust;
mod error;
mod links;
mod lower;
pub mod markdown;
mod pattern_tokens;
mod reference_page;
mod render;
mod schema_table;
mod settings;
mod shape;
mod types;
mod typify;

use std::collections::{BTreeMap, BTreeSet};

use conditions::Conditions;
use exactschema::schema::{Draft, Table};
use exactschema_frontend::compile::{Options, Problem, compile};
use exactschema_frontend::json::Json;
use exactschema_frontend::{Schema, stack};
use exactschema_sample::Examples;
use links::Links;

pub use error::Error;
pub use links::{Exported, Find, Link, Reference};
pub use render::{Registered, Released, module_name, registry};
pub use settings::Settings;

/// The artifacts of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// The text of the module.
    pub text: String,
    /// The table of the schema, as text.
    pub table: String,
    /// The reference page, as Markdown.
    pub reference: String,
    /// The name of the root type.
    pub root: String,
    /// The type of the definition that the root only refers to. Documents are read as this one,
    /// and the root type is hidden.
    pub referred: Option<String>,
    /// The dialect of the schema.
    pub draft: Draft,
    /// The types of the definitions, for modules of schemas that refer to them by JSON Pointer.
    pub exported: BTreeMap<String, Exported>,
    /// Keywords that are allowed, but probably mistakes.
    pub warnings: Vec<Problem>,
}

/// The name of a module that is not printed.
const ROOT: &str = "root";

/// Reads a schema.
///
/// # Errors
///
/// [`Error::NotJson`], or [`Error::Refused`] with all problems.
pub fn parse(text: &str) -> Result<Schema, Error> {
    parse_with(text, &Options::default())
}

/// As [`parse`], for a schema that refers to others, or does not name its dialect.
/// References to others are spelled by what they lead to.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(text: &str, options: &Options<'_>) -> Result<Schema, Error> {
    stack::large(|| {
        let Source {
            mut schema, table, ..
        } = read(text, options, &Settings::default())?;
        schema.name_references(&table);
        Ok(schema)
    })
}

/// The Rust module and the reference page of a schema.
///
/// `source` is how the header names the file of the schema, and `module` the
/// name of the module. Examples in the documentation are the JSON alone.
///
/// # Errors
///
/// As [`parse`]; [`Error::Typify`] and [`Error::Unexpected`] would be defects.
pub fn generate(text: &str, source: &str, module: &str) -> Result<Generated, Error> {
    generate_with(
        text,
        source,
        module,
        &Options::default(),
        &Settings::default(),
        &|_| None,
    )
}

/// As [`generate`], for a schema that refers to others, or does not name its dialect, and with
/// settings. Where a reference leads to another file, `find` may have the type of that schema in
/// another module; otherwise it is any value that the evaluator accepts.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_with(
    text: &str,
    source: &str,
    module: &str,
    options: &Options<'_>,
    settings: &Settings,
    find: &Find<'_>,
) -> Result<Generated, Error> {
    stack::large(|| made(text, source, module, options, settings, find))
}

/// The references of a schema to other files.
///
/// # Errors
///
/// As [`parse`].
pub fn references(text: &str, options: &Options<'_>) -> Result<Vec<Reference>, Error> {
    stack::large(|| {
        let source = read(text, options, &Settings::default())?;
        let references = links::references(&source.schema, &source.table);
        Ok(references.map(|(_, reference)| reference).collect())
    })
}

/// The description of the types that [`generate`] prints, for a schema and the name of its
/// module.
///
/// # Errors
///
/// As [`generate`].
pub fn describe(text: &str, module: &str) -> Result<Vec<api::Type>, Error> {
    stack::large(|| {
        let settings = Settings::default();
        let Source { schema, table, .. } = read(text, &Options::default(), &settings)?;
        let outline = Outline::new(&schema, &table, &[], &settings, &|_| None);
        let origin = Origin {
            schema: &schema,
            text,
            module,
            settings: &settings,
        };
        with_drafts(&origin, outline, emit_rust::describe)
    })
}

/// The table of a schema for which no types are made: one that was released, and is the
/// source of types no more.
///
/// # Errors
///
/// As [`parse`].
pub fn table(text: &str, source: &str, settings: &Settings) -> Result<String, Error> {
    stack::large(|| {
        let Source {
            mut schema, table, ..
        } = read(text, &Options::default(), settings)?;
        let (links, conditions) = (Links::default(), Conditions::default());
        shape::types(&mut schema, ROOT, &links, conditions, settings);
        let header = settings.header(&render::origin(source, text));
        Ok(schema_table::text(&schema, table, &header))
    })
}

fn made(
    text: &str,
    source: &str,
    module: &str,
    options: &Options<'_>,
    settings: &Settings,
    find: &Find<'_>,
) -> Result<Generated, Error> {
    let Source {
        schema,
        table,
        warnings,
    } = read(text, options, settings)?;
    let header = settings.header(&render::origin(source, text));
    let outline = Outline::new(&schema, &table, options.referred, settings, find);
    let origin = Origin {
        schema: &schema,
        text,
        module,
        settings,
    };
    with_drafts(&origin, outline, |context, drafts| {
        let types = context.types;
        Generated {
            draft: context.schema.draft(),
            exported: emit_rust::exported(context, drafts),
            text: render::module(
                &header,
                &settings.runtime,
                &types.needed(),
                types.are_evaluated().then_some(module),
                &emit_rust::items(&emit_rust::describe(context, drafts)),
            ),
            reference: reference_page::page(context, &header, drafts),
            root: types.root().name.clone(),
            referred: types
                .referred()
                .map(|referred| types.get(referred.type_).name.clone()),
            table: schema_table::text(context.schema, table, &header),
            warnings,
        }
    })
}

/// The origin of types.
struct Origin<'a> {
    schema: &'a Schema,
    text: &'a str,
    module: &'a str,
    settings: &'a Settings,
}

/// A schema to which is added what its types are made of beside its own keywords.
struct Outline {
    schema: Schema,
    links: Links,
    conditions: Conditions,
}

impl Outline {
    fn new(
        schema: &Schema,
        table: &Table,
        referred: &[String],
        settings: &Settings,
        find: &Find<'_>,
    ) -> Self {
        let mut schema = schema.clone();
        let conditions = Conditions::add(&mut schema, table);
        if !settings.asserts_formats {
            shape::annotate_formats(&mut schema, table);
        }
        let links = Links::add(&mut schema, table, referred, find);
        Outline {
            schema,
            links,
            conditions,
        }
    }
}

/// The result of a function of the types of a schema.
fn with_drafts<T>(
    origin: &Origin<'_>,
    outline: Outline,
    then: impl FnOnce(&emit_rust::Context<'_>, &[emit_rust::Draft<'_>]) -> T,
) -> Result<T, Error> {
    let Origin {
        schema,
        text,
        module,
        settings,
    } = *origin;
    let Outline {
        schema: mut shape,
        links,
        conditions,
    } = outline;
    let types = shape::types(&mut shape, module, &links, conditions, settings);
    let expanded = typify::expand(&lower::lower(&types), &lower::conversions(&types))
        .map_err(|error| named(&types, error))?;
    let drafts = emit_rust::drafts(&shape, &types, expanded)?;
    let is_type = |name: &String| drafts.iter().any(|draft| draft.named.name == *name);
    let derives = settings.derives.iter();
    let named = derives.filter_map(|(type_, _)| type_.as_ref());
    let strays = named.filter(|name| !is_type(name)).map(|name| {
        let place = schema.node(schema.root()).place.clone();
        exactschema_frontend::Problem {
            place,
            message: format!("a setting adds a trait to {name}, and there is no such type"),
            fix: "write the name of one of its types".to_owned(),
        }
    });
    let strays: Vec<_> = strays.collect();
    if !strays.is_empty() {
        return Err(refused(strays));
    }
    let context = emit_rust::Context {
        schema: &shape,
        types: &types,
        examples: &Examples::new(schema, text),
        module,
        settings,
        links: &links,
    };
    Ok(then(&context, &drafts))
}

/// A schema that was compiled.
struct Source {
    schema: Schema,
    table: Table,
    warnings: Vec<Problem>,
}

fn read(text: &str, options: &Options<'_>, settings: &Settings) -> Result<Source, Error> {
    let json = Json::parse(text).map_err(Error::NotJson)?;
    let all = Options {
        has_all_definitions: true,
        ..*options
    };
    // What is wrong in a definition that nothing refers to does no harm.
    let compiled = compile(text, &all).or_else(|_| compile(text, options));
    let own = options.path.unwrap_or(options.uri);
    let located = |mut problems: Vec<Problem>| {
        for problem in &mut problems {
            problem.file.take_if(|file| *file == own);
        }
        problems
    };
    let compiled = compiled.map_err(|problems| Error::Refused(located(problems)))?;
    let mut table = compiled.table;
    let mut schema = Schema::of_table(&json, &table).map_err(refused)?;
    if !settings.asserts_formats {
        table.annotate_formats();
        shape::annotate_formats(&mut schema, &table);
    }
    let mut problems = types::set_names(&mut schema, &settings.names);
    problems.extend(types::problems_of_names(&schema));
    if !problems.is_empty() {
        return Err(refused(problems));
    }
    let mut warnings = located(compiled.warnings);
    // Who has a type for a format means it, whether a release defines it or not.
    let formats = own_formats(&schema, settings);
    warnings.retain(|warning| {
        let pointer = &warning.problem.place.pointer;
        warning.file.is_some() || !formats.contains(pointer)
    });
    Ok(Source {
        schema,
        table,
        warnings,
    })
}

/// The JSON Pointers of the formats that a setting has a type for.
fn own_formats(schema: &Schema, settings: &Settings) -> BTreeSet<String> {
    let nodes = schema.ids().map(|id| schema.node(id));
    let own = nodes.filter(|node| settings.format_type(node).is_some());
    own.map(|node| format!("{}/format", node.place.pointer))
        .collect()
}

fn refused(problems: Vec<exactschema_frontend::Problem>) -> Error {
    Error::Refused(problems.into_iter().map(Problem::from).collect())
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
        // Each requires the next twice: written out, 2²⁴ values.
        let definitions: Vec<String> = (0..24)
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
            "D24": {{ "type": "object", "properties": {{ "x": {{ "type": "string" }} }} }} }} }}"##,
            definitions.join(",")
        );
        let generated = generate(&schema, "schema.json", "case").map(|code| code.text.len());
        assert!(generated.is_ok_and(|length| length < 200_000));
    }
}
