//! The files of a workspace.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use exactschema_build::{Schemas, Source};
use exactschema_frontend::compile::files::Mappings;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// The ending of an overlay: what an import adds to a schema.
const OVERLAY: &str = ".overlay.json";

/// The workspace that is worked on.
pub struct Workspace {
    root: PathBuf,
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
        Ok(Workspace { root: root.into() })
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
        let names = self.files("schema", SCHEMA)?;
        anyhow::ensure!(!names.is_empty(), "schema: there is no *{SCHEMA}");
        let source = |file: String| Source {
            name: file.strip_suffix(SCHEMA).unwrap_or(&file).to_owned(),
            path: format!("schema/{file}"),
        };
        Ok(names.into_iter().map(source).collect())
    }

    /// The schemas, with their texts as far as they can be read.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or has none.
    pub(crate) fn texts(&self) -> Result<Schemas> {
        Ok(Schemas::new(
            &self.root,
            self.schemas()?,
            Mappings::default(),
        ))
    }

    /// The overlays that no schema belongs to.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub(crate) fn stray_overlays(&self) -> Result<Vec<Source>> {
        let names = self.files("schema", OVERLAY)?.into_iter();
        let source = |file: String| Source {
            name: file.strip_suffix(OVERLAY).unwrap_or(&file).to_owned(),
            path: format!("schema/{file}"),
        };
        let is_stray = |source: &Source| !self.path(&schema(&source.name)).exists();
        Ok(names.map(source).filter(is_stray).collect())
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
        let bytes = std::fs::read(self.path(path)).with_context(|| path.to_owned())?;
        text(bytes, path)
    }

    /// Makes a text the content of a file: at once, or not at all.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; it is then as it was.
    pub(crate) fn write(&self, path: &str, text: &str) -> Result<()> {
        exactschema_build::files::write(&self.path(path), text).with_context(|| path.to_owned())
    }
}

/// The path of a schema from the root of the workspace.
pub(crate) fn schema(name: &str) -> String {
    format!("schema/{name}{SCHEMA}")
}

/// The path of an overlay from the root of the workspace.
pub(crate) fn overlay(name: &str) -> String {
    format!("schema/{name}{OVERLAY}")
}

/// The bytes of a file as text.
///
/// # Errors
///
/// If they are not UTF-8.
pub(crate) fn text(bytes: Vec<u8>, path: &str) -> Result<String> {
    exactschema_build::files::text(bytes, path).map_err(anyhow::Error::msg)
}
