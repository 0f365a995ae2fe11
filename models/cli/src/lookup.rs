//! The schemas of documents for which the user names none: each has the one that the
//! configuration has for its path, or that it names itself, as in an editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::{Context, Result};
use exactschema::document::Document;
use exactschema::evaluate::Validator;
use exactschema::{Kind, MAX_DEPTH, Value};
use exactschema_config::Config;
use exactschema_frontend::compile::files::{Mappings, file_url, normal};
use exactschema_frontend::compile::{Options, compile};
use globset::{GlobBuilder, GlobMatcher};

use crate::input::Source;
use crate::output::{printable, shortened};
use crate::root::AnySchema;

/// Finds the schema of a document.
pub(crate) struct Lookup {
    /// The options for compiling schemas.
    schema: AnySchema,
    mappings: Mappings,
    /// The current folder.
    here: PathBuf,
    /// The folder of the configuration, from which patterns begin.
    folder: PathBuf,
    patterns: Vec<Pattern>,
    compiled: Mutex<HashMap<Place, Compiled>>,
}

/// A pattern of the configuration.
struct Pattern {
    /// As it was written.
    text: String,
    matcher: GlobMatcher,
    schema: PathBuf,
    /// Whether a document has matched it.
    is_used: AtomicBool,
}

/// A schema that is compiled when it is first needed; `None` if it has problems, which are then
/// reported.
type Compiled = Arc<OnceLock<Option<Arc<Validator>>>>;

/// A place of a schema.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Place {
    File(PathBuf),
    /// A meta-schema, for documents that are schemas.
    Dialect(String),
    /// None, for text that is not JSON.
    Anything,
}

/// The schema of a document.
pub(crate) struct Found {
    pub(crate) validator: Arc<Validator>,
    /// Its file, or its URL.
    pub(crate) name: String,
}

impl Lookup {
    /// Schemas by the configuration around the current folder, if there is any.
    ///
    /// # Errors
    ///
    /// If the configuration cannot be read, or is not as it should be.
    pub(crate) fn new(schema: AnySchema) -> Result<Self> {
        let here = std::env::current_dir().context("the current folder")?;
        let found = Config::find(&here)?;
        let (folder, config) = found.unwrap_or((here.clone(), Config::default()));
        let mut mappings = config.mappings(&folder)?;
        schema.reading.map_into(&mut mappings)?;
        let patterns = config.documents.iter().map(|(pattern, path)| {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            let glob = glob.with_context(|| format!("documents: {pattern}"))?;
            Ok(Pattern {
                text: pattern.clone(),
                matcher: glob.compile_matcher(),
                schema: folder.join(path),
                is_used: AtomicBool::new(false),
            })
        });
        Ok(Lookup {
            schema,
            mappings,
            here,
            patterns: patterns.collect::<Result<_>>()?,
            folder,
            compiled: Mutex::default(),
        })
    }

    /// The schema of a file of documents, or of one document; `None` if it has none.
    ///
    /// # Errors
    ///
    /// The reason why there is no verdict.
    pub(crate) fn find(
        &self,
        source: &Source,
        document: Option<&[u8]>,
    ) -> Result<Option<Found>, String> {
        let place = match self.configured(source) {
            Some(path) => Some(Place::File(path)),
            None => match document.map(named) {
                Some(Ok(Some(name))) => Some(self.place(source, &name)?),
                Some(Err(NotJson)) => Some(Place::Anything),
                Some(Ok(None)) | None => None,
            },
        };
        let Some(place) = place else {
            return Ok(None);
        };
        let compiled = {
            let mut known = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(place.clone()).or_default())
        };
        let name = self.shown(&place);
        match compiled.get_or_init(|| self.compile(&place)) {
            Some(validator) => Ok(Some(Found {
                validator: Arc::clone(validator),
                name,
            })),
            None => Err(format!(
                "there is no verdict: its schema, {name}, has problems"
            )),
        }
    }

    /// The schema that the configuration has for a file.
    fn configured(&self, source: &Source) -> Option<PathBuf> {
        let Source::File(path) = source else {
            return None;
        };
        let path = std::path::absolute(path).ok()?;
        // `./a` and `a` are one path.
        let path: PathBuf = path.components().collect();
        let path = path.strip_prefix(&self.folder).ok()?;
        let mut matching = self
            .patterns
            .iter()
            .filter(|pattern| pattern.matcher.is_match(path));
        let found = matching.next()?;
        // One that is never the first of them is of no use either.
        found.is_used.store(true, Relaxed);
        Some(found.schema.clone())
    }

    /// The patterns that no document has used, if all of their folder were read.
    pub(crate) fn unused(&self, read: &[Source]) -> Vec<&str> {
        let is_around = |source: &Source| match source {
            Source::File(path) => std::path::absolute(path)
                .is_ok_and(|path| path.is_dir() && self.folder.starts_with(normal(&path))),
            Source::Stdin => false,
        };
        if !read.iter().any(is_around) {
            return Vec::new();
        }
        let unused = self
            .patterns
            .iter()
            .filter(|pattern| !pattern.is_used.load(Relaxed));
        unused.map(|pattern| pattern.text.as_str()).collect()
    }

    /// The place of a schema that a document names.
    fn place(&self, source: &Source, name: &str) -> Result<Place, String> {
        let name = name.split('#').next().unwrap_or_default();
        let shown = printable(&shortened(name));
        let none =
            |why: &str| format!("there is no verdict: its $schema is \"{shown}\", and {why}");
        if name.is_empty() || shown != name {
            return Err(none("that names no file"));
        }
        if let Some(path) = self.mappings.path(name) {
            return Ok(Place::File(path));
        }
        let path = match name.strip_prefix("file://") {
            Some(path) => Some(PathBuf::from(path)),
            None if name.contains("://") => None,
            None => {
                let folder = match source {
                    Source::File(path) => path.parent().unwrap_or(Path::new("")),
                    Source::Stdin => Path::new(""),
                };
                let path = std::path::absolute(folder.join(name));
                Some(normal(&path.map_err(|error| none(&error.to_string()))?))
            }
        };
        if let Some(path) = path {
            // A document must not have a pipe or a device read, which may have no end.
            return match std::fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
                true => Err(none("that is no regular file")),
                false => Ok(Place::File(path)),
            };
        }
        match compile(&reference(name), &Options::default()) {
            Ok(_) => Ok(Place::Dialect(name.to_owned())),
            Err(_) => Err(format!(
                "there is no verdict: its $schema is {name}, and nothing is fetched; \
                 add --map {name}=PATH"
            )),
        }
    }

    fn compile(&self, place: &Place) -> Option<Arc<Validator>> {
        let compiled = match place {
            Place::File(path) => {
                let reading = &self.schema.reading;
                reading.compile(self.near(path), &self.mappings).ok()?
            }
            Place::Dialect(url) => compile(&reference(url), &Options::default()).ok()?,
            Place::Anything => compile("true", &Options::default()).ok()?,
        };
        Some(Arc::new(self.schema.validator(compiled)))
    }

    /// The name of a place for people.
    fn shown(&self, place: &Place) -> String {
        match place {
            Place::File(path) => match self.near(path).to_str() {
                Some(path) => path.to_owned(),
                None => file_url(path),
            },
            Place::Dialect(url) => url.clone(),
            Place::Anything => String::new(),
        }
    }

    /// A path from the current folder, if it is below that.
    fn near<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.here).unwrap_or(path)
    }
}

/// A schema that is the one of a URL.
fn reference(url: &str) -> String {
    let url = Value::from(url);
    format!("{{ \"$ref\": {url} }}")
}

/// A text that no schema accepts.
struct NotJson;

/// The schema that a document names.
fn named(document: &[u8]) -> Result<Option<String>, NotJson> {
    let document = Document::parse(document, MAX_DEPTH).map_err(|_| NotJson)?;
    let name = document.root().get("$schema");
    let name = name.filter(|name| name.kind() == Kind::String);
    match name {
        Some(name) => Ok(Some(name.text().into_owned())),
        None if document.refusals().is_empty() => Ok(None),
        None => Err(NotJson),
    }
}
