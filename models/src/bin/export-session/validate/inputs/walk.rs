//! Files of folders and patterns, in the order of their names.

use std::iter;
use std::path::Path;

use glob::{GlobError, MatchOptions, glob_with};
use walkdir::{DirEntry, WalkDir};

use super::name::Name;
use super::{Found, Unreadable};
use crate::input::Source;

/// The files of a folder, at any depth, whose names tell that they hold documents.
/// As with ripgrep, hidden ones and symbolic links have to be named.
pub(super) fn folder(path: &Path) -> Found<Source> {
    let entries = WalkDir::new(path).sort_by_file_name().into_iter();
    let seen = entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let files = seen.filter_map(|entry| match entry {
        Ok(entry) => has_documents(&entry).then(|| Ok(Source::File(entry.into_path()))),
        Err(error) => Some(Err(no_entry(&error))),
    });
    let why = "no file in this folder ends in .json, .jsonl or .ndjson, or these and .gz or .zst";
    some(path, why, files)
}

/// The files that a pattern names, whatever their endings, as if a shell had
/// expanded it. Folders are not entered: `**` says how deep to go.
pub(super) fn pattern(path: &Path) -> Found<Source> {
    let options = MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let Some(text) = path.to_str() else {
        return nothing(path, "a pattern must be UTF-8");
    };
    let entries = match glob_with(text, options) {
        Ok(entries) => entries,
        Err(error) => return nothing(path, error.msg),
    };
    let files = entries.filter_map(|entry| match entry {
        Ok(path) if path.is_dir() => None,
        Ok(path) => Some(Ok(Source::File(path))),
        Err(error) => Some(Err(no_match(&error))),
    });
    some(path, "no file matches this pattern", files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn has_documents(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && Name::of(entry.path()).form.is_some()
}

/// What is found, which must not be nothing: who names a folder expects verdicts.
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

fn no_entry(error: &walkdir::Error) -> Unreadable {
    let message = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    unreadable(error.path(), &message)
}

fn no_match(error: &GlobError) -> Unreadable {
    unreadable(Some(error.path()), &error.error().to_string())
}

fn unreadable(path: Option<&Path>, message: &str) -> Unreadable {
    Unreadable {
        source: Source::File(path.unwrap_or(Path::new("")).to_owned()),
        message: message.to_owned(),
    }
}
