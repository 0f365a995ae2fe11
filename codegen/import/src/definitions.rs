//! The definitions of a document, and which of them a component refers to.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::pointer::segment;
use exactschema_frontend::suggest::nearest;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::document::{Document, Version, problem, refusal};
use crate::refusal::Refusal;
use crate::shape::{Shape, at, is_within, schemas, shape};

/// The location of the components.
const COMPONENTS: &str = "/components/schemas";

/// The characters that a fragment cannot contain (RFC 3986 §3.5).
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A schema that becomes a definition of its own: a component, or one of the `$defs` in it.
pub(super) struct Unit<'a> {
    /// Its pointer in the document.
    pub(super) pointer: String,
    /// Its name in the schema.
    pub(super) name: &'a str,
    pub(super) json: &'a Json,
}

/// The definitions of a document.
pub(super) struct Units<'a> {
    /// All of them, in the order of the document.
    all: Vec<Unit<'a>>,
    root: usize,
    /// The definitions that have an anchor in them, by its name.
    anchors: BTreeMap<&'a str, usize>,
    version: Version,
}

/// The reason why a reference cannot be followed, and what to do about it.
pub(super) type Unresolved = (String, String);

impl<'a> Units<'a> {
    /// The definitions of a document.
    ///
    /// # Errors
    ///
    /// If there is no component of the name of the root.
    pub(super) fn new(document: &Document<'a>, root: &str) -> Result<Self, Refusal> {
        let mut units = Units {
            all: Vec::new(),
            root: 0,
            anchors: BTreeMap::new(),
            version: document.version,
        };
        let Value::Object(components) = &document.schemas.value else {
            return Err(missing(document, root));
        };
        for (name, json) in components {
            units.add(format!("{COMPONENTS}{}", segment(name)), name, json);
        }
        let pointer = format!("{COMPONENTS}{}", segment(root));
        let index = units.all.iter().position(|unit| unit.pointer == pointer);
        units.root = index.ok_or_else(|| missing(document, root))?;
        Ok(units)
    }

    fn add(&mut self, pointer: String, name: &'a str, json: &'a Json) {
        let index = self.all.len();
        self.all.push(Unit {
            pointer: pointer.clone(),
            name,
            json,
        });
        self.enter(index, json, &pointer);
    }

    /// Finds the anchors and the definitions within a definition.
    fn enter(&mut self, unit: usize, json: &'a Json, pointer: &str) {
        for (keyword, value) in keywords(self.version, json) {
            let here = format!("{pointer}{}", segment(keyword));
            if let ("$anchor", Value::String(name)) = (keyword, &value.value) {
                self.anchors.entry(name).or_insert(unit);
            }
            match (is_definitions(self.version, keyword), &value.value) {
                (true, Value::Object(members)) => {
                    for (name, json) in members {
                        self.add(format!("{here}{}", segment(name)), name, json);
                    }
                }
                _ => {
                    for (rest, json) in schemas(keyword, value) {
                        self.enter(unit, json, &format!("{here}{rest}"));
                    }
                }
            }
        }
    }

    /// The component that becomes the root.
    pub(super) fn root(&self) -> &Unit<'a> {
        &self.all[self.root]
    }

    /// The definitions that the root refers to, with those that they refer to, in the
    /// order of the document.
    pub(super) fn reached(&self) -> Vec<&Unit<'a>> {
        let reached = self.closure();
        let others = reached.into_iter().filter(|index| *index != self.root);
        others.map(|index| &self.all[index]).collect()
    }

    /// The definitions in those that are taken which nothing refers to.
    pub(super) fn unused(&self) -> Vec<&Unit<'a>> {
        let reached = self.closure();
        let holds = |unit: &Unit<'_>| {
            let mut reached = reached.iter();
            reached.any(|index| is_within(&unit.pointer, &self.all[*index].pointer))
        };
        let all = self.all.iter().enumerate();
        let unused = all.filter(|(index, unit)| !reached.contains(index) && holds(unit));
        unused.map(|(_, unit)| unit).collect()
    }

    /// The reference in the schema that is made.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be followed.
    pub(super) fn rewritten(&self, reference: &str) -> Result<String, Unresolved> {
        let (unit, pointer) = self.resolve(reference)?;
        let Some(pointer) = pointer else {
            return Ok(reference.to_owned());
        };
        let unit_at = match unit == self.root {
            true => String::new(),
            false => target(&self.all[unit]),
        };
        let rest = pointer.strip_prefix(self.all[unit].pointer.as_str());
        let whole = format!("{unit_at}{}", rest.unwrap_or_default());
        Ok(format!("#{}", utf8_percent_encode(&whole, FRAGMENT)))
    }

    /// The definition that a reference leads into, and its pointer in the document,
    /// unless it is an anchor.
    fn resolve(&self, reference: &str) -> Result<(usize, Option<String>), Unresolved> {
        let Some(fragment) = reference.strip_prefix('#') else {
            return Err((
                "this reference leaves the document".to_owned(),
                "bundle all documents into one first, as most OpenAPI tools can".to_owned(),
            ));
        };
        let pointer = percent_decode_str(fragment)
            .decode_utf8_lossy()
            .into_owned();
        if let (Version::V31, Some(unit)) = (self.version, self.anchors.get(pointer.as_str())) {
            return Ok((*unit, None));
        }
        if !is_within(&pointer, COMPONENTS) || pointer == COMPONENTS {
            return Err((
                format!("this reference leads out of #{COMPONENTS}"),
                format!("move what it refers to below #{COMPONENTS}"),
            ));
        }
        let all = self.all.iter().enumerate();
        let around = all.filter(|(_, unit)| is_within(&pointer, &unit.pointer));
        let innermost = around.max_by_key(|(_, unit)| unit.pointer.len());
        match innermost {
            Some((index, unit)) if at(unit.json, &pointer[unit.pointer.len()..]).is_some() => {
                Ok((index, Some(pointer)))
            }
            _ => Err((
                "this reference points nowhere in the document".to_owned(),
                self.like(&pointer),
            )),
        }
    }

    fn like(&self, pointer: &str) -> String {
        let name = pointer.strip_prefix(COMPONENTS).unwrap_or_default();
        let pointers = self
            .all
            .iter()
            .map(|unit| &unit.pointer[COMPONENTS.len()..]);
        match nearest(name, pointers) {
            Some(like) => format!("refer to #{COMPONENTS}{like}, if that is meant"),
            None => format!("refer to a schema below #{COMPONENTS}"),
        }
    }

    fn closure(&self) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([self.root]);
        let mut open = vec![self.root];
        while let Some(index) = open.pop() {
            let mut references = Vec::new();
            find_references(self.version, self.all[index].json, &mut references);
            for reference in references {
                match self.resolve(reference) {
                    Ok((next, _)) if reached.insert(next) => open.push(next),
                    _ => {}
                }
            }
        }
        reached
    }
}

/// The pointer of a definition in the schema, if it is not the root.
pub(super) fn target(unit: &Unit<'_>) -> String {
    format!("/$defs{}", segment(unit.name))
}

/// The keywords of a schema that count: beside `$ref`, 3.0 ignores all others.
pub(super) fn keywords(version: Version, json: &Json) -> Vec<(&str, &Json)> {
    let Value::Object(members) = &json.value else {
        return Vec::new();
    };
    let alone = version == Version::V30 && json.get("$ref").is_some();
    let members = members.iter().map(|(name, value)| (name.as_str(), value));
    members
        .filter(|(name, _)| !alone || *name == "$ref")
        .collect()
}

/// Whether the value of a keyword is definitions, which move to the root.
pub(super) fn is_definitions(version: Version, keyword: &str) -> bool {
    version == Version::V31 && matches!(keyword, "$defs" | "definitions")
}

fn find_references<'a>(version: Version, json: &'a Json, references: &mut Vec<&'a str>) {
    for (keyword, value) in keywords(version, json) {
        if let ("$ref", Value::String(reference)) = (keyword, &value.value) {
            references.push(reference);
        }
        if !is_definitions(version, keyword) && shape(keyword) != Shape::Value {
            for (_, json) in schemas(keyword, value) {
                find_references(version, json, references);
            }
        }
    }
}

fn missing(document: &Document<'_>, root: &str) -> Refusal {
    let names: Vec<&str> = match &document.schemas.value {
        Value::Object(members) => members.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    let fix = match (nearest(root, names.iter().copied()), &names[..]) {
        (Some(name), _) => format!("did you mean `--root {name}`?"),
        (None, []) => "import a document that has some".to_owned(),
        (None, [name, ..]) => format!("name one with --root, such as {name}"),
    };
    let message = format!("there is no component {root:?}");
    refusal(problem(document.schemas, COMPONENTS, &message, &fix))
}
