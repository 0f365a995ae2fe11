//! The part of a schema that a change is about.

use exactschema_frontend::json::{Json, quoted};
use exactschema_frontend::model::{Draft, Entry, Keyword, Node, NodeId, Schema};
use exactschema_sample::{declared_range, fragment};

/// A part of a schema that can reject a value on its own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// A keyword, with its siblings that determine its scope.
    Keyword(&'a Node, &'a Entry),
    /// The schema of the property of a name.
    Property(&'a str, NodeId),
    /// The schema of the properties of a pattern.
    Pattern(&'a str, NodeId),
    /// The schema of the element of an index.
    Element(usize, NodeId),
    /// A required property.
    Required(&'a str),
    /// A property that another one requires.
    Beside(&'a str, &'a str),
    /// A value that is not listed.
    Unlisted(&'a Json),
    /// A branch that must not be valid as well.
    Alone(NodeId),
}

/// Keywords that apply to the rest that their siblings leave.
const COMPANIONS: &[(&str, &[&str])] = &[
    ("additionalProperties", &["properties", "patternProperties"]),
    ("items", &["prefixItems"]),
    ("additionalItems", &["items"]),
    ("minimum", &["exclusiveMinimum"]),
    ("maximum", &["exclusiveMaximum"]),
    ("exclusiveMinimum", &["minimum"]),
    ("exclusiveMaximum", &["maximum"]),
    ("if", &["then", "else"]),
    ("then", &["if"]),
    ("else", &["if"]),
    ("contains", &["minContains", "maxContains"]),
    ("minContains", &["contains"]),
    ("maxContains", &["contains", "minContains"]),
    ("unevaluatedItems", IN_PLACE),
    ("unevaluatedProperties", IN_PLACE),
];

/// The siblings whose evaluations the keywords `unevaluated…` depend on.
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
    /// The part as the text of a schema that is valid anywhere in its document.
    pub(super) fn json(&self, schema: &Schema) -> String {
        let to = |id: &NodeId| {
            let reference = fragment(&schema.node(*id).place.pointer);
            format!("{{\"$ref\":{}}}", quoted(&reference))
        };
        // The part lies at the root of the document, and has the keywords of its dialect.
        let draft = schema.draft();
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
                let before = "{},".repeat(*index);
                let keyword = match draft < Draft::Draft202012 {
                    true => "items",
                    false => "prefixItems",
                };
                format!("{{\"{keyword}\":[{before}{}]}}", to(id))
            }
            Part::Required(name) => format!("{{\"required\":[{}]}}", quoted(name)),
            Part::Beside(name, other) => {
                let (name, other) = (quoted(name), quoted(other));
                let keyword = match draft < Draft::Draft201909 {
                    true => "dependencies",
                    false => "dependentRequired",
                };
                format!("{{\"{keyword}\":{{{name}:[{other}]}}}}")
            }
            Part::Unlisted(value) => format!("{{\"not\":{{\"enum\":[{}]}}}}", value.compact()),
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
    // In draft 4 only, whether a limit is exclusive is a keyword of its own.
    let is_bound = matches!(entry.keyword, Keyword::Limit(..)) && node.draft > Draft::Draft4;
    let companions = COMPANIONS
        .iter()
        .filter(|(name, _)| *name == entry.name && !is_bound);
    let companions: Vec<&str> = companions.flat_map(|(_, names)| *names).copied().collect();
    let beside = node.keywords.iter();
    let beside = beside.filter(|other| companions.contains(&other.name.as_str()));
    let members = beside
        .chain([entry])
        .map(|entry| format!("{}:{}", quoted(&entry.name), entry.json.compact()));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}
