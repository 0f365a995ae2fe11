//! Schemas in files, which may refer to each other: by the name of the file, by `$id`, or by a
//! URL that is mapped to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use codegen::Error;
use exactschema_frontend::compile::files::{Mappings, file_url, normal, path_of};
use exactschema_frontend::compile::{Loaded, Options};
use exactschema_frontend::json::{Json, Value};

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
    sources: Vec<Source>,
    /// How the files refer to each other, by their paths.
    graph: Graph,
    /// The schemas, by their URLs.
    known: BTreeMap<String, Loaded>,
    mappings: Mappings,
    /// The files that schemas refer to.
    referred: Mutex<BTreeSet<PathBuf>>,
}

impl Schemas {
    /// Schemas below a folder, as far as they can be read, and the files that they refer to. They
    /// may refer to the files that mappings name, whose paths are from that folder.
    #[must_use]
    pub fn new(root: &Path, sources: Vec<Source>, mappings: Mappings) -> Self {
        let mut known = BTreeMap::new();
        for source in &sources {
            let Ok(text) = files::read(&root.join(&source.path), &source.path) else {
                continue;
            };
            let loaded = Loaded {
                text,
                path: Some(source.path.clone()),
            };
            if let Some(id) = id(&loaded.text) {
                known.entry(id).or_insert_with(|| loaded.clone());
            }
            known.insert(url(&source.path), loaded);
        }
        let mut schemas = Schemas {
            root: root.to_owned(),
            sources,
            graph: Graph::default(),
            known,
            mappings,
            referred: Mutex::default(),
        };
        graph::explore(&mut schemas);
        schemas
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
        let referred = self.referred.lock();
        let referred = referred.unwrap_or_else(PoisonError::into_inner);
        referred.iter().cloned().collect()
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
        let default = graph::File::new(source);
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
            ..options
        });
        match (&alone, &together) {
            // None of its references led anywhere.
            (Err(Error::Refused(own)), Err(Error::Refused(all)))
                if own.len() == all.len() && all.iter().all(|problem| problem.file.is_none()) =>
            {
                alone
            }
            _ => together,
        }
    }

    /// The schema of a URL.
    fn load(&self, url: &str) -> Option<Loaded> {
        if let Some(known) = self.known.get(url) {
            return Some(known.clone());
        }
        let below = path_of(url);
        let below = below.and_then(|path| Some(path.strip_prefix(ROOT).ok()?.to_owned()));
        let path = self.mappings.path(url).or(below)?;
        let file = self.root.join(&path);
        let shown = from(&self.root, &file);
        let text = files::read(&file, &shown).ok()?;
        let referred = self.referred.lock();
        referred
            .unwrap_or_else(PoisonError::into_inner)
            .insert(file);
        Some(Loaded {
            text,
            path: Some(shown),
        })
    }
}

/// The URL of a file by its path from the root.
pub(crate) fn url(path: &str) -> String {
    file_url(&Path::new(ROOT).join(path))
}

/// The path of a file from a folder, with slashes.
fn from(folder: &Path, file: &Path) -> String {
    let (folder, file) = (normal(folder), normal(file));
    let common = folder.ancestors().find(|common| file.starts_with(common));
    let common = common.unwrap_or(Path::new(""));
    let up = folder.strip_prefix(common).unwrap_or(&folder).components();
    let up = up.map(|_| "..".to_owned());
    let down = file.strip_prefix(common).unwrap_or(&file).components();
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn id(text: &str) -> Option<String> {
    let json = Json::parse(text).ok()?;
    match &json.get("$id")?.value {
        Value::String(id) => Some(id.trim_end_matches('#').to_owned()),
        _ => None,
    }
}
