//! The inputs to read, and their contents.

use std::collections::HashSet;
use std::iter;
use std::path::Path;

use exactschema_convert::Syntax;

use crate::identity::Identity;
use crate::input::Source;
pub(crate) use buffer::Buffer;
pub(crate) use foreign::{Encoding, Packing};
pub(crate) use lines::Lines;
use name::Name;
pub(crate) use name::{Form, Language};
pub(crate) use open::{Opened, Opening, decode, open};
use pattern::Pattern;
pub(crate) use unpack::MaxExpansion;
pub(crate) use walk::Exclusions;

mod buffer;
mod foreign;
mod lines;
mod name;
mod open;
mod pattern;
mod unpack;
mod walk;

/// A file to read, or standard input.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) source: Source,
    pub(crate) form: Form,
}

/// A file that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) source: Source,
    pub(crate) message: String,
}

pub(crate) type Found<T> = Box<dyn Iterator<Item = Result<T, Unreadable>> + Send>;

/// Options for the choice of inputs.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    /// Everything is JSON Lines, whatever its name.
    pub(crate) jsonl: bool,
    /// Nothing but JSON Lines will do.
    pub(crate) only_lines: bool,
    /// Whether to report files that are skipped.
    pub(crate) notes_skipped: bool,
}

/// Rejects arguments that contradict each other.
///
/// # Errors
///
/// The message for the user.
pub(crate) fn usage(sources: &[Source]) -> Result<(), String> {
    let stdin = sources.iter().filter(|source| **source == Source::Stdin);
    if stdin.count() > 1 {
        return Err("- is standard input, which can be read once".to_owned());
    }
    for source in sources {
        let Source::File(path) = source else { continue };
        if Pattern::is_one(path) && path.symlink_metadata().is_err() {
            Pattern::new(path).map_err(|why| format!("the pattern {source}: {why}"))?;
        }
    }
    Ok(())
}

/// The inputs that the arguments name, found on demand, each file once, whatever its names.
pub(crate) fn inputs(sources: Vec<Source>, choice: Choice, exclusions: Exclusions) -> Found<Input> {
    // Of one argument only what has several names can be found twice.
    let all = sources.len() > 1;
    let mut seen = HashSet::new();
    let found = sources
        .into_iter()
        .flat_map(move |source| expand(source, &exclusions, choice.notes_skipped));
    let found = found.filter(move |source| {
        let Ok(source) = source else { return true };
        match Identity::of(source) {
            (Some(identity), has_names) if all || has_names => seen.insert(identity),
            _ => true,
        }
    });
    Box::new(found.map(move |source| input(source?, choice)))
}

/// Files of a folder or a pattern; anything else names itself.
fn expand(source: Source, exclusions: &Exclusions, notes_skipped: bool) -> Found<Source> {
    let Source::File(path) = &source else {
        return Box::new(iter::once(Ok(source)));
    };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk::folder(path, exclusions, notes_skipped),
        Err(_) if Pattern::is_one(path) => walk::pattern(path, exclusions, notes_skipped),
        // If there is no such file, opening it will fail.
        _ => Box::new(iter::once(Ok(source))),
    }
}

/// The language of a document by the name of its file, or else another; `None` if that is JSON.
pub(crate) fn syntax(source: &Source, other: Option<Syntax>) -> Option<Syntax> {
    match source {
        Source::File(path) => match Name::of(path) {
            Name {
                form: Some(_),
                syntax,
                ..
            } => syntax,
            Name { form: None, .. } => other,
        },
        Source::Stdin => other,
    }
}

/// The compression of a file by its name.
pub(crate) fn packing(path: &Path) -> Option<Packing> {
    Name::of(path).packing
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
