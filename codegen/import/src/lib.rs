//! Import of OpenAPI: a JSON Schema made of a component of a document.
//!
//! The document has keywords that JSON Schema has not, and in 3.0 others with another
//! meaning. In the order of the work:
//!
//! 1. `yaml`, or [`json`](exactschema_frontend::json), reads the document and keeps the place of
//!    everything in it;
//! 2. `document` finds the version and the components;
//! 3. `definitions` finds the definitions that the component refers to;
//! 4. `translate` makes 2020-12 of them, by `keyword`, with `openapi_30` and `openapi_31`;
//! 5. `overlay` adds the keywords that the schema has beyond the document;
//! 6. `verify` has the pipeline check it, like a schema written by hand;
//! 7. `format` prints it.
//!
//! A keyword that changes which values are valid is translated or rejected. A keyword that is
//! left out does not affect validity, and is reported in a [`Note`]. A refusal of the
//! translation counts only if the overlay does not change its subject, so that an overlay can
//! resolve all of them without editing the document.
//!
//! # Translation of keywords
//!
//! Components, properties and lists keep the order of the document. The keywords of a
//! schema get the order that they have in the schemas of the workspace.
//!
//! - `nullable` is read as OpenAPI 3.0.3 defines it: it adds null to the `type` beside it,
//!   and has no effect without one, nor if an `enum` beside it does not list null. In
//!   3.1 it is no keyword.
//! - `discriminator` never changes which values are valid, by OpenAPI: it is left
//!   out, with its mapping. The branches beside it stay.
//! - `xml`, `externalDocs`, and empty titles and descriptions are left out.
//! - `example` becomes `examples`.
//! - A format that neither JSON Schema nor the pipeline knows asserts nothing in
//!   OpenAPI. It gets a name with `x-`.
//! - Keywords beside `$ref` are ignored in 3.0, and left out; in 3.1 they are kept.
//! - Keywords that begin with `x-` are kept.
//!
//! # Overlays
//!
//! ```json
//! {
//!   "$comment": "The reason for these additions.",
//!   "/properties/cost": { "description": "In dollars.", "format": "double" },
//!   "/$defs/Item": { "deprecated": null }
//! }
//! ```
//!
//! Each member sets the keywords of a schema, named by its JSON Pointer in the schema
//! that is made; null removes one, as in a JSON Merge Patch (RFC 7396). A pointer to
//! `properties` or `$defs` sets or removes members. Unlike a merge patch it creates nothing
//! on the way, and rejects pointers to nothing. Like one, it cannot set a keyword to null:
//! where a value may be, `enum` can list it.

mod definitions;
mod document;
mod format;
mod keyword;
mod openapi_30;
mod openapi_31;
mod overlay;
mod places;
mod refusal;
mod shape;
mod translate;
mod verify;
mod yaml;

use exactschema_frontend::json::Json;
use exactschema_frontend::stack;

use definitions::Units;
use overlay::Overlay;
use translate::Translated;

pub use refusal::{Error, File, Note, Refusal};

/// The syntax of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are the names of the syntaxes")]
pub enum Syntax {
    Json,
    Yaml,
}

/// The input of an import.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The text of the OpenAPI document.
    pub document: &'a str,
    /// Its syntax.
    pub syntax: Syntax,
    /// The name of the component.
    pub root: &'a str,
    /// The text of the overlay, if there is one.
    pub overlay: Option<&'a str>,
}

/// A schema made of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its text.
    pub schema: String,
    /// Omitted keywords, and other notes for the reader.
    pub notes: Vec<Note>,
}

/// The schema of a component, with what an overlay adds.
///
/// # Errors
///
/// [`Error::Syntax`] if a text cannot be read; [`Error::Refused`] with everything
/// that is wrong.
pub fn import(request: &Request<'_>) -> Result<Imported, Error> {
    stack::large(|| made(request))
}

fn made(request: &Request<'_>) -> Result<Imported, Error> {
    let parse = match request.syntax {
        Syntax::Json => Json::parse,
        Syntax::Yaml => yaml::parse,
    };
    let json = parse(request.document).map_err(|error| Error::Syntax(File::Document, error))?;
    let overlay = Overlay::parse(request.overlay)?;
    let document = document::read(&json).map_err(Error::Refused)?;
    let units = Units::new(&document, request.root).map_err(|r| Error::Refused(vec![r]))?;
    let Translated {
        schema,
        notes,
        refusals,
    } = translate::translate(&document, &units);
    let laid = overlay.apply(schema);
    verify::verify(&json, &laid, &refusals).map_err(Error::Refused)?;
    let notes = notes.into_iter().chain(laid.notes);
    let mut notes: Vec<Note> = notes.filter(|note| !answers(note, &refusals)).collect();
    notes.sort_by_key(|note| (note.file, note.place.line, note.place.column));
    Ok(Imported {
        schema: format::text(&laid.schema),
        notes,
    })
}

/// Whether the note is that an overlay repeats the document, where a refusal requires it to.
fn answers(note: &Note, refusals: &[Refusal]) -> bool {
    let mut targets = refusals
        .iter()
        .filter_map(|refusal| refusal.target.as_ref());
    note.file == File::Overlay && targets.any(|target| *target == note.place.pointer)
}
