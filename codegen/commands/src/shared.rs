//! The schemas of the workspace, for those that refer to each other: by the name of the
//! file, or by `$id`.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::Error;
use exactschema_frontend::compile::{Loaded, Options};
use exactschema_frontend::json::{Json, Value};

use crate::workspace::{Source, Workspace};

/// The URI of the folder of the schemas. No artifact contains the location of the workspace.
const FOLDER: &str = "file:///schema/";

/// All schemas, by their URIs.
pub(crate) struct Shared(BTreeMap<String, Loaded>);

impl Shared {
    /// The schemas of a workspace, as far as they can be read.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let mut schemas = BTreeMap::new();
        for source in workspace.schemas()? {
            let Ok(text) = workspace.read(&source.path) else {
                continue;
            };
            let loaded = Loaded {
                text,
                path: Some(source.path.clone()),
            };
            if let Some(id) = id(&loaded.text) {
                schemas.entry(id).or_insert_with(|| loaded.clone());
            }
            schemas.insert(uri(&source), loaded);
        }
        Ok(Shared(schemas))
    }

    /// Makes something of a schema: by itself if that is possible, otherwise with the
    /// others.
    ///
    /// # Errors
    ///
    /// The problems of the schema by itself, in terms of its own text.
    pub(crate) fn with<T>(
        &self,
        source: &Source,
        make: impl Fn(&Options<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let alone = make(&Options::default());
        if !matches!(alone, Err(Error::Refused(_))) {
            return alone;
        }
        let together = make(&Options {
            uri: &uri(source),
            load: &|uri| self.0.get(uri).cloned(),
            ..Options::default()
        });
        together.or(alone)
    }
}

fn uri(source: &Source) -> String {
    let file = source.path.rsplit('/').next().unwrap_or_default();
    format!("{FOLDER}{file}")
}

fn id(text: &str) -> Option<String> {
    let json = Json::parse(text).ok()?;
    match &json.get("$id")?.value {
        Value::String(id) => Some(id.trim_end_matches('#').to_owned()),
        _ => None,
    }
}
