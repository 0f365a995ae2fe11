//! Regular expressions as the runtime searches for them.

use exactschema::Pattern;

use crate::pattern;

/// The pattern with this source.
///
/// # Errors
///
/// The reason why it is none, as a clause about it.
pub(super) fn runtime_pattern(source: &str) -> Result<Pattern, String> {
    let pattern = pattern::Pattern::parse(source).map_err(|error| error.message)?;
    Ok(pattern.program())
}
