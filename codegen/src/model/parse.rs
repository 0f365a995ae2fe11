//! Builds the model of a schema document.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::{Entry, Keyword, Node, NodeId, Place, Schema, Type};
use crate::json::{Json, Value, segment};
use crate::problem::Problem;

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
            "default" => Keyword::Annotation,
            "readOnly" | "writeOnly" => match &json.value {
                Value::Bool(_) => Keyword::Annotation,
                _ => Keyword::Malformed("a boolean"),
            },
            "type" => type_keyword(json),
            "format" => text(Keyword::Format),
            "properties" => self.members(json, pointer, Keyword::Properties),
            "required" => required_keyword(json),
            "additionalProperties" => {
                Keyword::AdditionalProperties(self.add(json, pointer.to_owned()))
            }
            "items" => Keyword::Items(self.add(json, pointer.to_owned())),
            name if name.starts_with("x-") => Keyword::Extension,
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
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
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
