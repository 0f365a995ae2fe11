//! The version of `models` in its manifest, or that of the workspace.

use anyhow::{Context, Result};
use semver::Version;
use toml::{Table, Value};

const MODELS: &str = "models/Cargo.toml";
const WORKSPACE: &str = "Cargo.toml";

/// The version in the manifests that `read` returns; `None` is a missing one.
///
/// # Errors
///
/// If a manifest is missing, is no TOML, or has no version.
pub(crate) fn version(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Version> {
    let manifest = |path: &str| -> Result<Table> {
        let text = read(path)?.with_context(|| format!("{path} is missing"))?;
        text.parse().with_context(|| path.to_owned())
    };
    let models = manifest(MODELS)?;
    let own = at(&models, &["package", "version"]);
    if let Some(own) = own.and_then(Value::as_str) {
        return own.parse().with_context(|| MODELS.to_owned());
    }
    let shared = manifest(WORKSPACE)?;
    let shared = at(&shared, &["workspace", "package", "version"]).and_then(Value::as_str);
    let shared = shared.with_context(|| format!("{MODELS} has no version"))?;
    shared.parse().with_context(|| WORKSPACE.to_owned())
}

fn at<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let value = table.get(*first)?;
    rest.iter().try_fold(value, |value, key| value.get(key))
}
