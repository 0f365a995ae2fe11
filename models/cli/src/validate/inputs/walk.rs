//! Files of folders and patterns, in the order of their names.

use std::iter;
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};

use super::name::Name;
use super::pattern::Pattern;
use super::{Found, Unreadable};
use crate::input::Source;
use crate::output::note;

/// The files that are left out of folders and patterns.
#[derive(Clone)]
pub(crate) struct Exclusions {
    /// Whether files that `.gitignore` and its like name are left out of folders.
    honours_gitignore: bool,
    globs: Override,
}

impl Exclusions {
    /// Those that options name, in the syntax of `.gitignore`, from the current folder.
    ///
    /// # Errors
    ///
    /// The message on a pattern that is none.
    pub(crate) fn new(excluded: &[String], no_ignore: bool) -> Result<Self, String> {
        let mut globs = OverrideBuilder::new(".");
        for pattern in excluded {
            // Everything would match.
            if pattern.trim().is_empty() {
                return Err("--exclude: the pattern is empty".to_owned());
            }
            // An override that begins so ignores what matches.
            let added = globs.add(&format!("!{pattern}"));
            added.map_err(|error| match error {
                ignore::Error::Glob { err, .. } => format!("--exclude {pattern}: {err}"),
                error => format!("--exclude {pattern}: {error}"),
            })?;
        }
        let globs = globs
            .build()
            .map_err(|error| format!("--exclude: {error}"))?;
        Ok(Exclusions {
            honours_gitignore: !no_ignore,
            globs,
        })
    }

    /// A walk from a path in the order of names.
    fn walk(&self, path: &Path, depth: Option<usize>, has_hidden: bool, is_folder: bool) -> Walk {
        let honours = is_folder && self.honours_gitignore;
        WalkBuilder::new(path)
            .hidden(!has_hidden)
            .ignore(false)
            .parents(honours)
            .git_ignore(honours)
            .git_global(honours)
            .git_exclude(honours)
            .overrides(self.globs.clone())
            .max_depth(depth)
            .sort_by_file_name(std::ffi::OsStr::cmp)
            .build()
    }
}

/// The files of a folder, at any depth, whose names have the endings of documents. As with
/// ripgrep, hidden ones, symbolic links, and those that `.gitignore` names have to be named.
pub(super) fn folder(path: &Path, exclusions: &Exclusions, notes_skipped: bool) -> Found<Source> {
    let entries = exclusions.walk(path, None, false, true);
    let files = entries.filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_one = Name::of(entry.path()).form.is_some() && is_file(&entry, notes_skipped);
            is_one.then(|| Ok(Source::File(entry.into_path())))
        }
        Err(error) => Some(Err(no_entry(&error))),
    });
    let why = "no file in this folder ends in .json, .jsonc, .yaml, .yml, .toml, .jsonl or \
               .ndjson, or these and .gz or .zst, and is neither hidden nor excluded nor named by \
               .gitignore";
    some(path, why, files)
}

/// The files that a pattern names, whatever their endings. Hidden ones have to be asked
/// for, and links are not followed, as in folders; those on the way to the first part
/// that is a pattern are named.
pub(super) fn pattern(path: &Path, exclusions: &Exclusions, notes_skipped: bool) -> Found<Source> {
    let pattern = match Pattern::new(path) {
        Ok(pattern) => pattern,
        Err(why) => return nothing(path, &why),
    };
    let root = match pattern.base.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => pattern.base.clone(),
    };
    let entries = exclusions.walk(&root, Some(pattern.depth), pattern.hidden, false);
    let files = entries.filter_map(move |entry| match entry {
        Ok(entry) => {
            let rest = entry.path().strip_prefix(&root).ok()?;
            let is_one = pattern.matches(rest) && is_file(&entry, notes_skipped);
            is_one.then(|| Ok(Source::File(pattern.base.join(rest))))
        }
        Err(error) => Some(Err(no_entry(&error))),
    });
    some(path, "no file matches this pattern", files)
}

/// Whether it is a file, and neither a folder nor a link; reading a pipe would wait for its
/// writer, so it is skipped with a note.
fn is_file(entry: &DirEntry, notes_skipped: bool) -> bool {
    let Some(kind) = entry.file_type() else {
        return false;
    };
    if notes_skipped && !kind.is_file() && !kind.is_dir() && !kind.is_symlink() {
        let source = Source::File(entry.path().to_owned());
        note(format_args!(
            "{source}: skipped: it is a pipe or a device, which has to be named to be read"
        ));
    }
    kind.is_file()
}

/// The files that were found; an error if there are none, as an argument must name some.
fn some(
    path: &Path,
    why: &str,
    files: impl Iterator<Item = Result<Source, Unreadable>> + Send + 'static,
) -> Found<Source> {
    let mut files = files.peekable();
    match files.peek() {
        Some(_) => Box::new(files),
        None => nothing(path, why),
    }
}

fn nothing(path: &Path, why: &str) -> Found<Source> {
    Box::new(iter::once(Err(unreadable(Some(path), why))))
}

fn no_entry(error: &ignore::Error) -> Unreadable {
    let (path, error) = located(error);
    let message = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    unreadable(path, &message)
}

/// The path that an error is about, and the error itself.
fn located(error: &ignore::Error) -> (Option<&Path>, &ignore::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), located(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            located(err)
        }
        error => (None, error),
    }
}

fn unreadable(path: Option<&Path>, message: &str) -> Unreadable {
    Unreadable {
        source: Source::File(path.unwrap_or(Path::new("")).to_owned()),
        message: message.to_owned(),
    }
}
