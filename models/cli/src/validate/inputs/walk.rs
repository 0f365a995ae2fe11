//! Files of folders and patterns, in the order of their names.

use std::iter;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::name::Name;
use super::pattern::Pattern;
use super::{Found, Unreadable};
use crate::input::Source;
use crate::output::note;

/// The files of a folder, at any depth, whose names have the endings of documents. As with
/// ripgrep, hidden ones and symbolic links have to be named.
pub(super) fn folder(path: &Path, notes_skipped: bool) -> Found<Source> {
    let entries = WalkDir::new(path).sort_by_file_name().into_iter();
    let seen = entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let files = seen.filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_one = Name::of(entry.path()).form.is_some() && is_file(&entry, notes_skipped);
            is_one.then(|| Ok(Source::File(entry.into_path())))
        }
        Err(error) => Some(Err(no_entry(&error))),
    });
    let why = "no file in this folder ends in .json, .jsonl or .ndjson, or these and .gz or .zst";
    some(path, why, files)
}

/// The files that a pattern names, whatever their endings. Hidden ones have to be asked
/// for, and links are not followed, as in folders; those on the way to the first part
/// that is a pattern are named.
pub(super) fn pattern(path: &Path, notes_skipped: bool) -> Found<Source> {
    let pattern = match Pattern::new(path) {
        Ok(pattern) => pattern,
        Err(why) => return nothing(path, &why),
    };
    let root = match pattern.base.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => pattern.base.clone(),
    };
    let hidden = pattern.hidden;
    let entries = WalkDir::new(&root).max_depth(pattern.depth);
    let entries = entries.sort_by_file_name().into_iter();
    let seen = entries.filter_entry(move |entry| entry.depth() == 0 || hidden || !is_hidden(entry));
    let files = seen.filter_map(move |entry| match entry {
        Ok(entry) => {
            let rest = entry.path().strip_prefix(&root).ok()?;
            let is_one = pattern.matches(rest) && is_file(&entry, notes_skipped);
            is_one.then(|| Ok(Source::File(pattern.base.join(rest))))
        }
        Err(error) => Some(Err(no_entry(&error))),
    });
    some(path, "no file matches this pattern", files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether it is a file, and neither a folder nor a link; reading a pipe would wait for its
/// writer, so it is skipped with a note.
fn is_file(entry: &DirEntry, notes_skipped: bool) -> bool {
    let kind = entry.file_type();
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

fn no_entry(error: &walkdir::Error) -> Unreadable {
    let message = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    unreadable(error.path(), &message)
}

fn unreadable(path: Option<&Path>, message: &str) -> Unreadable {
    Unreadable {
        source: Source::File(path.unwrap_or(Path::new("")).to_owned()),
        message: message.to_owned(),
    }
}
