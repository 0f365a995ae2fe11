//! The files that a version of a schema refers to, which are of the same version.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use codegen::Error;
use exactschema_convert::Sources;
use exactschema_frontend::Place;
use exactschema_frontend::compile::files::{
    MappingError, Mappings, file_url, normal, path_of, read,
};
use exactschema_frontend::compile::{Bundle, Loaded, Options, bundle};
use exactschema_frontend::json::Json;

/// An argument that maps a URL, if it is one.
///
/// # Errors
///
/// The reason why it is none.
pub(crate) fn mapping(argument: &str) -> Result<String, MappingError> {
    let mapping = argument.to_owned();
    Mappings::default().add(argument).map(|()| mapping)
}

/// The files of a version.
pub(crate) struct Tree<'r> {
    pub(crate) mappings: &'r Mappings,
    /// The text of a file by its absolute path, or the reason why there is none.
    pub(crate) read: &'r (dyn Fn(&Path) -> Result<String, String> + Sync),
    /// The commit that has these files, if they are not those of the working tree.
    pub(crate) commit: Option<At<'r>>,
}

/// A commit of a repository.
pub(crate) struct At<'r> {
    /// Its name, as reports have it.
    pub(crate) revision: &'r str,
    /// The top of the repository.
    pub(crate) root: &'r Path,
}

impl Tree<'_> {
    /// The text of a file that a URL is mapped to: of this version, unless git has none of it.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be read.
    pub(crate) fn mapped(&self, path: &Path) -> Result<String, String> {
        let path = std::path::absolute(path).map_err(|error| error.to_string())?;
        let path = normal(&path);
        match &self.commit {
            Some(at) if !path.starts_with(at.root) => regular(&path),
            _ => (self.read)(&path),
        }
    }

    /// The name of a file in reports: as seen from the current folder, or `REV:PATH`.
    pub(crate) fn name(&self, path: &Path) -> String {
        if let Some(at) = &self.commit
            && let Ok(path) = path.strip_prefix(at.root)
        {
            return format!("{}:{}", at.revision, path.display());
        }
        let folder = std::env::current_dir().unwrap_or_default();
        path.strip_prefix(folder)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// The text of another file that a document refers to: by its path as seen from the folder of
    /// the document, or by its URL.
    ///
    /// # Errors
    ///
    /// The reason why there is none.
    pub(crate) fn beside(&self, document: &Path, other: &str) -> Result<String, String> {
        if !other.contains(':') {
            return (self.read)(&document.with_file_name(other));
        }
        let file = self.mappings.path(other);
        self.mapped(&file.ok_or("nothing is fetched, and it is mapped to no file")?)
    }
}

/// The text of a file, which may be no pipe or device.
///
/// # Errors
///
/// The reason why it cannot be read.
pub(crate) fn regular(path: &Path) -> Result<String, String> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => read(path),
        Ok(_) => Err("it is no regular file".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// A schema with what it refers to, as one document.
pub(crate) struct Bundled {
    pub(crate) bundle: Bundle,
    /// The schema itself.
    root: Json,
    /// The files that are no JSON.
    sources: Sources,
}

impl Bundled {
    /// The file of a place in the document, and the place there; `label` names the schema.
    pub(crate) fn origin(&self, label: &str, place: &Place) -> (String, Place) {
        let (file, mut origin) = match self.bundle.origin(&place.pointer) {
            Some((file, place)) => (file, place),
            None => (label, place.clone()),
        };
        if let (true, Some(json)) = (file == label, self.root.at(&origin.pointer)) {
            (origin.line, origin.column) = (json.line, json.column);
        }
        self.sources.relocate(file, &mut origin);
        (file.to_owned(), origin)
    }
}

/// The schema of a text in JSON, YAML or JSON with comments, with what it refers to; `label` names
/// it.
///
/// # Errors
///
/// The error of the text, or the problems of the schema.
pub(crate) fn bundled(
    label: &str,
    text: &str,
    path: &Path,
    tree: &Tree<'_>,
) -> Result<Bundled, Error> {
    let sources = Sources::default();
    let Ok(json) = sources.json(path, label, text.to_owned()) else {
        return Err(Error::Refused(sources.refused(label).into_iter().collect()));
    };
    let root = Json::parse(&json).map_err(Error::NotJson)?;
    // By the URLs that schemas refer to.
    let unread: Mutex<BTreeMap<String, String>> = Mutex::default();
    let load = |url: &str| {
        let (text, path) = match tree.mappings.path(url) {
            Some(path) => (tree.mapped(&path), path),
            None => {
                let path = path_of(url)?;
                ((tree.read)(&path), path)
            }
        };
        let shown = tree.name(&path);
        match text.and_then(|text| sources.json(&path, &shown, text)) {
            Ok(text) => Some(Loaded {
                text,
                path: Some(shown),
            }),
            Err(reason) => {
                let why = format!("{shown} cannot be read: {reason}");
                unread.lock().ok()?.insert(url.to_owned(), why);
                None
            }
        }
    };
    let options = Options {
        uri: &file_url(path),
        path: Some(label),
        load: &load,
        why: &|url| unread.lock().ok()?.get(url).cloned(),
        ..Options::default()
    };
    match bundle(&json, &options) {
        Ok(bundle) => Ok(Bundled {
            bundle,
            root,
            sources,
        }),
        Err(mut problems) => {
            sources.relocate_all(&mut problems);
            Err(Error::Refused(problems))
        }
    }
}
