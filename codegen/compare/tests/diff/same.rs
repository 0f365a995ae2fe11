//! A schema compared with itself yields nothing.

use std::path::{Path, PathBuf};

use exactschema_compare::diff::{ContentModel, Verdict};
use libtest_mimic::{Failed, Trial};

use crate::text::compared;

pub(crate) fn trials() -> Vec<Trial> {
    of_each("same", nothing)
}

/// A test for each schema.
pub(crate) fn of_each(kind: &str, test: fn(&Path) -> Result<(), Failed>) -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let trials = schemas().into_iter().map(|path| {
        let name = path
            .strip_prefix(root)
            .unwrap_or(&path)
            .display()
            .to_string();
        Trial::test(format!("{kind}/{name}"), move || test(&path))
    });
    trials.collect()
}

/// Every schema of the tree and every golden case.
fn schemas() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = entries(&root.join("../tests/cases"));
    let cases = cases.into_iter().map(|case| case.join("schema.json"));
    let schemas = entries(&root.join("../../schema")).into_iter();
    let schemas = schemas.filter(|path| path.to_string_lossy().ends_with(".schema.json"));
    cases.chain(schemas).collect()
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn nothing(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    for model in [ContentModel::Open, ContentModel::Lenient] {
        let comparison = compared(&text, &text, model);
        let verdicts = [comparison.backward, comparison.forward];
        if !comparison.changes.is_empty() || verdicts != [Verdict::Compatible; 2] {
            return Err(format!("{verdicts:?} {:#?}", comparison.changes).into());
        }
    }
    Ok(())
}
