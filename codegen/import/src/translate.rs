//! Makes JSON Schema 2020-12 of the definitions of a document: the walk through them.
//! `keyword`, `openapi_30` and `openapi_31` translate each keyword.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::DIALECT;
use exactschema_frontend::pointer::segment;
use exactschema_frontend::problem::Problem;

use crate::definitions::{Units, keywords, target};
use crate::document::{Document, Version, problem, refusal};
use crate::format::rank;
use crate::places::place;
use crate::refusal::{File, Note, Refusal};
use crate::shape::{Shape, schemas, shape};
use crate::{keyword, openapi_30};

/// A schema, with notes and refusals.
pub(super) struct Translated {
    pub(super) schema: Json,
    pub(super) notes: Vec<Note>,
    /// Keywords that could not be translated: the overlay may yet replace them.
    pub(super) refusals: Vec<Refusal>,
}

/// A location in the document, and in the schema.
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

/// Adds to the root its dialect, and the name of its type.
fn head(members: &mut Vec<(String, Json)>, root: &Json, name: &str) {
    let text = |text: &str| beside(root, Value::String(text.to_owned()));
    if !members.iter().any(|(keyword, _)| keyword == "title") {
        members.push(("title".to_owned(), text(name)));
    }
    members.push(("$schema".to_owned(), text(DIALECT)));
    members.sort_by_key(|(name, _)| rank(name));
}

/// A value with the place of another, from which it was made.
pub(super) fn beside(json: &Json, value: Value) -> Json {
    Json {
        line: json.line,
        column: json.column,
        value,
    }
}

/// Definitions on their way from a document into a schema.
pub(super) struct Translator<'a> {
    pub(super) version: Version,
    units: &'a Units<'a>,
    notes: Vec<Note>,
    refusals: Vec<Refusal>,
}

impl Translator<'_> {
    /// The members of `$defs`.
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
            openapi_30::ignored(self, json, at);
        }
        let translated = counted.into_iter().filter_map(|(name, value)| {
            keyword::keyword(self, json, name, value, &at.below(&segment(name)))
        });
        let mut members: Vec<(String, Json)> = translated.collect();
        // The keywords are in the order of `format`.
        members.sort_by_key(|(name, _)| rank(name));
        beside(json, Value::Object(members))
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

    pub(super) fn reference(&mut self, value: &Json, reference: &str, at: &At) -> Json {
        match self.units.rewritten(reference) {
            Ok(reference) => beside(value, Value::String(reference)),
            Err((message, fix)) => {
                self.refuse(value, at, &message, &fix);
                value.clone()
            }
        }
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

    pub(super) fn refuse_as(&mut self, problem: Problem, at: &At) {
        self.refusals.push(Refusal {
            file: File::Document,
            problem,
            target: Some(at.target.clone()),
        });
    }
}
