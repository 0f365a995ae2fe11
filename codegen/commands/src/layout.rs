//! Where the schemas of a workspace are, and what is generated of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use exactschema_build::{Overrides, Settings};
use exactschema_config::Config;
use exactschema_frontend::compile::files::Mappings;

/// Where the schemas of a workspace are, and what is generated of them. Paths are from its root.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The command that people run.
    pub(crate) command: &'static str,
    /// Files, and folders of `*.schema.json`; at least one.
    pub(crate) schemas: Vec<String>,
    /// Whether that is where they are by convention, and nobody named them.
    pub(crate) is_convention: bool,
    /// Whether an option names them, and no configuration: the next one may name others.
    pub(crate) is_option: bool,
    /// The folder of the modules.
    pub(crate) modules: String,
    /// The folder of the reference pages.
    pub(crate) pages: Option<String>,
    /// The files of URLs.
    pub(crate) mappings: Mappings,
    /// How the types are generated.
    pub(crate) settings: Settings,
    /// What is generated otherwise of some schemas.
    pub(crate) overrides: BTreeMap<String, Overrides>,
    /// Whether warnings are problems.
    pub(crate) is_strict: bool,
    /// Whether files that were not generated are overwritten: what is left of some that were.
    pub(crate) repairs: bool,
    /// Whether the types are those of the crate `models`, whose version follows the schemas, and
    /// released versions are in `schema/history`.
    pub(crate) has_models: bool,
}

/// Paths without those that are there before.
fn distinct(paths: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    paths
        .into_iter()
        .filter(|path| seen.insert(path.clone()))
        .collect()
}

impl Layout {
    /// That of the workspace of `cargo xtask`.
    pub(crate) fn of_xtask() -> Self {
        Layout {
            command: "cargo xtask",
            schemas: vec!["schema".into()],
            is_convention: false,
            is_option: false,
            modules: "models/src/generated".into(),
            pages: Some("schema".into()),
            mappings: Mappings::default(),
            settings: Settings {
                parent: Some("models".into()),
                facade: "models".into(),
                generator: "cargo xtask generate".into(),
                ..Settings::default()
            },
            overrides: BTreeMap::new(),
            is_strict: true,
            repairs: true,
            has_models: true,
        }
    }

    /// That of a configured workspace.
    ///
    /// # Errors
    ///
    /// If a URL is none.
    pub(crate) fn of(config: Config) -> Result<Self, exactschema_config::Error> {
        let mut overrides: BTreeMap<String, Overrides> = BTreeMap::new();
        for (schema, names) in &config.names {
            overrides.entry(schema.clone()).or_default().names = names.clone();
        }
        for (schema, types) in &config.derive_for {
            let traits = types
                .iter()
                .flat_map(|(type_, paths)| paths.iter().map(|path| (type_.clone(), path.clone())));
            let overrides = overrides.entry(schema.clone()).or_default();
            overrides.derives.extend(traits);
        }
        let defaults = Settings::default();
        Ok(Layout {
            command: "exactschema",
            mappings: config.mappings(Path::new(""))?,
            modules: config.output.unwrap_or_else(|| "src/schemas".to_owned()),
            pages: config.pages,
            settings: Settings {
                runtime: config.runtime.unwrap_or(defaults.runtime),
                facade: config.facade.unwrap_or(defaults.facade),
                parent: config.module_path,
                asserts_formats: config.format_assertion.unwrap_or(defaults.asserts_formats),
                formats: config.format_types,
                derives: config.derive.into_iter().map(|path| (None, path)).collect(),
                ..Settings::default()
            },
            is_convention: config.schemas.is_empty(),
            is_option: false,
            schemas: match config.schemas.is_empty() {
                true => vec!["schema".to_owned()],
                false => distinct(config.schemas),
            },
            overrides,
            is_strict: config.strict,
            repairs: false,
            has_models: false,
        })
    }

    /// The schemas as they were named.
    pub(crate) fn origin(&self) -> String {
        match self.schemas.as_slice() {
            [folder] if !folder.contains('.') => format!("{folder}/"),
            schemas => schemas.join(", "),
        }
    }

    /// The folder that new schemas are written to.
    pub(crate) fn folder(&self) -> &str {
        let first = self.schemas.first().map_or("", String::as_str);
        match first.rsplit_once('/') {
            _ if Path::new(first).extension().is_none() => first,
            Some((folder, _)) => folder,
            None => ".",
        }
    }
}
