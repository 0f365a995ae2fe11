//! Builds the model of a schema document.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::{Combinator, Count, Entry, Keyword, Limit, Node, NodeId, Place, Schema, Type};
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
        let mut schema = Schema { nodes: Vec::new() };
        schema.add(json, String::new());
        schema.resolve();
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
            // At the root it names the document, and no reference here depends on it.
            "$id" if pointer == "/$id" => text(|_| Keyword::Annotation),
            "$anchor" => text(Keyword::Anchor),
            "$comment" => text(|_| Keyword::Comment),
            "$defs" | "definitions" => self.members(json, pointer, Keyword::Definitions),
            // Resolved when all nodes are known.
            "$ref" => text(|_| Keyword::Reference(None)),
            "title" => text(Keyword::Title),
            "description" => text(Keyword::Description),
            "examples" => match &json.value {
                Value::Array(examples) => Keyword::Examples(examples.clone()),
                _ => Keyword::Malformed("an array"),
            },
            "default" => Keyword::Annotation,
            "deprecated" => truth(json, Keyword::Deprecated),
            "readOnly" | "writeOnly" => truth(json, |_| Keyword::Annotation),
            "type" => type_keyword(json),
            "enum" => match &json.value {
                Value::Array(values) => Keyword::Enum(values.clone()),
                _ => Keyword::Malformed("an array"),
            },
            "const" => Keyword::Const(json.clone()),
            "format" => text(Keyword::Format),
            "minLength" => count(json, Count::MinLength),
            "maxLength" => count(json, Count::MaxLength),
            "minItems" => count(json, Count::MinItems),
            "maxItems" => count(json, Count::MaxItems),
            "minProperties" => count(json, Count::MinProperties),
            "maxProperties" => count(json, Count::MaxProperties),
            "minimum" => limit(json, Limit::Minimum),
            "maximum" => limit(json, Limit::Maximum),
            "exclusiveMinimum" => limit(json, Limit::ExclusiveMinimum),
            "exclusiveMaximum" => limit(json, Limit::ExclusiveMaximum),
            "multipleOf" => limit(json, Limit::MultipleOf),
            "pattern" => text(Keyword::Pattern),
            "uniqueItems" => truth(json, Keyword::UniqueItems),
            "properties" => self.members(json, pointer, Keyword::Properties),
            "required" => names(json).map_or(Keyword::Malformed(NAMES), Keyword::Required),
            "dependentRequired" => dependencies(json),
            "patternProperties" => self.members(json, pointer, Keyword::PatternProperties),
            "additionalProperties" => {
                Keyword::AdditionalProperties(self.add(json, pointer.to_owned()))
            }
            "propertyNames" => Keyword::PropertyNames(self.add(json, pointer.to_owned())),
            "items" => Keyword::Items(self.add(json, pointer.to_owned())),
            "prefixItems" => self.list(json, pointer, Keyword::PrefixItems),
            "allOf" => self.list(json, pointer, |ids| {
                Keyword::Branches(Combinator::AllOf, ids)
            }),
            "anyOf" => self.list(json, pointer, |ids| {
                Keyword::Branches(Combinator::AnyOf, ids)
            }),
            "oneOf" => self.list(json, pointer, |ids| {
                Keyword::Branches(Combinator::OneOf, ids)
            }),
            "x-extensible-enum" => {
                names(json).map_or(Keyword::Malformed(NAMES), Keyword::Extensible)
            }
            name if name.starts_with("x-") => Keyword::Extension,
            name if UNSUPPORTED.contains(&name) => Keyword::Unsupported,
            _ => Keyword::Unknown,
        }
    }

    /// A list of schemas, at least one.
    fn list(&mut self, json: &Json, pointer: &str, make: fn(Vec<NodeId>) -> Keyword) -> Keyword {
        let Value::Array(elements) = &json.value else {
            return Keyword::Malformed("an array of schemas");
        };
        if elements.is_empty() {
            return Keyword::Malformed("an array of at least one schema");
        }
        let elements = elements.iter().enumerate();
        let ids = elements.map(|(index, json)| self.add(json, format!("{pointer}/{index}")));
        make(ids.collect())
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
        let mut places = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate() {
            places.insert(format!("#{}", node.place.pointer), NodeId(index));
            for entry in &node.keywords {
                if let Keyword::Anchor(name) = &entry.keyword {
                    places.entry(format!("#{name}")).or_insert(NodeId(index));
                }
            }
        }
        let root = self
            .nodes
            .first()
            .into_iter()
            .flat_map(|node| &node.keywords);
        let name =
            root.filter(|entry| entry.name == "$id")
                .find_map(|entry| match &entry.json.value {
                    Value::String(name) => Some(name.trim_end_matches('#').to_owned()),
                    _ => None,
                });
        for entry in self.nodes.iter_mut().flat_map(|node| &mut node.keywords) {
            if let (Keyword::Reference(target), Value::String(reference)) =
                (&mut entry.keyword, &entry.json.value)
            {
                // By its whole name, the document refers to itself too.
                let own = name
                    .as_ref()
                    .and_then(|name| reference.strip_prefix(name.as_str()));
                let own = own.filter(|fragment| fragment.starts_with('#'));
                let reference = own.unwrap_or(reference);
                // A pointer in a fragment is percent-encoded (RFC 6901 §6).
                let reference = percent_decode_str(reference).decode_utf8_lossy();
                *target = places.get(&*reference).copied();
            }
        }
    }
}

/// Keywords of 2020-12 that the pipeline does not honour.
const UNSUPPORTED: &[&str] = &[
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$vocabulary",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependencies",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "not",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

fn type_keyword(json: &Json) -> Keyword {
    const FORM: &str = "null, boolean, object, array, number, integer or string, or an array of \
        some of these, each once";
    let type_ = |json: &Json| match &json.value {
        Value::String(name) => Type::named(name),
        _ => None,
    };
    let types = match &json.value {
        Value::Array(types) if !types.is_empty() => types.iter().map(type_).collect(),
        Value::Array(_) => None,
        _ => type_(json).map(|type_| vec![type_]),
    };
    match types {
        Some(types) if all_differ(&types) => Keyword::Type(types),
        _ => Keyword::Malformed(FORM),
    }
}

fn all_differ<T: PartialEq>(values: &[T]) -> bool {
    let mut values = values.iter().enumerate();
    let all = values.clone();
    values.all(|(index, value)| !all.clone().take(index).any(|(_, other)| other == value))
}

fn truth(json: &Json, make: fn(bool) -> Keyword) -> Keyword {
    match &json.value {
        Value::Bool(truth) => make(*truth),
        _ => Keyword::Malformed("a boolean"),
    }
}

/// `2.0` is an integer, as in any instance.
fn count(json: &Json, count: Count) -> Keyword {
    let number = match &json.value {
        // A double would round what is beyond.
        Value::Number(number) if number.parse().is_ok_and(|n: u64| n > MOST as u64) => None,
        Value::Number(number) => number.parse::<f64>().ok(),
        _ => None,
    };
    match number {
        Some(n) if n >= 0.0 && n.fract() == 0.0 && n <= MOST => Keyword::Count(count, n as usize),
        _ => Keyword::Malformed("an integer from 0 to 9007199254740992"),
    }
}

/// 2⁵³: no document holds more of anything.
const MOST: f64 = 9_007_199_254_740_992.0;

fn limit(json: &Json, limit: Limit) -> Keyword {
    match &json.value {
        Value::Number(number) if limit != Limit::MultipleOf => {
            Keyword::Limit(limit, number.clone())
        }
        Value::Number(number) if number.parse().is_ok_and(|n: f64| n > 0.0) => {
            Keyword::Limit(limit, number.clone())
        }
        _ if limit == Limit::MultipleOf => Keyword::Malformed("a number above 0"),
        _ => Keyword::Malformed("a number"),
    }
}

/// What a list of names has to be.
const NAMES: &str = "an array of strings, each of them once";

fn names(json: &Json) -> Option<Vec<String>> {
    let Value::Array(elements) = &json.value else {
        return None;
    };
    let mut seen = BTreeSet::new();
    let name = |element: &Json| match &element.value {
        Value::String(name) if seen.insert(name.clone()) => Some(name.clone()),
        _ => None,
    };
    elements.iter().map(name).collect()
}

fn dependencies(json: &Json) -> Keyword {
    let Value::Object(members) = &json.value else {
        return Keyword::Malformed("an object of arrays of strings");
    };
    let members = members
        .iter()
        .map(|(name, json)| Some((name.clone(), names(json)?)));
    match members.collect() {
        Some(members) => Keyword::DependentRequired(members),
        None => Keyword::Malformed("an object of arrays of strings, each of them once"),
    }
}

/// Properties that their object has twice.
pub(crate) fn find_duplicates(json: &Json, pointer: &str, problems: &mut Vec<Problem>) {
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
