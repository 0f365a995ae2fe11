//! The one model of a schema: what every other module reads.
//!
//! A schema document is parsed once. Each of its schemas becomes a [`Node`]
//! with its JSON Pointer and place, and each keyword a variant of [`Keyword`],
//! so that the compiler points to every module that has to know a new one.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::json::{Json, Value, segment};
use crate::problem::Problem;

/// A schema document: the root is the first node.
#[derive(Clone, Debug)]
pub struct Schema {
    nodes: Vec<Node>,
    /// The nodes that become types, in the order of the source.
    names: BTreeMap<NodeId, String>,
}

/// Which node of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

impl NodeId {
    /// Its place among the nodes, parents before children.
    pub fn index(self) -> usize {
        self.0
    }
}

/// One schema of a schema document.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// Its keywords, in the order of the source.
    pub keywords: Vec<Entry>,
}

/// A place in a schema document.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// A keyword as it stands in the source.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where its value stands.
    pub place: Place,
    /// What it means.
    pub keyword: Keyword,
    /// Its value as it was written.
    pub json: Json,
}

/// A keyword of JSON Schema 2020-12 with its value.
#[derive(Clone, Debug)]
pub enum Keyword {
    /// `$schema` (Core §8.1.1).
    Dialect(String),
    /// `$comment` (Core §8.3), or an extension `x-…`: no meaning for instances.
    Comment,
    /// `$defs` (Core §8.2.4).
    Definitions(Vec<(String, NodeId)>),
    /// `$ref` (Core §8.2.3.1), resolved; `None` if it points nowhere.
    Reference(Option<NodeId>),
    /// `title` (Validation §9.1).
    Title(String),
    /// `description` (Validation §9.1).
    Description(String),
    /// `examples` (Validation §9.5).
    Examples(Vec<Json>),
    /// `type` (Validation §6.1.1), a single one.
    Type(Type),
    /// `format` (Validation §7), asserted where the pipeline knows it.
    Format(String),
    /// `properties` (Core §10.3.2.1).
    Properties(Vec<(String, NodeId)>),
    /// `required` (Validation §6.5.3).
    Required(Vec<String>),
    /// `additionalProperties` (Core §10.3.2.3).
    AdditionalProperties(NodeId),
    /// `items` (Core §10.3.1.2).
    Items(NodeId),
    /// A boolean schema (Core §4.3.2), taken for a keyword of its own.
    Boolean(bool),
    /// A keyword of 2020-12 that the pipeline does not honour yet.
    Unsupported,
    /// A keyword that 2020-12 does not have.
    Unknown,
    /// A value that the meta-schema does not allow; says what it does.
    Malformed(&'static str),
}

/// The types of JSON Schema (Validation §6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are the names of the types")]
pub enum Type {
    Null,
    Boolean,
    Object,
    Array,
    Number,
    Integer,
    String,
}

/// What the pipeline makes of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `bool`.
    Boolean,
    /// `i64`.
    Integer,
    /// `f64`.
    Number,
    /// `String`.
    String,
    /// `Timestamp`.
    DateTime,
    /// An object without declared properties: `Object`.
    FreeForm,
    /// An object with declared properties: a struct.
    Struct,
    /// `Vec` of the element.
    Array(NodeId),
    /// The type of a definition.
    Reference(NodeId),
}

impl Schema {
    /// Builds the model of a schema document.
    ///
    /// # Errors
    ///
    /// Duplicate properties, of which only one could count. Whatever else may
    /// be wrong is in the model, for [`preflight`](crate::preflight()) to tell.
    pub fn new(json: &Json) -> Result<Self, Vec<Problem>> {
        let mut duplicates = Vec::new();
        find_duplicates(json, "", &mut duplicates);
        if !duplicates.is_empty() {
            return Err(duplicates);
        }
        let mut schema = Schema {
            nodes: Vec::new(),
            names: BTreeMap::new(),
        };
        let id = schema.add(json, String::new());
        schema.resolve();
        let root = schema.node(id);
        let title = root.title().map(|title| (id, title.to_owned()));
        let named = root.definitions().iter();
        let named = named.map(|(name, id)| (*id, name.clone()));
        schema.names = title.into_iter().chain(named).collect();
        Ok(schema)
    }

    /// The root.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// All nodes, parents before children.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len()).map(NodeId)
    }

    /// The nodes that become types, each with its name: the root, which its
    /// title names, and the definitions.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.names.iter().map(|(id, name)| (name.as_str(), *id))
    }

    /// The name of a node that becomes a type.
    pub fn name(&self, id: NodeId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// Whether a time stands anywhere in the schema.
    pub fn has_times(&self) -> bool {
        self.ids().any(|id| self.shape(id) == Some(Shape::DateTime))
    }

    /// What the pipeline makes of a node; `None` if nothing.
    pub fn shape(&self, id: NodeId) -> Option<Shape> {
        let node = self.node(id);
        if let Some(target) = node.reference() {
            return Some(Shape::Reference(target));
        }
        match (node.type_()?, node.format()) {
            (Type::Boolean, None) => Some(Shape::Boolean),
            (Type::Integer, Some("int64")) => Some(Shape::Integer),
            (Type::Number, Some("double")) => Some(Shape::Number),
            (Type::String, None) => Some(Shape::String),
            (Type::String, Some("date-time")) => Some(Shape::DateTime),
            (Type::Array, None) => node.items().map(Shape::Array),
            (Type::Object, None) if node.properties().is_empty() => Some(Shape::FreeForm),
            (Type::Object, None) => Some(Shape::Struct),
            _ => None,
        }
    }

    fn add(&mut self, json: &Json, pointer: String) -> NodeId {
        let id = NodeId(self.nodes.len());
        let place = Place {
            pointer,
            line: json.line,
            column: json.column,
        };
        // The place in the list is taken before the children take theirs.
        self.nodes.push(Node {
            place: place.clone(),
            keywords: Vec::new(),
        });
        let keywords = match &json.value {
            Value::Object(entries) => entries
                .iter()
                .map(|(name, value)| self.entry(&place.pointer, name, value))
                .collect(),
            other => {
                let keyword = match other {
                    Value::Bool(truth) => Keyword::Boolean(*truth),
                    _ => Keyword::Malformed("a schema, which is an object or a boolean"),
                };
                vec![Entry {
                    name: String::new(),
                    place,
                    keyword,
                    json: json.clone(),
                }]
            }
        };
        self.nodes[id.0].keywords = keywords;
        id
    }

    fn entry(&mut self, parent: &str, name: &str, json: &Json) -> Entry {
        let place = Place {
            pointer: format!("{parent}{}", segment(name)),
            line: json.line,
            column: json.column,
        };
        Entry {
            name: name.to_owned(),
            keyword: self.keyword(name, json, &place.pointer),
            place,
            json: json.clone(),
        }
    }

    fn keyword(&mut self, name: &str, json: &Json, pointer: &str) -> Keyword {
        let text = |make: fn(String) -> Keyword| match &json.value {
            Value::String(text) => make(text.clone()),
            _ => Keyword::Malformed("a string"),
        };
        match name {
            "$schema" => text(Keyword::Dialect),
            "$comment" => text(|_| Keyword::Comment),
            "$defs" => self.members(json, pointer, Keyword::Definitions),
            // Resolved when all nodes are known.
            "$ref" => text(|_| Keyword::Reference(None)),
            "title" => text(Keyword::Title),
            "description" => text(Keyword::Description),
            "examples" => match &json.value {
                Value::Array(examples) => Keyword::Examples(examples.clone()),
                _ => Keyword::Malformed("an array"),
            },
            "type" => type_keyword(json),
            "format" => text(Keyword::Format),
            "properties" => self.members(json, pointer, Keyword::Properties),
            "required" => required_keyword(json),
            "additionalProperties" => {
                Keyword::AdditionalProperties(self.add(json, pointer.to_owned()))
            }
            "items" => Keyword::Items(self.add(json, pointer.to_owned())),
            name if name.starts_with("x-") => Keyword::Comment,
            name if UNSUPPORTED.contains(&name) => Keyword::Unsupported,
            _ => Keyword::Unknown,
        }
    }

    fn members(
        &mut self,
        json: &Json,
        pointer: &str,
        make: fn(Vec<(String, NodeId)>) -> Keyword,
    ) -> Keyword {
        let Value::Object(members) = &json.value else {
            return Keyword::Malformed("an object");
        };
        let node = |(name, json): &(String, Json)| {
            let pointer = format!("{pointer}{}", segment(name));
            (name.clone(), self.add(json, pointer))
        };
        make(members.iter().map(node).collect())
    }

    /// Points every `$ref` to its node.
    fn resolve(&mut self) {
        let places = self.nodes.iter().enumerate();
        let places: BTreeMap<String, NodeId> = places
            .map(|(index, node)| (node.place.pointer.clone(), NodeId(index)))
            .collect();
        for entry in self.nodes.iter_mut().flat_map(|node| &mut node.keywords) {
            if let (Keyword::Reference(target), Value::String(reference)) =
                (&mut entry.keyword, &entry.json.value)
            {
                // A pointer in a fragment is percent-encoded (RFC 6901 §6).
                let pointer = reference.strip_prefix('#');
                let pointer = pointer.map(|p| percent_decode_str(p).decode_utf8_lossy());
                *target = pointer.and_then(|pointer| places.get(&*pointer).copied());
            }
        }
    }
}

impl Node {
    /// The entry of the first keyword that a function picks.
    fn find<'a, T>(&'a self, pick: impl Fn(&'a Keyword) -> Option<T>) -> Option<T> {
        self.keywords.iter().find_map(|entry| pick(&entry.keyword))
    }

    /// `title`.
    pub fn title(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Title(title) => Some(title.as_str()),
            _ => None,
        })
    }

    /// `description`.
    pub fn description(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Description(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// `examples`.
    pub fn examples(&self) -> &[Json] {
        let examples = self.find(|keyword| match keyword {
            Keyword::Examples(examples) => Some(examples.as_slice()),
            _ => None,
        });
        examples.unwrap_or_default()
    }

    /// `type`.
    pub fn type_(&self) -> Option<Type> {
        self.find(|keyword| match keyword {
            Keyword::Type(type_) => Some(*type_),
            _ => None,
        })
    }

    /// `format`.
    pub fn format(&self) -> Option<&str> {
        self.find(|keyword| match keyword {
            Keyword::Format(format) => Some(format.as_str()),
            _ => None,
        })
    }

    /// The node that `$ref` refers to.
    pub fn reference(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::Reference(target) => *target,
            _ => None,
        })
    }

    /// `$defs`.
    pub fn definitions(&self) -> &[(String, NodeId)] {
        let definitions = self.find(|keyword| match keyword {
            Keyword::Definitions(members) => Some(members.as_slice()),
            _ => None,
        });
        definitions.unwrap_or_default()
    }

    /// `properties`, in the order of the source.
    pub fn properties(&self) -> &[(String, NodeId)] {
        let properties = self.find(|keyword| match keyword {
            Keyword::Properties(members) => Some(members.as_slice()),
            _ => None,
        });
        properties.unwrap_or_default()
    }

    /// Whether `required` lists a property.
    pub fn requires(&self, name: &str) -> bool {
        self.required().iter().any(|other| other == name)
    }

    /// `required`.
    pub fn required(&self) -> &[String] {
        let required = self.find(|keyword| match keyword {
            Keyword::Required(names) => Some(names.as_slice()),
            _ => None,
        });
        required.unwrap_or_default()
    }

    /// `items`.
    pub fn items(&self) -> Option<NodeId> {
        self.find(|keyword| match keyword {
            Keyword::Items(items) => Some(*items),
            _ => None,
        })
    }
}

/// Keywords of 2020-12 that the pipeline does not honour.
const UNSUPPORTED: &[&str] = &[
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$vocabulary",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "else",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "readOnly",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
];

fn type_keyword(json: &Json) -> Keyword {
    let Value::String(name) = &json.value else {
        return match &json.value {
            Value::Array(_) => Keyword::Unsupported,
            _ => Keyword::Malformed("a string or an array of strings"),
        };
    };
    match name.as_str() {
        "null" => Keyword::Type(Type::Null),
        "boolean" => Keyword::Type(Type::Boolean),
        "object" => Keyword::Type(Type::Object),
        "array" => Keyword::Type(Type::Array),
        "number" => Keyword::Type(Type::Number),
        "integer" => Keyword::Type(Type::Integer),
        "string" => Keyword::Type(Type::String),
        _ => Keyword::Malformed("null, boolean, object, array, number, integer or string"),
    }
}

fn required_keyword(json: &Json) -> Keyword {
    const FORM: &str = "an array of strings, each of them once";
    let Value::Array(elements) = &json.value else {
        return Keyword::Malformed(FORM);
    };
    let mut names = Vec::new();
    for element in elements {
        match &element.value {
            Value::String(name) if !names.contains(name) => names.push(name.clone()),
            _ => return Keyword::Malformed(FORM),
        }
    }
    Keyword::Required(names)
}

fn find_duplicates(json: &Json, pointer: &str, problems: &mut Vec<Problem>) {
    let children: Vec<(String, &Json)> = match &json.value {
        Value::Array(elements) => {
            let indices = elements.iter().enumerate();
            indices.map(|(i, e)| (format!("/{i}"), e)).collect()
        }
        Value::Object(properties) => {
            let names = properties.iter();
            names.map(|(name, value)| (segment(name), value)).collect()
        }
        _ => return,
    };
    let mut seen = BTreeSet::new();
    for (segment, value) in children {
        let pointer = format!("{pointer}{segment}");
        find_duplicates(value, &pointer, problems);
        if !seen.insert(segment) {
            problems.push(Problem {
                place: Place {
                    pointer,
                    line: value.line,
                    column: value.column,
                },
                message: "this object already has a property of this name".to_owned(),
                fix: "remove one of the two".to_owned(),
            });
        }
    }
}
