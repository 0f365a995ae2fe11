//! An evaluator of JSON Schema that follows the specification word by word, on trees of
//! `serde_json`: no table, no memory, no order but that of the text. It shares nothing
//! with the evaluator that it judges.

use std::collections::{BTreeSet, HashMap};

use exactschema::schema::Draft;
use serde_json::{Map, Value};

use super::value::{Thousandths, equal, is_of, matches};

/// The number of schemas that may be entered within each other.
const DEEP: usize = 300;

/// A schema with the resources and anchors in it.
pub(super) struct Naive<'s> {
    draft: Draft,
    quirk: Option<Quirk>,
    resources: Vec<Resource<'s>>,
    /// The resource of each schema, by the address of the schema.
    owners: HashMap<usize, usize>,
}

/// A way in which another evaluator departs from the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quirk {
    /// In 2019-09 `contains` evaluates elements, of which its Core §9.3.1.4 has no
    /// annotation, and its §9.3.1.3 does not count it for `unevaluatedItems`.
    ContainsEvaluates,
    /// `$recursiveRef` stays in its resource, within `unevaluatedProperties`, though
    /// another that was entered before has `$recursiveAnchor` (2019-09 Core §8.2.4.2).
    RecursionStays,
}

struct Resource<'s> {
    uri: &'s str,
    root: &'s Value,
    anchors: HashMap<&'s str, &'s Value>,
    dynamic_anchors: HashMap<&'s str, &'s Value>,
}

/// The evaluated parts of a valid instance: names and indices.
#[derive(Default)]
struct Evaluated {
    names: BTreeSet<String>,
    places: BTreeSet<usize>,
}

/// The annotations of a valid instance; `None` for one that is not.
type Outcome = Option<Evaluated>;

/// A dynamic scope: the resources on the way, outermost first.
type Scope = Vec<usize>;

/// An evaluation that goes deeper than any instance makes it go.
#[derive(Debug)]
pub(super) struct Endless;

impl<'s> Naive<'s> {
    pub(super) fn new(schema: &'s Value, draft: Draft, quirk: Option<Quirk>) -> Self {
        let mut naive = Naive {
            draft,
            quirk,
            resources: Vec::new(),
            owners: HashMap::new(),
        };
        naive.index(schema, None);
        naive
    }

    pub(super) fn is_valid(&self, instance: &Value) -> Result<bool, Endless> {
        let root = self.resources[0].root;
        Ok(self.schema(root, instance, &[], 0)?.is_some())
    }

    /// Registers a schema and all in it; anything that is an object may be one.
    fn index(&mut self, schema: &'s Value, owner: Option<usize>) {
        let mut owner = owner;
        if let Value::Object(object) = schema {
            let id = object.get("$id").and_then(Value::as_str);
            // In draft 7 the keywords beside `$ref` mean nothing, and `#name` is an anchor.
            let ignored = self.draft < Draft::Draft201909 && object.contains_key("$ref");
            let id = id.filter(|_| !ignored);
            if owner.is_none() || id.is_some_and(|id| !id.starts_with('#')) {
                self.resources.push(Resource {
                    uri: id.unwrap_or_default(),
                    root: schema,
                    anchors: HashMap::new(),
                    dynamic_anchors: HashMap::new(),
                });
                owner = Some(self.resources.len() - 1);
            }
            let resource = &mut self.resources[owner.expect("it was made")];
            let text = |name: &str| object.get(name).and_then(Value::as_str);
            let anchor = id.and_then(|id| id.strip_prefix('#'));
            for name in [anchor, text("$anchor"), text("$dynamicAnchor")] {
                resource.anchors.extend(name.map(|name| (name, schema)));
            }
            if let Some(name) = text("$dynamicAnchor") {
                resource.dynamic_anchors.insert(name, schema);
            }
        }
        if owner.is_none() {
            self.resources.push(Resource {
                uri: "",
                root: schema,
                anchors: HashMap::new(),
                dynamic_anchors: HashMap::new(),
            });
            owner = Some(0);
        }
        self.owners
            .insert(address(schema), owner.expect("it was made"));
        match schema {
            Value::Object(object) => {
                for (name, inner) in object {
                    if !matches!(name.as_str(), "enum" | "const") {
                        self.index(inner, owner);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|inner| self.index(inner, owner)),
            _ => {}
        }
    }

    /// Core §4.3.2 and §7: a boolean, or all keywords of an object.
    fn schema(
        &self,
        schema: &'s Value,
        instance: &Value,
        scope: &[usize],
        depth: usize,
    ) -> Result<Outcome, Endless> {
        if depth > DEEP {
            return Err(Endless);
        }
        let keywords = match schema {
            Value::Bool(truth) => return Ok(truth.then(Evaluated::default)),
            Value::Object(keywords) => keywords,
            other => panic!("no schema: {other}"),
        };
        let owner = self.owners[&address(schema)];
        let mut scope = scope.to_vec();
        scope.push(owner);
        let call = Call {
            naive: self,
            keywords,
            owner,
            scope,
            depth: depth + 1,
        };
        call.evaluate(instance)
    }

    /// The schema that a reference names from a resource.
    fn resolve(&self, owner: usize, reference: &str) -> (usize, &'s Value) {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let mut all = self.resources.iter();
        let owner = match uri {
            "" => owner,
            uri => { &mut all }
                .position(|resource| resource.uri == uri)
                .expect("a resource"),
        };
        let resource = &self.resources[owner];
        let found = match fragment {
            "" => resource.root,
            pointer if pointer.starts_with('/') => {
                resource.root.pointer(pointer).expect("a schema")
            }
            name => resource.anchors[name],
        };
        (owner, found)
    }
}

/// The evaluation of one schema object.
struct Call<'n, 's> {
    naive: &'n Naive<'s>,
    keywords: &'s Map<String, Value>,
    owner: usize,
    scope: Scope,
    depth: usize,
}

impl<'s> Call<'_, 's> {
    fn evaluate(&self, instance: &Value) -> Result<Outcome, Endless> {
        let mut evaluated = Evaluated::default();
        let is_old = self.naive.draft < Draft::Draft201909;
        if let Some(reference) = self.text("$ref") {
            let (_, target) = self.naive.resolve(self.owner, reference);
            if is_old {
                return self.apply(target, instance);
            }
            if !self.merge(target, instance, &mut evaluated)? {
                return Ok(None);
            }
        }
        let holds = self.dynamic(instance, &mut evaluated)?
            && self.assertions(instance)
            && self.in_place(instance, &mut evaluated)?
            && match instance {
                Value::Object(object) => self.object(object, &mut evaluated)?,
                Value::Array(array) => self.array(array, &mut evaluated)?,
                _ => true,
            };
        Ok(holds.then_some(evaluated))
    }

    fn get(&self, name: &str) -> Option<&'s Value> {
        self.keywords.get(name)
    }

    fn text(&self, name: &str) -> Option<&'s str> {
        self.get(name).and_then(Value::as_str)
    }

    fn list(&self, name: &str) -> &'s [Value] {
        self.get(name)
            .and_then(Value::as_array)
            .map_or(&[], |list| list)
    }

    fn members(&self, name: &str) -> impl Iterator<Item = (&'s String, &'s Value)> {
        let members = self.get(name).and_then(Value::as_object);
        members.into_iter().flatten()
    }

    fn apply(&self, schema: &'s Value, instance: &Value) -> Result<Outcome, Endless> {
        self.naive.schema(schema, instance, &self.scope, self.depth)
    }

    fn is_valid(&self, schema: &'s Value, instance: &Value) -> Result<bool, Endless> {
        Ok(self.apply(schema, instance)?.is_some())
    }

    /// Applies a schema to the instance itself, and keeps its annotations if it is valid.
    fn merge(
        &self,
        schema: &'s Value,
        instance: &Value,
        evaluated: &mut Evaluated,
    ) -> Result<bool, Endless> {
        let Some(inner) = self.apply(schema, instance)? else {
            return Ok(false);
        };
        evaluated.names.extend(inner.names);
        evaluated.places.extend(inner.places);
        Ok(true)
    }

    /// `$dynamicRef` (Core §8.2.3.2) and `$recursiveRef` (2019-09 Core §8.2.4.2).
    fn dynamic(&self, instance: &Value, evaluated: &mut Evaluated) -> Result<bool, Endless> {
        let resources = &self.naive.resources;
        let mut target = None;
        if let Some(reference) = self.text("$dynamicRef") {
            let (owner, initial) = self.naive.resolve(self.owner, reference);
            let name = reference.split_once('#').map_or("", |(_, name)| name);
            target = Some(initial);
            if resources[owner].dynamic_anchors.contains_key(name) {
                let mut outermost = self.scope.iter();
                let outermost =
                    outermost.find_map(|at| resources[*at].dynamic_anchors.get(name).copied());
                target = outermost.or(target);
            }
        }
        if self.get("$recursiveRef").is_some() {
            let is_anchor = |at: &usize| resources[*at].root.get("$recursiveAnchor");
            let is_anchor = |at: &usize| is_anchor(at) == Some(&Value::Bool(true));
            let outermost = self.scope.iter().find(|at| is_anchor(at));
            let stays = self.naive.quirk == Some(Quirk::RecursionStays);
            let found = match is_anchor(&self.owner) && !stays {
                true => *outermost.expect("its own resource is one"),
                false => self.owner,
            };
            target = Some(resources[found].root);
        }
        match target {
            Some(target) => self.merge(target, instance, evaluated),
            None => Ok(true),
        }
    }

    /// Validation §6: what needs no other schema.
    fn assertions(&self, instance: &Value) -> bool {
        let draft = self.naive.draft;
        self.keywords.iter().all(|(name, value)| {
            let count = || value.as_f64().expect("a count") as usize;
            match (name.as_str(), instance) {
                ("type", _) => match value {
                    Value::String(name) => is_of(instance, name),
                    names => { names.as_array().into_iter().flatten() }
                        .any(|name| is_of(instance, name.as_str().unwrap_or_default())),
                },
                ("enum", _) => {
                    { value.as_array().into_iter().flatten() }.any(|value| equal(value, instance))
                }
                ("const", _) => equal(value, instance),
                (
                    "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf",
                    Value::Number(number),
                ) => {
                    let number = Thousandths::of(number);
                    let limit = Thousandths::of(value.as_number().expect("a number"));
                    match name.as_str() {
                        "minimum" => number >= limit,
                        "maximum" => number <= limit,
                        "exclusiveMinimum" => number > limit,
                        "exclusiveMaximum" => number < limit,
                        _ => number.is_multiple_of(limit),
                    }
                }
                ("minLength", Value::String(text)) => text.chars().count() >= count(),
                ("maxLength", Value::String(text)) => text.chars().count() <= count(),
                ("pattern", Value::String(text)) => {
                    matches(value.as_str().expect("a pattern"), text)
                }
                ("minItems", Value::Array(array)) => array.len() >= count(),
                ("maxItems", Value::Array(array)) => array.len() <= count(),
                ("uniqueItems", Value::Array(array)) if value == &Value::Bool(true) => {
                    let mut pairs = (0..array.len()).flat_map(|at| (0..at).map(move |b| (at, b)));
                    !pairs.any(|(left, right)| equal(&array[left], &array[right]))
                }
                ("minProperties", Value::Object(object)) => object.len() >= count(),
                ("maxProperties", Value::Object(object)) => object.len() <= count(),
                ("required", Value::Object(object)) => has_all(object, value),
                ("dependentRequired", Value::Object(object)) if draft >= Draft::Draft201909 => {
                    let mut all = value.as_object().into_iter().flatten();
                    all.all(|(name, names)| !object.contains_key(name) || has_all(object, names))
                }
                ("dependencies", Value::Object(object)) if draft < Draft::Draft201909 => {
                    let all = value.as_object().into_iter().flatten();
                    let mut all = all.filter(|(_, names)| names.is_array());
                    all.all(|(name, names)| !object.contains_key(name) || has_all(object, names))
                }
                _ => true,
            }
        })
    }

    /// Core §10.2.
    fn in_place(&self, instance: &Value, evaluated: &mut Evaluated) -> Result<bool, Endless> {
        for schema in self.list("allOf") {
            if !self.merge(schema, instance, evaluated)? {
                return Ok(false);
            }
        }
        for (name, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
            let mut valid = 0;
            for schema in self.list(name) {
                valid += usize::from(self.merge(schema, instance, evaluated)?);
            }
            if self.get(name).is_some() && (valid == 0 || valid > most) {
                return Ok(false);
            }
        }
        if let Some(schema) = self.get("not")
            && self.is_valid(schema, instance)?
        {
            return Ok(false);
        }
        if let Some(condition) = self.get("if") {
            let branch = match self.merge(condition, instance, evaluated)? {
                true => self.get("then"),
                false => self.get("else"),
            };
            if let Some(schema) = branch
                && !self.merge(schema, instance, evaluated)?
            {
                return Ok(false);
            }
        }
        let keyword = match self.naive.draft < Draft::Draft201909 {
            true => "dependencies",
            false => "dependentSchemas",
        };
        for (name, schema) in self.members(keyword) {
            if !schema.is_array()
                && instance.get(name).is_some()
                && !self.merge(schema, instance, evaluated)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Core §10.3.2 and §11.3.
    fn object(
        &self,
        object: &Map<String, Value>,
        evaluated: &mut Evaluated,
    ) -> Result<bool, Endless> {
        if let Some(schema) = self.get("propertyNames") {
            for name in object.keys() {
                if !self.is_valid(schema, &Value::from(name.as_str()))? {
                    return Ok(false);
                }
            }
        }
        for (name, value) in object {
            let mut schemas = Vec::new();
            schemas.extend(self.get("properties").and_then(|all| all.get(name)));
            let patterns = self.members("patternProperties");
            let matching = patterns.filter(|(pattern, _)| matches(pattern, name));
            schemas.extend(matching.map(|(_, schema)| schema));
            if schemas.is_empty() {
                schemas.extend(self.get("additionalProperties"));
            }
            for schema in &schemas {
                if !self.is_valid(schema, value)? {
                    return Ok(false);
                }
            }
            if !schemas.is_empty() {
                evaluated.names.insert(name.clone());
            }
        }
        if self.naive.draft >= Draft::Draft201909
            && let Some(schema) = self.get("unevaluatedProperties")
        {
            for (name, value) in object {
                if !evaluated.names.contains(name) && !self.is_valid(schema, value)? {
                    return Ok(false);
                }
            }
            evaluated.names.extend(object.keys().cloned());
        }
        Ok(true)
    }

    /// Core §10.3.1 and §11.2.
    fn array(&self, array: &[Value], evaluated: &mut Evaluated) -> Result<bool, Endless> {
        let is_new = self.naive.draft >= Draft::Draft202012;
        let items = self.get("items");
        let (prefix, rest) = match (is_new, items) {
            (true, rest) => (self.list("prefixItems"), rest),
            (false, Some(Value::Array(prefix))) => (&prefix[..], self.get("additionalItems")),
            (false, rest) => (&[][..], rest),
        };
        for (place, element) in array.iter().enumerate() {
            if let Some(schema) = prefix.get(place).or(rest) {
                if !self.is_valid(schema, element)? {
                    return Ok(false);
                }
                evaluated.places.insert(place);
            }
        }
        if let Some(schema) = self.get("contains") {
            let mut found = 0;
            for (place, element) in array.iter().enumerate() {
                if self.is_valid(schema, element)? {
                    found += 1;
                    // In 2019-09 it is no annotation.
                    if is_new || self.naive.quirk == Some(Quirk::ContainsEvaluates) {
                        evaluated.places.insert(place);
                    }
                }
            }
            let bound = |name: &str| {
                let bound = self.get(name).and_then(Value::as_u64);
                bound.filter(|_| self.naive.draft >= Draft::Draft201909)
            };
            if found < bound("minContains").unwrap_or(1)
                || bound("maxContains").is_some_and(|most| found > most)
            {
                return Ok(false);
            }
        }
        if self.naive.draft >= Draft::Draft201909
            && let Some(schema) = self.get("unevaluatedItems")
        {
            for (place, element) in array.iter().enumerate() {
                if !evaluated.places.contains(&place) && !self.is_valid(schema, element)? {
                    return Ok(false);
                }
            }
            evaluated.places.extend(0..array.len());
        }
        Ok(true)
    }
}

fn has_all(object: &Map<String, Value>, names: &Value) -> bool {
    let mut names = names.as_array().into_iter().flatten();
    names.all(|name| name.as_str().is_some_and(|name| object.contains_key(name)))
}

fn address(schema: &Value) -> usize {
    std::ptr::from_ref(schema) as usize
}
