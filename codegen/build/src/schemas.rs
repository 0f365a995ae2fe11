//! Schemas in files, which may refer to each other: by the name of the file, by `$id`, or by a
//! URL that is mapped to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use codegen::Error;
use exactschema_frontend::compile::files::Mappings;
use exactschema_frontend::compile::{Loaded, Options};
use exactschema_frontend::json::{Json, Value};

use crate::files;

/// The ending of a schema file, which is no part of its name.
pub(crate) const ENDINGS: [&str; 2] = [".schema.json", ".json"];

/// The URL of the folder that paths begin at. No artifact contains its location.
const ROOT: &str = "file:///";

/// A schema file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its name without the ending.
    pub name: String,
    /// Its path from the root, with slashes.
    pub path: String,
}

impl Source {
    /// The schema in a file, whose name is that of the file without `.schema.json` or `.json`.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending));
        Source {
            name: stem.unwrap_or(file).to_owned(),
            path: path.to_owned(),
        }
    }
}

/// The texts of schemas.
#[derive(Debug)]
pub struct Schemas {
    root: PathBuf,
    sources: Vec<Source>,
    /// The schemas, by their URLs.
    known: BTreeMap<String, Loaded>,
    mappings: Mappings,
    /// The files that schemas refer to.
    referred: Mutex<BTreeSet<PathBuf>>,
}

impl Schemas {
    /// Schemas below a folder, as far as they can be read. They may refer to the files that
    /// mappings name, whose paths are from that folder.
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
            known.insert(url(source), loaded);
        }
        Schemas {
            root: root.to_owned(),
            sources,
            known,
            mappings,
            referred: Mutex::default(),
        }
    }

    /// The schemas.
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
        let alone = make(&Options::default());
        if !matches!(alone, Err(Error::Refused(_))) {
            return alone;
        }
        let together = make(&Options {
            uri: &url(source),
            load: &|url| self.load(url),
            ..Options::default()
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
        let below = url.strip_prefix(ROOT).map(PathBuf::from);
        let path = self.mappings.path(url).or(below)?;
        let file = self.root.join(&path);
        let shown = path.display().to_string();
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

fn url(source: &Source) -> String {
    format!("{ROOT}{}", source.path)
}

fn id(text: &str) -> Option<String> {
    let json = Json::parse(text).ok()?;
    match &json.get("$id")?.value {
        Value::String(id) => Some(id.trim_end_matches('#').to_owned()),
        _ => None,
    }
}
