//! Makes a schema of a component of an OpenAPI document.
//!
//! The document says more than a schema can, and in 3.0 says it otherwise. In the
//! order of the work:
//!
//! 1. `yaml`, or [`json`](crate::json), reads the document and keeps the place of
//!    everything in it;
//! 2. `document` finds the version and the components;
//! 3. `units` finds the definitions that the component refers to;
//! 4. `translate` makes 2020-12 of them, `since_30` what only 3.0 says;
//! 5. `overlay` adds what the schema says beyond the document;
//! 6. the pipeline judges the schema as if a person had written it;
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

mod document;
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

use overlay::{Overlay, Touched};
use places::Places;
use shape::{is_within, object_around};
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
    let translated = translate::translate(&document, &units);
    let laid = overlay.apply(translated.schema);
    let places = Places::new(&json);
    let mut refusals = laid.refusals;
    let answers = |note: &Note| {
        let mut targets = translated.refusals.iter().filter_map(|r| r.target.as_ref());
        targets.any(|target| *target == note.place.pointer)
    };
    // What the document says without being allowed to, an overlay may say again.
    let said = laid.notes.into_iter().filter(|note| !answers(note));
    let said: Vec<Note> = said.collect();
    let open = translated.refusals.into_iter();
    refusals.extend(open.filter(|refusal| {
        !refusal
            .target
            .as_ref()
            .is_some_and(|t| laid.touched.covers(t))
    }));
    let judged = judged(&laid.schema, &places, &laid.touched, &refusals);
    refusals.extend(judged);
    if !refusals.is_empty() {
        for refusal in &mut refusals {
            let target = refusal.target.as_mut();
            target
                .into_iter()
                .for_each(|t| *t = object_around(&laid.schema, t));
        }
        refusals.sort_by_key(|r| (r.file, r.problem.place.line, r.problem.place.column));
        return Err(Error::Refused(refusals));
    }
    let mut notes = translated.notes;
    notes.extend(said);
    notes.sort_by_key(|note| (note.file, note.place.line, note.place.column));
    let schema = layout::text(&laid.schema);
    Ok(Imported { schema, notes })
}

/// What the pipeline says of a schema, at the places that its parts come from. What is
/// refused already is not refused again.
fn judged(schema: &Json, places: &Places, touched: &Touched, open: &[Refusal]) -> Vec<Refusal> {
    let Err(problems) = crate::honoured(schema, "root") else {
        return Vec::new();
    };
    let is_known = |pointer: &str| {
        let mut targets = open.iter().filter_map(|refusal| refusal.target.as_ref());
        targets.any(|target| is_within(pointer, target))
    };
    let problems = problems.into_iter();
    let problems = problems.filter(|problem| !is_known(&problem.place.pointer));
    problems
        .map(|problem| match touched.covers(&problem.place.pointer) {
            true => Refusal {
                file: File::Overlay,
                problem,
                target: None,
            },
            false => Refusal {
                file: File::Document,
                target: Some(problem.place.pointer.clone()),
                problem: Problem {
                    place: places.original(&problem.place),
                    ..problem
                },
            },
        })
        .collect()
}
