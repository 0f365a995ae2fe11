//! Changes for users of the types since a release.

use std::collections::BTreeSet;

use anyhow::Result;
use exactschema_compare::api::{self, Api, Step};

use crate::git::Git;
use crate::workspace::Workspace;

/// A change, and the step that it asks for.
pub(crate) struct Asked {
    pub(crate) step: Step,
    /// A sentence on the change, after the path of the schema.
    pub(crate) words: String,
}

/// All changes since a tag; `None` if a schema of today has no types, which is
/// reported with the artifacts.
///
/// # Errors
///
/// If a schema cannot be read.
pub(crate) fn asked(workspace: &Workspace, git: &Git, tag: &str) -> Result<Option<Vec<Asked>>> {
    let is_schema = |path: &String| path.ends_with(".schema.json");
    let mut paths: BTreeSet<String> = git
        .files(tag, "schema/")?
        .into_iter()
        .filter(is_schema)
        .collect();
    let sources = workspace.schemas()?;
    let now: BTreeSet<String> = sources.into_iter().map(|source| source.path).collect();
    paths.extend(now.iter().cloned());
    let mut all = Vec::new();
    for path in paths {
        let new = match now.contains(&path) {
            true => Some(workspace.read(&path)?),
            false => None,
        };
        let Some(asked) = between(&path, tag, git.show(tag, &path)?, new) else {
            return Ok(None);
        };
        all.extend(asked);
    }
    Ok(Some(all))
}

/// The changes of one schema.
fn between(path: &str, tag: &str, old: Option<String>, new: Option<String>) -> Option<Vec<Asked>> {
    let asked = |step, words: &str| Asked {
        step,
        words: format!("{path}: {words}"),
    };
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) if old != new => (old, new),
        (Some(_), None) => return Some(vec![asked(Step::Major, "its module is gone")]),
        (None, Some(_)) => return Some(vec![asked(Step::Minor, "a new module")]),
        _ => return Some(Vec::new()),
    };
    let module = codegen::module_name(path.strip_prefix("schema/")?.strip_suffix(".schema.json")?)?;
    let (old_text, new_text) = (old, new);
    let new = Api::of(&new_text, &module).ok()?;
    let Ok(old) = Api::of(&old_text, &module) else {
        let words = format!("as it was at {tag} it is refused now, so all may have changed");
        return Some(vec![asked(Step::Major, &words)]);
    };
    let mut changes = api::changes(&old, &new);
    let is_other = |change: &api::Change| change.changed == api::Changed::Meaning;
    if changes.iter().any(is_other) && are_equivalent(&old_text, &new_text) {
        changes = api::of_same_documents(changes);
    }
    let asked = changes.iter().map(|change| {
        asked(
            change.step(),
            &format!("{}: {}", change.path, change.changed),
        )
    });
    Some(asked.collect())
}

/// Whether two schemas are proven to take the same documents.
fn are_equivalent(old: &str, new: &str) -> bool {
    let (Ok(left), Ok(right)) = (codegen::parse(old), codegen::parse(new)) else {
        return false;
    };
    let source = |schema, text| exactschema_compare::diff::Source { schema, text };
    exactschema_compare::diff::are_equivalent(&source(&left, old), &source(&right, new))
}
