//! Checks of the two names of `--split`.

use std::io::{stderr, stdout};
use std::path::Path;

use super::super::inputs::{Found, Identity, Input, is_packed};
use super::named;
use super::target::{Kind, is_descriptor, kind, resolved};

/// Rejects names that `--split` cannot write.
///
/// # Errors
///
/// The message for the user.
pub(crate) fn usage(valid: &Path, invalid: &Path) -> Result<(), String> {
    for path in [valid, invalid] {
        one(path)?;
    }
    let is_one = match (Identity::of_path(valid), Identity::of_path(invalid)) {
        (Some(valid), Some(invalid)) => valid == invalid,
        _ => resolved(valid) == resolved(invalid) && kind(valid) == Kind::File,
    };
    match is_one {
        true => Err(format!(
            "--split writes two files, and {} is one",
            named(invalid)
        )),
        false => Ok(()),
    }
}

fn one(path: &Path) -> Result<(), String> {
    let name = named(path);
    let why = match kind(path) {
        Kind::Folder => "is a folder",
        Kind::Other => "is a disk or a socket",
        Kind::File | Kind::Stream | Kind::Descriptor if is_output(path) => {
            "is where the findings or the summary go: give a file, or a pipe of its own"
        }
        Kind::Descriptor => "is a file that is open already: give it by its own name",
        Kind::File | Kind::Stream if is_packed(path) => {
            return Err(format!(
                "--split does not compress: {name} must not end in .gz or .zst"
            ));
        }
        Kind::File | Kind::Stream => return Ok(()),
    };
    Err(format!("--split writes files, and {name} {why}"))
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

/// An input that one of the two names leads to, by whatever path.
///
/// # Errors
///
/// In words, for the user.
pub(crate) fn overwritten(
    (valid, invalid): (&Path, &Path),
    inputs: impl FnOnce() -> Found<Input>,
) -> Result<(), String> {
    let targets = [valid, invalid].map(|path| (path, Identity::of_path(path)));
    // A file that does not exist yet is no input.
    if targets.iter().all(|(_, identity)| identity.is_none()) {
        return Ok(());
    }
    for input in inputs().flatten() {
        let (Some(identity), _) = Identity::of(&input.source) else {
            continue;
        };
        let target = targets
            .iter()
            .find(|(_, own)| own.as_ref() == Some(&identity));
        if let Some((path, _)) = target {
            let (name, source) = (named(path), &input.source);
            return Err(format!(
                "--split would overwrite its input: {name} is {source}; give another name"
            ));
        }
    }
    Ok(())
}
