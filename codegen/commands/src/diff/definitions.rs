//! Schemas of nothing but definitions: these are compared by their names.

use std::collections::BTreeMap;

use exactschema_frontend::json::{Json, quoted};
use exactschema_frontend::model::{Keyword, Schema};
use exactschema_sample::fragment;

use super::outcome::Section;
use super::version::Parsed;

/// The beginning of the names of definitions that are other files of a bundle.
const BUNDLED: &str = "bundle:/";

/// What is compared in place of two schemas whose roots accept everything, and which have
/// definitions of the same names: objects with a property for each of these.
pub(super) fn by_name(versions: [&Parsed<'_>; 2]) -> Option<[(Schema, String); 2]> {
    let [old, new] = versions.map(|version| definitions(&version.schema));
    let (old, new) = (old?, new?);
    old.keys()
        .any(|name| new.contains_key(name))
        .then_some(())?;
    let common = |own: &BTreeMap<&str, &str>, other: &BTreeMap<&str, &str>| {
        let common = own.iter().filter(|(name, _)| other.contains_key(*name));
        let common = common.map(|(name, pointer)| {
            let reference = quoted(&fragment(pointer));
            format!("{}:{{\"$ref\":{reference}}}", quoted(name))
        });
        common.collect::<Vec<_>>().join(",")
    };
    let [left, right] = versions;
    let left = with_properties(left.text, &common(&old, &new))?;
    let right = with_properties(right.text, &common(&new, &old))?;
    Some([left, right])
}

/// The note on what is compared.
pub(super) fn section() -> Section {
    Section {
        title: "Definitions",
        lines: vec![
            "The root accepts everything in both versions: each definition is compared with the \
             one of its name, and a witness has a property for it."
                .to_owned(),
        ],
    }
}

/// The pointers of the definitions of a schema by their names, if it is nothing else.
fn definitions(schema: &Schema) -> Option<BTreeMap<&str, &str>> {
    let root = schema.node(schema.root());
    let accepts_all = root.keywords.iter().all(|entry| {
        let keyword = &entry.keyword;
        matches!(keyword, Keyword::Dialect(_) | Keyword::Definitions(_)) || keyword.is_annotation()
    });
    let lists = root
        .keywords
        .iter()
        .filter_map(|entry| match &entry.keyword {
            Keyword::Definitions(members) => Some(members),
            _ => None,
        });
    let mut found = BTreeMap::new();
    for (name, id) in lists
        .flatten()
        .filter(|(name, _)| !name.starts_with(BUNDLED))
    {
        let pointer = schema.node(*id).place.pointer.as_str();
        // The former keyword may have the same name.
        found.entry(name.as_str()).or_insert(pointer);
    }
    (accepts_all && !found.is_empty()).then_some(found)
}

/// A schema with such properties at its root, behind all others.
fn with_properties(text: &str, properties: &str) -> Option<(Schema, String)> {
    let members = text.trim_end().strip_suffix('}')?;
    let text = format!("{members},\"properties\":{{{properties}}}}}");
    let schema = Schema::new(&Json::parse(&text).ok()?).ok()?;
    Some((schema, text))
}
