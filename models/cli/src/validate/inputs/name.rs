//! The format of a file by its name.

use std::path::Path;

use clap::ValueEnum;
use exactschema_convert::Syntax;

use super::foreign::Packing;

/// The layout of documents in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The file is one document.
    Document,
    /// JSON Lines: a document a line.
    Lines,
}

/// A language that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    Json,
    Jsonc,
    Toml,
    Yaml,
}

impl Language {
    /// The language, unless it is JSON.
    pub(crate) fn syntax(self) -> Option<Syntax> {
        match self {
            Language::Json => None,
            Language::Jsonc => Some(Syntax::Jsonc),
            Language::Toml => Some(Syntax::Toml),
            Language::Yaml => Some(Syntax::Yaml),
        }
    }
}

/// The endings of a name; `None` for one without a known ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) form: Option<Form>,
    /// Unless it is JSON.
    pub(super) syntax: Option<Syntax>,
    pub(super) packing: Option<Packing>,
}

impl Name {
    pub(super) fn of(path: &Path) -> Self {
        let packing = match ending(path).as_deref() {
            Some("gz") => Some(Packing::Gzip),
            Some("zst") => Some(Packing::Zstd),
            _ => None,
        };
        let inner = match packing {
            Some(_) => ending(&path.with_extension("")),
            None => ending(path),
        };
        let syntax = inner.as_deref().and_then(Syntax::of_ending);
        let form = match inner.as_deref() {
            Some("json") => Some(Form::Document),
            Some("jsonl" | "ndjson") => Some(Form::Lines),
            _ => syntax.map(|_| Form::Document),
        };
        Name {
            form,
            syntax,
            packing,
        }
    }
}

/// Case-insensitive file systems may have `.JSON`.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        use Form::{Document, Lines};
        use Packing::{Gzip, Zstd};
        use Syntax::{Jsonc, Toml, Yaml};
        for (name, form, syntax, packing) in [
            ("a.json", Some(Document), None, None),
            ("a.b/A.JSON", Some(Document), None, None),
            ("a.jsonl", Some(Lines), None, None),
            ("a.ndjson", Some(Lines), None, None),
            ("a.json.gz", Some(Document), None, Some(Gzip)),
            ("a.ndjson.zst", Some(Lines), None, Some(Zstd)),
            ("a.json.gz.zst", None, None, Some(Zstd)),
            ("json", None, None, None),
            (".json", None, None, None),
            ("a.json.bak", None, None, None),
            ("a.gz", None, None, Some(Gzip)),
            ("a.YAML", Some(Document), Some(Yaml), None),
            ("a.yml.gz", Some(Document), Some(Yaml), Some(Gzip)),
            ("Cargo.toml", Some(Document), Some(Toml), None),
            ("settings.jsonc", Some(Document), Some(Jsonc), None),
            ("a.json5", None, None, None),
        ] {
            let expected = Name {
                form,
                syntax,
                packing,
            };
            assert_eq!(Name::of(Path::new(name)), expected, "{name}");
        }
    }
}
