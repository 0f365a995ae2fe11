//! Makes a schema of a component of an OpenAPI document.
//!
//! The document says more than a schema can, and in 3.0 says it otherwise. In the
//! order of the work:
//!
//! 1. `yaml`, or [`json`](crate::json), reads the document and keeps the place of
//!    everything in it;
//! 2. `document` finds the version and the components;
//! 3. `units` finds the definitions that the component refers to;
//! 4. `translate` makes 2020-12 of them, by `keyword`, and `since_30` for 3.0;
//! 5. `overlay` adds what the schema says beyond the document;
//! 6. `judge` has the pipeline judge it, as if a person had written it;
//! 7. `layout` prints it.
//!
//! Whatever changes which values are valid is translated or refused. What is left
//! out says nothing about values, and is told in a [`Note`]. A refusal of the
//! translation counts only if the overlay does not change what it is about, so that
//! the overlay is a way out of all of them: nobody has to edit a document that is
//! not theirs.
//!
//! # What becomes of keywords
//!
//! Components, properties and lists keep the order of the document. The keywords of a
//! schema get the order that they have in schemas of ours.
//!
//! - `nullable` is read as OpenAPI 3.0.3 says: it adds null to the `type` beside it,
//!   and has no effect without one, nor if an `enum` beside it does not list null. In
//!   3.1 it is no keyword.
//! - `discriminator` never changes which values are valid, by OpenAPI: it is left
//!   out, with its mapping. The branches beside it stay.
//! - `xml`, `externalDocs`, and empty titles and descriptions are left out.
//! - `example` becomes `examples`.
//! - A format that neither JSON Schema nor the pipeline knows asserts nothing in
//!   OpenAPI. It gets a name with `x-`, which says so.
//! - What stands beside `$ref` is ignored in 3.0, and left out; in 3.1 it is kept.
//! - What begins with `x-` is kept.
//!
//! # What an overlay says
//!
//! ```json
//! {
//!   "$comment": "Why there is more to say.",
//!   "/properties/cost": { "description": "In dollars.", "format": "double" },
//!   "/$defs/Item": { "deprecated": null }
//! }
//! ```
//!
//! Each member sets the keywords of a schema, named by its JSON Pointer in the schema
//! that is made; null removes one, as in a JSON Merge Patch (RFC 7396). A pointer to
//! `properties` or `$defs` sets or removes members. Unlike a merge patch it creates
//! nothing on the way, and refuses to speak of what is gone. Like one, it cannot set a
//! keyword to null: where a value may be, `enum` can list it.

mod document;
mod judge;
mod keyword;
mod layout;
mod overlay;
mod places;
mod shape;
mod since_30;
mod translate;
mod units;
mod yaml;

use crate::json::{Json, SyntaxError};
use crate::model::Place;
use crate::problem::Problem;
use crate::stack;

use overlay::Overlay;
use translate::Translated;
use units::Units;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are the names of the syntaxes")]
pub enum Syntax {
    Json,
    Yaml,
}

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The text of the OpenAPI document.
    pub document: &'a str,
    /// How it is written.
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
    /// What was left out, and what a reader should know.
    pub notes: Vec<Note>,
}

/// Which of the files something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the variants are the names of the files")]
pub enum File {
    Document,
    Overlay,
}

/// Something to know about a schema that was made all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Which file it is about.
    pub file: File,
    /// Where it stands there.
    pub place: Place,
    /// What there is to know.
    pub message: String,
}

/// Why no schema can be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which file it is about.
    pub file: File,
    /// What is wrong, and where in that file.
    pub problem: Problem,
    /// The entry of an overlay that could change it: a pointer in the schema that is
    /// made; `None` if no overlay can help.
    pub target: Option<String>,
}

/// Why there is no schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A file is not written as it should be.
    Syntax(File, SyntaxError),
    /// At least one refusal, in the order of the files.
    Refused(Vec<Refusal>),
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
    judge::judge(&json, &laid, &refusals).map_err(Error::Refused)?;
    let notes = notes.into_iter().chain(laid.notes);
    let mut notes: Vec<Note> = notes.filter(|note| !answers(note, &refusals)).collect();
    notes.sort_by_key(|note| (note.file, note.place.line, note.place.column));
    Ok(Imported {
        schema: layout::text(&laid.schema),
        notes,
    })
}

/// Whether it says that an overlay repeats what the document may not say, and so must.
fn answers(note: &Note, refusals: &[Refusal]) -> bool {
    let mut targets = refusals
        .iter()
        .filter_map(|refusal| refusal.target.as_ref());
    note.file == File::Overlay && targets.any(|target| *target == note.place.pointer)
}
