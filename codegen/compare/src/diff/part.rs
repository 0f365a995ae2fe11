//! The part of a schema that a change is about.

use exactschema_frontend::json::{Json, quoted};
use exactschema_frontend::model::{Entry, Keyword, Node, NodeId, Schema};
use exactschema_sample::{declared_range, fragment};

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
    ("if", &["then", "else"]),
    ("then", &["if"]),
    ("else", &["if"]),
    ("contains", &["minContains", "maxContains"]),
    ("minContains", &["contains"]),
    ("maxContains", &["contains", "minContains"]),
    ("unevaluatedItems", IN_PLACE),
    ("unevaluatedProperties", IN_PLACE),
];

/// What keywords `unevaluated…` ask for what they have evaluated.
const IN_PLACE: &[&str] = &[
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "dependentSchemas",
    "else",
    "if",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "then",
];

impl Part<'_> {
    /// It as the text of a schema that may stand anywhere in its document.
    pub(super) fn json(&self, schema: &Schema) -> String {
        let to = |id: &NodeId| {
            let reference = fragment(&schema.node(*id).place.pointer);
            format!("{{\"$ref\":{}}}", quoted(&reference))
        };
        match self {
            Part::Keyword(node, entry) => keyword(node, entry),
            Part::Property(name, id) => {
                format!("{{\"properties\":{{{}:{}}}}}", quoted(name), to(id))
            }
            Part::Pattern(pattern, id) => {
                let pattern = quoted(pattern);
                format!("{{\"patternProperties\":{{{pattern}:{}}}}}", to(id))
            }
            Part::Element(index, id) => {
                let before = "true,".repeat(*index);
                format!("{{\"prefixItems\":[{before}{}]}}", to(id))
            }
            Part::Required(name) => format!("{{\"required\":[{}]}}", quoted(name)),
            Part::Beside(name, other) => {
                let (name, other) = (quoted(name), quoted(other));
                format!("{{\"dependentRequired\":{{{name}:[{other}]}}}}")
            }
            Part::Unlisted(value) => format!("{{\"not\":{{\"const\":{}}}}}", value.compact()),
            Part::Alone(id) => format!("{{\"not\":{}}}", to(id)),
        }
    }
}

fn keyword(node: &Node, entry: &Entry) -> String {
    if entry.name.is_empty() {
        return entry.json.compact();
    }
    if let (Keyword::Format(_), Some((least, greatest))) = (&entry.keyword, declared_range(node)) {
        return format!("{{\"minimum\":{least},\"maximum\":{greatest}}}");
    }
    let companions = COMPANIONS.iter().filter(|(name, _)| *name == entry.name);
    let companions: Vec<&str> = companions.flat_map(|(_, names)| *names).copied().collect();
    let beside = node.keywords.iter();
    let beside = beside.filter(|other| companions.contains(&other.name.as_str()));
    let members = beside
        .chain([entry])
        .map(|entry| format!("{}:{}", quoted(&entry.name), entry.json.compact()));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}
