//! The schemas that types emit, keyword by keyword.

mod builtin;
mod dialect;
mod document;
mod exact;
mod subschema;

use std::borrow::Cow;

use schemars::json_schema;
pub use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::constraint::Constraint;
use crate::emit::Emit;
use crate::evaluate::residual::Subschema;
use crate::pattern::Pattern;
use crate::value::Map as Properties;
pub use document::document;

/// The name of a definition: that under `$defs`, or its whole JSON Pointer, or, if other modules
/// refer to it, that after the name of its module; [`document()`] understands them.
pub fn name(type_: &'static str, home: &[&'static str]) -> Cow<'static, str> {
    match home.first() {
        None | Some(&"") => type_.into(),
        Some(pointer) => match pointer.strip_prefix("/$defs/") {
            Some(name) if !name.contains(['/', MODULE]) && !name.starts_with("~1") => {
                name.replace("~1", "/").replace("~0", "~").into()
            }
            _ => (*pointer).into(),
        },
    }
}

/// The end of the name of a module before a JSON Pointer.
const MODULE: char = '#';

/// Puts annotations on parts of a schema. A keyword that the type emits can also be removed,
/// where the source leaves it open: `null` removes a `type`, a `format` or
/// `additionalProperties`, `nullable` names the keyword that is widened to allow null, and
/// `$branch` that of a union of one.
pub fn annotated(schema: Schema, additions: &[(&str, Addition)]) -> Schema {
    let mut schema = schema.to_value();
    for (pointer, addition) in additions {
        let Some(target) = target(&mut schema, pointer) else {
            continue;
        };
        if let Addition::Reference(name, spelled) = addition {
            document::spell(target, name, spelled);
            continue;
        }
        if *target == Value::Bool(true) {
            *target = json!({});
        }
        if let Some(target) = target.as_object_mut() {
            annotate(target, addition.keywords());
        }
    }
    Schema::try_from(schema).unwrap_or_default()
}

/// Content of a location of a schema beyond what its type emits.
#[derive(Clone, Copy, Debug)]
pub enum Addition {
    /// Annotations, as an object of JSON.
    Json(&'static str),
    /// Keywords of a subschema that the evaluator asserts.
    Keywords(Subschema, &'static [&'static str]),
    /// The reference to a definition of another module, as JSON. If the type is of another one,
    /// it remains what the type emits, and shows as drift.
    Reference(&'static str, &'static str),
}

impl Addition {
    /// The keywords. They were generated: if they were edited into something else, the
    /// difference shows as drift.
    fn keywords(self) -> Map<String, Value> {
        match self {
            Addition::Json(json) => exact::object(json),
            Addition::Keywords(subschema, names) => subschema::keywords(subschema, names),
            // Spelled above.
            Addition::Reference(..) => Map::new(),
        }
    }
}

/// The schema at a location. Where elements or other properties can be any value, the type
/// emits nothing, and the location is created.
fn target<'a>(schema: &'a mut Value, pointer: &str) -> Option<&'a mut Value> {
    if let Some((parent, name @ ("items" | "additionalProperties"))) = pointer.rsplit_once('/') {
        let parent = schema.pointer_mut(parent)?.as_object_mut()?;
        return Some(parent.entry(name).or_insert_with(|| json!({})));
    }
    schema.pointer_mut(pointer)
}

fn annotate(schema: &mut Map<String, Value>, mut annotation: Map<String, Value>) {
    // OpenAPI 3.0 has a keyword of this name, which is no text.
    if annotation.get("nullable").is_some_and(Value::is_string)
        && let Some(Value::String(form)) = annotation.remove("nullable")
    {
        spread(schema, &form);
    }
    if let Some(Value::String(keyword)) = annotation.remove("$branch") {
        let branch = std::mem::take(schema);
        schema.insert(keyword, json!([branch]));
    }
    for (keyword, value) in annotation {
        match (keyword.as_str(), &value) {
            ("type" | "format" | "additionalProperties", Value::Null) => {
                drop(schema.remove(&keyword))
            }
            _ => drop(schema.insert(keyword, value)),
        }
    }
}

/// Writes `"type": ["T", "null"]` as two branches, or renames the keyword of the
/// branches.
fn spread(schema: &mut Map<String, Value>, form: &str) {
    let branches = schema.remove("anyOf").unwrap_or_else(|| {
        let mut inner = std::mem::take(schema);
        if let Some(Value::Array(types)) = inner.get_mut("type") {
            types.retain(|type_| type_ != "null");
            if let [type_] = types.as_slice() {
                let type_ = type_.clone();
                inner.insert("type".to_owned(), type_);
            }
        }
        json!([inner, { "type": "null" }])
    });
    schema.insert(form.to_owned(), branches);
}

/// Where a value may be null as well.
pub(crate) fn nullable(schema: Schema) -> Schema {
    let Value::Object(mut object) = schema.to_value() else {
        return json_schema!({ "anyOf": [false, { "type": "null" }] });
    };
    let closed = ["$ref", "enum", "const"];
    let types = match object.get("type") {
        Some(Value::String(type_)) => Some(vec![json!(type_), json!("null")]),
        // Where the evaluator asserts it, it includes null already.
        Some(Value::Array(types)) if types.contains(&json!("null")) => return object.into(),
        Some(Value::Array(types)) => Some([types.as_slice(), &[json!("null")]].concat()),
        _ => None,
    };
    match types {
        Some(types) if !closed.iter().any(|keyword| object.contains_key(*keyword)) => {
            object.insert("type".to_owned(), Value::Array(types));
            object.into()
        }
        _ => json_schema!({ "anyOf": [object, { "type": "null" }] }),
    }
}

/// The schema of a field.
pub(crate) fn field<T, F: Emit>(_: impl Fn(&T) -> &F, generator: &mut SchemaGenerator) -> Schema {
    F::emit(generator)
}

/// The schema of a field that may be absent.
pub(crate) fn optional_field<T, F: Emit>(
    _: impl Fn(&T) -> &Option<F>,
    generator: &mut SchemaGenerator,
) -> Schema {
    F::emit(generator)
}

/// The schema of the properties that a map holds.
pub fn others_field<T, V: Emit>(
    _: impl Fn(&T) -> &Properties<V>,
    generator: &mut SchemaGenerator,
) -> Schema {
    V::emit(generator)
}

/// An object as it is put together.
#[derive(Default)]
pub struct Emission {
    properties: Map<String, Value>,
    required: Vec<Value>,
    patterned: Map<String, Value>,
    others: Option<Value>,
    all_of: Vec<Value>,
    beside: Option<Map<String, Value>>,
}

impl Emission {
    /// Adds a declared property.
    pub fn property(&mut self, name: &str, schema: Schema) {
        self.properties.insert(name.to_owned(), schema.to_value());
    }

    /// Requires a property.
    pub fn require(&mut self, name: &str) {
        self.required.push(name.into());
    }

    /// Sets the schema of the properties whose names match patterns.
    pub fn patterned(&mut self, patterns: &[&Pattern], schema: Schema) {
        let schema = schema.to_value();
        let members = patterns
            .iter()
            .map(|pattern| (pattern.source().to_owned(), schema.clone()));
        self.patterned = members.collect();
    }

    /// Sets the schema of other properties.
    pub fn others(&mut self, schema: Schema) {
        // Any value: not worth saying.
        if schema.as_object().is_none_or(|schema| !schema.is_empty()) {
            self.others = Some(schema.to_value());
        }
    }

    /// Adds a branch of `allOf`.
    pub fn part(&mut self, schema: Schema) {
        self.all_of.push(schema.to_value());
    }

    /// Adds keywords beside the properties: a reference.
    pub fn beside(&mut self, schema: Schema) {
        self.beside = schema.as_object().cloned();
    }

    /// The schema.
    pub fn finish(self, constraints: &[Constraint<'_>], generator: &mut SchemaGenerator) -> Schema {
        let mut schema = self.beside.unwrap_or_default();
        schema.insert("type".to_owned(), "object".into());
        if !self.properties.is_empty() {
            schema.insert("properties".to_owned(), self.properties.into());
        }
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), self.required.into());
        }
        if !self.patterned.is_empty() {
            schema.insert("patternProperties".to_owned(), self.patterned.into());
        }
        if let Some(others) = self.others {
            schema.insert("additionalProperties".to_owned(), others);
        }
        if !self.all_of.is_empty() {
            schema.insert("allOf".to_owned(), self.all_of.into());
        }
        constrained(schema.into(), constraints, generator)
    }
}

/// A schema with constraints.
pub fn constrained(
    schema: Schema,
    constraints: &[Constraint<'_>],
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut schema = match schema.to_value() {
        Value::Object(schema) => schema,
        // A boolean: `false` is what no constraint can narrow.
        truth => return Schema::try_from(truth).unwrap_or_default(),
    };
    for constraint in constraints {
        let (keyword, json) = (constraint.keyword(), constraint.to_json(generator));
        // Patterns and what is beside them share a keyword.
        match (schema.get_mut(keyword), serde_json::from_str(&json)) {
            (Some(Value::Object(former)), Ok(Value::Object(more))) => former.extend(more),
            _ => exact::set(&mut schema, keyword, &json),
        }
    }
    schema.into()
}

/// Texts, by the keyword that lists them, or by those of branches.
pub fn emit_texts(keyword: &str, texts: &[&str], branches: &[(&str, usize)]) -> Schema {
    let values: Vec<String> = texts.iter().map(|text| json!(text).to_string()).collect();
    let values = values.iter().map(String::as_str).collect();
    listed(
        keyword,
        values,
        branches,
        &json_schema!({ "type": "string" }),
    )
}

/// Values of any type, by the keyword that lists them, or by those of branches.
pub fn emit_json(keyword: &str, texts: &[&str], branches: &[(&str, usize)]) -> Schema {
    listed(keyword, texts.to_vec(), branches, &json_schema!({}))
}

/// Values as JSON, beside what all of them are.
fn listed(keyword: &str, values: Vec<&str>, branches: &[(&str, usize)], beside: &Schema) -> Schema {
    let mut rest = values.as_slice();
    let branches: Vec<Value> = branches
        .iter()
        .map(|(keyword, count)| {
            let (values, more) = rest.split_at_checked(*count).unwrap_or((rest, &[]));
            rest = more;
            listed(keyword, values.to_vec(), &[], beside).to_value()
        })
        .collect();
    if !branches.is_empty() {
        return json_schema!({ keyword: branches });
    }
    let mut schema = beside.as_object().cloned().unwrap_or_default();
    match (keyword, values.as_slice()) {
        ("type", _) => {}
        ("const", [value, ..]) => exact::set(&mut schema, keyword, value),
        (_, values) => exact::set(&mut schema, keyword, &format!("[{}]", values.join(","))),
    }
    schema.into()
}

/// The variants of a union: branches of `oneOf` or `anyOf`, or one schema whose
/// `type` lists those of all. Of the cases of a condition, the last declares what all have.
pub fn emit_union(keyword: &str, mut variants: Vec<Schema>) -> Schema {
    if keyword == "if" {
        return variants.pop().unwrap_or_default();
    }
    let variants = variants.into_iter().map(Schema::to_value);
    if keyword != "type" {
        return json_schema!({ keyword: variants.collect::<Value>() });
    }
    let mut types = Vec::new();
    let mut merged = Map::new();
    for variant in variants {
        let Value::Object(mut variant) = variant else {
            continue;
        };
        types.extend(variant.remove("type"));
        merged.extend(variant);
    }
    merged.insert("type".to_owned(), types.into());
    merged.into()
}

/// One schema that combines several, some of them as branches of `allOf`.
pub fn emit_intersection(parts: Vec<(&str, Schema)>) -> Schema {
    let mut merged = Map::new();
    let mut branches = Vec::new();
    for (place, part) in parts {
        match (place, part.to_value()) {
            ("own", Value::Object(part)) => merged.extend(part),
            (_, part) => branches.push(part),
        }
    }
    if !branches.is_empty() {
        merged.insert("allOf".to_owned(), branches.into());
    }
    merged.into()
}

/// An array with a schema for each place, and for the elements after them, if there can be
/// any.
pub fn emit_tuple(elements: Vec<(bool, Schema)>, rest: Option<Schema>) -> Schema {
    let required = elements.iter().filter(|(required, _)| *required).count();
    let places = elements.into_iter().map(|(_, schema)| schema.to_value());
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "array".into());
    schema.insert("prefixItems".to_owned(), places.collect());
    let rest = rest.map_or(false.into(), Schema::to_value);
    // Any value: not worth saying.
    if rest != json!({}) && rest != Value::Bool(true) {
        schema.insert("items".to_owned(), rest);
    }
    if required > 0 {
        schema.insert("minItems".to_owned(), required.into());
    }
    schema.into()
}

/// The schemas of the elements of a tuple, and whether they are required.
pub mod tuple_field {
    use super::{Emit, Schema, SchemaGenerator};

    /// An element that is always present.
    pub fn required<T, F: Emit>(
        field: impl Fn(&T) -> &F,
        generator: &mut SchemaGenerator,
    ) -> (bool, Schema) {
        (true, super::field(field, generator))
    }

    /// An element that may be absent.
    pub fn optional<T, F: Emit>(
        field: impl Fn(&T) -> &Option<F>,
        generator: &mut SchemaGenerator,
    ) -> (bool, Schema) {
        (false, super::optional_field(field, generator))
    }

    /// The elements after all places.
    pub fn rest<T, F: Emit>(_: impl Fn(&T) -> &Vec<F>, generator: &mut SchemaGenerator) -> Schema {
        F::emit(generator)
    }
}
