//! The files of a workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use exactschema_build::files::{self, Prepared};
use exactschema_build::{Schemas, Source};
use exactschema_config::Config;
use exactschema_frontend::compile::files::{MappingError, Mappings, relative};

use crate::layout::Layout;
use crate::report;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// The ending of an overlay: what an import adds to a schema.
const OVERLAY: &str = ".overlay.json";

/// The workspace that is worked on.
pub struct Workspace {
    root: PathBuf,
    pub(crate) layout: Layout,
}

/// Where the schemas of a workspace are, and its types: what its configuration does not say, or
/// what replaces that.
#[derive(Debug, Default, clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Location {
    /// Files of schemas, and folders of *.schema.json
    #[arg(long, value_name = "PATH", num_args = 1..)]
    schemas: Vec<String>,
    /// The folder of the generated modules
    #[arg(long, value_name = "FOLDER")]
    output: Option<String>,
    /// The folder of a page on each schema
    #[arg(long, value_name = "FOLDER")]
    pages: Option<String>,
    /// Read the schema of a URL from a file; or, where the URL ends in a slash, all schemas
    /// below it from a folder. May be repeated
    #[arg(long, value_name = "URL=PATH", value_parser = mapping)]
    map: Vec<String>,
}

impl Workspace {
    /// The workspace of the running `cargo xtask`.
    ///
    /// # Errors
    ///
    /// If it was not started by cargo.
    pub fn find() -> Result<Self> {
        let crate_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("not started by cargo: run it as `cargo xtask`")?;
        let root = Path::new(&crate_dir).parent();
        let root = root.context("the crate xtask is in no workspace")?;
        Ok(Workspace {
            root: root.into(),
            layout: Layout::of_xtask(),
        })
    }

    /// The workspace around the current folder: the one that has a configuration, or else the
    /// folder itself.
    ///
    /// # Errors
    ///
    /// If the configuration cannot be read, or is not as it should be.
    pub fn configured(location: &Location) -> Result<Self> {
        let here = std::env::current_dir().context("the current folder")?;
        let (root, mut config) = Config::find(&here)?.unwrap_or((here, Config::default()));
        let is_option = !location.schemas.is_empty() && config.schemas.is_empty();
        if !location.schemas.is_empty() {
            let is_other = location.output.is_some() && location.output != config.output;
            if !config.schemas.is_empty() && config.schemas != location.schemas && !is_other {
                return Err(report::usage(
                    "--schemas: the configuration names others, whose types would be removed; \
                     name another folder by --output",
                ));
            }
            config.schemas.clone_from(&location.schemas);
        }
        // No artifact contains an absolute path.
        for path in &mut config.schemas {
            if Path::new(path).is_absolute() {
                *path = relative(&root, Path::new(path));
            }
        }
        config.output = location.output.clone().or(config.output);
        config.pages = location.pages.clone().or(config.pages);
        let mut layout = Layout {
            is_option,
            ..Layout::of(config)?
        };
        for mapping in &location.map {
            layout.mappings.add(mapping)?;
        }
        Ok(Workspace { root, layout })
    }

    /// A path in the file system for one from the root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The schemas, sorted by name.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or has none.
    pub(crate) fn schemas(&self) -> Result<Vec<Source>> {
        let mut sources: Vec<Source> = Vec::new();
        for path in &self.layout.schemas {
            if self.layout.is_convention && !self.path(path).exists() {
                anyhow::bail!(
                    "there is no folder {path}, where schemas are unless an option or the configuration names them"
                );
            }
            if !self.path(path).is_dir() {
                sources.push(Source::of(path));
                continue;
            }
            let names = self.files(path, SCHEMA)?;
            anyhow::ensure!(!names.is_empty(), "{path}: there is no *{SCHEMA}");
            let paths = names.iter().map(|name| format!("{path}/{name}"));
            sources.extend(paths.map(|path| Source::of(&path)));
        }
        // A file that is named twice is one.
        let mut paths = BTreeSet::new();
        sources.retain(|source| paths.insert(source.path.clone()));
        Ok(sources)
    }

    /// The schemas, with their texts as far as they can be read.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or has none.
    pub(crate) fn texts(&self) -> Result<Schemas> {
        let mappings = self.layout.mappings.clone();
        Ok(Schemas::new(&self.root, self.schemas()?, mappings))
    }

    /// The overlays that no schema belongs to.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub(crate) fn stray_overlays(&self) -> Result<Vec<Source>> {
        let folder = self.layout.folder();
        let names = self.files(folder, OVERLAY)?.into_iter();
        let source = |file: String| {
            let name = file.strip_suffix(OVERLAY).unwrap_or(&file);
            Source::new(name, &format!("{folder}/{file}"))
        };
        let is_stray = |source: &Source| !self.path(&self.schema(&source.name)).exists();
        Ok(names.map(source).filter(is_stray).collect())
    }

    /// The path of a schema from the root, by its name.
    pub(crate) fn schema(&self, name: &str) -> String {
        format!("{}/{name}{SCHEMA}", self.layout.folder())
    }

    /// The path of an overlay from the root, by its name.
    pub(crate) fn overlay(&self, name: &str) -> String {
        format!("{}/{name}{OVERLAY}", self.layout.folder())
    }

    /// The names of the files in a folder that end in some way, sorted.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub(crate) fn files(&self, folder: &str, ending: &str) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(self.path(folder)).with_context(|| folder.to_owned())? {
            let entry = entry.with_context(|| folder.to_owned())?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(ending) && !entry.path().is_dir() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read or is not UTF-8.
    pub(crate) fn read(&self, path: &str) -> Result<String> {
        text(self.bytes(path)?, path)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        std::fs::read(self.path(path)).with_context(|| path.to_owned())
    }

    /// Makes a text the content of a file: at once, or not at all.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; it is then as it was.
    pub(crate) fn write(&self, path: &str, text: &str) -> Result<()> {
        let prepared = self.prepare(path, text)?;
        prepared.finish().with_context(|| path.to_owned())
    }

    /// Prepares a text to be the content of a file, before others are changed.
    ///
    /// # Errors
    ///
    /// If its folder cannot be written to.
    pub(crate) fn prepare(&self, path: &str, text: &str) -> Result<Prepared> {
        files::prepare(&self.path(path), text).with_context(|| path.to_owned())
    }
}

/// A mapping of a URL, if it is one.
fn mapping(text: &str) -> Result<String, MappingError> {
    Mappings::default().add(text)?;
    Ok(text.to_owned())
}

/// The bytes of a file as text.
///
/// # Errors
///
/// If they are not UTF-8.
pub(crate) fn text(bytes: Vec<u8>, path: &str) -> Result<String> {
    files::text(bytes, path).map_err(anyhow::Error::msg)
}
