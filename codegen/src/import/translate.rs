//! Makes JSON Schema 2020-12 of the definitions of a document.

use super::document::{Document, Version, is_known_dialect, problem, refusal, unknown_dialect};
use super::layout::rank;
use super::places::place;
use super::shape::{Shape, schemas, shape};
use super::units::{Units, is_definitions, keywords, target};
use super::{File, Note, Refusal, since_30};
use crate::json::{Json, Value, segment};
use crate::preflight::DIALECT;
use crate::problem::Problem;

/// The formats that assert something: those of JSON Schema (Validation §7.3), and
/// those that choose the type of a number.
const FORMATS: &[&str] = &[
    "date",
    "date-time",
    "double",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// A schema, and what there is to say about it.
pub(super) struct Translated {
    pub(super) schema: Json,
    pub(super) notes: Vec<Note>,
    /// What could not be translated: the overlay may yet replace it.
    pub(super) refusals: Vec<Refusal>,
}

/// Where something stands, and where it comes to stand.
pub(super) struct At {
    pub(super) source: String,
    pub(super) target: String,
}

impl At {
    pub(super) fn below(&self, rest: &str) -> At {
        At {
            source: format!("{}{rest}", self.source),
            target: format!("{}{rest}", self.target),
        }
    }
}

/// The schema of a component: its keywords, and all that it refers to as `$defs`.
pub(super) fn translate(document: &Document<'_>, units: &Units<'_>) -> Translated {
    let mut translator = Translator {
        version: document.version,
        units,
        notes: Vec::new(),
        refusals: Vec::new(),
    };
    let root = units.root();
    let at = At {
        source: root.pointer.clone(),
        target: String::new(),
    };
    let mut schema = translator.schema_of("", root.json, &at);
    let definitions = translator.definitions();
    if let Value::Object(members) = &mut schema.value {
        head(members, root.json, root.name);
        if !definitions.is_empty() {
            let definitions = beside(root.json, Value::Object(definitions));
            members.push(("$defs".to_owned(), definitions));
        }
    }
    Translated {
        schema,
        notes: translator.notes,
        refusals: translator.refusals,
    }
}

/// What the root says besides: its dialect, and the name of its type.
fn head(members: &mut Vec<(String, Json)>, root: &Json, name: &str) {
    let text = |text: &str| beside(root, Value::String(text.to_owned()));
    if !members.iter().any(|(keyword, _)| keyword == "title") {
        members.push(("title".to_owned(), text(name)));
    }
    members.push(("$schema".to_owned(), text(DIALECT)));
    members.sort_by_key(|(name, _)| rank(name));
}

/// A value that takes its place from another, which it was made of.
pub(super) fn beside(json: &Json, value: Value) -> Json {
    Json {
        value,
        ..json.clone()
    }
}

pub(super) struct Translator<'a> {
    version: Version,
    units: &'a Units<'a>,
    notes: Vec<Note>,
    refusals: Vec<Refusal>,
}

impl Translator<'_> {
    /// What becomes `$defs`.
    fn definitions(&mut self) -> Vec<(String, Json)> {
        let mut definitions: Vec<(String, Json)> = Vec::new();
        let units = self.units;
        for unit in units.reached() {
            let at = At {
                source: unit.pointer.clone(),
                target: target(unit),
            };
            if definitions.iter().any(|(name, _)| name == unit.name) {
                let message = format!("another definition has the name {:?}", unit.name);
                let fix = "rename one of the two";
                let problem = problem(unit.json, &unit.pointer, &message, fix);
                self.refusals.push(refusal(problem));
                continue;
            }
            let schema = self.schema_of("", unit.json, &at);
            definitions.push((unit.name.to_owned(), schema));
        }
        for unit in units.unused() {
            self.note(
                unit.json,
                &unit.pointer,
                "nothing refers to this definition: left out",
            );
        }
        definitions
    }

    fn schema(&mut self, json: &Json, at: &At) -> Json {
        let Value::Object(members) = &json.value else {
            return json.clone();
        };
        let counted = keywords(self.version, json);
        if counted.len() < members.len() {
            since_30::ignored(self, json, at);
        }
        let translated = counted
            .into_iter()
            .filter_map(|(name, value)| self.keyword(json, name, value, &at.below(&segment(name))));
        let mut members: Vec<(String, Json)> = translated.collect();
        // Schemas of ours begin with what a reader looks for first.
        members.sort_by_key(|(name, _)| rank(name));
        beside(json, Value::Object(members))
    }

    /// What becomes of a keyword, if anything.
    fn keyword(
        &mut self,
        schema: &Json,
        name: &str,
        value: &Json,
        at: &At,
    ) -> Option<(String, Json)> {
        let kept = |value: Json| Some((name.to_owned(), value));
        match (name, &value.value) {
            ("$ref", Value::String(reference)) => kept(self.reference(value, reference, at)),
            ("discriminator", _) => {
                let message = "`discriminator` never changes which values are valid: left out";
                self.note(value, &at.source, message);
                None
            }
            ("xml" | "externalDocs", _) => {
                let message = format!("`{name}` says nothing about JSON: left out");
                self.note(value, &at.source, &message);
                None
            }
            ("title" | "description", Value::String(text)) if text.is_empty() => {
                self.note(
                    value,
                    &at.source,
                    &format!("an empty `{name}` says nothing: left out"),
                );
                None
            }
            ("format", Value::String(format)) => kept(self.format(value, format, at)),
            ("example", _) => example(self.version, schema, value),
            _ if self.version == Version::V30 => since_30::keyword(self, schema, name, value, at),
            _ => self.since_31(schema, name, value, at),
        }
    }

    /// What becomes of a keyword that is one of 3.1, or none.
    fn since_31(
        &mut self,
        schema: &Json,
        name: &str,
        value: &Json,
        at: &At,
    ) -> Option<(String, Json)> {
        let kept = |value: Json| Some((name.to_owned(), value));
        match (name, &value.value) {
            // The root says it for the whole schema.
            ("$schema", _) if is_known_dialect(value) => None,
            ("$schema", _) => {
                self.refuse_as(unknown_dialect(value, &at.source), at);
                kept(value.clone())
            }
            ("$id", _) => {
                let message = "`$id` would change what references refer to";
                self.refuse(
                    value,
                    at,
                    message,
                    "refer to the component, and leave it out",
                );
                kept(value.clone())
            }
            ("nullable", _) => {
                let message = "`nullable` is no keyword of OpenAPI 3.1, and has no effect: left out. \
                    If null does occur, let the overlay say so in `type`";
                self.note(value, &at.source, message);
                None
            }
            ("examples", Value::Array(examples)) => kept(joined(schema, value, examples)),
            // They are definitions of the whole schema.
            _ if is_definitions(self.version, name) => None,
            _ => kept(self.within(name, value, at)),
        }
    }

    /// The value of a keyword, with the schemas in it translated.
    pub(super) fn within(&mut self, name: &str, value: &Json, at: &At) -> Json {
        let translated: Vec<Json> = schemas(name, value)
            .into_iter()
            .map(|(rest, schema)| self.schema_of(name, schema, &at.below(&rest)))
            .collect();
        match (shape(name), &value.value) {
            (Shape::Schema, _) => translated
                .into_iter()
                .next()
                .unwrap_or_else(|| value.clone()),
            (Shape::List, Value::Array(_)) => beside(value, Value::Array(translated)),
            (Shape::Members, Value::Object(members)) => {
                let names = members.iter().map(|(name, _)| name.clone());
                beside(value, Value::Object(names.zip(translated).collect()))
            }
            _ => value.clone(),
        }
    }

    fn schema_of(&mut self, keyword: &str, json: &Json, at: &At) -> Json {
        let is_schema = match &json.value {
            Value::Object(_) => true,
            Value::Bool(_) => self.version == Version::V31 || keyword == "additionalProperties",
            _ => false,
        };
        if !is_schema {
            self.refuse(
                json,
                at,
                "a schema must be an object here",
                "correct the value",
            );
        }
        self.schema(json, at)
    }

    fn reference(&mut self, value: &Json, reference: &str, at: &At) -> Json {
        match self.units.rewritten(reference) {
            Ok(reference) => beside(value, Value::String(reference)),
            Err((message, fix)) => {
                self.refuse(value, at, &message, &fix);
                value.clone()
            }
        }
    }

    /// A format that asserts nothing has a name that says so.
    fn format(&mut self, value: &Json, format: &str, at: &At) -> Json {
        if FORMATS.contains(&format) || format.starts_with("x-") {
            return value.clone();
        }
        let message = format!("the format {format:?} asserts nothing: written as \"x-{format}\"");
        self.note(value, &at.source, &message);
        beside(value, Value::String(format!("x-{format}")))
    }

    pub(super) fn note(&mut self, json: &Json, source: &str, message: &str) {
        self.notes.push(Note {
            file: File::Document,
            place: place(json, source),
            message: message.to_owned(),
        });
    }

    pub(super) fn refuse(&mut self, json: &Json, at: &At, message: &str, fix: &str) {
        self.refuse_as(problem(json, &at.source, message, fix), at);
    }

    fn refuse_as(&mut self, problem: Problem, at: &At) {
        self.refusals.push(Refusal {
            file: File::Document,
            problem,
            target: Some(at.target.clone()),
        });
    }
}

/// `example`, which in 3.1 may stand beside `examples`, and is then one of them.
fn example(version: Version, schema: &Json, value: &Json) -> Option<(String, Json)> {
    let examples = schema.get("examples");
    if version == Version::V31 && examples.is_some() {
        return None;
    }
    let examples = beside(value, Value::Array(vec![value.clone()]));
    Some(("examples".to_owned(), examples))
}

fn joined(schema: &Json, value: &Json, examples: &[Json]) -> Json {
    let more = schema
        .get("example")
        .filter(|example| !examples.contains(example));
    let all = examples.iter().chain(more).cloned();
    beside(value, Value::Array(all.collect()))
}
