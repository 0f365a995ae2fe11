//! The released versions of the schemas: `schema/history/NAME@VERSION.schema.json`.
//!
//! They are no sources of types, but documents can be validated by them. No command
//! changes one: `release-schema` adds them, with their checksums, and `check` compares.

mod check;
mod sums;
mod version;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::workspace::Workspace;

pub(crate) use check::check;
pub(crate) use sums::{SUMS, Sums, checksum};
pub(crate) use version::Version;

/// The folder of the released versions.
pub(crate) const FOLDER: &str = "schema/history";

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// A released version of a schema.
pub(crate) struct Released {
    /// The name of the schema.
    pub(crate) name: String,
    pub(crate) version: Version,
}

impl Released {
    /// Its name with the version.
    pub(crate) fn name(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// The name of its file in the folder.
    pub(crate) fn file(&self) -> String {
        self.name() + SCHEMA
    }

    /// Its path from the root of the workspace.
    pub(crate) fn path(&self) -> String {
        format!("{FOLDER}/{}", self.file())
    }

    /// The release of a file name; `None` if it is not that of a release.
    fn named(file: &str) -> Option<Self> {
        let (name, version) = file.strip_suffix(SCHEMA)?.split_once('@')?;
        codegen::module_name(name)?;
        Some(Released {
            name: name.to_owned(),
            version: version.parse().ok()?,
        })
    }
}

/// The releases, those of each schema from the oldest to the newest; and the names
/// of other files among them.
///
/// # Errors
///
/// If the folder cannot be read. It need not exist.
pub(crate) fn read(workspace: &Workspace) -> Result<(Vec<Released>, Vec<String>)> {
    let (mut releases, mut others) = (Vec::new(), Vec::new());
    if !workspace.path(FOLDER).is_dir() {
        return Ok((releases, others));
    }
    for file in workspace.files(FOLDER, "")? {
        match Released::named(&file) {
            Some(release) => releases.push(release),
            None if file == SUMS => {}
            None => others.push(file),
        }
    }
    releases.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok((releases, others))
}

/// The newest release of each schema.
fn newest(releases: &[Released]) -> BTreeMap<&str, &Released> {
    releases
        .iter()
        .map(|release| (release.name.as_str(), release))
        .collect()
}
