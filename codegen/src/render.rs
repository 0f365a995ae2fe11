//! Prints the modules.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use syn::{File, Item};

use crate::settings::Settings;

/// The source of an artifact: a file, and its content.
pub(crate) fn origin(source: &str, schema: &str) -> String {
    format!("{source}, sha256 {}", hash(schema))
}

/// The module of a schema, which needs these types of the runtime, and the table of the schema
/// if its types do not express all of it.
pub(crate) fn module(
    header: &str,
    runtime: &str,
    needed: &BTreeSet<&str>,
    table: Option<&str>,
    items: &[String],
) -> String {
    let body = items.join("\n");
    let names: Vec<&str> = needed.iter().copied().chain(["runtime"]).collect();
    let uses = match names.as_slice() {
        [name] => (*name).to_owned(),
        names => format!("{{{}}}", names.join(", ")),
    };
    let table =
        table.map(|module| format!("runtime::evaluated! {{ \"tables/{module}.table\" }}\n\n"));
    let table = table.unwrap_or_default();
    format!("// {header}\n\nuse {runtime}::{uses};\n\n{table}{body}")
}

/// Words that syn takes for names, and that the modules cannot have: of the file
/// that declares them, of their parent, of the other modules at the root of `models`, of
/// the tables, and of the crate that they are written against, and a keyword of the
/// edition.
const TAKEN: &[&str] = &[
    "mod",
    "generated",
    "gen",
    "keywords",
    "exactschema",
    "defaults",
    "diagnose",
    "map",
];

/// The name of the module that is made of a schema; `None` if the name of the
/// schema is not lower-case words and numbers with hyphens between them, the first of
/// them a word, or makes a word that Rust has another use for.
pub fn module_name(schema: &str) -> Option<String> {
    let is_word = |word: &str| {
        let mut characters = word.chars();
        !word.is_empty() && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let module = schema.replace('-', "_");
    let fits = schema.split('-').all(is_word)
        && syn::parse_str::<syn::Ident>(&module).is_ok()
        && !TAKEN.contains(&module.as_str());
    fits.then_some(module)
}

/// A schema as the registry lists it.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The name of the schema.
    pub name: String,
    /// The name of its file in documentation.
    pub source: String,
    /// The module that is made of it.
    pub module: String,
    /// The type of its root.
    pub root: String,
    /// The type of the definition that the root only refers to.
    pub referred: Option<String>,
}

/// A released version of a schema as the registry lists it: it has a table of its
/// keywords, and no types.
#[derive(Clone, Debug)]
pub struct Released {
    /// The name and the version: `session@2026-02`.
    pub name: String,
    /// The module with its table.
    pub module: String,
}

/// The module that declares the modules of all schemas, and lists their roots, and
/// the released versions if there can be any. `source` is how the header names where the schemas
/// are. It may be included at the root of a crate, and names nothing else there.
pub fn registry(
    schemas: &[Registered],
    released: Option<&[Released]>,
    source: &str,
    settings: &Settings,
) -> String {
    let runtime = &settings.runtime;
    let mut modules = String::new();
    let mut roots = String::new();
    let mut tables = Vec::new();
    for Registered {
        name,
        source,
        module,
        root,
        referred,
    } in schemas
    {
        modules += &format!("        /// The types of `{source}`.\n        pub mod {module};\n");
        roots += &format!("        {runtime}::SchemaEntry::new::<{module}::{root}>({name:?}),\n");
        tables.push(table(settings, module, root, &compiled(settings, module)));
        if let Some(referred) = referred {
            let same = format!("<{module}::{root} as {runtime}::HasSchema>::SCHEMA");
            tables.push(table(settings, module, referred, &same));
        }
    }
    tables.extend(released.map(|released| versions(settings, released)));
    let header = settings.header(source);
    let (interface, version) = (exactschema::runtime::INTERFACE, env!("CARGO_PKG_VERSION"));
    format!(
        "// {header}\n\n{runtime}::runtime::generated! {{\n    \
         interface {interface}, generator {version:?};\n\n    \
         modules {{\n{modules}    }}\n\n    \
         /// All schemas, by name.\n    \
         pub const ROOTS: &[{runtime}::SchemaEntry] = &[\n{roots}    ];\n\n    \
         {runtime}::runtime::tables! {{\n{}    }}\n}}\n",
        tables.join("\n")
    )
}

/// The table of the schema of a type.
fn table(settings: &Settings, module: &str, type_: &str, schema: &str) -> String {
    let runtime = &settings.runtime;
    format!(
        "        impl {runtime}::HasSchema for {module}::{type_} {{\n            \
         const SCHEMA: &'static {runtime}::CompiledSchema =\n                {schema};\n        }}\n"
    )
}

/// The list of the released versions.
fn versions(settings: &Settings, released: &[Released]) -> String {
    let runtime = &settings.runtime;
    let versions = released.iter().map(|Released { name, module }| {
        let schema = compiled(settings, module);
        format!("            {runtime}::ReleasedSchema::new({name:?}, {schema}),\n")
    });
    let versions = match versions.collect::<String>().as_str() {
        "" => "[]".to_owned(),
        versions => format!("[\n{versions}        ]"),
    };
    format!(
        "        /// All released versions of the schemas, by name and version.\n        \
         pub const RELEASED: &[{runtime}::ReleasedSchema] = &{versions};\n"
    )
}

/// The expression of the table of a module.
fn compiled(settings: &Settings, module: &str) -> String {
    let runtime = &settings.runtime;
    format!("{runtime}::runtime::compiled!(\"tables/{module}.table\")")
}

/// An item as prettyplease prints it.
pub(crate) fn print(item: Item) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// The first 64 bits of the SHA-256 of a text, whatever its line ends.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::module_name;

    #[test]
    fn modules_are_named_after_schemas() {
        for (schema, module) in [
            ("side-note", Some("side_note")),
            ("openapi-3-1", Some("openapi_3_1")),
            ("draft-07", Some("draft_07")),
            ("a-2b", Some("a_2b")),
            ("3-openapi", None),
            ("07", None),
            ("a--b", None),
            ("a-", None),
            ("-a", None),
            ("", None),
            ("a_b", None),
            ("A", None),
            ("a.1", None),
            ("mod", None),
            ("map", None),
        ] {
            assert_eq!(module_name(schema).as_deref(), module, "{schema}");
        }
    }
}
