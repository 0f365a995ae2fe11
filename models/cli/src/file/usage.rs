//! Checks of the names of files that are written.

use std::io::{stderr, stdout};
use std::path::Path;

use super::named;
use super::target::{Kind, is_descriptor, kind, resolved};
use crate::identity::Identity;

/// A file that an option names to be written.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    /// The option.
    pub(crate) option: &'static str,
    /// The name of the file.
    pub(crate) path: &'a Path,
}

impl Target<'_> {
    /// Whether it is another file, which it would replace.
    pub(crate) fn is(self, other: Option<&Identity>) -> bool {
        other.is_some() && Identity::of_path(self.path).as_ref() == other
    }
}

/// Rejects a name that cannot be written, or where findings are written that another option
/// directs there.
///
/// # Errors
///
/// The message for the user.
pub(crate) fn writable(target: Target<'_>) -> Result<(), String> {
    let Target { option, path } = target;
    let why = match kind(path) {
        Kind::Folder => "is a folder",
        Kind::Other => "is a disk or a socket",
        Kind::File | Kind::Stream | Kind::Descriptor if is_output(path) => {
            "is where the findings or the summary go: give a file, or a pipe of its own"
        }
        Kind::Descriptor => "is a file that is open already: give it by its own name",
        Kind::File | Kind::Stream => return Ok(()),
    };
    Err(format!("{option} writes files, and {} {why}", named(path)))
}

/// Rejects two names of one file.
///
/// # Errors
///
/// The message for the user.
pub(crate) fn distinct(targets: &[Target<'_>]) -> Result<(), String> {
    for (index, second) in targets.iter().enumerate() {
        let Some(first) = targets[..index].iter().find(|first| is_one(first, second)) else {
            continue;
        };
        let name = named(second.path);
        return Err(match first.option == second.option {
            true => format!("{} writes two files, and {name} is one", first.option),
            false => format!(
                "{} and {} write two files, and {name} is one",
                first.option, second.option
            ),
        });
    }
    Ok(())
}

fn is_one(first: &Target<'_>, second: &Target<'_>) -> bool {
    let (first, second) = (first.path, second.path);
    match (Identity::of_path(first), Identity::of_path(second)) {
        (Some(first), Some(second)) => first == second,
        _ => resolved(first) == resolved(second) && kind(first) == Kind::File,
    }
}

/// Whether findings or the summary are also written to this path. A device such as
/// `/dev/null` takes both, unless it is named as the stream that it is.
fn is_output(path: &Path) -> bool {
    let own = Identity::of_path(path);
    let streams = [
        Identity::of_stream(&stdout()),
        Identity::of_stream(&stderr()),
    ];
    let is_stream = |name| resolved(path) == resolved(Path::new(name));
    own.is_some() && streams.contains(&own)
        || is_descriptor(path) && (is_stream("/dev/stdout") || is_stream("/dev/stderr"))
}
