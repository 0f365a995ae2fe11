//! Import of OpenAPI: a JSON Schema made of a component of a document, or of all.
//!
//! The document has keywords that JSON Schema has not, and in 3.0 others with another
//! meaning. In the order of the work:
//!
//! 1. `sources` reads the document and the files that it refers to, in JSON or YAML, and keeps
//!    the place of everything in them;
//! 2. `document` finds the version and the components;
//! 3. `definitions` finds the definitions that the component leads to, by `references`, and
//!    `operations` the schemas that are used elsewhere, if these are asked for too;
//! 4. `translate` makes 2020-12 of them, by `keyword`, with `openapi_30` and `openapi_31`, and
//!    `discriminator` gives their tags to the branches of unions;
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
//! - `discriminator` beside a union names which branch a document is of: the components that
//!   are its branches get the property as a constant, or as an `enum` of all values that are
//!   mapped to them, unless they declare one themselves. Elsewhere it is left out.
//! - `xml`, `externalDocs`, and empty titles and descriptions are left out.
//! - `example` becomes `examples`.
//! - A format that neither JSON Schema nor the pipeline knows asserts nothing in
//!   OpenAPI. It gets a name with `x-`.
//! - Keywords beside `$ref` are ignored in 3.0, and left out; in 3.1 they are kept.
//! - Keywords that 3.0 does not have assert nothing there, and are left out.
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
mod discriminator;
mod document;
mod format;
mod keyword;
mod openapi_30;
mod openapi_31;
mod operations;
mod overlay;
mod places;
mod references;
mod refusal;
mod shape;
mod sources;
mod translate;
mod verify;

use exactschema_frontend::Place;
use exactschema_frontend::json::{Json, SyntaxError};
use exactschema_frontend::stack;

use definitions::Units;
use overlay::Overlay;
use places::Places;
use sources::Sources;
use translate::Translated;

pub use refusal::{Error, File, Note, Refusal};

/// The syntax of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are the names of the syntaxes")]
pub enum Syntax {
    Json,
    Yaml,
}

impl Syntax {
    /// The syntax by the name of a file, or else by how its text begins.
    #[must_use]
    pub fn of(path: &str, text: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("json") => Syntax::Json,
            Some("yaml" | "yml") => Syntax::Yaml,
            _ if text.trim_start().starts_with('{') => Syntax::Json,
            _ => Syntax::Yaml,
        }
    }
}

/// Whether a text has the version of OpenAPI at its root.
///
/// # Errors
///
/// If it cannot be read.
pub fn is_document(text: &str, syntax: Syntax) -> Result<bool, SyntaxError> {
    let json = stack::large(|| sources::parse(text, syntax))?;
    Ok(["openapi", "swagger"]
        .iter()
        .any(|name| json.get(name).is_some()))
}

/// What is imported, with all that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root<'a> {
    /// The component of a name.
    One(&'a str),
    /// All components that are schemas, as properties of an object.
    Components,
    /// The same, with the schemas of parameters, headers, bodies and responses.
    All,
}

/// The input of an import.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The text of the OpenAPI document.
    pub document: &'a str,
    /// Its syntax.
    pub syntax: Syntax,
    /// The name of its file, without folders: others may refer to it.
    pub path: &'a str,
    /// Gives the text of another file, by its path as seen from the folder of the document or by
    /// its URL, or the reason why not.
    pub load: &'a (dyn Fn(&str) -> Result<String, String> + Sync),
    /// What is imported.
    pub root: Root<'a>,
    /// The text of the overlay, if there is one.
    pub overlay: Option<&'a str>,
}

/// A schema made of components.
pub struct Imported {
    /// Its text.
    pub schema: String,
    /// Omitted keywords, and other notes for the reader.
    pub notes: Vec<Note>,
    json: Json,
    places: Places,
    sources: Sources,
}

impl Imported {
    /// The file and the place that a value of the schema comes from, by its JSON Pointer.
    #[must_use]
    pub fn origin(&self, pointer: &str) -> Option<(File, Place)> {
        let json = self.json.at(pointer)?;
        let mut place = self.places.original(&places::place(json, pointer));
        let file;
        (file, place.line) = self.sources.locate(place.line);
        Some((file, place))
    }
}

/// The schema of a component or of all, with what an overlay adds.
///
/// # Errors
///
/// [`Error::Syntax`] if a text cannot be read; [`Error::Refused`] with everything
/// that is wrong.
pub fn import(request: &Request<'_>) -> Result<Imported, Error> {
    stack::large(|| {
        let sources = Sources::read(request)?;
        let places = Places::new(&sources);
        let made = made(request, &sources, &places);
        let (laid, notes) = made.map_err(|error| match error {
            Error::Refused(mut refusals) => {
                for refusal in &mut refusals {
                    locate(&sources, &mut refusal.file, &mut refusal.problem.place.line);
                }
                refusals.sort_by_key(|refusal| {
                    let place = &refusal.problem.place;
                    (refusal.file.clone(), place.line, place.column)
                });
                Error::Refused(refusals)
            }
            error => error,
        })?;
        Ok(Imported {
            schema: format::text(&laid),
            notes,
            json: laid,
            places,
            sources,
        })
    })
}

fn made(
    request: &Request<'_>,
    sources: &Sources,
    places: &Places,
) -> Result<(Json, Vec<Note>), Error> {
    let overlay = Overlay::parse(request.overlay)?;
    let document = document::read(sources, request.root).map_err(Error::Refused)?;
    let units = Units::new(sources, &document, request.root).map_err(Error::Refused)?;
    let Translated {
        schema,
        notes,
        refusals,
    } = translate::translate(&document, &units);
    let laid = overlay.apply(schema);
    verify::verify(places, &laid, &refusals).map_err(Error::Refused)?;
    let notes = notes.into_iter().chain(laid.notes);
    let mut notes: Vec<Note> = notes.filter(|note| !answers(note, &refusals)).collect();
    for note in &mut notes {
        locate(sources, &mut note.file, &mut note.place.line);
    }
    notes.sort_by_key(|note| (note.file.clone(), note.place.line, note.place.column));
    Ok((laid.schema, notes))
}

/// Tells the file of a line that is counted through all of them.
fn locate(sources: &Sources, file: &mut File, line: &mut usize) {
    if *file == File::Document {
        (*file, *line) = sources.locate(*line);
    }
}

/// Whether the note is that an overlay repeats the document, where a refusal requires it to.
fn answers(note: &Note, refusals: &[Refusal]) -> bool {
    let mut targets = refusals
        .iter()
        .filter_map(|refusal| refusal.target.as_ref());
    note.file == File::Overlay && targets.any(|target| *target == note.place.pointer)
}
