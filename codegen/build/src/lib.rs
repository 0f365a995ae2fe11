//! Generates Rust types of JSON Schemas that accept exactly what the schemas accept, and lose
//! nothing of what they read: from a build script, or as files to be checked in.
//!
//! With the schemas in the folder `schema`, this is `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), exactschema_build::Error> {
//!     exactschema_build::Builder::new().schemas("schema").generate()
//! }
//! ```
//!
//! and this, at the root of the crate, which depends on `exactschema`, includes the modules:
//!
//! ```ignore
//! exactschema::include_schemas!();
//! ```
//!
//! `schema/pet.schema.json` becomes the module `pet`, with a type for each of its definitions;
//! `ROOTS` lists the types of all schemas by name. The types are read, checked and written by
//! the functions of `exactschema`.
//!
//! # References between schemas
//!
//! A schema may refer to the other schemas by the name of the file or by `$id`, to any file
//! beside it, and to the URLs that [`Builder::map`] names. Nothing is fetched. A file that
//! schemas refer to has a module too, named after the file, and they use its types: a reference
//! to `shared/money.json` is a `super::money::Money`. Where files refer to each other, values are
//! boxed. A reference from a schema with dynamic references is any value that the evaluator
//! accepts.
//!
//! # What a failure looks like
//!
//! All problems of all schemas are reported, each with its file, line and column, JSON Pointer
//! and a fix. If there is any, nothing is written.

mod error;
pub mod files;
mod graph;
mod orphans;
mod plan;
mod schemas;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

pub use codegen::Settings;
pub use error::{Error, Failure, Reason};
use exactschema_frontend::compile::files::{Mappings, normal};
pub use orphans::{foreign, orphans};
pub use plan::{Overrides, Plan, Request, plan};
use schemas::ENDINGS;
pub use schemas::{Schemas, Source};

/// Generates the types of schemas.
///
/// Paths are from the folder of the package, or from the current folder if no build script
/// runs.
#[derive(Clone, Debug)]
pub struct Builder {
    schemas: Vec<PathBuf>,
    output: Option<PathBuf>,
    folder: String,
    pages: Option<PathBuf>,
    mappings: Vec<(String, PathBuf)>,
    overrides: BTreeMap<String, Overrides>,
    settings: Settings,
    has_tests: bool,
    is_strict: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Builder {
            schemas: Vec::new(),
            output: None,
            folder: "exactschema".to_owned(),
            pages: None,
            mappings: Vec::new(),
            overrides: BTreeMap::new(),
            settings: Settings::default(),
            has_tests: true,
            is_strict: false,
        }
    }
}

impl Builder {
    /// No schemas yet.
    #[must_use]
    pub fn new() -> Self {
        Builder::default()
    }

    /// Adds a schema file; or all files of a folder whose names end in `.schema.json`. The name
    /// of the module is that of the file, without `.schema.json` or `.json`.
    #[must_use]
    pub fn schemas(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Writes into a folder that is checked in, such as `src/schemas`, which `mod schemas;`
    /// declares, and not into `OUT_DIR`. Files that were generated there and have no schema any
    /// more are removed.
    #[must_use]
    pub fn output(mut self, folder: impl Into<PathBuf>) -> Self {
        self.output = Some(folder.into());
        self
    }

    /// Writes into this folder of `OUT_DIR`: for a crate that generates several times. The
    /// macro `include_schemas!` takes its name.
    #[must_use]
    pub fn folder(mut self, name: impl Into<String>) -> Self {
        self.folder = name.into();
        self
    }

    /// Also writes a page on each schema into a folder: its types, for readers of documents and
    /// of Rust, in Markdown.
    #[must_use]
    pub fn pages(mut self, folder: impl Into<PathBuf>) -> Self {
        self.pages = Some(folder.into());
        self
    }

    /// Reads the schema of a URL from a file; or, if the URL ends in a slash, all schemas below
    /// it from a folder.
    #[must_use]
    pub fn map(mut self, url: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.mappings.push((url.into(), path.into()));
        self
    }

    /// Whether `format` is asserted, as it is by default. Otherwise it is an annotation, unless
    /// the dialect of a schema requires that it is asserted.
    #[must_use]
    pub fn format_assertion(mut self, asserts: bool) -> Self {
        self.settings.asserts_formats = asserts;
        self
    }

    /// Has all types derive another trait, by its path.
    #[must_use]
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.settings.derives.push((None, path.into()));
        self
    }

    /// Has one type of a schema derive another trait: `derive_for("pet", "Owner", "Hash")`.
    #[must_use]
    pub fn derive_for(
        mut self,
        schema: impl Into<String>,
        type_: impl Into<String>,
        path: impl Into<String>,
    ) -> Self {
        let overrides = self.overrides.entry(schema.into()).or_default();
        overrides.derives.push((type_.into(), path.into()));
        self
    }

    /// Names the type of a schema, in UpperCamelCase, or the field of a property, in
    /// snake_case; as `x-rust-name` does, which it takes precedence over.
    ///
    /// `schema` is the name of the schema, and `pointer` the JSON Pointer of the subschema:
    /// `name("pet", "/$defs/human", "Owner")`.
    #[must_use]
    pub fn name(
        mut self,
        schema: impl Into<String>,
        pointer: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        let overrides = self.overrides.entry(schema.into()).or_default();
        overrides.names.insert(pointer.into(), name.into());
        self
    }

    /// Has texts of a format mean a type of Rust, by its path: `chrono::NaiveDate` for `date`.
    ///
    /// The types are then `exactschema::TextOf<chrono::NaiveDate, Date>`, or without `Date` for a
    /// format that no type of `exactschema` asserts. It reads what the schema accepts, and keeps
    /// the text; its method `value` gives the type, which needs [`FromStr`](std::str::FromStr),
    /// and `of` makes a text of one, which also needs [`Display`](std::fmt::Display).
    #[must_use]
    pub fn format_type(mut self, format: impl Into<String>, path: impl Into<String>) -> Self {
        self.settings.formats.insert(format.into(), path.into());
        self
    }

    /// The path of the crate `exactschema` in generated code, if it is not a dependency of the
    /// crate itself: `sdk::exactschema`, or `crate::exactschema`.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.settings.runtime = path.into();
        self
    }

    /// The path of the module around the modules for users of the crate, for the examples in
    /// the documentation, which are run as tests: `pets::schemas`. It is the name of the package
    /// by default.
    #[must_use]
    pub fn module_path(mut self, path: impl Into<String>) -> Self {
        self.settings.parent = Some(path.into());
        self
    }

    /// The path by which examples in the documentation call what reads and writes, if the crate
    /// re-exports `exactschema` or its functions: `pets`.
    #[must_use]
    pub fn facade(mut self, path: impl Into<String>) -> Self {
        self.settings.facade = path.into();
        self
    }

    /// Whether the examples in the documentation are tests, as they are by default. Otherwise
    /// they are the JSON alone, as it has to be where the modules are not public.
    #[must_use]
    pub fn doc_tests(mut self, has_tests: bool) -> Self {
        self.has_tests = has_tests;
        self
    }

    /// Refuses schemas with warnings, such as a definition that nothing refers to. In a build
    /// script warnings are otherwise those of cargo.
    #[must_use]
    pub fn strict(mut self, is_strict: bool) -> Self {
        self.is_strict = is_strict;
        self
    }

    /// Generates the types, and writes what has changed. In a build script it has cargo run
    /// that again when a schema changes.
    ///
    /// # Errors
    ///
    /// All problems of all schemas; or a file that cannot be read or written.
    pub fn generate(&self) -> Result<(), Error> {
        let is_build_script = env::var_os("OUT_DIR").is_some();
        let package = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().map_err(|error| unreadable(Path::new("."), &error))?,
        };
        if is_build_script {
            for path in &self.schemas {
                println!("cargo::rerun-if-changed={}", path.display());
            }
        }
        let output = self.output_folder(&package)?;
        let files = self.source_files(&package)?;
        let root = root(&package, &files);
        let sources = files.iter().map(|file| source(&root, file)).collect();
        let schemas = Schemas::new(&root, sources, self.mappings(&package)?);
        let settings = self.settings();
        let modules = output.to_string_lossy();
        let pages = self.pages.as_ref().map(|pages| package.join(pages));
        let pages = pages.as_ref().map(|pages| pages.to_string_lossy());
        let planned = plan(&Request {
            schemas: &schemas,
            released: None,
            origin: &self.origin(),
            modules: &modules,
            pages: pages.as_deref(),
            settings: &settings,
            overrides: &self.overrides,
            is_strict: self.is_strict,
        });
        if is_build_script {
            for file in schemas.referred() {
                println!("cargo::rerun-if-changed={}", file.display());
            }
        }
        let planned = planned?;
        for (path, warning) in &planned.warnings {
            let file = warning.file.as_ref().unwrap_or(path);
            let message = format!("{file}:{}", warning.problem);
            println!("cargo::warning={message}; {}", warning.problem.fix);
        }
        write(&planned, &modules, pages.as_deref(), &settings.stamp())
    }

    fn output_folder(&self, package: &Path) -> Result<PathBuf, Error> {
        let output = match &self.output {
            Some(output) => package.join(output),
            None => {
                let out = env::var_os("OUT_DIR").ok_or_else(|| {
                    let message = "there is no OUT_DIR, for no build script runs";
                    let fix = "name the folder with Builder::output";
                    setting("the output", message, fix)
                })?;
                Path::new(&out).join(&self.folder)
            }
        };
        match output.to_str() {
            Some(_) => Ok(output),
            None => Err(setting(
                &output.to_string_lossy(),
                "the path of the output is not UTF-8",
                "build in a folder whose path is",
            )),
        }
    }

    /// The files of the schemas, by absolute path, in the order of their names.
    fn source_files(&self, package: &Path) -> Result<Vec<PathBuf>, Error> {
        let mut files = Vec::new();
        for path in &self.schemas {
            let absolute = normal(&package.join(path));
            if !absolute.is_dir() {
                files.push(absolute);
                continue;
            }
            let before = files.len();
            let entries = std::fs::read_dir(&absolute).map_err(|error| unreadable(path, &error))?;
            for entry in entries {
                let entry = entry.map_err(|error| unreadable(path, &error))?.path();
                let name = entry.file_name().unwrap_or_default().to_string_lossy();
                if name.ends_with(ENDINGS[0]) && !entry.is_dir() {
                    files.push(entry);
                }
            }
            if files.len() == before {
                let shown = path.display().to_string();
                return Err(Error(vec![Failure::new(shown, Reason::Empty)]));
            }
        }
        if files.is_empty() {
            let fix = "name a file or a folder with Builder::schemas";
            return Err(setting("the schemas", "there are none", fix));
        }
        files.sort();
        files.dedup();
        Ok(files)
    }

    fn mappings(&self, package: &Path) -> Result<Mappings, Error> {
        let mut mappings = Mappings::default();
        for (url, path) in &self.mappings {
            let inserted = mappings.insert(url, &normal(&package.join(path)));
            inserted.map_err(|reason| setting(url, &reason, "map an absolute URL"))?;
        }
        Ok(mappings)
    }

    fn settings(&self) -> Settings {
        let mut settings = self.settings.clone();
        let package = env::var("CARGO_PKG_NAME").ok();
        settings.parent = match self.has_tests {
            true => settings
                .parent
                .or(package.map(|name| name.replace('-', "_"))),
            false => None,
        };
        settings.generator = match env::var_os("OUT_DIR") {
            Some(_) => "cargo build".to_owned(),
            None => settings.generator,
        };
        settings
    }

    /// The folders and files as they were named.
    fn origin(&self) -> String {
        let named = self.schemas.iter().map(|path| shown(path));
        named.collect::<Vec<_>>().join(", ")
    }
}

/// Writes what has changed, and removes what has no schema any more.
fn write(plan: &Plan, modules: &str, pages: Option<&str>, stamp: &str) -> Result<(), Error> {
    let foreign = foreign(Path::new(""), plan);
    if !foreign.is_empty() {
        return Err(Error(foreign));
    }
    let mut prepared = Vec::new();
    for (path, text) in &plan.artifacts {
        let path = Path::new(path);
        let is_fresh = std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes());
        if !is_fresh {
            let file = files::prepare(path, text).map_err(|error| unwritable(path, &error))?;
            prepared.push((path, file));
        }
    }
    for (path, file) in prepared {
        file.finish().map_err(|error| unwritable(path, &error))?;
    }
    let expected = plan.artifacts.iter().map(|(path, _)| path.as_str());
    let expected: Vec<&str> = expected.collect();
    let root = Path::new("");
    let orphans = orphans(root, modules, pages, stamp, &expected);
    for path in orphans.map_err(|error| unreadable(Path::new(modules), &error))? {
        let path = Path::new(&path);
        std::fs::remove_file(path).map_err(|error| unwritable(path, &error))?;
    }
    Ok(())
}

/// The folder that all files are below: that of the package, or one around it.
fn root(package: &Path, files: &[PathBuf]) -> PathBuf {
    let package = normal(package);
    let holds = |folder: &&Path| files.iter().all(|file| file.starts_with(folder));
    package.ancestors().find(holds).unwrap_or(&package).into()
}

/// A file as a schema, below the root.
fn source(root: &Path, file: &Path) -> Source {
    Source::of(&shown(file.strip_prefix(root).unwrap_or(file)))
}

/// A path with slashes.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn setting(subject: &str, message: &str, fix: &str) -> Error {
    let reason = Reason::Setting(message.to_owned(), fix.to_owned());
    Error(vec![Failure::new(subject, reason)])
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let path = shown(path);
    let reason = Reason::Unreadable(format!("{path}: {error}"));
    Error(vec![Failure::new(path, reason)])
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    let path = shown(path);
    let reason = Reason::Unwritable(format!("{path}: {error}"));
    Error(vec![Failure::new(path, reason)])
}
