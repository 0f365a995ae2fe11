//! Files in the folders of what is generated: those that no schema generates any more, and those
//! that never were.

use std::io;
use std::path::Path;

use crate::error::{Failure, Reason};
use crate::plan::{Plan, tables};

/// The paths of the files in the folders of modules, tables and pages that were generated, as
/// their first lines tell by the stamp, and are not expected. What a person put there is not
/// ours to remove.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn orphans(
    root: &Path,
    modules: &str,
    pages: Option<&str>,
    stamp: &str,
    expected: &[&str],
) -> io::Result<Vec<String>> {
    let mut orphans = Vec::new();
    let tables = tables(modules);
    let folders = [(modules, ".rs"), (&*tables, ".table")];
    let pages = pages.map(|pages| (pages, ".md"));
    for (folder, ending) in folders.into_iter().chain(pages) {
        if !root.join(folder).is_dir() {
            continue;
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(ending) && !entry.path().is_dir() {
                paths.push(format!("{folder}/{name}"));
            }
        }
        paths.sort();
        paths.retain(|path| !expected.contains(&path.as_str()));
        for path in paths {
            // Junk that is no text has no stamp.
            let text = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
            if text.lines().next().is_some_and(|line| line.contains(stamp)) {
                orphans.push(path);
            }
        }
    }
    Ok(orphans)
}

/// The artifacts in whose place are files that were not generated: nothing in them tells that they
/// were, though conflicts of versions may be in it too. They are not ours to overwrite.
#[must_use]
pub fn foreign(root: &Path, plan: &Plan) -> Vec<Failure> {
    let is_foreign = |path: &&String| {
        let text = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        !text.trim().is_empty() && !text.contains("@generated")
    };
    let paths = plan.artifacts.iter().map(|(path, _)| path);
    let foreign = paths.filter(is_foreign).map(|path| {
        let message = "this file was not generated, and would be overwritten";
        let fix = "move it, or name another folder for what is generated";
        Failure::new(path, Reason::Setting(message.to_owned(), fix.to_owned()))
    });
    foreign.collect()
}
