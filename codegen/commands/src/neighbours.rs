//! The files that a version of a schema refers to, which are of the same version.

use std::path::Path;

use exactschema_frontend::compile::files::{MappingError, Mappings, file_url, path_of};
use exactschema_frontend::compile::{Bundle, Loaded, Options, Problem, bundle};

/// An argument that maps a URL, if it is one.
///
/// # Errors
///
/// The reason why it is none.
pub(crate) fn mapping(argument: &str) -> Result<String, MappingError> {
    let mapping = argument.to_owned();
    Mappings::default().add(argument).map(|()| mapping)
}

/// The text of a schema with what it refers to, as one document; `label` names it. `read` gives the text of a
/// file, or of an object of git, by its path.
///
/// # Errors
///
/// The problems of the schema.
pub(crate) fn bundled(
    label: &str,
    text: &str,
    path: &Path,
    mappings: &Mappings,
    read: &(dyn Fn(&Path) -> Option<String> + Sync),
) -> Result<Bundle, Vec<Problem>> {
    let folder = std::env::current_dir().unwrap_or_default();
    let load = |url: &str| {
        let mapped = mappings.path(url);
        let on_disk = |path| std::fs::read_to_string(path).ok();
        let (text, path) = match mapped {
            Some(path) => (read(&path).or_else(|| on_disk(&path))?, path),
            None => {
                let path = path_of(url)?;
                (read(&path)?, path)
            }
        };
        let shown = path.strip_prefix(&folder).unwrap_or(&path);
        Some(Loaded {
            text,
            path: Some(shown.display().to_string()),
        })
    };
    let options = Options {
        uri: &file_url(path),
        path: Some(label),
        load: &load,
        ..Options::default()
    };
    bundle(text, &options)
}
