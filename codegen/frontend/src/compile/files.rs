//! Schemas in files, with the files that they refer to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use exactschema::schema::Draft;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use thiserror::Error;

use super::uri::{self, NO_BASE};
use super::{Bundle, Compiled, Loaded, Options, Problem, bundle, compile};

/// Characters that a path has and the path of a URI has not (RFC 3986 §3.3).
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A mapping of URLs to files.
#[derive(Clone, Debug, Default)]
pub struct Mappings {
    /// Paths by URL, in normal form. One that ends in a slash is a prefix of all below it.
    paths: BTreeMap<String, PathBuf>,
}

/// The reason why a mapping is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{mapping:?} is no mapping: {reason}")]
pub struct MappingError {
    /// The mapping as it was written.
    pub mapping: String,
    /// The reason why it is none.
    pub reason: String,
}

/// The reason why a file does not become a table.
#[derive(Debug, Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("{path}: {reason}")]
    Read {
        /// The file.
        path: String,
        /// The reason why not.
        reason: String,
    },
    /// The schema has problems.
    #[error("{}", lines(.0))]
    Problems(Vec<Problem>),
}

fn lines(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| {
        let fix = &problem.problem.fix;
        format!("{problem}\n  fix: {fix}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl Mappings {
    /// Adds `URL=PATH`, as an option of a command has it: a file, or where the URL ends
    /// in a slash, a folder.
    ///
    /// # Errors
    ///
    /// [`MappingError`] if it is no mapping.
    pub fn add(&mut self, mapping: &str) -> Result<(), MappingError> {
        let error = |reason: &str| MappingError {
            mapping: mapping.to_owned(),
            reason: reason.to_owned(),
        };
        // URLs and paths may have the sign: what is a path ends the doubt.
        let mut signs = mapping.match_indices('=').map(|(at, _)| at);
        let is_path = |at: &usize| Path::new(&mapping[at + 1..]).exists();
        let sign = signs.clone().find(is_path).or_else(|| signs.next_back());
        let (url, path) = match sign {
            Some(sign) => (&mapping[..sign], &mapping[sign + 1..]),
            None => return Err(error("write URL=PATH")),
        };
        if url.is_empty() || path.is_empty() {
            return Err(error("write URL=PATH"));
        }
        self.insert(url, Path::new(path))
            .map_err(|reason| error(&reason))
    }

    /// Adds a file, or where the URL ends in a slash, a folder.
    ///
    /// # Errors
    ///
    /// The reason why the URL is none.
    pub fn insert(&mut self, url: &str, path: &Path) -> Result<(), String> {
        let url = uri::resolve(NO_BASE, uri::split(url).0)?;
        self.paths
            .insert(uri::shown(&url).to_owned(), path.to_owned());
        Ok(())
    }

    /// The file of a URL without a fragment: its own, or that below the folder of the
    /// longest URL before it.
    #[must_use]
    pub fn path(&self, url: &str) -> Option<PathBuf> {
        if let Some(path) = self.paths.get(url) {
            return Some(path.clone());
        }
        let folders = self
            .paths
            .iter()
            .filter(|(folder, _)| folder.ends_with('/'));
        let below = folders.filter_map(|(folder, path)| Some((url.strip_prefix(&**folder)?, path)));
        let (rest, folder) = below.min_by_key(|(rest, _)| rest.len())?;
        let rest = percent_decode_str(rest).decode_utf8().ok()?;
        let rest = Path::new(&*rest);
        let is_below = rest
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        is_below.then(|| folder.join(rest))
    }
}

/// An absolute path without `.` and `..`, whatever links it leads through.
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(normal.pop()),
            component => normal.push(component),
        }
    }
    normal
}

/// The path of a file from a folder, both absolute, with slashes.
#[must_use]
pub fn relative(folder: &Path, file: &Path) -> String {
    let (folder, file) = (normal(folder), normal(file));
    let common = folder.ancestors().find(|common| file.starts_with(common));
    let common = common.unwrap_or(Path::new(""));
    let up = folder.strip_prefix(common).unwrap_or(&folder).components();
    let up = up.map(|_| "..".to_owned());
    let down = file.strip_prefix(common).unwrap_or(&file).components();
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The URL of a file.
#[must_use]
pub fn file_url(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = path.to_string_lossy().replace('\\', "/");
    let path = utf8_percent_encode(path.trim_start_matches('/'), NOT_IN_PATHS);
    let url = format!("file:///{path}");
    uri::resolve(NO_BASE, &url).unwrap_or(url)
}

/// Compiles the schema in a file. What it refers to is what mappings name, or another
/// file by the URL of that.
///
/// # Errors
///
/// [`enum@Error`].
pub fn compile_file(path: &Path, mappings: &Mappings, dialect: Draft) -> Result<Compiled, Error> {
    compile_file_with(path, mappings, dialect, &|path, _| read(path))
}

/// Compiles the schema in a file, as [`compile_file`] does, by the texts of files that a function
/// reads: of a path, which it is given with the name for messages, or the reason why there is none.
///
/// # Errors
///
/// [`enum@Error`].
pub fn compile_file_with(
    path: &Path,
    mappings: &Mappings,
    dialect: Draft,
    read: &Read<'_>,
) -> Result<Compiled, Error> {
    Files::new(path, mappings, dialect, read)?.made(compile)
}

/// Makes one document of the schema in a file and of all that it refers to, as [`bundle()`] does.
///
/// # Errors
///
/// [`enum@Error`].
pub fn bundle_file(
    path: &Path,
    mappings: &Mappings,
    dialect: Draft,
    read: &Read<'_>,
) -> Result<Bundle, Error> {
    Files::new(path, mappings, dialect, read)?.made(bundle)
}

/// A schema in a file, and what it refers to.
struct Files<'a> {
    path: &'a Path,
    /// The name for messages.
    shown: String,
    text: String,
    dialect: Draft,
    mappings: &'a Mappings,
    read: &'a Read<'a>,
    /// The reasons why files cannot be read, by the URLs that schemas refer to.
    unread: Mutex<BTreeMap<String, String>>,
}

impl<'a> Files<'a> {
    /// Reads the schema.
    ///
    /// # Errors
    ///
    /// [`Error::Read`].
    fn new(
        path: &'a Path,
        mappings: &'a Mappings,
        dialect: Draft,
        read: &'a Read<'a>,
    ) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let text = read(path, &shown).map_err(|reason| Error::Read {
            path: shown.clone(),
            reason,
        })?;
        Ok(Files {
            path,
            shown,
            text,
            dialect,
            mappings,
            read,
            unread: Mutex::default(),
        })
    }

    /// What is made of the text, with what it refers to.
    ///
    /// # Errors
    ///
    /// [`Error::Problems`].
    fn made<T>(
        &self,
        make: impl FnOnce(&str, &Options<'_>) -> Result<T, Vec<Problem>>,
    ) -> Result<T, Error> {
        let options = Options {
            uri: &file_url(self.path),
            path: Some(&self.shown),
            dialect: self.dialect,
            load: &|url| self.load(url),
            why: &|url| self.unread.lock().ok()?.get(url).cloned(),
            ..Options::default()
        };
        make(&self.text, &options).map_err(Error::Problems)
    }

    fn load(&self, url: &str) -> Option<Loaded> {
        let found = self.mappings.path(url).or_else(|| path_of(url))?;
        let shown = beside(self.path, &found);
        match (self.read)(&found, &shown) {
            Ok(text) => Some(Loaded {
                text,
                path: Some(shown),
            }),
            Err(reason) => {
                let why = format!("{shown} cannot be read: {reason}");
                self.unread.lock().ok()?.insert(url.to_owned(), why);
                None
            }
        }
    }
}

/// A function that reads files.
pub type Read<'a> = dyn Fn(&Path, &str) -> Result<String, String> + Sync + 'a;

/// The text of a file.
///
/// # Errors
///
/// The reason why it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        format!("the bytes from offset {valid} on are not UTF-8")
    })
}

/// The path that the URL of a file names; `None` if it is that of something else.
#[must_use]
pub fn path_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // `/C:/…` has no slash before the letter of the drive.
    let drive = path
        .strip_prefix('/')
        .filter(|path| path.get(1..2) == Some(":"));
    path.starts_with('/')
        .then(|| PathBuf::from(drive.unwrap_or(&path)))
}

/// A path for messages: relative where that of the schema is, and both are in one folder.
fn beside(schema: &Path, path: &Path) -> String {
    let folder = schema.parent().unwrap_or(Path::new(""));
    let absolute = std::path::absolute(folder.join(".")).unwrap_or_default();
    let shown = match path.strip_prefix(&absolute) {
        Ok(rest) => folder.join(rest),
        Err(_) => path.to_owned(),
    };
    shown.display().to_string()
}
