//! Makes JSON Schema 2020-12 of the definitions of a document: the walk through them.
//! `keyword`, `openapi_30` and `openapi_31` translate each keyword.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::DIALECT;
use exactschema_frontend::pointer::segment;
use exactschema_frontend::problem::Problem;

use crate::definitions::Units;
use crate::discriminator::Tags;
use crate::document::{Document, Version, problem};
use crate::format::rank;
use crate::operations::{Content, Part};
use crate::places::place;
use crate::refusal::{File, Note, Refusal};
use crate::shape::{Shape, keywords, schemas, shape};
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

/// The schema of a component, or of all: its keywords, and what it leads to as `$defs`.
pub(super) fn translate(document: &Document<'_>, units: &Units<'_>) -> Translated {
    let mut translator = Translator {
        version: document.version,
        file: 0,
        tags: Tags::of(units),
        units,
        notes: Vec::new(),
        refusals: Vec::new(),
    };
    let (mut schema, title) = match units.root() {
        Some(root) => (translator.unit(root), units.unit(root).name.clone()),
        None => (all(document, units), document.title.clone()),
    };
    let definitions = translator.definitions();
    let place = schema.clone();
    if let Value::Object(members) = &mut schema.value {
        head(members, &place, &title);
        if !definitions.is_empty() {
            let definitions = beside(&place, Value::Object(definitions));
            members.push(("$defs".to_owned(), definitions));
        }
    }
    Translated {
        schema,
        notes: translator.notes,
        refusals: translator.refusals,
    }
}

/// An object with all components, and the parts beside them, as its properties.
fn all(document: &Document<'_>, units: &Units<'_>) -> Json {
    let components = (0..units.all().len()).filter_map(|index| {
        let name = units.component(index)?;
        Some((name, reference(document.schemas, units, index)))
    });
    let parts = units.parts().iter();
    let parts = parts.map(|part| (part.name.clone(), of_part(part, units)));
    let description =
        "Documents of the components of an API, each as the property that its component names.";
    let description = Value::String(description.to_owned());
    let description = ("description", beside(document.schemas, description));
    let properties = components.chain(parts).collect();
    closed(document.schemas, properties, vec![description])
}

/// The schema of a part: an object with its parts as properties, if it has any.
fn of_part(part: &Part<'_>, units: &Units<'_>) -> Json {
    let any = || beside(part.json, Value::Bool(true));
    let (parts, mut keywords) = match &part.content {
        Content::Any => return any(),
        Content::Schema(used) => {
            let index = units.used(used);
            return index.map_or_else(any, |index| reference(part.json, units, index));
        }
        Content::Parts(parts) => (parts, Vec::new()),
        Content::Media(parts) => {
            let one = beside(part.json, Value::Number("1".to_owned()));
            (parts, vec![("minProperties", one)])
        }
    };
    let required = parts.iter().filter_map(|part| {
        let name = Value::String(part.name.clone());
        Some(beside(part.required?, name))
    });
    let required: Vec<Json> = required.collect();
    if let [first, ..] = &required[..] {
        keywords.push(("required", beside(first, Value::Array(required.clone()))));
    }
    let properties = parts.iter();
    let properties = properties.map(|part| (part.name.clone(), of_part(part, units)));
    closed(part.json, properties.collect(), keywords)
}

/// The reference to a definition.
fn reference(place: &Json, units: &Units<'_>, index: usize) -> Json {
    let reference = beside(place, Value::String(units.reference(index)));
    beside(place, Value::Object(vec![("$ref".to_owned(), reference)]))
}

/// The schema of an object that has these properties and no others, with some more keywords.
fn closed(place: &Json, properties: Vec<(String, Json)>, keywords: Vec<(&str, Json)>) -> Json {
    let object = [
        ("type", Value::String("object".to_owned())),
        ("properties", Value::Object(properties)),
        ("additionalProperties", Value::Bool(false)),
    ];
    let object = object.map(|(keyword, value)| (keyword, beside(place, value)));
    let members = object.into_iter().chain(keywords);
    let mut members: Vec<(String, Json)> = members
        .map(|(keyword, value)| (keyword.to_owned(), value))
        .collect();
    members.sort_by_key(|(name, _)| rank(name));
    beside(place, Value::Object(members))
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

/// Definitions on their way from files into a schema.
pub(super) struct Translator<'a> {
    /// The version of the file that is read.
    pub(super) version: Version,
    file: usize,
    tags: Tags,
    units: &'a Units<'a>,
    notes: Vec<Note>,
    refusals: Vec<Refusal>,
}

impl Translator<'_> {
    /// The members of `$defs`.
    fn definitions(&mut self) -> Vec<(String, Json)> {
        let units = self.units;
        let others = (0..units.all().len()).filter(|index| units.root() != Some(*index));
        let definitions = others.map(|index| (units.unit(index).name.clone(), self.unit(index)));
        let definitions = definitions.collect();
        for (json, pointer) in &units.unused {
            self.note(json, pointer, "nothing refers to this definition: left out");
        }
        definitions
    }

    /// The schema of a definition.
    fn unit(&mut self, index: usize) -> Json {
        let unit = self.units.unit(index);
        (self.file, self.version) = (unit.file, self.units.version(unit.file));
        let at = At {
            source: unit.pointer.clone(),
            target: self.units.target(index),
        };
        let mut schema = self.schema_of("", unit.json, &at);
        self.tags.add(index, &mut schema);
        schema
    }

    /// The number of branches of a union that have got its tag, and that of all.
    pub(super) fn tagged(&self, schema: &Json) -> (usize, usize) {
        self.tags.count(self.units, self.file, schema)
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
        match self.units.rewritten(self.file, reference) {
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
