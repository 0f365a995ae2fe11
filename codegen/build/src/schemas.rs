//! Schemas in files, which may refer to each other: by the name of the file, by `$id`, or by a
//! URL that is mapped to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use codegen::Error;
use exactschema_frontend::compile::files::{Mappings, file_url, normal, path_of, relative};
use exactschema_frontend::compile::{Loaded, Options, Problem};
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::{Place, problem};

use crate::files;
use crate::graph::{self, Graph};

/// The ending of a schema file, which is no part of its name.
pub(crate) const ENDINGS: [&str; 2] = [".schema.json", ".json"];

/// The folder that paths begin at, in URLs. No artifact contains its location.
const ROOT: &str = "/";

/// A schema file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its name without the ending.
    pub name: String,
    /// Its path from the root, with slashes.
    pub path: String,
    /// Whether it was not named, and others refer to it.
    pub is_found: bool,
}

impl Source {
    /// The schema in a file, whose name is that of the file without `.schema.json` or `.json`.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending));
        Source::new(stem.unwrap_or(file), path)
    }

    /// The schema of a name in a file.
    #[must_use]
    pub fn new(name: &str, path: &str) -> Self {
        Source {
            name: name.to_owned(),
            path: path.to_owned(),
            is_found: false,
        }
    }
}

/// The texts of schemas.
#[derive(Debug)]
pub struct Schemas {
    root: PathBuf,
    /// The folder around the root and all schemas.
    base: PathBuf,
    sources: Vec<Source>,
    /// How the files refer to each other, by their paths.
    graph: Graph,
    /// The schemas, by their URLs.
    known: BTreeMap<String, Loaded>,
    /// The problems of schemas whose `$id` is that of another before them, by their paths.
    repeated: BTreeMap<String, Problem>,
    mappings: Mappings,
    /// The files that schemas refer to.
    referred: Mutex<BTreeSet<PathBuf>>,
    /// The reasons why files cannot be read, by the URLs that schemas refer to.
    unread: Mutex<BTreeMap<String, String>>,
}

impl Schemas {
    /// Schemas, as far as they can be read, by their paths from a folder, and the files that they
    /// refer to. They may refer to the files that mappings name, whose paths are from that folder.
    #[must_use]
    pub fn new(root: &Path, sources: Vec<Source>, mappings: Mappings) -> Self {
        let mut schemas = Schemas {
            root: root.to_owned(),
            base: base(root, &sources),
            sources: Vec::new(),
            graph: Graph::default(),
            known: BTreeMap::new(),
            repeated: BTreeMap::new(),
            mappings,
            referred: Mutex::default(),
            unread: Mutex::default(),
        };
        for source in sources {
            schemas.add(source);
        }
        graph::explore(&mut schemas);
        schemas
    }

    fn add(&mut self, source: Source) {
        if let Ok(text) = self.text(&source.path) {
            let loaded = Loaded {
                text,
                path: Some(source.path.clone()),
            };
            if let Some((id, place)) = id(&loaded.text) {
                match self.known.get(&id).and_then(|other| other.path.clone()) {
                    // The same file may be named twice, which the names of modules tell.
                    Some(other) if other == source.path => {}
                    Some(other) => {
                        self.repeated
                            .insert(source.path.clone(), repeated(&id, &other, place));
                    }
                    None => drop(self.known.insert(id, loaded.clone())),
                }
            }
            self.known.insert(self.url(&source.path), loaded);
        }
        self.sources.push(source);
    }

    /// The URL of a file by its path from the root.
    pub(crate) fn url(&self, path: &str) -> String {
        let path = normal(&self.root.join(path));
        file_url(&Path::new(ROOT).join(path.strip_prefix(&self.base).unwrap_or(&path)))
    }

    /// The problem of a schema whose `$id` another has too.
    pub(crate) fn repeated(&self, path: &str) -> Option<&Problem> {
        self.repeated.get(path)
    }

    /// How the files refer to each other.
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Takes what was found out about files: those that others refer to become schemas too.
    pub(crate) fn extend(&mut self, found: Vec<Source>, graph: Graph) {
        self.sources.extend(found);
        self.graph = graph;
    }

    /// The schemas: those that were named, and then those that they refer to.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The files that schemas referred to, beside these themselves.
    #[must_use]
    pub fn referred(&self) -> Vec<PathBuf> {
        lock(&self.referred).iter().cloned().collect()
    }

    /// The text of a schema.
    ///
    /// # Errors
    ///
    /// The reason why there is none, with the path.
    pub fn text(&self, path: &str) -> Result<String, String> {
        files::read(&self.root.join(path), path)
    }

    /// Makes something of a schema: by itself if that is possible, otherwise with what it
    /// refers to.
    ///
    /// # Errors
    ///
    /// The problems of the schema by itself, in terms of its own text; or those of what it
    /// refers to.
    pub fn with<T>(
        &self,
        source: &Source,
        make: impl Fn(&Options<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let default = graph::File::new(self.url(&source.path));
        self.with_file(self.graph.files.get(&source.path).unwrap_or(&default), make)
    }

    /// As [`with`](Self::with), of a file.
    pub(crate) fn with_file<T>(
        &self,
        file: &graph::File,
        make: impl Fn(&Options<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let referred: Vec<String> = file.referred.iter().cloned().collect();
        let options = Options {
            dialect: file.dialect,
            referred: &referred,
            ..Options::default()
        };
        let alone = make(&options);
        if !matches!(alone, Err(Error::Refused(_))) {
            return alone;
        }
        let together = make(&Options {
            uri: &file.uri,
            load: &|url| self.load(url),
            why: &|url| lock(&self.unread).get(url).cloned(),
            ..options
        });
        match (&alone, &together) {
            // None of its references led anywhere.
            (Err(Error::Refused(own)), Err(Error::Refused(all)))
                if own.len() == all.len() && all.iter().all(|problem| self.is_own(problem)) =>
            {
                alone
            }
            _ => together,
        }
    }

    /// Whether a problem is one of the text alone.
    fn is_own(&self, problem: &Problem) -> bool {
        let is_unread = |reason: &String| *reason == problem.problem.message;
        problem.file.is_none() && !lock(&self.unread).values().any(is_unread)
    }

    /// The schema of a URL.
    fn load(&self, url: &str) -> Option<Loaded> {
        if let Some(known) = self.known.get(url) {
            return Some(known.clone());
        }
        let below = path_of(url);
        let below = below.and_then(|path| Some(path.strip_prefix(ROOT).ok()?.to_owned()));
        let file = match self.mappings.path(url) {
            Some(mapped) => self.root.join(mapped),
            None => self.base.join(below?),
        };
        let shown = relative(&self.root, &file);
        match files::read(&file, &shown) {
            Ok(text) => {
                lock(&self.referred).insert(file);
                Some(Loaded {
                    text,
                    path: Some(shown),
                })
            }
            Err(reason) => {
                let reason = format!("what it refers to cannot be read: {reason}");
                lock(&self.unread).insert(url.to_owned(), reason);
                None
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder that all files are below: the root, or one around it.
fn base(root: &Path, sources: &[Source]) -> PathBuf {
    let root = normal(root);
    let mut files = sources
        .iter()
        .map(|source| normal(&root.join(&source.path)));
    let holds = |folder: &&Path| files.all(|file| file.starts_with(folder));
    root.ancestors().find(holds).unwrap_or(&root).into()
}

/// The `$id` of a schema, and its place.
fn id(text: &str) -> Option<(String, Place)> {
    let json = Json::parse(text).ok()?;
    let id = json.get("$id")?;
    let place = Place {
        pointer: "/$id".to_owned(),
        line: id.line,
        column: id.column,
    };
    match &id.value {
        Value::String(id) => Some((id.trim_end_matches('#').to_owned(), place)),
        _ => None,
    }
}

/// The problem of a schema whose `$id` is that of another file.
fn repeated(id: &str, other: &str, place: Place) -> Problem {
    let problem = problem::Problem {
        place,
        message: format!("this is the $id of {other} too: {id}"),
        fix: "give each schema an $id of its own, or leave one of them out".to_owned(),
    };
    problem.into()
}
