//! A compiler from the text of a JSON Schema, in any dialect, to the
//! [`Table`] that everything else reads.
//!
//! 1. `registry` keeps the texts, and finds the schemas in them; `identifiers` makes
//!    resources and anchors of them, `check` checks the keywords of each against its `dialect`,
//!    and `lint` warns of probable mistakes;
//! 2. `resolve` follows references, and loads other texts on the way;
//! 3. `lower` makes a node of each subschema that the root reaches, with the keywords of
//!    2020-12;
//! 4. `cycles` rejects references that lead back to themselves, and shortens chains.
//!
//! [`files`] does so for schemas in files.
//!
//! Nothing is fetched: what a reference names is in the text, among the meta-schemas, or
//! what [`Options::load`] gives. No schema text is read by `serde_json`, for which some
//! objects are numbers.

mod argument;
mod bundle;
mod check;
mod children;
mod custom;
mod cycles;
mod dialect;
pub mod files;
mod format;
mod identifiers;
mod lint;
mod location;
mod lower;
mod metaschemas;
mod pattern;
mod registry;
mod report;
mod resolve;
mod unused;
mod uri;

use exactschema::schema::{Draft, Table};
use typed_arena::Arena;

pub use bundle::{Bundle, bundle};
pub use report::Problem;

use registry::{Registry, Text};

/// Options for compiling a schema.
pub struct Options<'a> {
    /// The URI that the text was retrieved from; it may be empty.
    pub uri: &'a str,
    /// The path of its file, for messages.
    pub path: Option<&'a str>,
    /// The dialect of a schema without `$schema`.
    pub dialect: Draft,
    /// Whether the table has the definitions of the text that its root does not reach, too.
    pub has_all_definitions: bool,
    /// JSON Pointers of the schemas in the text that other texts refer to.
    pub referred: &'a [String],
    /// Gives the text of a URI without a fragment, if it has it.
    pub load: &'a (dyn Fn(&str) -> Option<Loaded> + Sync),
    /// Gives the reason why [`load`](Self::load) gave no text of a URI, where that is known.
    pub why: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// A text that a schema refers to.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The text.
    pub text: String,
    /// The path of its file, for messages.
    pub path: Option<String>,
}

/// A schema that was compiled.
#[derive(Debug)]
pub struct Compiled {
    /// All subschemas that the root reaches.
    pub table: Table,
    /// Keywords that are allowed, but probably mistakes.
    pub warnings: Vec<Problem>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            uri: "",
            path: None,
            dialect: Draft::Draft202012,
            has_all_definitions: false,
            referred: &[],
            load: &|_| None,
            why: &|_| None,
        }
    }
}

/// Compiles the text of a schema.
///
/// # Errors
///
/// All problems of the schema, in the order of the files and their texts.
pub fn compile(text: &str, options: &Options<'_>) -> Result<Compiled, Vec<Problem>> {
    let texts = Arena::new();
    let documents = Arena::new();
    let mut registry = Registry::new(&texts, &documents, options);
    let root = registry.add(Text {
        text: text.to_owned(),
        uri: options.uri,
        path: options.path,
        default: options.dialect,
        is_ours: false,
    });
    let lowered = root.map(|root| lower::lower(&mut registry, root, options));
    let Some(mut lowered) = lowered else {
        return Err(registry.report.into_problems());
    };
    cycles::check(&mut registry, &lowered);
    if registry.report.has_problems() {
        return Err(registry.report.into_problems());
    }
    unused::check(&mut registry, &lowered);
    if let Some(root) = registry
        .resources
        .first()
        .map(|resource| resource.root.clone())
    {
        lint::foreign(&mut registry, &root);
    }
    cycles::shorten(&mut lowered);
    let sources = registry.table_sources();
    Ok(Compiled {
        warnings: registry.report.into_warnings(),
        table: Table::new(sources, lowered.resources, lowered.nodes),
    })
}
