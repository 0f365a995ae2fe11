//! Builds the model of a schema document.

use std::collections::{BTreeMap, BTreeSet};

use exactschema::schema::{Draft, Facts, Role, Table};

use super::{Combinator, Count, Entry, Keyword, Limit, Node, NodeId, Place, Schema, Type};
use crate::json::{Json, Value};
use crate::pointer::segment;
use crate::problem::Problem;

impl Schema {
    /// Builds the model of a schema document, by the dialect that its `$schema` names.
    ///
    /// # Errors
    ///
    /// Duplicate properties, of which only one could count. All other problems are in the
    /// model; [`compile`](crate::compile) reports them.
    pub fn new(json: &Json) -> Result<Self, Vec<Problem>> {
        Schema::read(json, None)
    }

    /// Builds the model of a schema document that was compiled, whose references go where
    /// those of the table go.
    ///
    /// # Errors
    ///
    /// As [`Schema::new`].
    pub fn of_table(json: &Json, table: &Table) -> Result<Self, Vec<Problem>> {
        Schema::read(json, Some(table))
    }

    fn read(json: &Json, table: Option<&Table>) -> Result<Self, Vec<Problem>> {
        let mut duplicates = Vec::new();
        find_duplicates(json, "", &mut duplicates);
        if !duplicates.is_empty() {
            return Err(duplicates);
        }
        let root = table.and_then(|table| table.nodes().first());
        let mut schema = Schema {
            nodes: Vec::new(),
            by_pointer: BTreeMap::new(),
            draft: root.map_or(Draft::Draft202012, |root| root.draft),
            has_resources: false,
            is_dynamic: false,
            tracks: false,
        };
        schema.draft = named_draft(json).unwrap_or(schema.draft);
        schema.add(json, String::new(), schema.draft);
        schema.resolve();
        if let Some(table) = table {
            schema.resolve_by(table);
        }
        Ok(schema)
    }

    /// Adds subschemas of the document that no keyword of the model leads to, each with
    /// its pointer and the dialect of the schema around it. One that an earlier one leads to is
    /// not added again.
    pub fn reveal(&mut self, subschemas: &[(String, Json, Draft)]) {
        for (pointer, json, draft) in subschemas {
            if self.at(pointer).is_none() {
                self.add(json, pointer.clone(), *draft);
            }
        }
        self.resolve();
    }

    /// Adds a subschema of the document that no keyword of the model leads to. Its references
    /// lead nowhere until all are resolved by [`resolve_all`](Self::resolve_all).
    pub fn add_subschema(&mut self, pointer: String, json: &Json) -> NodeId {
        self.add(json, pointer, self.draft)
    }

    fn add(&mut self, json: &Json, pointer: String, draft: Draft) -> NodeId {
        // A schema with a URI of its own may be of a dialect of its own (Core §8.1.1).
        let draft = named_draft(json).unwrap_or(draft);
        let id = NodeId(self.nodes.len());
        let place = Place {
            pointer,
            line: json.line,
            column: json.column,
        };
        self.by_pointer.entry(place.pointer.clone()).or_insert(id);
        // The place in the list is taken before the children take theirs.
        self.nodes.push(Node {
            place: place.clone(),
            draft,
            keywords: Vec::new(),
        });
        let keywords = match &json.value {
            Value::Object(entries) => {
                let reader = Siblings { draft, entries };
                entries
                    .iter()
                    .map(|(name, value)| self.entry(&place.pointer, name, value, &reader))
                    .collect()
            }
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

    fn entry(&mut self, parent: &str, name: &str, json: &Json, siblings: &Siblings<'_>) -> Entry {
        let place = Place {
            pointer: format!("{parent}{}", segment(name)),
            line: json.line,
            column: json.column,
        };
        Entry {
            name: name.to_owned(),
            keyword: self.keyword(name, json, &place.pointer, siblings),
            place,
            json: json.clone(),
        }
    }

    fn keyword(
        &mut self,
        name: &str,
        json: &Json,
        pointer: &str,
        siblings: &Siblings<'_>,
    ) -> Keyword {
        let draft = siblings.draft;
        let text = |make: fn(String) -> Keyword| match &json.value {
            Value::String(text) => make(text.clone()),
            _ => Keyword::Malformed("a string"),
        };
        if siblings.is_ineffective(name) {
            return Keyword::Unasserted;
        }
        match name {
            "$schema" => return text(Keyword::Dialect),
            // At the root it names the document, and no reference here depends on it.
            "$id" | "id" if pointer[1..] == *name => return text(|_| Keyword::Annotation),
            "$comment" => return text(|_| Keyword::Comment),
            "x-extensible-enum" => {
                return names(json).map_or(Keyword::Malformed(NAMES), Keyword::Extensible);
            }
            name if name.starts_with("x-") => return Keyword::Extension,
            _ => {}
        }
        let facts = Facts::of(name, draft);
        // Older dialects do not have it, and many schemas of them refer into it all the same.
        let facts =
            facts.or_else(|| Facts::of(name, Draft::V1).filter(|_| are_definitions(name, json)));
        let Some(facts) = facts else {
            return Keyword::Unknown;
        };
        match name {
            "$anchor" => text(Keyword::Anchor),
            "$defs" | "definitions" => self.members(json, pointer, draft, Keyword::Definitions),
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
                Value::Array(values) => Keyword::Enum(distinct(values)),
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
            "minimum" | "maximum" if draft == Draft::Draft4 => siblings.bound(name, json),
            "exclusiveMinimum" | "exclusiveMaximum" if draft == Draft::Draft4 => {
                siblings.exclusive_bound(name, json)
            }
            "minimum" => limit(json, Limit::Minimum),
            "maximum" => limit(json, Limit::Maximum),
            "exclusiveMinimum" => limit(json, Limit::ExclusiveMinimum),
            "exclusiveMaximum" => limit(json, Limit::ExclusiveMaximum),
            "multipleOf" => limit(json, Limit::MultipleOf),
            "pattern" => text(Keyword::Pattern),
            "uniqueItems" => truth(json, Keyword::UniqueItems),
            "properties" => self.members(json, pointer, draft, Keyword::Properties),
            "required" => names(json).map_or(Keyword::Malformed(NAMES), Keyword::Required),
            "dependentRequired" => dependencies(json),
            "dependencies" => match dependencies(json) {
                Keyword::Malformed(_) => Keyword::Unsupported,
                names => names,
            },
            "patternProperties" => self.members(json, pointer, draft, Keyword::PatternProperties),
            "additionalProperties" => {
                Keyword::AdditionalProperties(self.add(json, pointer.to_owned(), draft))
            }
            "propertyNames" => Keyword::PropertyNames(self.add(json, pointer.to_owned(), draft)),
            "items" if draft < Draft::Draft202012 && matches!(json.value, Value::Array(_)) => {
                self.list(json, pointer, draft, Keyword::PrefixItems)
            }
            "items" => Keyword::Items(self.add(json, pointer.to_owned(), draft)),
            "additionalItems" if siblings.has_item_list() => {
                Keyword::Items(self.add(json, pointer.to_owned(), draft))
            }
            // It applies to the elements after those of a list.
            "additionalItems" => Keyword::Annotation,
            "prefixItems" => self.list(json, pointer, draft, Keyword::PrefixItems),
            "allOf" => self.list(json, pointer, draft, |ids| {
                Keyword::Branches(Combinator::AllOf, ids)
            }),
            "anyOf" => self.list(json, pointer, draft, |ids| {
                Keyword::Branches(Combinator::AnyOf, ids)
            }),
            "oneOf" => self.list(json, pointer, draft, |ids| {
                Keyword::Branches(Combinator::OneOf, ids)
            }),
            _ if facts.role == Role::Annotation || facts.role == Role::Identifier => {
                Keyword::Unasserted
            }
            _ => Keyword::Unsupported,
        }
    }

    /// A list of schemas, at least one.
    fn list(
        &mut self,
        json: &Json,
        pointer: &str,
        draft: Draft,
        make: fn(Vec<NodeId>) -> Keyword,
    ) -> Keyword {
        let Value::Array(elements) = &json.value else {
            return Keyword::Malformed("an array of schemas");
        };
        if elements.is_empty() {
            return Keyword::Malformed("an array of at least one schema");
        }
        let elements = elements.iter().enumerate();
        let ids = elements.map(|(index, json)| self.add(json, format!("{pointer}/{index}"), draft));
        make(ids.collect())
    }

    fn members(
        &mut self,
        json: &Json,
        pointer: &str,
        draft: Draft,
        make: fn(Vec<(String, NodeId)>) -> Keyword,
    ) -> Keyword {
        let Value::Object(members) = &json.value else {
            return Keyword::Malformed("an object");
        };
        let node = |(name, json): &(String, Json)| {
            let pointer = format!("{pointer}{}", segment(name));
            (name.clone(), self.add(json, pointer, draft))
        };
        make(members.iter().map(node).collect())
    }
}

/// The keywords of a schema, for those that depend on each other in older dialects.
struct Siblings<'a> {
    draft: Draft,
    entries: &'a [(String, Json)],
}

impl Siblings<'_> {
    fn get(&self, name: &str) -> Option<&Json> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(other, _)| other == name);
        found.map(|(_, json)| json)
    }

    /// Whether a `$ref` beside it makes a keyword ineffective (draft 7 Core §8.3).
    /// Definitions in it can still be referred to.
    fn is_ineffective(&self, name: &str) -> bool {
        let refers = || {
            matches!(
                self.get("$ref").map(|json| &json.value),
                Some(Value::String(_))
            )
        };
        self.draft < Draft::Draft201909
            && !matches!(
                name,
                "$ref" | "definitions" | "$schema" | "title" | "description"
            )
            && refers()
    }

    /// Whether `items` lists the schemas of the first elements.
    fn has_item_list(&self) -> bool {
        matches!(
            self.get("items").map(|json| &json.value),
            Some(Value::Array(_))
        )
    }

    /// A bound of draft 4, unless the keyword beside it makes it exclusive.
    fn bound(&self, name: &str, json: &Json) -> Keyword {
        let (exclusive, inclusive) = match name {
            "minimum" => ("exclusiveMinimum", Limit::Minimum),
            _ => ("exclusiveMaximum", Limit::Maximum),
        };
        match self.get(exclusive).map(|json| &json.value) {
            Some(Value::Bool(true)) => Keyword::Lowered,
            _ => limit(json, inclusive),
        }
    }

    /// An exclusive bound of draft 4, where the number is beside it.
    fn exclusive_bound(&self, name: &str, json: &Json) -> Keyword {
        let (inclusive, exclusive) = match name {
            "exclusiveMinimum" => ("minimum", Limit::ExclusiveMinimum),
            _ => ("maximum", Limit::ExclusiveMaximum),
        };
        match (&json.value, self.get(inclusive)) {
            (Value::Bool(true), Some(number)) => limit(number, exclusive),
            (Value::Bool(_), _) => Keyword::Lowered,
            _ => Keyword::Malformed("a boolean"),
        }
    }
}

/// The dialect that a schema names.
fn named_draft(json: &Json) -> Option<Draft> {
    let Value::Object(entries) = &json.value else {
        return None;
    };
    let dialect = entries.iter().find(|(name, _)| name == "$schema");
    match &dialect?.1.value {
        Value::String(uri) => Draft::by_uri(uri),
        _ => None,
    }
}

/// Values without those that repeat others.
fn distinct(values: &[Json]) -> Vec<Json> {
    let mut seen = BTreeSet::new();
    let values = values.iter();
    values
        .filter(|value| seen.insert(value.canonical()))
        .cloned()
        .collect()
}

/// Whether a keyword holds definitions, all of which could be schemas.
fn are_definitions(name: &str, json: &Json) -> bool {
    let could_be =
        |(_, json): &(String, Json)| matches!(json.value, Value::Object(_) | Value::Bool(_));
    match &json.value {
        Value::Object(members) => name == "$defs" && members.iter().all(could_be),
        _ => false,
    }
}

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
        // Every integer is a number.
        Some(mut types) if all_differ(&types) => {
            let has_number = types.contains(&Type::Number);
            types.retain(|type_| !(has_number && *type_ == Type::Integer));
            Keyword::Type(types)
        }
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

/// 2⁵³: no document contains more of anything.
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
pub fn find_duplicates(json: &Json, pointer: &str, problems: &mut Vec<Problem>) {
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
