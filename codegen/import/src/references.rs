//! Where references lead in the files of a document.

use std::collections::BTreeMap;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::pointer::{segment, unescape};
use exactschema_frontend::suggest::nearest;
use percent_encoding::percent_decode_str;

use crate::document::{self, COMPONENTS, Version};
use crate::shape::{Shape, is_definitions, is_within, shape};
use crate::sources::Sources;

/// The reason why a reference cannot be followed, and what to do about it.
pub(super) type Unresolved = (String, String);

/// The files, with what references in them name.
pub(super) struct References<'a> {
    pub(super) sources: &'a Sources,
    /// The version of the document, and of files that declare none.
    version: Version,
    /// The pointers of anchors, by file and name.
    anchors: BTreeMap<(usize, &'a str), String>,
}

impl<'a> References<'a> {
    /// Those of files of which some may declare no version.
    pub(super) fn new(sources: &'a Sources, version: Version) -> Self {
        let mut references = References {
            sources,
            version,
            anchors: BTreeMap::new(),
        };
        for (file, json) in sources.all().enumerate() {
            references.find_anchors(file, json, String::new());
        }
        references
    }

    /// The version of OpenAPI that the schemas of a file are written in.
    pub(super) fn version(&self, file: usize) -> Version {
        let own = document::version(self.sources.json(file));
        own.unwrap_or(self.version)
    }

    /// Whether a file has an anchor of a name.
    pub(super) fn is_anchor(&self, file: usize, name: &str) -> bool {
        self.anchors.contains_key(&(file, name))
    }

    /// The file that a reference leads to, and the pointer in it, where something is.
    pub(super) fn resolve(
        &self,
        from: usize,
        reference: &str,
    ) -> Result<(usize, String), Unresolved> {
        let (file, fragment) = self.sources.target(from, reference).map_err(unread)?;
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        let anchor = self.anchors.get(&(file, &*fragment));
        let pointer = match anchor {
            Some(pointer) => pointer.clone(),
            None => fragment.into_owned(),
        };
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        let target = self.sources.json(file).at(&pointer).filter(|_| is_pointer);
        match target {
            None => Err((
                "this reference points nowhere in the document".to_owned(),
                self.like(file, &pointer),
            )),
            Some(_) if is_no_schema(&pointer) || (file, &*pointer) == (0, "") => Err((
                format!("this reference leads out of #{COMPONENTS}"),
                format!("move what it refers to below #{COMPONENTS}"),
            )),
            Some(_) => Ok((file, pointer)),
        }
    }

    /// The pointer of the definition that a pointer leads into: a component, one of the `$defs`
    /// in it, or else what is at the pointer itself.
    pub(super) fn home(&self, file: usize, pointer: &str) -> String {
        let Some(rest) = pointer
            .strip_prefix(COMPONENTS)
            .filter(|rest| rest.starts_with('/'))
        else {
            return pointer.to_owned();
        };
        let version = self.version(file);
        let mut names = rest[1..].split('/');
        let mut at = format!("{COMPONENTS}/{}", names.next().unwrap_or_default());
        let mut home = at.clone();
        while let Some(keyword) = names.next() {
            at = format!("{at}/{keyword}");
            let keyword = unescape(keyword);
            let (shape, is_definition) = (shape(&keyword), is_definitions(version, &keyword));
            if is_definition || matches!(shape, Shape::List | Shape::Members) {
                let Some(name) = names.next() else { break };
                at = format!("{at}/{name}");
            } else if shape == Shape::Value {
                break;
            }
            if is_definition {
                home.clone_from(&at);
            }
        }
        home
    }

    fn like(&self, file: usize, pointer: &str) -> String {
        let name = pointer.strip_prefix(COMPONENTS).unwrap_or_default();
        let components = self
            .sources
            .json(file)
            .at(COMPONENTS)
            .map(|json| &json.value);
        let members = match components {
            Some(Value::Object(members)) => members.as_slice(),
            _ => &[],
        };
        let names: Vec<String> = members.iter().map(|(name, _)| segment(name)).collect();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(like) => format!("refer to #{COMPONENTS}{like}, if that is meant"),
            None => format!("refer to a schema below #{COMPONENTS}"),
        }
    }

    /// Finds the anchors of a file, which only schemas have.
    fn find_anchors(&mut self, file: usize, json: &'a Json, pointer: String) {
        match &json.value {
            Value::Array(elements) => {
                for (index, json) in elements.iter().enumerate() {
                    self.find_anchors(file, json, format!("{pointer}/{index}"));
                }
            }
            Value::Object(members) => {
                for (name, json) in members {
                    match &json.value {
                        Value::String(anchor) if name == "$anchor" => {
                            self.anchors
                                .entry((file, anchor))
                                .or_insert_with(|| pointer.clone());
                        }
                        _ => self.find_anchors(file, json, format!("{pointer}{}", segment(name))),
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a pointer leads to a component of another kind, such as a response.
fn is_no_schema(pointer: &str) -> bool {
    let Some(rest) = pointer.strip_prefix("/components") else {
        return false;
    };
    match rest.split('/').count() {
        ..3 => true,
        3 => !is_within(pointer, COMPONENTS),
        _ => false,
    }
}

/// The reason why a reference to another file cannot be followed.
fn unread((path, reason): (String, String)) -> Unresolved {
    (
        format!("this reference leads to {path}, which cannot be read: {reason}"),
        "put the file there, or correct the reference".to_owned(),
    )
}
