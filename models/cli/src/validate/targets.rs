//! Checks of the files that a run writes.

use std::path::Path;

use super::inputs::{Found, Input, packing};
use crate::file::{Target, distinct, named, writable};
use crate::identity::Identity;

/// Rejects files that cannot be written, or that two options, the schema or the inputs name, too.
///
/// # Errors
///
/// The message for the user.
pub(super) fn usage(
    targets: &[Target<'_>],
    schema: &str,
    inputs: impl FnOnce() -> Found<Input>,
) -> Result<(), String> {
    let schema = Identity::of_path(Path::new(schema));
    for target in targets {
        writable(*target)?;
        if target.is(schema.as_ref()) {
            return Err(format!(
                "{} would overwrite the schema: give another name than {}",
                target.option,
                named(target.path)
            ));
        }
        if packing(target.path).is_some() {
            return Err(format!(
                "{} does not compress: {} must not end in .gz or .zst",
                target.option,
                named(target.path)
            ));
        }
    }
    distinct(targets)?;
    overwritten(targets, inputs)
}

/// Rejects an input that one of the files is, by whatever path.
fn overwritten(
    targets: &[Target<'_>],
    inputs: impl FnOnce() -> Found<Input>,
) -> Result<(), String> {
    let targets = targets
        .iter()
        .filter_map(|target| Some((target, Identity::of_path(target.path)?)));
    let targets: Vec<_> = targets.collect();
    // A file that does not exist yet is no input.
    if targets.is_empty() {
        return Ok(());
    }
    for input in inputs().flatten() {
        let (Some(identity), _) = Identity::of(&input.source) else {
            continue;
        };
        if let Some((target, _)) = targets.iter().find(|(_, own)| *own == identity) {
            return Err(format!(
                "{} would overwrite its input: {} is {}; give another name",
                target.option,
                named(target.path),
                input.source
            ));
        }
    }
    Ok(())
}
