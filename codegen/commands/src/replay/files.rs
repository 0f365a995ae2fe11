//! The files of an archive.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use exactschema_convert::Syntax;
use flate2::bufread::MultiGzDecoder;

/// A function that takes each file.
type Each<'a> = dyn FnMut(Opened) + 'a;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A document.
    Document,
    /// A document on each line.
    Lines,
    /// Documents in another language than JSON.
    Other(Syntax),
}

/// A file of documents, or the reason why it is none.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) content: Result<Box<dyn BufRead>, String>,
}

/// Opens the files below some paths, one after the other.
pub(super) fn each(paths: &[PathBuf], each: &mut Each<'_>) {
    for path in paths {
        match path.is_dir() {
            true => folder(path, each),
            false => each(open(path)),
        }
    }
}

/// The files below a folder, sorted by name.
fn folder(path: &Path, each: &mut Each<'_>) {
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return each(failed(path, &error)),
    };
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // The type of a link is not that of what it leads to, so that none leads
        // around in a circle.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&path, each),
            Ok(_) if ending(&path).is_some() && !path.is_dir() => each(open(&path)),
            Ok(_) => {}
            Err(error) => each(failed(&path, &error)),
        }
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Opened {
    Opened {
        name: path.display().to_string(),
        form: Form::Document,
        content: Err(error.to_string()),
    }
}

fn open(path: &Path) -> Opened {
    let file = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) => return failed(path, &error),
    };
    // What was named is read, whatever its ending.
    let (is_packed, form) = ending(path).unwrap_or((false, Form::Document));
    let content: Box<dyn BufRead> = match is_packed {
        true => Box::new(BufReader::new(MultiGzDecoder::new(file))),
        false => Box::new(file),
    };
    Opened {
        name: path.display().to_string(),
        form,
        content: Ok(content),
    }
}

/// Whether a file is packed, and its form; `None` if its name is not that of documents.
fn ending(path: &Path) -> Option<(bool, Form)> {
    let name = path.file_name()?.to_str()?;
    let (name, is_packed) = match name.strip_suffix(".gz") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let form = match name.rsplit_once('.')?.1 {
        "json" => Form::Document,
        "jsonl" | "ndjson" => Form::Lines,
        ending => Form::Other(Syntax::of_ending(ending)?),
    };
    Some((is_packed, form))
}
