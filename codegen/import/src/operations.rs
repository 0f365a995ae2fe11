//! The parts of a document that are no components of their own: the parameters, headers, bodies and
//! responses of its operations, with their schemas.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::pointer::segment;
use percent_encoding::percent_decode_str;

use crate::sources::Sources;

/// The operations of a path.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The greatest number of references on the way to a place.
const DEPTH: usize = 16;

/// A part of a document.
#[derive(Clone)]
pub(super) struct Part<'a> {
    /// Its name in the part that it belongs to. That of one that belongs to none, such as
    /// `GET /pets`, has a space in it, which no component has.
    pub(super) name: String,
    /// The `required: true` that it has, if it must be given.
    pub(super) required: Option<&'a Json>,
    pub(super) json: &'a Json,
    pub(super) content: Content<'a>,
}

/// The content of a part.
#[derive(Clone)]
pub(super) enum Content<'a> {
    /// A value of a schema.
    Schema(Use<'a>),
    /// Any value: no schema is declared.
    Any,
    /// Parts of its own, of which those that are not required may be missing.
    Parts(Vec<Part<'a>>),
    /// The media types in which it may be given.
    Media(Vec<Part<'a>>),
}

/// A schema where it is used.
#[derive(Clone)]
pub(super) struct Use<'a> {
    /// The index of the file that it is in.
    pub(super) file: usize,
    pub(super) pointer: String,
    pub(super) json: &'a Json,
}

impl<'a> Part<'a> {
    /// The schemas in it, each with the names of the parts around it, such as
    /// `GET /pets 200 application/json`.
    pub(super) fn uses(&self) -> Vec<(String, &Use<'a>)> {
        match &self.content {
            Content::Schema(used) => vec![(self.name.clone(), used)],
            Content::Any => Vec::new(),
            Content::Parts(parts) | Content::Media(parts) => {
                let uses = parts.iter().flat_map(Part::uses);
                uses.map(|(name, used)| (format!("{} {name}", self.name), used))
                    .collect()
            }
        }
    }
}

/// The parts of a document outside of `components/schemas`.
pub(super) fn parts(sources: &Sources) -> Vec<Part<'_>> {
    let root = At {
        sources,
        file: 0,
        pointer: String::new(),
        json: sources.json(0),
        depth: 0,
        is_callback: false,
    };
    let mut parts = Vec::new();
    if let Some(components) = root.member("components") {
        for (name, at) in components.members("parameters") {
            let value = vec![value("value", &at)];
            parts.push(whole(format!("parameter {name}"), &at, value));
        }
        for (name, at) in components.members("headers") {
            let value = vec![value("value", &at)];
            parts.push(whole(format!("header {name}"), &at, value));
        }
        for (name, at) in components.members("requestBodies") {
            let body = vec![body("content", &at)];
            parts.push(whole(format!("request body {name}"), &at, body));
        }
        for (name, at) in components.members("responses") {
            parts.push(response(format!("response {name}"), &at));
        }
        for (name, at) in components.members("pathItems") {
            operations(&format!("path item {name}"), &at, &mut parts);
        }
        callbacks("components", &components, &mut parts);
    }
    for (path, at) in root.members("paths") {
        operations(&path, &at, &mut parts);
    }
    for (name, at) in root.members("webhooks") {
        operations(&format!("webhook {name}"), &at, &mut parts);
    }
    parts
}

/// A part that consists of others.
fn whole<'a>(name: String, at: &At<'a>, parts: Vec<Part<'a>>) -> Part<'a> {
    Part {
        name,
        required: None,
        json: at.json,
        content: Content::Parts(parts),
    }
}

/// The operations of a path, and of their callbacks.
fn operations<'a>(name: &str, at: &At<'a>, parts: &mut Vec<Part<'a>>) {
    let common = parameters(at);
    let declared = METHODS
        .iter()
        .filter_map(|method| Some((method.to_uppercase(), at.member(method)?)));
    for (method, at) in declared.chain(at.members("additionalOperations")) {
        let name = format!("{method} {name}");
        let mut own = parameters(&at);
        for parameter in &common {
            if own.iter().all(|own| own.name != parameter.name) {
                own.push(parameter.clone());
            }
        }
        own.extend(at.member("requestBody").map(|at| body("request", &at)));
        let responses = at.members("responses").into_iter();
        own.extend(responses.map(|(status, at)| response(status, &at)));
        parts.push(whole(name.clone(), &at, own));
        callbacks(&name, &at, parts);
    }
}

fn callbacks<'a>(name: &str, at: &At<'a>, parts: &mut Vec<Part<'a>>) {
    let Some(callbacks) = at.json.get("callbacks") else {
        return;
    };
    for (callback, at) in at.below("callbacks", callbacks).called() {
        for (expression, at) in at.called() {
            let name = format!("{expression} of {name} callback {callback}");
            let is_callback = true;
            operations(&name, &At { is_callback, ..at }, parts);
        }
    }
}

/// The parameters of a path or of an operation.
fn parameters<'a>(at: &At<'a>) -> Vec<Part<'a>> {
    let mut parameters: Vec<Part<'a>> = Vec::new();
    for at in at.elements("parameters") {
        let text = |keyword| match &at.json.get(keyword)?.value {
            Value::String(text) => Some(text),
            _ => None,
        };
        let (Some(place), Some(name)) = (text("in"), text("name")) else {
            continue;
        };
        let name = format!("{place} {name}");
        // One that is listed twice is one.
        if parameters.iter().all(|parameter| parameter.name != name) {
            parameters.push(value(&name, &at));
        }
    }
    parameters
}

fn response<'a>(name: String, at: &At<'a>) -> Part<'a> {
    let headers = at.members("headers").into_iter();
    let headers = headers.map(|(header, at)| value(&format!("header {header}"), &at));
    whole(
        name,
        at,
        media_types(at).into_iter().chain(headers).collect(),
    )
}

/// A parameter or a header.
fn value<'a>(name: &str, at: &At<'a>) -> Part<'a> {
    if at.json.get("content").is_some() {
        return body(name, at);
    }
    Part {
        required: required(at),
        ..schema(name, at, "schema").unwrap_or_else(|| any(name, at))
    }
}

/// What is given in one of some media types.
fn body<'a>(name: &str, at: &At<'a>) -> Part<'a> {
    let media_types = media_types(at);
    Part {
        required: required(at),
        content: match media_types.is_empty() {
            true => Content::Any,
            false => Content::Media(media_types),
        },
        ..any(name, at)
    }
}

fn media_types<'a>(at: &At<'a>) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for (media_type, at) in at.members("content") {
        let whole = schema(&media_type, &at, "schema");
        let item = schema(&format!("{media_type} item"), &at, "itemSchema");
        let is_any = whole.is_none() && item.is_none();
        parts.extend(is_any.then(|| any(&media_type, &at)));
        parts.extend(whole.into_iter().chain(item));
    }
    parts
}

/// A part that may be anything.
fn any<'a>(name: &str, at: &At<'a>) -> Part<'a> {
    Part {
        name: name.to_owned(),
        required: None,
        json: at.json,
        content: Content::Any,
    }
}

/// A part that is a value of the schema at a keyword, if there is one.
fn schema<'a>(name: &str, at: &At<'a>, keyword: &str) -> Option<Part<'a>> {
    // What it refers to is followed as that of a schema.
    let json = at.json.get(keyword)?;
    Some(Part {
        json,
        content: Content::Schema(Use {
            file: at.file,
            pointer: format!("{}/{keyword}", at.pointer),
            json,
        }),
        ..any(name, at)
    })
}

/// The `required: true` of a parameter, a header or a body.
fn required<'a>(at: &At<'a>) -> Option<&'a Json> {
    let required = at.json.get("required");
    required.filter(|required| matches!(required.value, Value::Bool(true)))
}

/// A place in the files, where something other than a schema is.
#[derive(Clone)]
struct At<'a> {
    sources: &'a Sources,
    file: usize,
    pointer: String,
    json: &'a Json,
    /// The number of references on the way to it.
    depth: usize,
    /// Whether it is in a callback.
    is_callback: bool,
}

impl<'a> At<'a> {
    /// The value of a member.
    fn member(&self, name: &str) -> Option<At<'a>> {
        self.below(name, self.json.get(name)?).followed()
    }

    /// The members of the object that is the value of a member.
    fn members(&self, name: &str) -> Vec<(String, At<'a>)> {
        let member = self.json.get(name).map(|json| self.below(name, json));
        member.map_or_else(Vec::new, |at| at.own_members())
    }

    /// The members of the object, but for extensions.
    fn own_members(&self) -> Vec<(String, At<'a>)> {
        let Value::Object(members) = &self.json.value else {
            return Vec::new();
        };
        let members = members.iter().filter(|(name, _)| !name.starts_with("x-"));
        let members = members.filter_map(|(name, json)| {
            let at = self.below(name, json).followed()?;
            Some((name.clone(), at))
        });
        members.collect()
    }

    /// The members of the object, as callbacks. What callbacks in callbacks refer to are components,
    /// which are compared as such, and would lead to each other without end.
    fn called(&self) -> Vec<(String, At<'a>)> {
        let is_own = |json: &Json| !self.is_callback || json.get("$ref").is_none();
        let mut members = self.own_members();
        members.retain(|(name, _)| self.json.get(name).is_some_and(is_own));
        members
    }

    /// The elements of the array that is the value of a member.
    fn elements(&self, name: &str) -> Vec<At<'a>> {
        let array = self.json.get(name);
        let elements = match array.map(|json| &json.value) {
            Some(Value::Array(elements)) => elements.as_slice(),
            _ => &[],
        };
        let elements = elements.iter().enumerate().filter_map(|(index, json)| {
            let array = self.below(name, json);
            let pointer = format!("{}/{index}", array.pointer);
            At { pointer, ..array }.followed()
        });
        elements.collect()
    }

    fn below(&self, name: &str, json: &'a Json) -> At<'a> {
        At {
            pointer: format!("{}{}", self.pointer, segment(name)),
            json,
            ..self.clone()
        }
    }

    /// What it refers to, or itself; `None` if that is nothing, or in too many steps.
    fn followed(mut self) -> Option<At<'a>> {
        while let Some(Value::String(reference)) = self.json.get("$ref").map(|json| &json.value) {
            let (file, fragment) = self.sources.target(self.file, reference).ok()?;
            let pointer = percent_decode_str(fragment).decode_utf8().ok()?;
            self = At {
                file,
                json: self.sources.json(file).at(&pointer)?,
                pointer: pointer.into_owned(),
                depth: self.depth + 1,
                ..self
            };
            if self.depth > DEPTH {
                return None;
            }
        }
        Some(self)
    }
}
