//! The format of a file by its name.

use std::path::Path;

use super::foreign::Packing;

/// The layout of documents in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The file is one document.
    Document,
    /// JSON Lines: a document a line.
    Lines,
}

/// The endings of a name; `None` for one without a known ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) form: Option<Form>,
    pub(super) packing: Option<Packing>,
}

impl Name {
    pub(super) fn of(path: &Path) -> Self {
        let packing = match ending(path).as_deref() {
            Some("gz") => Some(Packing::Gzip),
            Some("zst") => Some(Packing::Zstd),
            _ => None,
        };
        let form = match packing {
            Some(_) => form(&path.with_extension("")),
            None => form(path),
        };
        Name { form, packing }
    }
}

fn form(path: &Path) -> Option<Form> {
    match ending(path)?.as_str() {
        "json" => Some(Form::Document),
        "jsonl" | "ndjson" => Some(Form::Lines),
        _ => None,
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
        for (name, form, packing) in [
            ("a.json", Some(Document), None),
            ("a.b/A.JSON", Some(Document), None),
            ("a.jsonl", Some(Lines), None),
            ("a.ndjson", Some(Lines), None),
            ("a.json.gz", Some(Document), Some(Gzip)),
            ("a.ndjson.zst", Some(Lines), Some(Zstd)),
            ("a.json.gz.zst", None, Some(Zstd)),
            ("json", None, None),
            (".json", None, None),
            ("a.json.bak", None, None),
            ("a.gz", None, Some(Gzip)),
        ] {
            assert_eq!(Name::of(Path::new(name)), Name { form, packing }, "{name}");
        }
    }
}
