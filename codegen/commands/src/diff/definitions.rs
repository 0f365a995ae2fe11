//! Documents of nothing but definitions, to which other files refer.
//!
//! The root of such a document accepts everything, whatever is in its definitions. Two of them are
//! compared as objects with a property for each definition, as the components of an OpenAPI
//! document are.

use std::collections::BTreeMap;

use exactschema::schema::{Argument, NodeId, Table};
use exactschema_compare::diff::{Change, Source};
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::{Json, quoted};
use exactschema_frontend::model::{Entry, Keyword, Place, Schema};
use exactschema_frontend::pointer::segment;
use exactschema_sample::fragment;

use super::outcome::Section;
use super::version::{Parsed, Version};

/// The sentence of reports on documents that are compared so.
const SENTENCE: &str = "The root of both versions accepts every document, so the definitions are \
     compared by name, each as a property of one object.";

/// A document of nothing but definitions, as an object with a property for each.
pub(super) struct Definitions {
    schema: Schema,
    text: String,
    /// The places of definitions by the pointers of their properties.
    places: BTreeMap<String, Place>,
}

/// Both versions, if each is nothing but definitions.
pub(super) fn of_both(versions: [(&Version, &Parsed<'_>); 2]) -> Option<[Definitions; 2]> {
    let [old, new] = versions.map(|(version, parsed)| Definitions::of(version, parsed));
    Some([old?, new?])
}

/// The section of reports on documents that are compared so.
pub(super) fn section() -> Section {
    Section {
        title: "Reading",
        lines: vec![SENTENCE.to_owned()],
    }
}

impl Definitions {
    fn of(version: &Version, parsed: &Parsed<'_>) -> Option<Self> {
        let Parsed { schema, text, .. } = parsed;
        let root = schema.node(schema.root());
        let options = Options {
            has_all_definitions: true,
            ..Options::default()
        };
        let compiled = compile(text, &options).ok()?;
        if !root.keywords.iter().all(is_beside) || refers_to_root(&compiled.table) {
            return None;
        }
        let lists = root
            .keywords
            .iter()
            .filter_map(|entry| match &entry.keyword {
                Keyword::Definitions(members) => Some((entry, members)),
                _ => None,
            });
        let mut places = BTreeMap::new();
        let mut properties = Vec::new();
        for (entry, members) in lists {
            let list = places.entry("/properties".to_owned());
            list.or_insert_with(|| entry.place.clone());
            for (name, id) in members {
                let place = &schema.node(*id).place;
                // Those of other files are definitions of the bundle alone.
                if version.origin(place).0 != version.label {
                    continue;
                }
                let property = property(name, &entry.name, &places);
                let reference = quoted(&fragment(&place.pointer));
                properties.push(format!("{}:{{\"$ref\":{reference}}}", quoted(&property)));
                let pointer = format!("/properties{}", segment(&property));
                places.insert(pointer, place.clone());
            }
        }
        let keywords = text.trim_end().strip_suffix('}')?;
        let properties = properties.join(",");
        // Behind all others, whose places stay.
        let text = format!(
            "{keywords},\"type\":\"object\",\"properties\":{{{properties}}},\
             \"additionalProperties\":false}}"
        );
        let schema = Schema::new(&Json::parse(&text).ok()?).ok()?;
        (!places.is_empty()).then_some(Definitions {
            schema,
            text,
            places,
        })
    }

    /// Whether a place is that of a definition, of which nothing in the document need be.
    pub(super) fn has(&self, place: &Place) -> bool {
        let mut places = self.places.values();
        places.any(|own| own.pointer == place.pointer)
    }

    pub(super) fn source(&self) -> Source<'_> {
        Source {
            schema: &self.schema,
            text: &self.text,
        }
    }
}

/// Names the places of a change in the documents as they are.
pub(super) fn relocate(both: &[Definitions; 2], change: &mut Change) {
    let places = [&mut change.old, &mut change.new].into_iter().zip(both);
    for (place, definitions) in places {
        if let Some(own) = definitions.places.get(&place.pointer) {
            *place = own.clone();
        }
    }
    // The first reference is that of the property.
    let chain = &mut change.chain;
    let is_property = |pointer: &String| both[1].places.contains_key(pointer);
    if chain.len() > 1 && chain.first().is_some_and(is_property) {
        chain.drain(..2);
    }
}

/// Whether a keyword of the root has no effect on documents.
fn is_beside(entry: &Entry) -> bool {
    matches!(entry.keyword, Keyword::Dialect(_) | Keyword::Definitions(_))
        || entry.keyword.is_annotation()
        || matches!(&*entry.name, "$id" | "id")
}

/// Whether any schema refers to the root, or depends on the way to it.
fn refers_to_root(table: &Table) -> bool {
    let arguments = table.nodes().iter().flat_map(|node| &node.entries);
    let mut arguments = arguments.map(|entry| &entry.argument);
    arguments.any(|argument| {
        matches!(argument, Argument::Dynamic { .. }) || argument.nodes().contains(&NodeId::ROOT)
    })
}

/// The name of the property of a definition; beside one of the same name in the other keyword, it
/// is that of both.
fn property(name: &str, keyword: &str, places: &BTreeMap<String, Place>) -> String {
    match places.contains_key(&format!("/properties{}", segment(name))) {
        true => format!("{keyword}/{name}"),
        false => name.to_owned(),
    }
}
