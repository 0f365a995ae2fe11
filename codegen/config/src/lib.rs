//! The configuration of a workspace with schemas: a table in a manifest, or a file of its own.
//!
//! It is apart from the generator, for programs that only validate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use exactschema_frontend::compile::files::Mappings;
use serde::{Deserialize, Deserializer};
use thiserror::Error;
use toml::Spanned;

/// The file of a repository that has no manifest of cargo.
const FILE: &str = "exactschema.toml";

/// A manifest of cargo.
const MANIFEST: &str = "Cargo.toml";

/// The configuration: `[package.metadata.exactschema]` or `[workspace.metadata.exactschema]` in
/// `Cargo.toml`, or `exactschema.toml`. Paths are from the folder of that file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Files of schemas, and folders of `*.schema.json`; by default the folder `schema`.
    pub schemas: Vec<String>,
    /// The folder of the generated modules; by default `src/schemas`.
    pub output: Option<String>,
    /// The folder of the reference pages.
    pub pages: Option<String>,
    /// The file of a URL; or, if it ends in a slash, the folder of the URLs below it.
    pub map: BTreeMap<String, String>,
    /// Patterns of the paths of documents, each with the path of their schema, in the order of
    /// the file: the first that matches counts.
    #[serde(deserialize_with = "in_order")]
    pub documents: Vec<(String, String)>,
    /// Whether `format` is asserted.
    pub format_assertion: Option<bool>,
    /// The path of `exactschema` in generated code.
    pub runtime: Option<String>,
    /// The path by which examples call what reads and writes.
    pub facade: Option<String>,
    /// The path of the module around the modules, for examples that are tests.
    pub module_path: Option<String>,
    /// Traits that all types derive.
    pub derive: Vec<String>,
    /// Traits that types derive, by the names of the schema and of the type.
    pub derive_for: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// The types of Rust that texts mean, by their formats.
    pub format_types: BTreeMap<String, String>,
    /// Names of types and fields, by the name of the schema and by JSON Pointer.
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether warnings are problems.
    pub strict: bool,
}

/// The reason why a configuration is none: the file, or the key in it, and what is wrong.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{place}: {reason}")]
pub struct Error {
    place: String,
    reason: String,
}

/// The members of a table, in the order of the file.
fn in_order<'de, D: Deserializer<'de>>(table: D) -> Result<Vec<(String, String)>, D::Error> {
    let members = BTreeMap::<String, Spanned<String>>::deserialize(table)?;
    let mut members: Vec<(String, Spanned<String>)> = members.into_iter().collect();
    members.sort_by_key(|(_, value)| value.span().start);
    let members = members.into_iter();
    Ok(members
        .map(|(key, value)| (key, value.into_inner()))
        .collect())
}

/// A manifest of cargo, as far as it can have a configuration.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Manifest {
    package: Section,
    workspace: Section,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Section {
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    exactschema: Option<Config>,
}

impl Config {
    /// The configuration of a folder, or of the nearest one above that has any, with that
    /// folder.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or is not as it should be.
    pub fn find(folder: &Path) -> Result<Option<(PathBuf, Self)>, Error> {
        for folder in folder.ancestors() {
            if let Some(config) = read::<Config>(&folder.join(FILE))? {
                return Ok(Some((folder.to_owned(), config)));
            }
            let manifest = read::<Manifest>(&folder.join(MANIFEST))?.unwrap_or_default();
            let sections = [manifest.package, manifest.workspace];
            let config = sections
                .into_iter()
                .find_map(|section| section.metadata.exactschema);
            if let Some(config) = config {
                return Ok(Some((folder.to_owned(), config)));
            }
        }
        Ok(None)
    }

    /// The mappings of URLs, to paths from a folder.
    ///
    /// # Errors
    ///
    /// If a URL is none.
    pub fn mappings(&self, folder: &Path) -> Result<Mappings, Error> {
        let mut mappings = Mappings::default();
        for (url, path) in &self.map {
            let inserted = mappings.insert(url, &folder.join(path));
            inserted.map_err(|reason| Error {
                place: format!("map: {url}"),
                reason,
            })?;
        }
        Ok(mappings)
    }
}

/// A file of TOML, if it is there.
fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Option<T>, Error> {
    let error = |reason: String| Error {
        place: path.display().to_string(),
        reason,
    };
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text)
            .map(Some)
            .map_err(|reason| error(reason.to_string())),
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(error(reason.to_string())),
    }
}
