//! Compares a schema with the one that the compiled types emit.
//!
//! Two schemas are the same if they differ in nothing but these, which change
//! no verdict and no documentation:
//!
//! - the order of keywords, properties, definitions and `required`;
//! - `additionalProperties: true` and empty `required`, `properties` and `$defs`,
//!   which say what their absence says;
//! - the spelling of numbers and strings: `0.50` is `0.5`, and numbers are
//!   compared as doubles.

use std::collections::BTreeMap;

use crate::json::Json;
use crate::model::{Entry, Keyword, NodeId, Place, Schema};

/// A place where the two schemas differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The keyword, or the schema around it if only the other side has it, in
    /// the source.
    pub place: Place,
    /// JSON Pointer of the keyword.
    pub pointer: String,
    /// Its value in the source.
    pub source: Option<String>,
    /// Its value in the emitted schema.
    pub emitted: Option<String>,
    /// What the difference means for documents.
    pub meaning: &'static str,
}

/// All differences, in the order of the source.
pub fn drift(source: &Schema, emitted: &Schema) -> Vec<Drift> {
    let mut found = Vec::new();
    let sides = Sides { source, emitted };
    sides.compare(source.root(), emitted.root(), &mut found);
    found.sort_by_key(|drift| (drift.place.line, drift.place.column));
    found
}

struct Sides<'a> {
    source: &'a Schema,
    emitted: &'a Schema,
}

impl Sides<'_> {
    fn compare(&self, source: NodeId, emitted: NodeId, found: &mut Vec<Drift>) {
        let place = &self.source.node(source).place;
        let left = keywords(self.source, source);
        let right = keywords(self.emitted, emitted);
        for (name, entry) in &left {
            match right.get(name) {
                Some(other) => self.compare_keyword(entry, other, found),
                None => found.push(difference(place, name, Some(entry), None)),
            }
        }
        for (name, entry) in &right {
            if !left.contains_key(name) {
                found.push(difference(place, name, None, Some(entry)));
            }
        }
    }

    fn compare_keyword(&self, source: &Entry, emitted: &Entry, found: &mut Vec<Drift>) {
        use Keyword as K;
        match (&source.keyword, &emitted.keyword) {
            (K::Definitions(left), K::Definitions(right))
            | (K::Properties(left), K::Properties(right)) => {
                self.compare_members(source, left, right, found);
            }
            (K::Items(left), K::Items(right)) => self.compare(*left, *right, found),
            // A reference is where it leads, however it is spelled.
            (K::Reference(Some(left)), K::Reference(Some(right)))
                if self.source.node(*left).place.pointer
                    == self.emitted.node(*right).place.pointer => {}
            _ if canonical(source) == canonical(emitted) => {}
            _ => found.push(Drift {
                pointer: source.place.pointer.clone(),
                place: source.place.clone(),
                source: Some(source.json.compact()),
                emitted: Some(emitted.json.compact()),
                meaning: meaning(source, Side::Both),
            }),
        }
    }

    fn compare_members(
        &self,
        entry: &Entry,
        source: &[(String, NodeId)],
        emitted: &[(String, NodeId)],
        found: &mut Vec<Drift>,
    ) {
        let find = |members: &[(String, NodeId)], name: &str| {
            let mut named = members.iter().filter(|(other, _)| other == name);
            named.next().map(|(_, id)| *id)
        };
        let pointer = |name: &str| format!("{}{}", entry.place.pointer, crate::json::segment(name));
        for (name, id) in source {
            match find(emitted, name) {
                Some(other) => self.compare(*id, other, found),
                None => found.push(Drift {
                    place: self.source.node(*id).place.clone(),
                    pointer: pointer(name),
                    source: Some("declared".to_owned()),
                    emitted: None,
                    meaning: meaning(entry, Side::Source),
                }),
            }
        }
        for (name, _) in emitted {
            if find(source, name).is_none() {
                found.push(Drift {
                    place: entry.place.clone(),
                    pointer: pointer(name),
                    source: None,
                    emitted: Some("declared".to_owned()),
                    meaning: meaning(entry, Side::Emitted),
                });
            }
        }
    }
}

/// The keywords of a node that say something.
fn keywords(schema: &Schema, id: NodeId) -> BTreeMap<&str, &Entry> {
    let entries = schema.node(id).keywords.iter();
    let saying = entries.filter(|entry| match &entry.keyword {
        Keyword::AdditionalProperties(_) => entry.json.compact() != "true",
        Keyword::Required(names) => !names.is_empty(),
        Keyword::Properties(members) | Keyword::Definitions(members) => !members.is_empty(),
        _ => true,
    });
    saying.map(|entry| (entry.name.as_str(), entry)).collect()
}

/// The value of a keyword without what does not count.
fn canonical(entry: &Entry) -> serde_json::Value {
    let mut value = plain(&entry.json);
    if let (Keyword::Required(_), serde_json::Value::Array(names)) = (&entry.keyword, &mut value) {
        names.sort_by_key(ToString::to_string);
    }
    value
}

/// The value without places; integers that are spelled as doubles stay doubles.
fn plain(json: &Json) -> serde_json::Value {
    serde_json::from_str(&json.compact()).unwrap_or_default()
}

fn difference(
    parent: &Place,
    name: &str,
    source: Option<&Entry>,
    emitted: Option<&Entry>,
) -> Drift {
    let side = match source {
        Some(_) => Side::Source,
        None => Side::Emitted,
    };
    // A boolean schema has no keyword with a name of its own.
    let segment = match name {
        "" => String::new(),
        name => crate::json::segment(name),
    };
    Drift {
        place: source.map_or(parent, |entry| &entry.place).clone(),
        pointer: format!("{}{segment}", parent.pointer),
        source: source.map(|entry| entry.json.compact()),
        emitted: emitted.map(|entry| entry.json.compact()),
        meaning: source.or(emitted).map_or("", |entry| meaning(entry, side)),
    }
}

/// On which side a keyword is; on both it has two values.
#[derive(Clone, Copy)]
enum Side {
    Source,
    Emitted,
    Both,
}

/// Keywords that the pipeline does not know, and that no document breaks.
const ANNOTATIONS: &[&str] = &[
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "deprecated",
];

/// What a difference means for documents.
fn meaning(entry: &Entry, side: Side) -> &'static str {
    use Keyword as K;
    use Side::{Both, Emitted, Source};
    const DOCUMENTATION: &str = "no document is read otherwise, but the documentation differs";
    const LOOSER: &str = "the types read documents that the schema refuses";
    const STRICTER: &str = "the types refuse documents that the schema accepts";
    match (&entry.keyword, side) {
        (K::Properties(_), Source) => {
            "the types keep this property among the unknown ones, whatever its value"
        }
        (K::Properties(_), Emitted) => {
            "the types know a property that the schema does not, and refuse other values of it"
        }
        (K::Definitions(_), Source) => "no type stands for this definition",
        (K::Definitions(_), Emitted) => "a type stands for no definition",
        (K::Dialect(_), _) => DOCUMENTATION,
        (keyword, _) if keyword.is_annotation() => DOCUMENTATION,
        (K::Unsupported, _) if ANNOTATIONS.contains(&entry.name.as_str()) => DOCUMENTATION,
        // The schema that accepts everything is the absence of any other.
        (K::Boolean(true), Source) => STRICTER,
        (K::Boolean(true), Emitted) => LOOSER,
        (_, side) => match side {
            Source => LOOSER,
            Emitted => STRICTER,
            Both => "the types and the schema accept different documents",
        },
    }
}
