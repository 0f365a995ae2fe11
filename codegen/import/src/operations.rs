//! The schemas of a document that are no components of their own: those of parameters, headers,
//! bodies and responses, wherever the document has these.

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

/// A schema where it is used.
pub(super) struct Use<'a> {
    /// Its name, such as `GET /pets 200 application/json`: no component has a space in its own.
    pub(super) name: String,
    /// The file that it is in.
    pub(super) file: usize,
    pub(super) pointer: String,
    pub(super) json: &'a Json,
}

/// The schemas outside of `components/schemas`.
pub(super) fn uses(sources: &Sources) -> Vec<Use<'_>> {
    let root = At {
        sources,
        file: 0,
        pointer: String::new(),
        json: sources.json(0),
        depth: 0,
        is_callback: false,
    };
    let mut uses = Vec::new();
    if let Some(components) = root.member("components") {
        for (name, at) in components.members("parameters") {
            of_value(&format!("parameter {name}"), &at, &mut uses);
        }
        for (name, at) in components.members("headers") {
            of_value(&format!("header {name}"), &at, &mut uses);
        }
        for (name, at) in components.members("requestBodies") {
            of_content(&format!("request body {name}"), &at, &mut uses);
        }
        for (name, at) in components.members("responses") {
            of_response(&format!("response {name}"), &at, &mut uses);
        }
        for (name, at) in components.members("pathItems") {
            of_path(&format!("path item {name}"), &at, &mut uses);
        }
        of_callbacks("components", &components, &mut uses);
    }
    for (path, at) in root.members("paths") {
        of_path(&path, &at, &mut uses);
    }
    for (name, at) in root.members("webhooks") {
        of_path(&format!("webhook {name}"), &at, &mut uses);
    }
    uses
}

fn of_path<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    of_parameters(name, at, uses);
    let declared = METHODS
        .iter()
        .filter_map(|method| Some((method.to_uppercase(), at.member(method)?)));
    for (method, at) in declared.chain(at.members("additionalOperations")) {
        of_operation(&format!("{method} {name}"), &at, uses);
    }
}

fn of_operation<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    of_parameters(name, at, uses);
    if let Some(body) = at.member("requestBody") {
        of_content(&format!("{name} request"), &body, uses);
    }
    for (status, at) in at.members("responses") {
        of_response(&format!("{name} {status}"), &at, uses);
    }
    of_callbacks(name, at, uses);
}

fn of_callbacks<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    let Some(callbacks) = at.json.get("callbacks") else {
        return;
    };
    for (callback, at) in at.below("callbacks", callbacks).called() {
        for (expression, at) in at.called() {
            let name = format!("{expression} of {name} callback {callback}");
            let is_callback = true;
            of_path(&name, &At { is_callback, ..at }, uses);
        }
    }
}

fn of_parameters<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    for parameter in at.elements("parameters") {
        let text = |keyword| match &parameter.json.get(keyword)?.value {
            Value::String(text) => Some(text),
            _ => None,
        };
        if let (Some(place), Some(own)) = (text("in"), text("name")) {
            of_value(&format!("{name} {place} {own}"), &parameter, uses);
        }
    }
}

fn of_response<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    of_content(name, at, uses);
    for (header, at) in at.members("headers") {
        of_value(&format!("{name} header {header}"), &at, uses);
    }
}

/// That of a parameter or of a header.
fn of_value<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    add(name.to_owned(), at, "schema", uses);
    of_content(name, at, uses);
}

/// Those of media types.
fn of_content<'a>(name: &str, at: &At<'a>, uses: &mut Vec<Use<'a>>) {
    for (media_type, at) in at.members("content") {
        add(format!("{name} {media_type}"), &at, "schema", uses);
        add(format!("{name} {media_type} item"), &at, "itemSchema", uses);
    }
}

fn add<'a>(name: String, at: &At<'a>, keyword: &str, uses: &mut Vec<Use<'a>>) {
    // What it refers to is followed as that of a schema.
    if let Some(json) = at.json.get(keyword) {
        uses.push(Use {
            name,
            file: at.file,
            pointer: format!("{}/{keyword}", at.pointer),
            json,
        });
    }
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
