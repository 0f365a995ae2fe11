//! A version of a schema: what the text of a file is.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;
use std::time::{Duration, Instant};

use codegen::Error;
use exactschema_frontend::compile::{Options, Problem, compile};
use exactschema_frontend::json::{Json, SyntaxError};
use exactschema_frontend::{Place, Schema};
use exactschema_import::{File, Imported, Refusal, Request, Root, Syntax, is_document};

use super::outcome::Refused;
use super::versions::{beside, revision};
use crate::import::name_of;
use crate::neighbours::{Bundled, Tree, bundled};

/// A version of a schema.
pub(super) struct Version {
    /// Its label in reports.
    pub(super) label: String,
    /// The text of its file.
    pub(super) source: String,
    /// The schema, or the reason why there is none.
    pub(super) schema: Result<Made, Error>,
    /// The other files of the same commit that it was made of, by their paths.
    pub(super) others: BTreeSet<String>,
    /// The time that it took to make the schema.
    pub(super) took: Duration,
}

/// A schema by its origin.
pub(super) enum Made {
    /// A file, and those that it refers to.
    Bundle(Bundled),
    /// An OpenAPI document: its schemas, as properties of an object.
    Import {
        all: Box<Imported>,
        /// That of its components, which types are made of, if there are any.
        components: Option<Box<Imported>>,
    },
}

impl Made {
    /// The text of the schema.
    fn text(&self) -> &str {
        match self {
            Made::Bundle(bundled) => &bundled.bundle.text,
            Made::Import { all, .. } => &all.schema,
        }
    }
}

impl Version {
    /// Reads what the text of a file is: a schema, or an OpenAPI document.
    pub(super) fn of(label: String, path: &Path, source: String, tree: &Tree<'_>) -> Self {
        let begin = Instant::now();
        let schema = match is_openapi(&path.to_string_lossy(), &source) {
            true => imported(&label, path, &source, tree),
            false => schema(&label, path, &source, tree),
        };
        Version {
            label,
            source,
            schema,
            others: BTreeSet::new(),
            took: begin.elapsed(),
        }
    }

    /// A version that cannot be read.
    pub(super) fn unread(label: String, why: &dyn Display) -> Self {
        let problem = exactschema_frontend::Problem {
            place: Place {
                pointer: String::new(),
                line: 1,
                column: 1,
            },
            message: format!("it cannot be read: {why}"),
            fix: "write JSON (RFC 8259) or YAML 1.2 in UTF-8".to_owned(),
        };
        Version {
            label,
            source: String::new(),
            schema: Err(Error::Refused(vec![problem.into()])),
            others: BTreeSet::new(),
            took: Duration::ZERO,
        }
    }

    /// The text of the schema, if there is one.
    pub(super) fn text(&self) -> Option<&str> {
        self.schema.as_ref().ok().map(Made::text)
    }

    /// The text of the schema that types are made of, if there is one.
    pub(super) fn types(&self) -> Option<&str> {
        match self.schema.as_ref().ok()? {
            Made::Import { components, .. } => Some(&components.as_ref()?.schema),
            made => Some(made.text()),
        }
    }

    /// The file of a place in the schema, as reports name it, and the place there.
    pub(super) fn origin(&self, place: &Place) -> (String, Place) {
        let own = || (self.label.clone(), place.clone());
        match &self.schema {
            Ok(Made::Bundle(bundled)) => bundled.origin(&self.label, place),
            Ok(Made::Import { all, .. }) => match all.origin(&place.pointer) {
                Some((file, place)) => (named(&self.label, &file), place),
                None => own(),
            },
            Err(_) => own(),
        }
    }
}

/// The schema of a file, with those that it refers to.
fn schema(label: &str, path: &Path, source: &str, tree: &Tree<'_>) -> Result<Made, Error> {
    bundled(label, source, path, tree).map(Made::Bundle)
}

/// Whether a text is an OpenAPI document.
fn is_openapi(path: &str, text: &str) -> bool {
    let syntax = Syntax::of(path, text);
    ["openapi", "swagger"]
        .iter()
        .any(|name| text.contains(name))
        && is_document(text, syntax).unwrap_or(false)
}

/// The schemas of a document.
fn imported(label: &str, path: &Path, document: &str, tree: &Tree<'_>) -> Result<Made, Error> {
    let import = |root| {
        exactschema_import::import(&Request {
            document,
            syntax: Syntax::of(&path.to_string_lossy(), document),
            path: &name_of(path),
            load: &|other| tree.beside(path, other),
            root,
            overlay: None,
        })
    };
    let problem = |refusal: Refusal| Problem {
        file: (refusal.file != File::Document).then(|| named(label, &refusal.file)),
        problem: refusal.problem,
    };
    match import(Root::All) {
        Ok(all) => Ok(Made::Import {
            all: Box::new(all),
            components: import(Root::Components).ok().map(Box::new),
        }),
        Err(exactschema_import::Error::Syntax(file, error)) => {
            Err(Error::Refused(vec![problem(unread(file, error))]))
        }
        Err(exactschema_import::Error::Refused(refusals)) => {
            Err(Error::Refused(refusals.into_iter().map(problem).collect()))
        }
    }
}

/// A text that is neither YAML nor JSON.
fn unread(file: File, error: SyntaxError) -> Refusal {
    Refusal {
        file,
        problem: exactschema_frontend::Problem {
            place: Place {
                pointer: String::new(),
                line: error.line,
                column: error.column,
            },
            message: error.message,
            fix: "write JSON (RFC 8259) or YAML 1.2 in UTF-8".to_owned(),
        },
        target: None,
    }
}

/// A file of a document, as reports name it.
fn named(label: &str, file: &File) -> String {
    match file {
        File::Document | File::Overlay => label.to_owned(),
        File::Other(path) if path.contains(':') => path.clone(),
        File::Other(path) => match revision(label) {
            Some((revision, document)) => format!("{revision}:{}", beside(document, path)),
            None => beside(label, path),
        },
    }
}

/// A schema that is read.
pub(super) struct Parsed<'v> {
    pub(super) schema: Schema,
    pub(super) text: &'v str,
    /// The warnings about it; of an OpenAPI document those about the whole.
    pub(super) warnings: Vec<Problem>,
}

/// The schema of a version, or why there is none. One without types is one too.
pub(super) fn parsed(version: &Version) -> Result<Parsed<'_>, Refused> {
    let refused = |error| Refused {
        label: version.label.clone(),
        error,
    };
    let placed = |mut problem: exactschema_frontend::Problem| {
        let (file, place) = version.origin(&problem.place);
        problem.place = place;
        let file = Some(file);
        Problem { file, problem }
    };
    let text = match &version.schema {
        Ok(schema) => schema.text(),
        Err(error) => return Err(refused(error.clone())),
    };
    let json = Json::parse(text).map_err(|error| refused(Error::NotJson(error)))?;
    let compiled = compile(text, &Options::default());
    let compiled = compiled.map_err(|problems| refused(Error::Refused(problems)))?;
    let warnings = compiled.warnings.into_iter().map(|warning| warning.problem);
    let is_import = matches!(version.schema, Ok(Made::Import { .. }));
    let warnings = warnings.filter(|warning| !is_import || warning.place.pointer.is_empty());
    match Schema::new(&json) {
        Ok(schema) => Ok(Parsed {
            schema,
            text,
            warnings: warnings.map(placed).collect(),
        }),
        Err(problems) => {
            let problems = problems.into_iter().map(placed).collect();
            Err(refused(Error::Refused(problems)))
        }
    }
}
