//! Which files there are to read, and what is in them.

use std::iter;
use std::path::Path;

use crate::input::Source;
pub(super) use buffer::Buffer;
pub(super) use lines::Lines;
pub(super) use name::Form;
use name::Name;
pub(super) use open::{Opened, open};

mod buffer;
mod lines;
mod name;
mod open;
mod walk;

/// A file to read, or standard input.
#[derive(Clone)]
pub(super) struct Input {
    pub(super) source: Source,
    pub(super) form: Form,
}

/// A file that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) source: Source,
    pub(super) message: String,
}

pub(super) type Found<T> = Box<dyn Iterator<Item = Result<T, Unreadable>> + Send>;

/// How inputs are chosen.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// Everything is JSON Lines, whatever its name.
    pub(super) jsonl: bool,
    /// Nothing but JSON Lines will do.
    pub(super) only_lines: bool,
}

/// The inputs that the arguments stand for, found as they are asked for.
pub(super) fn inputs(sources: Vec<Source>, choice: Choice) -> Found<Input> {
    let found = sources.into_iter().flat_map(expand);
    Box::new(found.map(move |source| input(source?, choice)))
}

/// Files of a folder or a pattern; anything else stands for itself.
fn expand(source: Source) -> Found<Source> {
    let Source::File(path) = &source else {
        return Box::new(iter::once(Ok(source)));
    };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk::folder(path),
        Err(_) if is_pattern(path) => walk::pattern(path),
        // If there is no such file, opening it will say so.
        _ => Box::new(iter::once(Ok(source))),
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn input(source: Source, choice: Choice) -> Result<Input, Unreadable> {
    let named = match &source {
        Source::File(path) => Name::of(path).form,
        Source::Stdin => None,
    };
    let form = match choice.jsonl {
        true => Form::Lines,
        false => named.unwrap_or(Form::Document),
    };
    if choice.only_lines && form != Form::Lines {
        return Err(Unreadable {
            source,
            message: "only JSON Lines can be split; --jsonl says that it is that".to_owned(),
        });
    }
    Ok(Input { source, form })
}
