//! What of a schema a change is about.

use serde_json::{Map, Value, json};

use crate::documents::{declared_range, fragment, integer, of_json};
use crate::json::Json;
use crate::model::{Entry, Keyword, Node, NodeId, Schema};

/// A piece of a schema that can refuse a value on its own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// A keyword, with those beside it that say what it is about.
    Keyword(&'a Node, &'a Entry),
    /// What the property of a name has to be.
    Property(&'a str, NodeId),
    /// What the properties of a pattern have to be.
    Pattern(&'a str, NodeId),
    /// What the element of an index has to be.
    Element(usize, NodeId),
    /// A property that has to be there.
    Required(&'a str),
    /// A property that has to stand beside another.
    Beside(&'a str, &'a str),
    /// A value that is not listed.
    Unlisted(&'a Json),
    /// A branch that must not hold as well.
    Alone(NodeId),
}

/// Keywords that speak of what others beside them leave.
const COMPANIONS: &[(&str, &[&str])] = &[
    ("additionalProperties", &["properties", "patternProperties"]),
    ("items", &["prefixItems"]),
];

impl Part<'_> {
    /// It as a schema that may stand anywhere in its document.
    pub(super) fn json(&self, schema: &Schema) -> Value {
        let to = |id: &NodeId| json!({ "$ref": fragment(&schema.node(*id).place.pointer) });
        match self {
            Part::Keyword(node, entry) => keyword(node, entry),
            Part::Property(name, id) => json!({ "properties": { *name: to(id) } }),
            Part::Pattern(pattern, id) => json!({ "patternProperties": { *pattern: to(id) } }),
            Part::Element(index, id) => {
                let before = std::iter::repeat_n(json!(true), *index);
                let places: Vec<Value> = before.chain([to(id)]).collect();
                json!({ "prefixItems": places })
            }
            Part::Required(name) => json!({ "required": [name] }),
            Part::Beside(name, other) => json!({ "dependentRequired": { *name: [other] } }),
            Part::Unlisted(value) => json!({ "not": { "const": of_json(value) } }),
            Part::Alone(id) => json!({ "not": to(id) }),
        }
    }
}

fn keyword(node: &Node, entry: &Entry) -> Value {
    let value = |entry: &Entry| serde_json::from_str(&entry.json.compact()).unwrap_or_default();
    if entry.name.is_empty() {
        return value(entry);
    }
    if let (Keyword::Format(_), Some((least, greatest))) = (&entry.keyword, declared_range(node)) {
        return json!({ "minimum": integer(least), "maximum": integer(greatest) });
    }
    let companions = COMPANIONS.iter().filter(|(name, _)| *name == entry.name);
    let companions: Vec<&str> = companions.flat_map(|(_, names)| *names).copied().collect();
    let beside = node.keywords.iter();
    let beside = beside.filter(|other| companions.contains(&other.name.as_str()));
    let entries = beside.chain([entry]);
    let members = entries.map(|entry| (entry.name.clone(), value(entry)));
    Value::Object(members.collect::<Map<_, _>>())
}
