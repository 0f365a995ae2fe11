//! Random schemas and documents of few names and few values, so that they meet.

use exactschema::schema::Draft;
use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::value::PATTERNS;

const NAMES: [&str; 4] = ["a", "b", "ab", "c"];

/// The base of the URIs of resources.
const BASE: &str = "http://x.example/";

/// Makes one schema.
pub(super) struct Generator<'r> {
    random: &'r mut Rng,
    draft: Draft,
    /// For each definition, whether it is a resource of its own.
    definitions: Vec<bool>,
    /// The definition that is being made, if any.
    own: Option<usize>,
    /// The number of schemas that may still be made.
    room: usize,
}

/// Where a schema is applied: to the instance of a definition itself, or to a part of
/// it. References that consume nothing lead to later definitions alone, so that none
/// leads back to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Itself,
    Part,
}

/// A random schema in a dialect.
pub(super) fn schema(random: &mut Rng, draft: Draft) -> Value {
    let count = random.usize(0..4);
    let definitions = (0..count).map(|_| random.u8(..3) == 0).collect();
    let mut generator = Generator {
        random,
        draft,
        definitions,
        own: None,
        room: 40,
    };
    generator.root()
}

/// A random document.
pub(super) fn document(random: &mut Rng, depth: usize) -> Value {
    match random.u8(..if depth == 0 { 8 } else { 16 }) {
        0 => Value::Null,
        1 => Value::Bool(random.bool()),
        2..5 => number(random),
        5..8 => text(random),
        8..12 => {
            let count = random.usize(..5);
            (0..count).map(|_| document(random, depth - 1)).collect()
        }
        _ => {
            let count = random.usize(..5);
            let members = (0..count).map(|_| (name(random), document(random, depth - 1)));
            Value::Object(members.collect())
        }
    }
}

fn number(random: &mut Rng) -> Value {
    match random.u8(..9) {
        0 => json!(0),
        1 => json!(1),
        2 => json!(1.0),
        3 => json!(2),
        4 => json!(1.5),
        5 => json!(-1),
        6 => json!(-0.5),
        7 => json!(3),
        _ => json!(10),
    }
}

fn text(random: &mut Rng) -> Value {
    json!(["", "a", "b", "c", "ab", "é", "ba"][random.usize(..7)])
}

fn name(random: &mut Rng) -> String {
    NAMES[random.usize(..NAMES.len())].to_owned()
}

impl Generator<'_> {
    fn is_old(&self) -> bool {
        self.draft < Draft::Draft201909
    }

    fn definitions_keyword(&self) -> &'static str {
        if self.is_old() {
            "definitions"
        } else {
            "$defs"
        }
    }

    /// The schema with its definitions, some of which are resources of their own.
    fn root(&mut self) -> Value {
        let root = self.object(3, Place::Itself);
        let mut root = root.as_object().cloned().unwrap_or_default();
        let mut definitions = Map::new();
        for at in 0..self.definitions.len() {
            self.own = Some(at);
            self.room += 10;
            let schema = self.object(2, Place::Itself);
            let mut schema = schema.as_object().cloned().unwrap_or_default();
            // In draft 7 nothing counts beside a reference.
            if self.is_old() && schema.contains_key("$ref") {
                schema.clear();
            }
            if self.definitions[at] {
                schema.insert("$id".to_owned(), json!(format!("{BASE}{at}")));
                let inner = json!({"inner": self.value_schema()});
                schema.insert(self.definitions_keyword().to_owned(), inner);
                if self.random.bool() {
                    self.anchor_dynamically(&mut schema);
                }
            } else if self.is_old() {
                schema.insert("$id".to_owned(), json!(format!("#d{at}")));
            } else {
                schema.insert("$anchor".to_owned(), json!(format!("d{at}")));
            }
            definitions.insert(at.to_string(), Value::Object(schema));
        }
        let is_bare = self.is_old() && root.contains_key("$ref");
        if !is_bare {
            root.insert("$id".to_owned(), json!(format!("{BASE}root")));
            if self.random.bool() {
                self.anchor_dynamically(&mut root);
            }
        }
        root.insert(
            self.definitions_keyword().to_owned(),
            Value::Object(definitions),
        );
        Value::Object(root)
    }

    fn anchor_dynamically(&mut self, schema: &mut Map<String, Value>) {
        match self.draft {
            Draft::Draft202012 => drop(schema.insert("$dynamicAnchor".to_owned(), json!("n"))),
            Draft::Draft201909 => drop(schema.insert("$recursiveAnchor".to_owned(), json!(true))),
            _ => {}
        }
    }

    /// A reference to a definition, in one of the ways in which it can be written.
    fn reference(&mut self, place: Place) -> Option<String> {
        let first = match (place, self.own) {
            (Place::Itself, Some(own)) => own + 1,
            _ => 0,
        };
        let is_inside = self.own.is_some_and(|own| self.definitions[own]);
        let keyword = self.definitions_keyword();
        if is_inside && self.random.u8(..4) == 0 {
            return Some(format!("#/{keyword}/inner"));
        }
        // Without an identifier at the root, nothing leads out of a resource.
        let root = match is_inside {
            true if self.is_old() => return None,
            true => format!("{BASE}root"),
            false => String::new(),
        };
        if place == Place::Part && self.random.u8(..4) == 0 {
            return Some(format!("{root}#"));
        }
        if first >= self.definitions.len() {
            return None;
        }
        let at = self.random.usize(first..self.definitions.len());
        Some(match (self.definitions[at], self.random.u8(..3)) {
            (true, 0) => format!("{BASE}{at}"),
            (true, 1) => format!("{BASE}{at}#/{keyword}/inner"),
            (false, 0) => format!("{root}#d{at}"),
            _ => format!("{root}#/{keyword}/{at}"),
        })
    }

    fn schema(&mut self, depth: usize, place: Place) -> Value {
        match self.random.u8(..12) {
            0 => json!(true),
            1 => json!(false),
            2..5 => self.value_schema(),
            _ if depth == 0 || self.room == 0 => self.value_schema(),
            _ => self.object(depth - 1, place),
        }
    }

    fn schemas(&mut self, depth: usize, place: Place) -> Value {
        let count = self.random.usize(1..4);
        (0..count).map(|_| self.schema(depth, place)).collect()
    }

    fn members(&mut self, depth: usize, place: Place) -> Value {
        let count = self.random.usize(..4);
        let members = (0..count).map(|_| (name(self.random), self.schema(depth, place)));
        Value::Object(members.collect())
    }

    fn object(&mut self, depth: usize, place: Place) -> Value {
        let mut schema = Map::new();
        for _ in 0..self.random.usize(1..5) {
            self.room = self.room.saturating_sub(1);
            self.keyword(depth, place, &mut schema);
        }
        Value::Object(schema)
    }

    /// Adds a keyword that applies schemas, or some that belong together.
    fn keyword(&mut self, depth: usize, place: Place, schema: &mut Map<String, Value>) {
        let part = Place::Part;
        let mut add = |name: &str, value: Value| drop(schema.insert(name.to_owned(), value));
        match self.random.u8(..29) {
            0 => add("properties", self.members(depth, part)),
            1 => add("patternProperties", self.patterns(depth)),
            2 => add("additionalProperties", self.schema(depth, part)),
            3 => add("propertyNames", self.schema(depth.min(1), part)),
            4 if self.draft == Draft::Draft202012 => add("prefixItems", self.schemas(depth, part)),
            4 => add("items", self.schemas(depth, part)),
            5 => add("items", self.schema(depth, part)),
            6 if self.draft < Draft::Draft202012 => {
                add("additionalItems", self.schema(depth, part));
            }
            6 | 7 => {
                add("contains", self.schema(depth, part));
                for name in ["minContains", "maxContains"] {
                    if !self.is_old() && self.random.bool() {
                        add(name, json!(self.random.u8(..4)));
                    }
                }
            }
            8 => add("allOf", self.schemas(depth, place)),
            9 | 10 => add("anyOf", self.schemas(depth, place)),
            11 | 12 => add("oneOf", self.schemas(depth, place)),
            13 => add("not", self.schema(depth, place)),
            14 | 15 => {
                for name in ["if", "then", "else"] {
                    if self.random.u8(..4) > 0 {
                        add(name, self.schema(depth, place));
                    }
                }
            }
            16 if self.is_old() => add("dependencies", self.dependencies(depth, place)),
            16 => add("dependentSchemas", self.members(depth, place)),
            17 if !self.is_old() => add("dependentRequired", self.requirements()),
            18 | 19 if !self.is_old() => {
                add("unevaluatedProperties", self.schema(depth.min(1), part));
            }
            20 | 21 if !self.is_old() => add("unevaluatedItems", self.schema(depth.min(1), part)),
            22 if place == Place::Part && self.draft == Draft::Draft201909 => {
                add("$recursiveRef", json!("#"));
            }
            22 if place == Place::Part && self.draft == Draft::Draft202012 => {
                if let Some(reference) = self.dynamic_reference() {
                    add("$dynamicRef", json!(reference));
                }
            }
            22..26 => {
                if let Some(reference) = self.reference(place) {
                    add("$ref", json!(reference));
                }
            }
            _ => self.assertion(schema),
        }
    }

    /// A dynamic reference: one that has an anchor to begin with, or none.
    fn dynamic_reference(&mut self) -> Option<String> {
        let anchored = (0..self.definitions.len()).filter(|at| !self.definitions[*at]);
        let anchored: Vec<usize> = anchored.collect();
        let is_inside = self.own.is_some_and(|own| self.definitions[own]);
        match self.random.u8(..3) {
            // It behaves as `$ref` does.
            0 if !is_inside && !anchored.is_empty() => {
                let at = anchored[self.random.usize(..anchored.len())];
                Some(format!("#d{at}"))
            }
            // The anchor may be missing: then no schema is made of this.
            _ => Some("#n".to_owned()),
        }
    }

    fn patterns(&mut self, depth: usize) -> Value {
        let count = self.random.usize(1..3);
        let members = (0..count).map(|_| {
            let (pattern, _) = PATTERNS[self.random.usize(..PATTERNS.len())];
            (pattern.to_owned(), self.schema(depth, Place::Part))
        });
        Value::Object(members.collect())
    }

    fn names(&mut self) -> Value {
        let mut names: Vec<String> = (0..self.random.usize(..3))
            .map(|_| name(self.random))
            .collect();
        names.sort();
        names.dedup();
        json!(names)
    }

    fn requirements(&mut self) -> Value {
        let count = self.random.usize(..3);
        let members = (0..count).map(|_| (name(self.random), self.names()));
        Value::Object(members.collect())
    }

    fn dependencies(&mut self, depth: usize, place: Place) -> Value {
        let count = self.random.usize(..3);
        let members = (0..count).map(|_| {
            let name = name(self.random);
            let value = match self.random.bool() {
                true => self.names(),
                false => self.schema(depth, place),
            };
            (name, value)
        });
        Value::Object(members.collect())
    }

    /// A schema of one assertion.
    fn value_schema(&mut self) -> Value {
        let mut schema = Map::new();
        self.assertion(&mut schema);
        Value::Object(schema)
    }

    fn assertion(&mut self, schema: &mut Map<String, Value>) {
        let random = &mut *self.random;
        let count = json!(random.u8(..4));
        let (name, value) = match random.u8(..20) {
            0..3 => ("type", types(random)),
            3 => ("enum", (0..3).map(|_| document(random, 1)).collect()),
            4 => ("const", document(random, 1)),
            5 => ("minimum", number(random)),
            6 => ("maximum", number(random)),
            7 => ("exclusiveMinimum", number(random)),
            8 => ("exclusiveMaximum", number(random)),
            9 => (
                "multipleOf",
                json!([1.0, 2.0, 0.5, 1.5, 3.0][random.usize(..5)]),
            ),
            10 => ("minLength", count),
            11 => ("maxLength", count),
            12 => ("pattern", json!(PATTERNS[random.usize(..PATTERNS.len())].0)),
            13 => ("minItems", count),
            14 => ("maxItems", count),
            15 => ("uniqueItems", json!(random.u8(..4) > 0)),
            16 => ("minProperties", count),
            17 => ("maxProperties", count),
            18 => ("required", self.names()),
            // It asserts nothing.
            _ => ("x-a", json!({"type": "null"})),
        };
        schema.insert(name.to_owned(), value);
    }
}

fn types(random: &mut Rng) -> Value {
    const TYPES: [&str; 7] = [
        "null", "boolean", "integer", "number", "string", "array", "object",
    ];
    let mut one = || TYPES[random.usize(..TYPES.len())];
    let (first, second) = (one(), one());
    match first == second || random.bool() {
        true => json!(first),
        false => json!([first, second]),
    }
}
